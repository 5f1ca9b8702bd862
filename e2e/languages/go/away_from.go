package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// awayFrom is a placement that the library does not have: not beside a service, and packed in awsvpc mode only.
type awayFrom struct {
	serviceName string
}

func (a *awayFrom) PlacementKind() *string {
	return jsii.String("awayFrom")
}

func (a *awayFrom) Bind(_ constructs.Construct, context *stevedore.PlacementContext) *stevedore.PlacementConfig {
	strategy := awsecs.PlacementStrategy_SpreadAcrossInstances()
	if context.NetworkMode == awsecs.NetworkMode_AWS_VPC {
		strategy = awsecs.PlacementStrategy_PackedByMemory()
	}
	return &stevedore.PlacementConfig{
		Strategies: &[]awsecs.PlacementStrategy{strategy},
		Constraints: &[]awsecs.PlacementConstraint{
			awsecs.PlacementConstraint_MemberOf(jsii.String("not(task:group == service:" + a.serviceName + ")")),
		},
	}
}
