import jsii
from aws_cdk import (
    Duration,
    Size,
    Stack,
    TimeZone,
    aws_applicationautoscaling as autoscaling,
    aws_ec2 as ec2,
    aws_ecs as ecs,
    aws_iam as iam,
    aws_sns as sns,
    aws_sns_subscriptions as subscriptions,
    aws_sqs as sqs,
)
from cdk_stevedore import (
    ContainerPlatform,
    ContainerService,
    Deployment,
    IWorkQueue,
    Profile,
    RollbackAlarm,
    Scaling,
    ScalingSchedule,
    Sidecar,
    Storage,
    WorkQueue,
    WorkQueueConfig,
)

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def create_depot(stack: Stack) -> None:
    news = sns.Topic(stack, "News")
    refused = sqs.Queue(stack, "Refused")
    returns = sqs.Queue(
        stack,
        "Returns",
        visibility_timeout=Duration.minutes(2),
        dead_letter_queue=sqs.DeadLetterQueue(queue=refused, max_receive_count=4),
    )

    packer = ContainerService(
        stack,
        "Packer",
        platform=ContainerPlatform(stack, "Platform", profile=Profile.development(), publish_as="depot"),
        image=ecs.ContainerImage.from_registry(IMAGE),
        memory_mib=1024,
        storage={
            "parcels": Storage.ebs(
                mount_path="/parcels",
                size=Size.gibibytes(40),
                volume_type=ec2.EbsDeviceVolumeType.GP3,
                iops=4000,
                throughput=250,
                file_system_type=ecs.FileSystemType.EXT4,
            ),
            "labels": Storage.scratch(mount_path="/labels", read_only=True),
            "spool": Storage.scratch(),
        },
        sidecars={
            "printer": Sidecar.container(
                image=ecs.ContainerImage.from_registry(IMAGE),
                environment={"PAPER": "a6", "DPI": "300"},
                memory_reservation_mib=128,
                health_check=ecs.HealthCheck(
                    command=["CMD", "printer", "status"], start_period=Duration.seconds(10)
                ),
                starts_before=ecs.ContainerDependencyCondition.HEALTHY,
                mounts={"/out": "labels", "/spool": "spool"},
                read_only_mounts={"/in": "parcels"},
            ),
            "rates": Sidecar.container(
                image=ecs.ContainerImage.from_registry(IMAGE),
                command=["rates", "load"],
                starts_before=ecs.ContainerDependencyCondition.SUCCESS,
                mounts={"/rates": "spool"},
            ),
        },
        queues={
            "orders": WorkQueue.create(
                visibility_timeout=Duration.minutes(3), max_receive_count=3, retention=Duration.days(7)
            ),
            "transfers": WorkQueue.create(fifo=True, content_based_deduplication=True),
            "returns": WorkQueue.existing(returns),
            "news": TopicQueue(news),
        },
        scaling=Scaling.automatic(
            min=1,
            max=10,
            backlog={
                "acceptable_latency": Duration.minutes(10),
                "processing_time": Duration.seconds(20),
                "queue": "orders",
            },
            schedules={
                "evening": ScalingSchedule.at(
                    autoscaling.Schedule.cron(hour="22", minute="30"), 0, 0, TimeZone.EUROPE_BERLIN
                ),
                "morning": ScalingSchedule.at(
                    autoscaling.Schedule.cron(hour="6", minute="0"), 2, 20, TimeZone.EUROPE_BERLIN
                ),
                "sale": ScalingSchedule.at(autoscaling.Schedule.expression("at(2030-11-29T00:00:00)"), 10, 40),
            },
        ),
        deployment=Deployment.rolling(rollback_alarms={"memory": RollbackAlarm.memory(percent=95)}),
    )

    clerk = iam.Role(stack, "Clerk", assumed_by=iam.AccountRootPrincipal())
    packer.queue("orders").grant_send_messages(clerk)
    failed = packer.dead_letter_queue("orders").metric_approximate_number_of_messages_visible()
    failed.create_alarm(stack, "Failed", threshold=1, evaluation_periods=1)


@jsii.implements(IWorkQueue)
class TopicQueue:
    """A queue that the library does not have: one that gets what is published to a topic."""

    def __init__(self, topic: sns.ITopic) -> None:
        self.topic = topic

    @property
    def work_queue_kind(self) -> str:
        return "topic"

    def bind(self, scope, *, queue_name, task_role, removal_policy, **_others) -> WorkQueueConfig:
        visibility_timeout = Duration.minutes(2)
        queue = sqs.Queue(
            scope, "Queue", visibility_timeout=visibility_timeout, removal_policy=removal_policy
        )
        queue.grant_consume_messages(task_role)
        self.topic.add_subscription(subscriptions.SqsSubscription(queue))
        name = queue_name.upper()
        return WorkQueueConfig(
            queue=queue,
            environment={f"{name}_QUEUE_URL": queue.queue_url, f"{name}_TOPIC_ARN": self.topic.topic_arn},
            visibility_timeout=visibility_timeout,
        )
