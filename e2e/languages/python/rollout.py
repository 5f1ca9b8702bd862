import jsii
from aws_cdk import (
    CfnOutput,
    Duration,
    Stack,
    aws_cloudwatch as cloudwatch,
    aws_ec2 as ec2,
    aws_ecs as ecs,
    aws_lambda as lambda_,
    aws_logs as logs,
)
from cdk_stevedore import (
    ContainerPlatform,
    ContainerService,
    Deployment,
    DeploymentHook,
    Ingress,
    IRollbackAlarm,
    Profile,
    RollbackAlarm,
    RollbackAlarmConfig,
)

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def create_tills(stack: Stack) -> None:
    platform = ContainerPlatform.from_published(
        stack,
        "Platform",
        "depot",
        profile=Profile.development(),
        availability_zones=2,
        task_subnet_type=ec2.SubnetType.PUBLIC,
    )
    probe = lambda_.Function(
        stack,
        "Probe",
        runtime=lambda_.Runtime.NODEJS_22_X,
        handler="index.handler",
        code=lambda_.Code.from_inline("exports.handler = async () => ({ hookStatus: 'SUCCEEDED' });"),
    )
    payments = cloudwatch.Metric(namespace="Tills", metric_name="FailedPayments")
    unpaid = payments.create_alarm(stack, "Unpaid", threshold=5, evaluation_periods=1)

    till = ContainerService(
        stack,
        "Till",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        ingress=Ingress.application_load_balancer(),
        deployment=Deployment.canary(
            percent=12.5,
            canary_bake_time=Duration.minutes(15),
            bake_time=Duration.minutes(20),
            circuit_breaker={"enable": True, "rollback": True},
            test_header="x-version: next",
            hooks={
                "probe": DeploymentHook.lambda_function(
                    probe,
                    [
                        ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT,
                        ecs.DeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT,
                    ],
                ),
                "audit": DeploymentHook.lambda_function(
                    probe, [ecs.DeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT]
                ),
            },
            rollback_alarms={
                "errors": RollbackAlarm.http5xx(percent=2, min_requests=50, evaluation_periods=2),
                "cpu": RollbackAlarm.cpu(percent=80, period=Duration.minutes(2)),
                "panics": RollbackAlarm.log_pattern(
                    logs.FilterPattern.literal("panic"), count=3, period=Duration.minutes(5)
                ),
                "payments": RollbackAlarm.existing(unpaid),
                "slow": SlowAnswers(Duration.seconds(2)),
            },
        ),
    )
    busy = till.metric_memory_utilization().create_alarm(stack, "Busy", threshold=90, evaluation_periods=3)
    till.add_rollback_alarm(busy)
    cloudwatch.CompositeAlarm(stack, "Trouble", alarm_rule=cloudwatch.AlarmRule.any_of(*till.alarms))
    CfnOutput(stack, "NextTargetGroup", value=till.alternate_target_group().target_group_arn)
    CfnOutput(stack, "TillUrl", value=till.ingress_url("main"))

    ContainerService(
        stack,
        "Kiosk",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        ingress=Ingress.application_load_balancer(),
        deployment=Deployment.blue_green(
            bake_time=Duration.minutes(30),
            test_port=8443,
            test_allow_from=[ec2.Peer.ipv4("203.0.113.0/24"), till.security_group],
            rollback_alarms={
                "unhealthy": RollbackAlarm.unhealthy_targets(count=2),
                "memory": RollbackAlarm.memory(),
            },
        ),
    )
    ContainerService(
        stack,
        "Scale",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        ingress=Ingress.application_load_balancer(),
        deployment=Deployment.linear(step_percent=20, step_bake_time=Duration.minutes(3)),
    )


@jsii.implements(IRollbackAlarm)
class SlowAnswers:
    """An alarm that the library does not have: how long the slowest in a hundred requests takes."""

    def __init__(self, limit: Duration) -> None:
        self.limit = limit

    @property
    def rollback_alarm_kind(self) -> str:
        return "slowAnswers"

    def bind(self, scope, *, target_groups, **_others) -> RollbackAlarmConfig:
        alarms = []
        for name, target_group in sorted(target_groups.items()):
            answers = target_group.metrics.target_response_time(statistic="p99")
            alarms.append(
                answers.create_alarm(scope, name, threshold=self.limit.to_seconds(), evaluation_periods=3)
            )
        return RollbackAlarmConfig(alarms=alarms)
