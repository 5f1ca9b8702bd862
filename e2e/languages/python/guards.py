from aws_cdk import (
    CfnOutput,
    Duration,
    Size,
    Stack,
    aws_ec2 as ec2,
    aws_ecr as ecr,
    aws_ecs as ecs,
    aws_iam as iam,
    aws_kms as kms,
    aws_logs as logs,
)
from cdk_stevedore import (
    Capacity,
    ContainerDaemon,
    ContainerPlatform,
    ContainerService,
    ExternalMachines,
    IContainerPlatform,
    Ingress,
    InstancePool,
    Network,
    PortSpec,
    Profile,
    ReservationPreference,
    ReservedCapacity,
    StoppedTaskKind,
    TaskEvents,
)

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def create_pier(stack: Stack) -> None:
    create_customs(stack)
    quay = create_quay(stack)
    add_sessions(stack, quay)
    add_daemons(stack, quay)

    machines = ContainerPlatform.from_cluster(
        stack, "Barges", cluster=quay.cluster, vpc=quay.vpc, profile=Profile.preview()
    )
    ContainerService(
        stack,
        "Barge",
        platform=machines,
        image=ecs.ContainerImage.from_registry(IMAGE),
        capacity=Capacity.external(),
        network_mode=ecs.NetworkMode.HOST,
    )
    ExternalMachines(stack, "Bargemen", cluster=quay.cluster)


def create_customs(stack: Stack) -> None:
    platform = ContainerPlatform(
        stack,
        "Customs",
        profile=Profile.regulated(
            container_insights=ecs.ContainerInsights.ENABLED,
            log_retention=logs.RetentionDays.TWO_YEARS,
            min_tasks=3,
            restrict_default_security_group=False,
        ),
        network=Network.endpoints(
            endpoints=[
                ec2.InterfaceVpcEndpointAwsService.EVENTBRIDGE,
                ec2.InterfaceVpcEndpointAwsService.STS,
            ],
            trusted_accounts=["111122223333"],
            public_subnets=True,
        ),
        encryption_key=kms.Key(stack, "Seal", enable_key_rotation=True),
        task_events=TaskEvents.stopped_tasks(
            alert_on=[
                StoppedTaskKind.OUT_OF_MEMORY,
                StoppedTaskKind.FAILED_EXIT,
                StoppedTaskKind.USER,
            ],
            emails={"officer": "officer@example.com", "audit": "audit@example.com"},
            log_retention=logs.RetentionDays.FIVE_YEARS,
        ),
        propagate_tags=ecs.PropagatedTagSource.TASK_DEFINITION,
    )
    ContainerService(
        stack,
        "Desk",
        platform=platform,
        image=ecs.ContainerImage.from_ecr_repository(
            ecr.Repository.from_repository_name(stack, "Forms", "forms"), "2.0.1"
        ),
        ingress=Ingress.application_load_balancer(),
    )
    platform.reach([ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER])
    CfnOutput(stack, "Officers", value=platform.task_events.topic.topic_arn)
    CfnOutput(stack, "SealArn", value=platform.encryption_key.key_arn)


def create_quay(stack: Stack) -> ContainerPlatform:
    return ContainerPlatform(
        stack,
        "Quay",
        profile=Profile.development(),
        network=Network.nat_instances(count=1, instance_type=ec2.InstanceType("c7gn.medium")),
        exec_enabled=True,
        external_machines=True,
        pools={
            "berths": InstancePool.managed_instances(
                requirements=ec2.InstanceRequirementsConfig(
                    v_cpu_count_min=2,
                    memory_min=Size.gibibytes(4),
                    memory_max=Size.gibibytes(32),
                    cpu_manufacturers=[ec2.CpuManufacturer.AWS],
                    burstable_performance=ec2.BurstablePerformance.EXCLUDED,
                ),
                architecture=ecs.CpuArchitecture.ARM64,
                capacity_option_type=ecs.CapacityOptionType.SPOT,
                storage_size=Size.gibibytes(100),
                scale_in_after=Duration.minutes(10),
            ),
            "docks": InstancePool.managed_instances(
                instance_types=["c7g.*"],
                reserved_capacity=ReservedCapacity(preference=ReservationPreference.RESERVATIONS_ONLY),
                auto_repair=True,
            ),
        },
    )


def add_sessions(stack: Stack, platform: IContainerPlatform) -> None:
    pilot = iam.Role(stack, "Pilot", assumed_by=iam.AccountRootPrincipal())
    tug = ContainerService(
        stack,
        "Tug",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        container_name="tug",
        capacity=Capacity.pool("berths"),
        architecture=ecs.CpuArchitecture.ARM64,
    )
    tug.grant_exec(pilot)
    ContainerService(
        stack,
        "Buoy",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        capacity=Capacity.external(),
        gpu_count=1,
        exec_enabled=False,
    )


def add_daemons(stack: Stack, platform: IContainerPlatform) -> None:
    lamp = ContainerDaemon(
        stack,
        "Lamp",
        platform=platform,
        pools=["berths", "docks"],
        image=ecs.ContainerImage.from_registry(IMAGE),
        ports={"statsd": PortSpec.udp(8125)},
        cpu=128,
        memory_mib=256,
        drain_percent=50,
        critical=False,
    )
    CfnOutput(stack, "LampArn", value=lamp.managed_daemon.attr_daemon_arn)
    ContainerDaemon(
        stack,
        "Gauge",
        platform=platform,
        capacity=Capacity.external(),
        image=ecs.ContainerImage.from_registry(IMAGE),
        cpu=128,
        memory_mib=64,
    )
