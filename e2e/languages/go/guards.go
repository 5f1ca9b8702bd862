package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecr"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// createPier has platforms with rails.
func createPier(stack awscdk.Stack) {
	createCustoms(stack)
	quay := createQuay(stack)
	addSessions(stack, quay)
	addManagedDaemons(stack, quay)

	machines := stevedore.ContainerPlatform_FromCluster(stack, jsii.String("Barges"), &stevedore.FromClusterOptions{
		Cluster: quay.Cluster(),
		Vpc:     quay.Vpc(),
		Profile: stevedore.Profile_Preview(nil),
	})
	stevedore.NewContainerService(stack, jsii.String("Barge"), &stevedore.ContainerServiceProps{
		Platform:    machines,
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Capacity:    stevedore.Capacity_External(),
		NetworkMode: awsecs.NetworkMode_HOST,
	})
	stevedore.NewExternalMachines(stack, jsii.String("Bargemen"), &stevedore.ExternalMachinesProps{Cluster: quay.Cluster()})
}

func createCustoms(stack awscdk.Stack) {
	platform := stevedore.NewContainerPlatform(stack, jsii.String("Customs"), &stevedore.ContainerPlatformProps{
		Profile: stevedore.Profile_Regulated(&stevedore.ProfileOverrides{
			ContainerInsights:            awsecs.ContainerInsights_ENABLED,
			LogRetention:                 awslogs.RetentionDays_TWO_YEARS,
			MinTasks:                     jsii.Number(3),
			RestrictDefaultSecurityGroup: jsii.Bool(false),
		}),
		Network: stevedore.Network_Endpoints(&stevedore.EndpointNetworkOptions{
			Endpoints: &[]awsec2.InterfaceVpcEndpointAwsService{
				awsec2.InterfaceVpcEndpointAwsService_EVENTBRIDGE(),
				awsec2.InterfaceVpcEndpointAwsService_STS(),
			},
			TrustedAccounts: jsii.Strings("111122223333"),
			PublicSubnets:   jsii.Bool(true),
		}),
		EncryptionKey: awskms.NewKey(stack, jsii.String("Seal"), &awskms.KeyProps{EnableKeyRotation: jsii.Bool(true)}),
		TaskEvents: stevedore.TaskEvents_StoppedTasks(&stevedore.StoppedTaskOptions{
			AlertOn: &[]stevedore.StoppedTaskKind{
				stevedore.StoppedTaskKind_OUT_OF_MEMORY,
				stevedore.StoppedTaskKind_FAILED_EXIT,
				stevedore.StoppedTaskKind_USER,
			},
			Emails:       &map[string]*string{"officer": jsii.String("officer@example.com"), "audit": jsii.String("audit@example.com")},
			LogRetention: awslogs.RetentionDays_FIVE_YEARS,
		}),
		PropagateTags: awsecs.PropagatedTagSource_TASK_DEFINITION,
	})
	forms := awsecr.Repository_FromRepositoryName(stack, jsii.String("Forms"), jsii.String("forms"))
	stevedore.NewContainerService(stack, jsii.String("Desk"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromEcrRepository(forms, jsii.String("2.0.1")),
		Ingress:  stevedore.Ingress_ApplicationLoadBalancer(nil),
	})
	platform.Reach(&[]awsec2.InterfaceVpcEndpointAwsService{awsec2.InterfaceVpcEndpointAwsService_SECRETS_MANAGER()})
	awscdk.NewCfnOutput(stack, jsii.String("Officers"), &awscdk.CfnOutputProps{Value: platform.TaskEvents().Topic.TopicArn()})
	awscdk.NewCfnOutput(stack, jsii.String("SealArn"), &awscdk.CfnOutputProps{Value: platform.EncryptionKey().KeyArn()})
}

