import jsii
from aws_cdk import aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam
from cdk_stevedore import (
    AgentConfigFormat,
    IInstancePool,
    InstancePoolConfig,
    IPlacement,
    IPoolImage,
    PlacementConfig,
    PoolImageConfig,
)

AGENT_FILE = "/etc/ecs/ecs.config"


@jsii.implements(IInstancePool)
class BurstablePool:
    """A pool that the library does not have: instances that never pay for bursts."""

    def __init__(self, instance_type: str, max_instances: int) -> None:
        self.instance_type = instance_type
        self.max_instances = max_instances

    @property
    def instance_pool_kind(self) -> str:
        return "burstable"

    def bind(self, scope, context) -> InstancePoolConfig:
        security_group = ec2.SecurityGroup(scope, "SecurityGroup", vpc=context.vpc)
        instance_role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
        instance_role.add_managed_policy(
            iam.ManagedPolicy.from_aws_managed_policy_name(
                "service-role/AmazonEC2ContainerServiceforEC2Role"
            )
        )
        user_data = ec2.UserData.for_linux()
        user_data.add_commands(f"echo ECS_CLUSTER={context.cluster.cluster_name} >> {AGENT_FILE}")
        user_data.add_commands(
            f"""echo 'ECS_INSTANCE_ATTRIBUTES={{"stevedore.pool":"{context.pool_name}"}}' >> {AGENT_FILE}"""
        )
        launch_template = ec2.LaunchTemplate(
            scope,
            "LaunchTemplate",
            instance_type=ec2.InstanceType(self.instance_type),
            machine_image=ecs.EcsOptimizedImage.amazon_linux2023(),
            cpu_credits=ec2.CpuCredits.STANDARD,
            role=instance_role,
            security_group=security_group,
            user_data=user_data,
            require_imdsv2=True,
            associate_public_ip_address=context.public_subnets,
        )
        auto_scaling_group = autoscaling.AutoScalingGroup(
            scope,
            "Group",
            vpc=context.vpc,
            vpc_subnets=context.subnets,
            launch_template=launch_template,
            min_capacity=0,
            max_capacity=self.max_instances,
        )
        provider = ecs.AsgCapacityProvider(
            scope,
            "Provider",
            auto_scaling_group=auto_scaling_group,
            enable_managed_termination_protection=False,
        )
        return InstancePoolConfig(
            capacity_provider_name=provider.capacity_provider_name,
            compatibility=ecs.Compatibility.EC2,
            network_modes=[ecs.NetworkMode.BRIDGE, ecs.NetworkMode.AWS_VPC],
            operating_system=ecs.OperatingSystemFamily.LINUX,
            architecture=ecs.CpuArchitecture.X86_64,
            gpu_count=0,
            max_instances=self.max_instances,
            security_groups=[security_group],
            instance_attributes={"stevedore.pool": context.pool_name},
            instance_role=instance_role,
            auto_scaling_group=auto_scaling_group,
            dependencies=[auto_scaling_group],
        )


@jsii.implements(IPoolImage)
class GoldenImage:
    """An image that the library does not have: the newest one that a pipeline put into a parameter."""

    def __init__(self, parameter_name: str) -> None:
        self.parameter_name = parameter_name

    @property
    def pool_image_kind(self) -> str:
        return "golden"

    def bind(self, _scope, *, architecture, gpus, **_others) -> PoolImageConfig:
        return PoolImageConfig(
            machine_image=ec2.MachineImage.from_ssm_parameter(
                f"{self.parameter_name}/{'gpu' if gpus else 'plain'}"
            ),
            operating_system=ecs.OperatingSystemFamily.LINUX,
            agent_config_format=AgentConfigFormat.SHELL,
            disk_name="/dev/xvda",
            architectures=[architecture],
            gpus=gpus,
        )


@jsii.implements(IPlacement)
class AwayFrom:
    """A placement that the library does not have: not beside a service, and packed in awsvpc mode only."""

    def __init__(self, service_name: str) -> None:
        self.service_name = service_name

    @property
    def placement_kind(self) -> str:
        return "awayFrom"

    def bind(self, _scope, *, network_mode, **_others) -> PlacementConfig:
        if network_mode == ecs.NetworkMode.AWS_VPC:
            strategy = ecs.PlacementStrategy.packed_by_memory()
        else:
            strategy = ecs.PlacementStrategy.spread_across_instances()
        return PlacementConfig(
            strategies=[strategy],
            constraints=[
                ecs.PlacementConstraint.member_of(f"not(task:group == service:{self.service_name})")
            ],
        )
