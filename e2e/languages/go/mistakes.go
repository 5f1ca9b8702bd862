package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

func tooLong(app awscdk.App) {
	stevedore.NewContainerService(awscdk.NewStack(app, jsii.String("Shop"), nil), jsii.String("Shop"), &stevedore.ContainerServiceProps{
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		StopTimeout: awscdk.Duration_Minutes(jsii.Number(5)),
	})
}

func wrongExpression(app awscdk.App) {
	stevedore.NewContainerService(awscdk.NewStack(app, jsii.String("Shop"), nil), jsii.String("Shop"), &stevedore.ContainerServiceProps{
		Image:     awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Capacity:  stevedore.Capacity_Pool(jsii.String("racks")),
		Placement: stevedore.Placement_MemberOf(jsii.String("attribute:rack = a")),
	})
}

// wrongValue gives a storage as a sidecar. The compiler would see it, but for the cast.
func wrongValue(app awscdk.App) {
	var spool stevedore.ISidecar
	jsii.UnsafeCast(stevedore.Storage_Scratch(nil), &spool)
	stevedore.NewContainerService(awscdk.NewStack(app, jsii.String("Shop"), nil), jsii.String("Shop"), &stevedore.ContainerServiceProps{
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Sidecars: &map[string]stevedore.ISidecar{"spool": spool},
	})
}