func createQuay(stack awscdk.Stack) stevedore.ContainerPlatform {
	return stevedore.NewContainerPlatform(stack, jsii.String("Quay"), &stevedore.ContainerPlatformProps{
		Profile: stevedore.Profile_Development(nil),
		Network: stevedore.Network_NatInstances(&stevedore.NatInstanceOptions{
			Count:        jsii.Number(1),
			InstanceType: awsec2.NewInstanceType(jsii.String("c7gn.medium")),
		}),
		ExecEnabled:      jsii.Bool(true),
		ExternalMachines: jsii.Bool(true),
		Pools: &map[string]stevedore.IInstancePool{
			"berths": stevedore.InstancePool_ManagedInstances(&stevedore.ManagedInstancesPoolOptions{
				Requirements: &awsec2.InstanceRequirementsConfig{
					VCpuCountMin:         jsii.Number(2),
					MemoryMin:            awscdk.Size_Gibibytes(jsii.Number(4)),
					MemoryMax:            awscdk.Size_Gibibytes(jsii.Number(32)),
					CpuManufacturers:     &[]awsec2.CpuManufacturer{awsec2.CpuManufacturer_AWS},
					BurstablePerformance: awsec2.BurstablePerformance_EXCLUDED,
				},
				Architecture:       awsecs.CpuArchitecture_ARM64(),
				CapacityOptionType: awsecs.CapacityOptionType_SPOT,
				StorageSize:        awscdk.Size_Gibibytes(jsii.Number(100)),
				ScaleInAfter:       awscdk.Duration_Minutes(jsii.Number(10)),
			}),
			"docks": stevedore.InstancePool_ManagedInstances(&stevedore.ManagedInstancesPoolOptions{
				InstanceTypes:    jsii.Strings("c7g.*"),
				ReservedCapacity: &stevedore.ReservedCapacity{Preference: stevedore.ReservationPreference_RESERVATIONS_ONLY},
				AutoRepair:       jsii.Bool(true),
			}),
		},
	})
}

func addSessions(stack awscdk.Stack, platform stevedore.IContainerPlatform) {
	pilot := awsiam.NewRole(stack, jsii.String("Pilot"), &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()})
	tug := stevedore.NewContainerService(stack, jsii.String("Tug"), &stevedore.ContainerServiceProps{
		Platform:      platform,
		Image:         awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		ContainerName: jsii.String("tug"),
		Capacity:      stevedore.Capacity_Pool(jsii.String("berths")),
		Architecture:  awsecs.CpuArchitecture_ARM64(),
	})
	tug.GrantExec(pilot)
	stevedore.NewContainerService(stack, jsii.String("Buoy"), &stevedore.ContainerServiceProps{
		Platform:    platform,
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Capacity:    stevedore.Capacity_External(),
		GpuCount:    jsii.Number(1),
		ExecEnabled: jsii.Bool(false),
	})
}

func addManagedDaemons(stack awscdk.Stack, platform stevedore.IContainerPlatform) {
	lamp := stevedore.NewContainerDaemon(stack, jsii.String("Lamp"), &stevedore.ContainerDaemonProps{
		Platform:     platform,
		Pools:        jsii.Strings("berths", "docks"),
		Image:        awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ports:        &map[string]stevedore.PortSpec{"statsd": stevedore.PortSpec_Udp(jsii.Number(8125))},
		Cpu:          jsii.Number(128),
		MemoryMiB:    jsii.Number(256),
		DrainPercent: jsii.Number(50),
		Critical:     jsii.Bool(false),
	})
	awscdk.NewCfnOutput(stack, jsii.String("LampArn"), &awscdk.CfnOutputProps{Value: lamp.ManagedDaemon().AttrDaemonArn()})
	stevedore.NewContainerDaemon(stack, jsii.String("Gauge"), &stevedore.ContainerDaemonProps{
		Platform:  platform,
		Capacity:  stevedore.Capacity_External(),
		Image:     awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Cpu:       jsii.Number(128),
		MemoryMiB: jsii.Number(64),
	})
}
