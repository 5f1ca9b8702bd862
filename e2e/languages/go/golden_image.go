package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// goldenImage is an image that the library does not have: the newest one that a pipeline of your own put into a parameter.
type goldenImage struct {
	parameterName string
}

func (i *goldenImage) PoolImageKind() *string {
	return jsii.String("golden")
}

func (i *goldenImage) Bind(_ constructs.Construct, context *stevedore.PoolImageContext) *stevedore.PoolImageConfig {
	variant := "/plain"
	if *context.Gpus {
		variant = "/gpu"
	}
	return &stevedore.PoolImageConfig{
		MachineImage:      awsec2.MachineImage_FromSsmParameter(jsii.String(i.parameterName+variant), nil),
		OperatingSystem:   awsecs.OperatingSystemFamily_LINUX(),
		AgentConfigFormat: stevedore.AgentConfigFormat_SHELL,
		DiskName:          jsii.String("/dev/xvda"),
		Architectures:     &[]awsecs.CpuArchitecture{context.Architecture},
		Gpus:              context.Gpus,
	}
}
