from aws_cdk import App, Duration, Stack, aws_ecs as ecs
from cdk_stevedore import ContainerService, Scaling


def too_long(app: App) -> None:
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry("public.ecr.aws/nginx/nginx:1.29"),
        stop_timeout=Duration.minutes(5),
    )


def wrong_value(app: App) -> None:
    """A type checker would see it. At run time jsii lets any interface pass for any other."""
    ContainerService(
        Stack(app, "Shop"),
        "Shop",
        image=ecs.ContainerImage.from_registry("public.ecr.aws/nginx/nginx:1.29"),
        ingress=Scaling.manual(1),
    )
