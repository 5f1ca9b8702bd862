package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

func tooLong(app awscdk.App) {
	stevedore.NewContainerService(awscdk.NewStack(app, jsii.String("Shop"), nil), jsii.String("Shop"), &stevedore.ContainerServiceProps{
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String("public.ecr.aws/nginx/nginx:1.29"), nil),
		StopTimeout: awscdk.Duration_Minutes(jsii.Number(5)),
	})
}
