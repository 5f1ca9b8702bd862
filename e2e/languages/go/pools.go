package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsautoscaling"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// createYard has services and daemons on instances.
func createYard(stack awscdk.Stack) {
	platform := createPlatform(stack)
	addServices(stack, platform)
	addDaemons(stack, platform)

	cranes := platform.Pool(jsii.String("cranes"))
	cranes.AutoScalingGroup.ScaleOnSchedule(jsii.String("Morning"), &awsautoscaling.BasicScheduledActionProps{
		Schedule:    awsautoscaling.Schedule_Cron(&awsautoscaling.CronOptions{Hour: jsii.String("6"), Minute: jsii.String("0")}),
		MinCapacity: jsii.Number(2),
	})
	awss3.NewBucket(stack, jsii.String("Plans"), nil).GrantRead(cranes.InstanceRole, nil)
	office := awsec2.Peer_Ipv4(jsii.String("203.0.113.0/24"))
	(*cranes.SecurityGroups)[0].AddIngressRule(office, awsec2.Port_Tcp(jsii.Number(9100)), nil, nil)
	var names []string
	for name := range *platform.Pools() {
		names = append(names, name)
	}
	sort.Strings(names)
	awscdk.NewCfnOutput(stack, jsii.String("Cranes"), &awscdk.CfnOutputProps{Value: jsii.String(fmt.Sprint(*cranes.MaxInstances))})
	awscdk.NewCfnOutput(stack, jsii.String("Pools"), &awscdk.CfnOutputProps{Value: jsii.String(strings.Join(names, " "))})
	awscdk.NewCfnOutput(stack, jsii.String("Provider"), &awscdk.CfnOutputProps{Value: (*platform.Pools())["belts"].CapacityProviderName})
}

func createPlatform(stack awscdk.Stack) stevedore.ContainerPlatform {
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), NatGateways: jsii.Number(1)})
	trucks := awsautoscaling.NewAutoScalingGroup(stack, jsii.String("Trucks"), &awsautoscaling.AutoScalingGroupProps{
		Vpc:           vpc,
		InstanceType:  awsec2.NewInstanceType(jsii.String("m7g.large")),
		MachineImage:  awsecs.EcsOptimizedImage_AmazonLinux2023(awsecs.AmiHardwareType_ARM, nil),
		RequireImdsv2: jsii.Bool(true),
	})
	pools := createdPools()
	pools["trucks"] = stevedore.InstancePool_Existing(trucks, &stevedore.ExistingPoolOptions{
		Architecture:       awsecs.CpuArchitecture_ARM64(),
		GpuCount:           jsii.Number(0),
		MaxInstances:       jsii.Number(4),
		InstanceAttributes: &map[string]*string{"stevedore.pool": jsii.String("trucks"), "wheels": jsii.String("18")},
	})
	pools["carts"] = &burstablePool{instanceType: "t3.large", maxInstances: 3}
	platform := stevedore.NewContainerPlatform(stack, jsii.String("Platform"), &stevedore.ContainerPlatformProps{
		Profile: stevedore.Profile_Development(nil),
		Vpc:     vpc,
		Pools:   &pools,
	})
	trucks.AddUserData(
		jsii.String(fmt.Sprintf("echo ECS_CLUSTER=%s >> %s", *platform.Cluster().ClusterName(), agentFile)),
		jsii.String(fmt.Sprintf(`echo 'ECS_INSTANCE_ATTRIBUTES={"stevedore.pool":"trucks","wheels":"18"}' >> %s`, agentFile)),
	)
	return platform
}

// createdPools has a pool of each kind of image and instances, with an option or two.
func createdPools() map[string]stevedore.IInstancePool {
	return map[string]stevedore.IInstancePool{
		"cranes": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			InstanceTypes: jsii.Strings("m7gd.large", "m6gd.large"),
			MaxInstances:  jsii.Number(6),
			Spot: &stevedore.SpotMix{
				OnDemandBase:             jsii.Number(1),
				OnDemandPercentAboveBase: jsii.Number(25),
				AllocationStrategy:       awsautoscaling.SpotAllocationStrategy_CAPACITY_OPTIMIZED,
			},
			RootVolume:    &stevedore.PoolVolume{Size: awscdk.Size_Gibibytes(jsii.Number(100)), Throughput: jsii.Number(250)},
			InstanceStore: stevedore.InstanceStore_Directory(jsii.String("/mnt/fast")),
			AgentConfig: &map[string]*string{
				"ECS_INSTANCE_ATTRIBUTES":       jsii.String(`{"rack": "1"}`),
				"ECS_IMAGE_PULL_BEHAVIOR":       jsii.String("prefer-cached"),
				"ECS_ENABLE_CONTAINER_METADATA": jsii.String("true"),
			},
			UserData:              jsii.Strings("sysctl -w vm.max_map_count=262144"),
			TargetCapacityPercent: jsii.Number(90),
			MaxInstanceLifetime:   awscdk.Duration_Days(jsii.Number(7)),
		}),
		"belts": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			Requirements: &awsec2.InstanceRequirementsConfig{
				VCpuCountMin:     jsii.Number(2),
				VCpuCountMax:     jsii.Number(8),
				MemoryMin:        awscdk.Size_Gibibytes(jsii.Number(8)),
				CpuManufacturers: &[]awsec2.CpuManufacturer{awsec2.CpuManufacturer_INTEL, awsec2.CpuManufacturer_AMD},
			},
			Spot: &stevedore.SpotMix{},
		}),
		"lifts": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			InstanceTypes: jsii.Strings("g5.xlarge"),
			MachineImage:  stevedore.PoolImage_Gpu(nil),
			WarmPool:      &stevedore.WarmInstances{MinInstances: jsii.Number(1), PoolState: awsautoscaling.PoolState_STOPPED},
		}),
		"vaults": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			MachineImage:      stevedore.PoolImage_Bottlerocket(nil),
			ManagedScaling:    jsii.Bool(false),
			MinInstances:      jsii.Number(1),
			ScaleOnCpuPercent: jsii.Number(60),
			MetadataHopLimit:  jsii.Number(2),
		}),
		"offices": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			InstanceTypes:                jsii.Strings("m7i.xlarge"),
			MachineImage:                 stevedore.PoolImage_Windows(awsecs.WindowsOptimizedVersion_SERVER_2022, jsii.Bool(true), nil),
			ManagedTerminationProtection: jsii.Bool(true),
		}),
		"sheds": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			InstanceTypes: jsii.Strings("c7g.large"),
			MachineImage: stevedore.PoolImage_Custom(
				awsec2.MachineImage_FromSsmParameter(jsii.String("/yard/shed"), nil),
				awsecs.OperatingSystemFamily_LINUX(),
				&stevedore.CustomImageOptions{
					Architecture:      awsecs.CpuArchitecture_ARM64(),
					AgentConfigFormat: stevedore.AgentConfigFormat_SHELL,
					DiskName:          jsii.String("/dev/sda1"),
				},
			),
		}),
		"gates": stevedore.InstancePool_AutoScalingGroup(&stevedore.AutoScalingGroupPoolOptions{
			MachineImage: &goldenImage{parameterName: "/yard/gate"},
		}),
	}
}

