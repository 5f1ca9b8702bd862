package e2e;

import io.github.cdkstevedore.ApplicationLoadBalancerOptions;
import io.github.cdkstevedore.AutomaticScalingOptions;
import io.github.cdkstevedore.Capacity;
import io.github.cdkstevedore.CloudWatchLoggingOptions;
import io.github.cdkstevedore.ContainerPlatform;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.Deployment;
import io.github.cdkstevedore.DomainOptions;
import io.github.cdkstevedore.FargateSpotOptions;
import io.github.cdkstevedore.FromClusterOptions;
import io.github.cdkstevedore.IContainerPlatform;
import io.github.cdkstevedore.Ingress;
import io.github.cdkstevedore.Logging;
import io.github.cdkstevedore.Network;
import io.github.cdkstevedore.NetworkOptions;
import io.github.cdkstevedore.PortSpec;
import io.github.cdkstevedore.Profile;
import io.github.cdkstevedore.ProfileOverrides;
import io.github.cdkstevedore.RollingDeploymentOptions;
import io.github.cdkstevedore.Scaling;
import io.github.cdkstevedore.Visibility;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.secretsmanager.Secret;

class Scenario {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void create(App app) {
        ContainerService shop = createShop(new Stack(app, "Shop"));
        createOffice(new Stack(app, "Office"), shop);
        Work.createDepot(new Stack(app, "Depot"));
        Rollout.createTills(new Stack(app, "Tills"));
        Pools.createYard(new Stack(app, "Yard"));
        Guards.createPier(new Stack(app, "Pier"));
    }

    private static ContainerService createShop(Stack stack) {
        IHostedZone zone = HostedZone.fromHostedZoneAttributes(stack, "Zone", HostedZoneAttributes.builder()
            .hostedZoneId("Z0123456789ABCDEFGHIJ")
            .zoneName("example.com")
            .build());
        Secret apiKey = new Secret(stack, "ApiKey");
        Secret catalogue = new Secret(stack, "Catalogue");

        ContainerService shop = ContainerService.Builder.create(stack, "Shop")
            .platform(ContainerPlatform.Builder.create(stack, "Platform")
                .profile(Profile.development(ProfileOverrides.builder().logRetention(RetentionDays.TWO_WEEKS).build()))
                .network(Network.publicSubnets(NetworkOptions.builder().maxAzs(2).build()))
                .build())
            .image(ContainerImage.fromRegistry(IMAGE))
            .ports(Map.of("web", PortSpec.http(8080), "admin", PortSpec.tcp(9000)))
            .command(List.of("nginx", "-g", "daemon off;"))
            .environment(Map.of(
                "ZONE", "eu",
                "LOG_LEVEL", "info",
                "apple", "sweet",
                "CURRENCY", "EUR",
                "MAX_ITEMS", "100",
                "Basket", "wicker"))
            .secrets(Map.of("API_KEY", software.amazon.awscdk.services.ecs.Secret.fromSecretsManager(apiKey)))
            .healthCheck(software.amazon.awscdk.services.ecs.HealthCheck.builder()
                .command(List.of("CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"))
                .interval(Duration.seconds(15))
                .retries(2)
                .build())
            .cpu(512)
            .memoryMiB(1024)
            .architecture(CpuArchitecture.ARM64)
            .stopTimeout(Duration.seconds(60))
            .capacity(Capacity.fargateSpot(FargateSpotOptions.builder().onDemandBase(1).onDemandWeight(1).spotWeight(3).build()))
            .deployment(Deployment.rolling(RollingDeploymentOptions.builder()
                .minHealthyPercent(50)
                .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(false).build())
                .build()))
            .scaling(Scaling.automatic(AutomaticScalingOptions.builder()
                .min(2)
                .max(6)
                .memoryPercent(70)
                .scaleInCooldown(Duration.minutes(3))
                .build()))
            .logging(Logging.cloudWatch(CloudWatchLoggingOptions.builder().streamPrefix("shop").maxBufferSize(Size.mebibytes(4)).build()))
            .ingress(Ingress.applicationLoadBalancer(ApplicationLoadBalancerOptions.builder()
                .portName("web")
                .domain(DomainOptions.builder().zone(zone).name("shop.example.com").aliases(List.of("www.example.com")).build())
                .healthCheck(HealthCheck.builder().path("/health").healthyHttpCodes("200").interval(Duration.seconds(20)).build())
                .deregistrationDelay(Duration.seconds(10))
                .build()))
            .build();

        catalogue.grantRead(shop);
        shop.metricCpuUtilization(MetricOptions.builder().period(Duration.minutes(1)).build())
            .createAlarm(stack, "Busy", CreateAlarmOptions.builder().threshold(90).evaluationPeriods(3).build());
        shop.targetGroup().getMetrics().unhealthyHostCount()
            .createAlarm(stack, "Unhealthy", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(2).build());
        return shop;
    }

    private static void createOffice(Stack stack, ContainerService shop) {
        IContainerPlatform platform = ContainerPlatform.fromCluster(stack, "Platform", FromClusterOptions.builder()
            .cluster(shop.getPlatform().getCluster())
            .vpc(shop.getPlatform().getVpc())
            .profile(Profile.production(ProfileOverrides.builder().minTasks(3).build()))
            .build());

        ContainerService ledger = ContainerService.Builder.create(stack, "Ledger")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .port(8080)
            .ingress(Ingress.applicationLoadBalancer(ApplicationLoadBalancerOptions.builder()
                .visibility(Visibility.INTERNAL)
                .allowFrom(List.of(shop.getSecurityGroup()))
                .build()))
            .deployment(Deployment.recreate())
            .scaling(Scaling.manual(1))
            .logging(Logging.none())
            .build();

        ApplicationListener listener = ledger.getApplicationLoadBalancer().addListener("Admin", BaseApplicationListenerProps.builder()
            .protocol(ApplicationProtocol.HTTP)
            .port(8081)
            .open(false)
            .defaultAction(ListenerAction.fixedResponse(404))
            .build());
        ContainerService.Builder.create(stack, "Admin")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .ingress(new ListenerIngress(listener, "/admin/*"))
            .build();
    }
}
