package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

// createTills has deployments that shift traffic, on a platform of another repository.
func createTills(stack awscdk.Stack) {
	platform := stevedore.ContainerPlatform_FromPublished(stack, jsii.String("Platform"), jsii.String("depot"), &stevedore.FromPublishedOptions{
		Profile:           stevedore.Profile_Development(nil),
		AvailabilityZones: jsii.Number(2),
		TaskSubnetType:    awsec2.SubnetType_PUBLIC,
	})
	probe := awslambda.NewFunction(stack, jsii.String("Probe"), &awslambda.FunctionProps{
		Runtime: awslambda.Runtime_NODEJS_22_X(),
		Handler: jsii.String("index.handler"),
		Code:    awslambda.Code_FromInline(jsii.String("exports.handler = async () => ({ hookStatus: 'SUCCEEDED' });")),
	})
	payments := awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
		Namespace:  jsii.String("Tills"),
		MetricName: jsii.String("FailedPayments"),
	})
	unpaid := payments.CreateAlarm(stack, jsii.String("Unpaid"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(5),
		EvaluationPeriods: jsii.Number(1),
	})

	till := stevedore.NewContainerService(stack, jsii.String("Till"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ingress:  stevedore.Ingress_ApplicationLoadBalancer(nil),
		Deployment: stevedore.Deployment_Canary(&stevedore.CanaryDeploymentOptions{
			Percent:        jsii.Number(12.5),
			CanaryBakeTime: awscdk.Duration_Minutes(jsii.Number(15)),
			BakeTime:       awscdk.Duration_Minutes(jsii.Number(20)),
			CircuitBreaker: &awsecs.DeploymentCircuitBreaker{Enable: jsii.Bool(true), Rollback: jsii.Bool(true)},
			TestHeader:     jsii.String("x-version: next"),
			Hooks: &map[string]stevedore.IDeploymentHook{
				"probe": stevedore.DeploymentHook_LambdaFunction(probe, &[]awsecs.DeploymentLifecycleStage{
					awsecs.DeploymentLifecycleStage_POST_TEST_TRAFFIC_SHIFT,
					awsecs.DeploymentLifecycleStage_PRODUCTION_TRAFFIC_SHIFT,
				}),
				"audit": stevedore.DeploymentHook_LambdaFunction(probe, &[]awsecs.DeploymentLifecycleStage{
					awsecs.DeploymentLifecycleStage_POST_PRODUCTION_TRAFFIC_SHIFT,
				}),
			},
			RollbackAlarms: &map[string]stevedore.IRollbackAlarm{
				"errors": stevedore.RollbackAlarm_Http5xx(&stevedore.Http5xxAlarmOptions{
					Percent:           jsii.Number(2),
					MinRequests:       jsii.Number(50),
					EvaluationPeriods: jsii.Number(2),
				}),
				"cpu": stevedore.RollbackAlarm_Cpu(&stevedore.UtilizationAlarmOptions{
					Percent: jsii.Number(80),
					Period:  awscdk.Duration_Minutes(jsii.Number(2)),
				}),
				"panics": stevedore.RollbackAlarm_LogPattern(
					awslogs.FilterPattern_Literal(jsii.String("panic")),
					&stevedore.LogPatternAlarmOptions{Count: jsii.Number(3), Period: awscdk.Duration_Minutes(jsii.Number(5))},
				),
				"payments": stevedore.RollbackAlarm_Existing(unpaid),
				"slow":     &slowAnswers{limit: awscdk.Duration_Seconds(jsii.Number(2))},
			},
		}),
	})
	busy := till.MetricMemoryUtilization(nil).CreateAlarm(stack, jsii.String("Busy"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(90),
		EvaluationPeriods: jsii.Number(3),
	})
	till.AddRollbackAlarm(busy)
	var alarms []awscloudwatch.IAlarmRule
	for _, alarm := range *till.Alarms() {
		alarms = append(alarms, alarm)
	}
	awscloudwatch.NewCompositeAlarm(stack, jsii.String("Trouble"), &awscloudwatch.CompositeAlarmProps{
		AlarmRule: awscloudwatch.AlarmRule_AnyOf(alarms...),
	})
	awscdk.NewCfnOutput(stack, jsii.String("NextTargetGroup"), &awscdk.CfnOutputProps{Value: till.AlternateTargetGroup(nil).TargetGroupArn()})
	awscdk.NewCfnOutput(stack, jsii.String("TillUrl"), &awscdk.CfnOutputProps{Value: till.IngressUrl(jsii.String("main"))})

	stevedore.NewContainerService(stack, jsii.String("Kiosk"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ingress:  stevedore.Ingress_ApplicationLoadBalancer(nil),
		Deployment: stevedore.Deployment_BlueGreen(&stevedore.BlueGreenDeploymentOptions{
			BakeTime:      awscdk.Duration_Minutes(jsii.Number(30)),
			TestPort:      jsii.Number(8443),
			TestAllowFrom: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("203.0.113.0/24")), till.SecurityGroup()},
			RollbackAlarms: &map[string]stevedore.IRollbackAlarm{
				"unhealthy": stevedore.RollbackAlarm_UnhealthyTargets(&stevedore.UnhealthyTargetsAlarmOptions{Count: jsii.Number(2)}),
				"memory":    stevedore.RollbackAlarm_Memory(nil),
			},
		}),
	})
	stevedore.NewContainerService(stack, jsii.String("Scale"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ingress:  stevedore.Ingress_ApplicationLoadBalancer(nil),
		Deployment: stevedore.Deployment_Linear(&stevedore.LinearDeploymentOptions{
			StepPercent:  jsii.Number(20),
			StepBakeTime: awscdk.Duration_Minutes(jsii.Number(3)),
		}),
	})
}
