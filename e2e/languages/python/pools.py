from aws_cdk import (
    CfnOutput,
    Duration,
    Size,
    Stack,
    aws_autoscaling as autoscaling,
    aws_ec2 as ec2,
    aws_ecs as ecs,
    aws_s3 as s3,
)
from cdk_stevedore import (
    AgentConfigFormat,
    Capacity,
    ContainerDaemon,
    ContainerPlatform,
    ContainerService,
    IInstancePool,
    InstancePool,
    InstanceStore,
    Placement,
    PoolImage,
    PoolWeight,
    PortSpec,
    Profile,
    Scaling,
    SpotMix,
)
from pool_values import AGENT_FILE, AwayFrom, BurstablePool, GoldenImage

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def create_yard(stack: Stack) -> None:
    platform = create_platform(stack)
    add_services(stack, platform)
    add_daemons(stack, platform)

    cranes = platform.pool("cranes")
    cranes.auto_scaling_group.scale_on_schedule(
        "Morning", schedule=autoscaling.Schedule.cron(hour="6", minute="0"), min_capacity=2
    )
    s3.Bucket(stack, "Plans").grant_read(cranes.instance_role)
    cranes.security_groups[0].add_ingress_rule(ec2.Peer.ipv4("203.0.113.0/24"), ec2.Port.tcp(9100))
    CfnOutput(stack, "Cranes", value=str(cranes.max_instances))
    CfnOutput(stack, "Pools", value=" ".join(sorted(platform.pools)))
    CfnOutput(stack, "Provider", value=platform.pools["belts"].capacity_provider_name)


def create_platform(stack: Stack) -> ContainerPlatform:
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
    trucks = autoscaling.AutoScalingGroup(
        stack,
        "Trucks",
        vpc=vpc,
        instance_type=ec2.InstanceType("m7g.large"),
        machine_image=ecs.EcsOptimizedImage.amazon_linux2023(ecs.AmiHardwareType.ARM),
        require_imdsv2=True,
    )
    platform = ContainerPlatform(
        stack,
        "Platform",
        profile=Profile.development(),
        vpc=vpc,
        pools={
            **created_pools(),
            "trucks": InstancePool.existing(
                trucks,
                architecture=ecs.CpuArchitecture.ARM64,
                gpu_count=0,
                max_instances=4,
                instance_attributes={"stevedore.pool": "trucks", "wheels": "18"},
            ),
            "carts": BurstablePool("t3.large", 3),
        },
    )
    trucks.add_user_data(
        f"echo ECS_CLUSTER={platform.cluster.cluster_name} >> {AGENT_FILE}",
        f"""echo 'ECS_INSTANCE_ATTRIBUTES={{"stevedore.pool":"trucks","wheels":"18"}}' >> {AGENT_FILE}""",
    )
    return platform


def created_pools() -> dict[str, IInstancePool]:
    return {
        "cranes": InstancePool.auto_scaling_group(
            instance_types=["m7gd.large", "m6gd.large"],
            max_instances=6,
            spot=SpotMix(
                on_demand_base=1,
                on_demand_percent_above_base=25,
                allocation_strategy=autoscaling.SpotAllocationStrategy.CAPACITY_OPTIMIZED,
            ),
            root_volume={"size": Size.gibibytes(100), "throughput": 250},
            instance_store=InstanceStore.directory("/mnt/fast"),
            agent_config={
                "ECS_INSTANCE_ATTRIBUTES": '{"rack": "1"}',
                "ECS_IMAGE_PULL_BEHAVIOR": "prefer-cached",
                "ECS_ENABLE_CONTAINER_METADATA": "true",
            },
            user_data=["sysctl -w vm.max_map_count=262144"],
            target_capacity_percent=90,
            max_instance_lifetime=Duration.days(7),
        ),
        "belts": InstancePool.auto_scaling_group(
            requirements=ec2.InstanceRequirementsConfig(
                v_cpu_count_min=2,
                v_cpu_count_max=8,
                memory_min=Size.gibibytes(8),
                cpu_manufacturers=[ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD],
            ),
            spot={},
        ),
        "lifts": InstancePool.auto_scaling_group(
            instance_types=["g5.xlarge"],
            machine_image=PoolImage.gpu(),
            warm_pool={"min_instances": 1, "pool_state": autoscaling.PoolState.STOPPED},
        ),
        "vaults": InstancePool.auto_scaling_group(
            machine_image=PoolImage.bottlerocket(),
            managed_scaling=False,
            min_instances=1,
            scale_on_cpu_percent=60,
            metadata_hop_limit=2,
        ),
        "offices": InstancePool.auto_scaling_group(
            instance_types=["m7i.xlarge"],
            machine_image=PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022, True),
            managed_termination_protection=True,
        ),
        "sheds": InstancePool.auto_scaling_group(
            instance_types=["c7g.large"],
            machine_image=PoolImage.custom(
                ec2.MachineImage.from_ssm_parameter("/yard/shed"),
                ecs.OperatingSystemFamily.LINUX,
                architecture=ecs.CpuArchitecture.ARM64,
                agent_config_format=AgentConfigFormat.SHELL,
                disk_name="/dev/sda1",
            ),
        ),
        "gates": InstancePool.auto_scaling_group(machine_image=GoldenImage("/yard/gate")),
    }


def add_services(stack: Stack, platform: ContainerPlatform) -> None:
    web = ContainerService(
        stack,
        "Web",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        port=8080,
        capacity=Capacity.pools({"cranes": PoolWeight.of(3, first_tasks=2), "trucks": PoolWeight.of(1)}),
        network_mode=ecs.NetworkMode.BRIDGE,
        placement=Placement.spread_across_zones()
        .plus(Placement.binpack_memory())
        .plus(Placement.member_of("attribute:rack == 1 or attribute:wheels exists")),
    )
    model = ContainerService(
        stack,
        "Model",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        port=8000,
        capacity=Capacity.pool("lifts"),
        gpu_count=1,
        memory_mib=8192,
        scaling=Scaling.manual(2),
        placement=Placement.distinct_instances().plus(
            Placement.spread(["attribute:ecs.instance-type", "instanceId"])
        ),
    )
    model.connections.allow_default_port_from(web)
    ContainerService(
        stack,
        "Desk",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        capacity=Capacity.pool("offices"),
        operating_system=ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE,
        memory_mib=2048,
    )
    ContainerService(
        stack,
        "Sorter",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        capacity=Capacity.pools({"carts": PoolWeight.of(1), "belts": PoolWeight.of(1)}),
        network_mode=platform.pool("carts").network_modes[0],
        placement=AwayFrom("yard-lamp"),
    )


def add_daemons(stack: Stack, platform: ContainerPlatform) -> None:
    agent = ContainerDaemon(
        stack,
        "Agent",
        platform=platform,
        pool="vaults",
        image=ecs.ContainerImage.from_registry(IMAGE),
        ports={"statsd": PortSpec.udp(8125)},
        cpu=128,
    )
    agent.connections.allow_default_port_from(ec2.Peer.ipv4("10.0.0.0/16"))
    ContainerDaemon(
        stack,
        "Lamp",
        platform=platform,
        pools=["trucks", "cranes"],
        image=ecs.ContainerImage.from_registry(IMAGE),
        network_mode=ecs.NetworkMode.HOST,
        memory_mib=256,
        min_healthy_percent=50,
        service_name="yard-lamp",
    )
