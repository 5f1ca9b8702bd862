from aws_cdk import App, Duration, Stack, aws_ecs as ecs
from cdk_stevedore import Capacity, ContainerService, Placement, Storage

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def too_long(app: App) -> None:
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry(IMAGE),
        stop_timeout=Duration.minutes(5),
    )


def wrong_expression(app: App) -> None:
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry(IMAGE),
        capacity=Capacity.pool("racks"),
        placement=Placement.member_of("attribute:rack = a"),
    )


def wrong_value(app: App) -> None:
    """A type checker would see it. At run time jsii lets any interface pass for any other."""
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry(IMAGE),
        sidecars={"spool": Storage.scratch()},
    )


def options_for_value(app: App) -> None:
    """Were it taken, the two words of `mount_path` would be lost on the way."""
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry(IMAGE),
        storage={"spool": {"mount_path": "/spool"}},
    )
