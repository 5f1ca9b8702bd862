package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsautoscaling"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

const agentFile = "/etc/ecs/ecs.config"

// burstablePool is a pool that the library does not have: instances that never pay for bursts.
type burstablePool struct {
	instanceType string
	maxInstances float64
}

func (p *burstablePool) InstancePoolKind() *string {
	return jsii.String("burstable")
}

func (p *burstablePool) Bind(scope constructs.Construct, context *stevedore.InstancePoolContext) *stevedore.InstancePoolConfig {
	securityGroup := awsec2.NewSecurityGroup(scope, jsii.String("SecurityGroup"), &awsec2.SecurityGroupProps{Vpc: context.Vpc})
	instanceRole := awsiam.NewRole(scope, jsii.String("Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("ec2.amazonaws.com"), nil),
	})
	policyName := jsii.String("service-role/AmazonEC2ContainerServiceforEC2Role")
	instanceRole.AddManagedPolicy(awsiam.ManagedPolicy_FromAwsManagedPolicyName(policyName))
	userData := awsec2.UserData_ForLinux(nil)
	userData.AddCommands(jsii.String(fmt.Sprintf("echo ECS_CLUSTER=%s >> %s", *context.Cluster.ClusterName(), agentFile)))
	attributes := fmt.Sprintf(`{"stevedore.pool":"%s"}`, *context.PoolName)
	userData.AddCommands(jsii.String(fmt.Sprintf("echo 'ECS_INSTANCE_ATTRIBUTES=%s' >> %s", attributes, agentFile)))
	launchTemplate := awsec2.NewLaunchTemplate(scope, jsii.String("LaunchTemplate"), &awsec2.LaunchTemplateProps{
		InstanceType:             awsec2.NewInstanceType(&p.instanceType),
		MachineImage:             awsecs.EcsOptimizedImage_AmazonLinux2023("", nil),
		CpuCredits:               awsec2.CpuCredits_STANDARD,
		Role:                     instanceRole,
		SecurityGroup:            securityGroup,
		UserData:                 userData,
		RequireImdsv2:            jsii.Bool(true),
		AssociatePublicIpAddress: context.PublicSubnets,
	})
	group := awsautoscaling.NewAutoScalingGroup(scope, jsii.String("Group"), &awsautoscaling.AutoScalingGroupProps{
		Vpc:            context.Vpc,
		VpcSubnets:     context.Subnets,
		LaunchTemplate: launchTemplate,
		MinCapacity:    jsii.Number(0),
		MaxCapacity:    &p.maxInstances,
	})
	provider := awsecs.NewAsgCapacityProvider(scope, jsii.String("Provider"), &awsecs.AsgCapacityProviderProps{
		AutoScalingGroup:                   group,
		EnableManagedTerminationProtection: jsii.Bool(false),
	})
	return &stevedore.InstancePoolConfig{
		CapacityProviderName: provider.CapacityProviderName(),
		Compatibility:        awsecs.Compatibility_EC2,
		NetworkModes:         &[]awsecs.NetworkMode{awsecs.NetworkMode_BRIDGE, awsecs.NetworkMode_AWS_VPC},
		OperatingSystem:      awsecs.OperatingSystemFamily_LINUX(),
		Architecture:         awsecs.CpuArchitecture_X86_64(),
		GpuCount:             jsii.Number(0),
		MaxInstances:         &p.maxInstances,
		SecurityGroups:       &[]awsec2.ISecurityGroup{securityGroup},
		InstanceAttributes:   &map[string]*string{"stevedore.pool": context.PoolName},
		InstanceRole:         instanceRole,
		AutoScalingGroup:     group,
		Dependencies:         &[]constructs.IDependable{group},
	}
}
