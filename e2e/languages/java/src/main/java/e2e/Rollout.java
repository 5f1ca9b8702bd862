package e2e;

import io.github.cdkstevedore.BlueGreenDeploymentOptions;
import io.github.cdkstevedore.CanaryDeploymentOptions;
import io.github.cdkstevedore.ContainerPlatform;
import io.github.cdkstevedore.ContainerService;
import io.github.cdkstevedore.Deployment;
import io.github.cdkstevedore.DeploymentHook;
import io.github.cdkstevedore.FromPublishedOptions;
import io.github.cdkstevedore.Http5xxAlarmOptions;
import io.github.cdkstevedore.IContainerPlatform;
import io.github.cdkstevedore.Ingress;
import io.github.cdkstevedore.LinearDeploymentOptions;
import io.github.cdkstevedore.LogPatternAlarmOptions;
import io.github.cdkstevedore.Profile;
import io.github.cdkstevedore.RollbackAlarm;
import io.github.cdkstevedore.UnhealthyTargetsAlarmOptions;
import io.github.cdkstevedore.UtilizationAlarmOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleStage;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.FilterPattern;

/** Deployments that shift traffic, on a platform of another repository. */
class Rollout {
    private static final String IMAGE = "public.ecr.aws/nginx/nginx:1.29";

    static void createTills(Stack stack) {
        IContainerPlatform platform = ContainerPlatform.fromPublished(stack, "Platform", "depot", FromPublishedOptions.builder()
            .profile(Profile.development())
            .availabilityZones(2)
            .taskSubnetType(SubnetType.PUBLIC)
            .build());
        Function probe = Function.Builder.create(stack, "Probe")
            .runtime(Runtime.NODEJS_22_X)
            .handler("index.handler")
            .code(Code.fromInline("exports.handler = async () => ({ hookStatus: 'SUCCEEDED' });"))
            .build();
        Metric payments = Metric.Builder.create().namespace("Tills").metricName("FailedPayments").build();
        Alarm unpaid = payments.createAlarm(stack, "Unpaid", CreateAlarmOptions.builder().threshold(5).evaluationPeriods(1).build());

        ContainerService till = ContainerService.Builder.create(stack, "Till")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .ingress(Ingress.applicationLoadBalancer())
            .deployment(Deployment.canary(CanaryDeploymentOptions.builder()
                .percent(12.5)
                .canaryBakeTime(Duration.minutes(15))
                .bakeTime(Duration.minutes(20))
                .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
                .testHeader("x-version: next")
                .hooks(Map.of(
                    "probe", DeploymentHook.lambdaFunction(probe, List.of(
                        DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT,
                        DeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT)),
                    "audit", DeploymentHook.lambdaFunction(probe, List.of(DeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT))))
                .rollbackAlarms(Map.of(
                    "errors", RollbackAlarm.http5xx(Http5xxAlarmOptions.builder().percent(2).minRequests(50).evaluationPeriods(2).build()),
                    "cpu", RollbackAlarm.cpu(UtilizationAlarmOptions.builder().percent(80).period(Duration.minutes(2)).build()),
                    "panics", RollbackAlarm.logPattern(
                        FilterPattern.literal("panic"),
                        LogPatternAlarmOptions.builder().count(3).period(Duration.minutes(5)).build()),
                    "payments", RollbackAlarm.existing(unpaid),
                    "slow", new SlowAnswers(Duration.seconds(2))))
                .build()))
            .build();
        Alarm busy = till.metricMemoryUtilization()
            .createAlarm(stack, "Busy", CreateAlarmOptions.builder().threshold(90).evaluationPeriods(3).build());
        till.addRollbackAlarm(busy);
        CompositeAlarm.Builder.create(stack, "Trouble").alarmRule(AlarmRule.anyOf(till.getAlarms().toArray(IAlarmRule[]::new))).build();
        CfnOutput.Builder.create(stack, "NextTargetGroup").value(till.alternateTargetGroup().getTargetGroupArn()).build();
        CfnOutput.Builder.create(stack, "TillUrl").value(till.ingressUrl("main")).build();

        ContainerService.Builder.create(stack, "Kiosk")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .ingress(Ingress.applicationLoadBalancer())
            .deployment(Deployment.blueGreen(BlueGreenDeploymentOptions.builder()
                .bakeTime(Duration.minutes(30))
                .testPort(8443)
                .testAllowFrom(List.of(Peer.ipv4("203.0.113.0/24"), till.getSecurityGroup()))
                .rollbackAlarms(Map.of(
                    "unhealthy", RollbackAlarm.unhealthyTargets(UnhealthyTargetsAlarmOptions.builder().count(2).build()),
                    "memory", RollbackAlarm.memory()))
                .build()))
            .build();
        ContainerService.Builder.create(stack, "Scale")
            .platform(platform)
            .image(ContainerImage.fromRegistry(IMAGE))
            .ingress(Ingress.applicationLoadBalancer())
            .deployment(Deployment.linear(LinearDeploymentOptions.builder().stepPercent(20).stepBakeTime(Duration.minutes(3)).build()))
            .build();
    }
}
