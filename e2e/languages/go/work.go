package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapplicationautoscaling"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// createDepot has volumes, sidecars and queues, on a platform that other repositories find.
func createDepot(stack awscdk.Stack) {
	news := awssns.NewTopic(stack, jsii.String("News"), nil)
	refused := awssqs.NewQueue(stack, jsii.String("Refused"), nil)
	returns := awssqs.NewQueue(stack, jsii.String("Returns"), &awssqs.QueueProps{
		VisibilityTimeout: awscdk.Duration_Minutes(jsii.Number(2)),
		DeadLetterQueue:   &awssqs.DeadLetterQueue{Queue: refused, MaxReceiveCount: jsii.Number(4)},
	})

	packer := stevedore.NewContainerService(stack, jsii.String("Packer"), &stevedore.ContainerServiceProps{
		Platform: stevedore.NewContainerPlatform(stack, jsii.String("Platform"), &stevedore.ContainerPlatformProps{
			Profile:   stevedore.Profile_Development(nil),
			PublishAs: jsii.String("depot"),
		}),
		Image:     awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		MemoryMiB: jsii.Number(1024),
		Storage: &map[string]stevedore.IStorage{
			"parcels": stevedore.Storage_Ebs(&stevedore.EbsStorageOptions{
				MountPath:      jsii.String("/parcels"),
				Size:           awscdk.Size_Gibibytes(jsii.Number(40)),
				VolumeType:     awsec2.EbsDeviceVolumeType_GP3,
				Iops:           jsii.Number(4000),
				Throughput:     jsii.Number(250),
				FileSystemType: awsecs.FileSystemType_EXT4,
			}),
			"labels": stevedore.Storage_Scratch(&stevedore.ScratchStorageOptions{MountPath: jsii.String("/labels"), ReadOnly: jsii.Bool(true)}),
			"spool":  stevedore.Storage_Scratch(nil),
		},
		Sidecars: &map[string]stevedore.ISidecar{
			"printer": stevedore.Sidecar_Container(&stevedore.ContainerSidecarOptions{
				Image:                awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
				Environment:          &map[string]*string{"PAPER": jsii.String("a6"), "DPI": jsii.String("300")},
				MemoryReservationMiB: jsii.Number(128),
				HealthCheck: &awsecs.HealthCheck{
					Command:     jsii.Strings("CMD", "printer", "status"),
					StartPeriod: awscdk.Duration_Seconds(jsii.Number(10)),
				},
				StartsBefore:   awsecs.ContainerDependencyCondition_HEALTHY,
				Mounts:         &map[string]*string{"/out": jsii.String("labels"), "/spool": jsii.String("spool")},
				ReadOnlyMounts: &map[string]*string{"/in": jsii.String("parcels")},
			}),
			"rates": stevedore.Sidecar_Container(&stevedore.ContainerSidecarOptions{
				Image:        awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
				Command:      jsii.Strings("rates", "load"),
				StartsBefore: awsecs.ContainerDependencyCondition_SUCCESS,
				Mounts:       &map[string]*string{"/rates": jsii.String("spool")},
			}),
		},
		Queues: &map[string]stevedore.IWorkQueue{
			"orders": stevedore.WorkQueue_Create(&stevedore.WorkQueueOptions{
				VisibilityTimeout: awscdk.Duration_Minutes(jsii.Number(3)),
				MaxReceiveCount:   jsii.Number(3),
				Retention:         awscdk.Duration_Days(jsii.Number(7)),
			}),
			"transfers": stevedore.WorkQueue_Create(&stevedore.WorkQueueOptions{Fifo: jsii.Bool(true), ContentBasedDeduplication: jsii.Bool(true)}),
			"returns":   stevedore.WorkQueue_Existing(returns),
			"news":      &topicQueue{topic: news},
		},
		Scaling: stevedore.Scaling_Automatic(&stevedore.AutomaticScalingOptions{
			Min: jsii.Number(1),
			Max: jsii.Number(10),
			Backlog: &stevedore.BacklogOptions{
				AcceptableLatency: awscdk.Duration_Minutes(jsii.Number(10)),
				ProcessingTime:    awscdk.Duration_Seconds(jsii.Number(20)),
				Queue:             jsii.String("orders"),
			},
			Schedules: &map[string]stevedore.ScalingSchedule{
				"evening": stevedore.ScalingSchedule_At(daily("22", "30"), jsii.Number(0), jsii.Number(0), awscdk.TimeZone_EUROPE_BERLIN()),
				"morning": stevedore.ScalingSchedule_At(daily("6", "0"), jsii.Number(2), jsii.Number(20), awscdk.TimeZone_EUROPE_BERLIN()),
				"sale": stevedore.ScalingSchedule_At(
					awsapplicationautoscaling.Schedule_Expression(jsii.String("at(2030-11-29T00:00:00)")), jsii.Number(10), jsii.Number(40), nil,
				),
			},
		}),
		Deployment: stevedore.Deployment_Rolling(&stevedore.RollingDeploymentOptions{
			RollbackAlarms: &map[string]stevedore.IRollbackAlarm{
				"memory": stevedore.RollbackAlarm_Memory(&stevedore.UtilizationAlarmOptions{Percent: jsii.Number(95)}),
			},
		}),
	})

	clerk := awsiam.NewRole(stack, jsii.String("Clerk"), &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()})
	packer.Queue(jsii.String("orders")).GrantSendMessages(clerk)
	failed := packer.DeadLetterQueue(jsii.String("orders")).MetricApproximateNumberOfMessagesVisible(nil)
	failed.CreateAlarm(stack, jsii.String("Failed"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(1),
		EvaluationPeriods: jsii.Number(1),
	})
}

func daily(hour string, minute string) awsapplicationautoscaling.Schedule {
	return awsapplicationautoscaling.Schedule_Cron(&awsapplicationautoscaling.CronOptions{
		Hour:   jsii.String(hour),
		Minute: jsii.String(minute),
	})
}
