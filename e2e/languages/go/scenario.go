package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	elbv2 "github.com/aws/aws-cdk-go/awscdk/v2/awselasticloadbalancingv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsroute53"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/jsii-runtime-go"
	stevedore "github.com/cdk-stevedore/cdk-stevedore-go/cdkstevedore"
)

const image = "public.ecr.aws/nginx/nginx:1.29"

func scenario(app awscdk.App) {
	shop := createShop(awscdk.NewStack(app, jsii.String("Shop"), nil))
	createOffice(awscdk.NewStack(app, jsii.String("Office"), nil), shop)
	createDepot(awscdk.NewStack(app, jsii.String("Depot"), nil))
	createTills(awscdk.NewStack(app, jsii.String("Tills"), nil))
	createYard(awscdk.NewStack(app, jsii.String("Yard"), nil))
	createPier(awscdk.NewStack(app, jsii.String("Pier"), nil))
}

func createShop(stack awscdk.Stack) stevedore.ContainerService {
	zone := awsroute53.HostedZone_FromHostedZoneAttributes(stack, jsii.String("Zone"), &awsroute53.HostedZoneAttributes{
		HostedZoneId: jsii.String("Z0123456789ABCDEFGHIJ"),
		ZoneName:     jsii.String("example.com"),
	})
	apiKey := awssecretsmanager.NewSecret(stack, jsii.String("ApiKey"), nil)
	catalogue := awssecretsmanager.NewSecret(stack, jsii.String("Catalogue"), nil)

	shop := stevedore.NewContainerService(stack, jsii.String("Shop"), &stevedore.ContainerServiceProps{
		Platform: stevedore.NewContainerPlatform(stack, jsii.String("Platform"), &stevedore.ContainerPlatformProps{
			Profile: stevedore.Profile_Development(&stevedore.ProfileOverrides{LogRetention: awslogs.RetentionDays_TWO_WEEKS}),
			Network: stevedore.Network_PublicSubnets(&stevedore.NetworkOptions{MaxAzs: jsii.Number(2)}),
		}),
		Image: awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ports: &map[string]stevedore.PortSpec{
			"web":   stevedore.PortSpec_Http(jsii.Number(8080)),
			"admin": stevedore.PortSpec_Tcp(jsii.Number(9000)),
		},
		Command: jsii.Strings("nginx", "-g", "daemon off;"),
		Environment: &map[string]*string{
			"ZONE":      jsii.String("eu"),
			"LOG_LEVEL": jsii.String("info"),
			"apple":     jsii.String("sweet"),
			"CURRENCY":  jsii.String("EUR"),
			"MAX_ITEMS": jsii.String("100"),
			"Basket":    jsii.String("wicker"),
		},
		Secrets: &map[string]awsecs.Secret{"API_KEY": awsecs.Secret_FromSecretsManager(apiKey, nil)},
		HealthCheck: &awsecs.HealthCheck{
			Command:  jsii.Strings("CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"),
			Interval: awscdk.Duration_Seconds(jsii.Number(15)),
			Retries:  jsii.Number(2),
		},
		Cpu:          jsii.Number(512),
		MemoryMiB:    jsii.Number(1024),
		Architecture: awsecs.CpuArchitecture_ARM64(),
		StopTimeout:  awscdk.Duration_Seconds(jsii.Number(60)),
		Capacity: stevedore.Capacity_FargateSpot(&stevedore.FargateSpotOptions{
			OnDemandBase:   jsii.Number(1),
			OnDemandWeight: jsii.Number(1),
			SpotWeight:     jsii.Number(3),
		}),
		Deployment: stevedore.Deployment_Rolling(&stevedore.RollingDeploymentOptions{
			MinHealthyPercent: jsii.Number(50),
			CircuitBreaker:    &awsecs.DeploymentCircuitBreaker{Rollback: jsii.Bool(false)},
		}),
		Scaling: stevedore.Scaling_Automatic(&stevedore.AutomaticScalingOptions{
			Min:             jsii.Number(2),
			Max:             jsii.Number(6),
			MemoryPercent:   jsii.Number(70),
			ScaleInCooldown: awscdk.Duration_Minutes(jsii.Number(3)),
		}),
		Logging: stevedore.Logging_CloudWatch(&stevedore.CloudWatchLoggingOptions{
			StreamPrefix:  jsii.String("shop"),
			MaxBufferSize: awscdk.Size_Mebibytes(jsii.Number(4)),
		}),
		Ingress: stevedore.Ingress_ApplicationLoadBalancer(&stevedore.ApplicationLoadBalancerOptions{
			PortName: jsii.String("web"),
			Domain: &stevedore.DomainOptions{
				Zone:    zone,
				Name:    jsii.String("shop.example.com"),
				Aliases: jsii.Strings("www.example.com"),
			},
			HealthCheck: &elbv2.HealthCheck{
				Path:             jsii.String("/health"),
				HealthyHttpCodes: jsii.String("200"),
				Interval:         awscdk.Duration_Seconds(jsii.Number(20)),
			},
			DeregistrationDelay: awscdk.Duration_Seconds(jsii.Number(10)),
		}),
	})

	catalogue.GrantRead(shop, nil)
	busy := shop.MetricCpuUtilization(&awscloudwatch.MetricOptions{Period: awscdk.Duration_Minutes(jsii.Number(1))})
	busy.CreateAlarm(stack, jsii.String("Busy"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(90),
		EvaluationPeriods: jsii.Number(3),
	})
	unhealthy := shop.TargetGroup(nil).Metrics().UnhealthyHostCount(nil)
	unhealthy.CreateAlarm(stack, jsii.String("Unhealthy"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(1),
		EvaluationPeriods: jsii.Number(2),
	})
	return shop
}

func createOffice(stack awscdk.Stack, shop stevedore.ContainerService) {
	platform := stevedore.ContainerPlatform_FromCluster(stack, jsii.String("Platform"), &stevedore.FromClusterOptions{
		Cluster: shop.Platform().Cluster(),
		Vpc:     shop.Platform().Vpc(),
		Profile: stevedore.Profile_Production(&stevedore.ProfileOverrides{MinTasks: jsii.Number(3)}),
	})

	ledger := stevedore.NewContainerService(stack, jsii.String("Ledger"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Port:     jsii.Number(8080),
		Ingress: stevedore.Ingress_ApplicationLoadBalancer(&stevedore.ApplicationLoadBalancerOptions{
			Visibility: stevedore.Visibility_INTERNAL,
			AllowFrom:  &[]awsec2.IPeer{shop.SecurityGroup()},
		}),
		Deployment: stevedore.Deployment_Recreate(),
		Scaling:    stevedore.Scaling_Manual(jsii.Number(1)),
		Logging:    stevedore.Logging_None(),
	})

	listener := ledger.ApplicationLoadBalancer().AddListener(jsii.String("Admin"), &elbv2.BaseApplicationListenerProps{
		Protocol:      elbv2.ApplicationProtocol_HTTP,
		Port:          jsii.Number(8081),
		Open:          jsii.Bool(false),
		DefaultAction: elbv2.ListenerAction_FixedResponse(jsii.Number(404), nil),
	})
	stevedore.NewContainerService(stack, jsii.String("Admin"), &stevedore.ContainerServiceProps{
		Platform: platform,
		Image:    awsecs.ContainerImage_FromRegistry(jsii.String(image), nil),
		Ingress:  &listenerIngress{listener: listener, path: "/admin/*"},
	})
}