func addServices(stack awscdk.Stack, platform stevedore.ContainerPlatform) {
	web := stevedore.NewContainerService(stack, jsii.String("Web"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Port:     jsii.Number(8080),
		Capacity: stevedore.Capacity_Pools(&map[string]stevedore.PoolWeight{
			"cranes": stevedore.PoolWeight_Of(jsii.Number(3), &stevedore.PoolWeightOptions{FirstTasks: jsii.Number(2)}),
			"trucks": stevedore.PoolWeight_Of(jsii.Number(1), nil),
		}),
		NetworkMode: awsecs.NetworkMode_BRIDGE,
		Placement: stevedore.Placement_SpreadAcrossZones().
			Plus(stevedore.Placement_BinpackMemory()).
			Plus(stevedore.Placement_MemberOf(jsii.String("attribute:rack == 1 or attribute:wheels exists"))),
	})
	model := stevedore.NewContainerService(stack, jsii.String("Model"), &stevedore.ContainerServiceProps{
		Platform:  platform,
		Image:     awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Port:      jsii.Number(8000),
		Capacity:  stevedore.Capacity_Pool(jsii.String("lifts")),
		GpuCount:  jsii.Number(1),
		MemoryMiB: jsii.Number(8192),
		Scaling:   stevedore.Scaling_Manual(jsii.Number(2)),
		Placement: stevedore.Placement_DistinctInstances().
			Plus(stevedore.Placement_Spread(jsii.Strings("attribute:ecs.instance-type", "instanceId"))),
	})
	model.Connections().AllowDefaultPortFrom(web, nil)
	stevedore.NewContainerService(stack, jsii.String("Desk"), &stevedore.ContainerServiceProps{
		Platform:        platform,
		Image:           awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Capacity:        stevedore.Capacity_Pool(jsii.String("offices")),
		OperatingSystem: awsecs.OperatingSystemFamily_WINDOWS_SERVER_2022_CORE(),
		MemoryMiB:       jsii.Number(2048),
	})
	stevedore.NewContainerService(stack, jsii.String("Sorter"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Capacity: stevedore.Capacity_Pools(&map[string]stevedore.PoolWeight{
			"carts": stevedore.PoolWeight_Of(jsii.Number(1), nil),
			"belts": stevedore.PoolWeight_Of(jsii.Number(1), nil),
		}),
		NetworkMode: (*platform.Pool(jsii.String("carts")).NetworkModes)[0],
		Placement:   &awayFrom{serviceName: "yard-lamp"},
	})
}

func addDaemons(stack awscdk.Stack, platform stevedore.ContainerPlatform) {
	agent := stevedore.NewContainerDaemon(stack, jsii.String("Agent"), &stevedore.ContainerDaemonProps{
		Platform: platform,
		Pool:     jsii.String("vaults"),
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ports:    &map[string]stevedore.PortSpec{"statsd": stevedore.PortSpec_Udp(jsii.Number(8125))},
		Cpu:      jsii.Number(128),
	})
	agent.Connections().AllowDefaultPortFrom(awsec2.Peer_Ipv4(jsii.String("10.0.0.0/16")), nil)
	stevedore.NewContainerDaemon(stack, jsii.String("Lamp"), &stevedore.ContainerDaemonProps{
		Platform:          platform,
		Pools:             jsii.Strings("trucks", "cranes"),
		Image:             awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		NetworkMode:       awsecs.NetworkMode_HOST,
		MemoryMiB:         jsii.Number(256),
		MinHealthyPercent: jsii.Number(50),
		ServiceName:       jsii.String("yard-lamp"),
	})
}
