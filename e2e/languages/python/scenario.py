import jsii
from aws_cdk import (
    App,
    Duration,
    Size,
    Stack,
    aws_ecs as ecs,
    aws_elasticloadbalancingv2 as elbv2,
    aws_logs as logs,
    aws_route53 as route53,
    aws_secretsmanager as secretsmanager,
)
from cdk_stevedore import (
    Capacity,
    ContainerPlatform,
    ContainerService,
    Deployment,
    IIngress,
    Ingress,
    IngressConfig,
    Logging,
    Network,
    PortSpec,
    Profile,
    Scaling,
    Visibility,
)
from guards import create_pier
from pools import create_yard
from rollout import create_tills
from work import create_depot

IMAGE = "public.ecr.aws/nginx/nginx:1.29"


def scenario(app: App) -> None:
    shop = create_shop(Stack(app, "Shop"))
    create_office(Stack(app, "Office"), shop)
    create_depot(Stack(app, "Depot"))
    create_tills(Stack(app, "Tills"))
    create_yard(Stack(app, "Yard"))
    create_pier(Stack(app, "Pier"))


def create_shop(stack: Stack) -> ContainerService:
    zone = route53.HostedZone.from_hosted_zone_attributes(
        stack, "Zone", hosted_zone_id="Z0123456789ABCDEFGHIJ", zone_name="example.com"
    )
    api_key = secretsmanager.Secret(stack, "ApiKey")
    catalogue = secretsmanager.Secret(stack, "Catalogue")

    shop = ContainerService(
        stack,
        "Shop",
        platform=ContainerPlatform(
            stack,
            "Platform",
            profile=Profile.development(log_retention=logs.RetentionDays.TWO_WEEKS),
            network=Network.public_subnets(max_azs=2),
        ),
        image=ecs.ContainerImage.from_registry(IMAGE),
        ports={"web": PortSpec.http(8080), "admin": PortSpec.tcp(9000)},
        command=["nginx", "-g", "daemon off;"],
        environment={
            "ZONE": "eu",
            "LOG_LEVEL": "info",
            "apple": "sweet",
            "CURRENCY": "EUR",
            "MAX_ITEMS": "100",
            "Basket": "wicker",
        },
        secrets={"API_KEY": ecs.Secret.from_secrets_manager(api_key)},
        health_check=ecs.HealthCheck(
            command=["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"],
            interval=Duration.seconds(15),
            retries=2,
        ),
        cpu=512,
        memory_mib=1024,
        architecture=ecs.CpuArchitecture.ARM64,
        stop_timeout=Duration.seconds(60),
        capacity=Capacity.fargate_spot(on_demand_base=1, on_demand_weight=1, spot_weight=3),
        deployment=Deployment.rolling(min_healthy_percent=50, circuit_breaker={"rollback": False}),
        scaling=Scaling.automatic(min=2, max=6, memory_percent=70, scale_in_cooldown=Duration.minutes(3)),
        logging=Logging.cloud_watch(stream_prefix="shop", max_buffer_size=Size.mebibytes(4)),
        ingress=Ingress.application_load_balancer(
            port_name="web",
            domain={"zone": zone, "name": "shop.example.com", "aliases": ["www.example.com"]},
            health_check={"path": "/health", "healthy_http_codes": "200", "interval": Duration.seconds(20)},
            deregistration_delay=Duration.seconds(10),
        ),
    )

    catalogue.grant_read(shop)
    busy = shop.metric_cpu_utilization(period=Duration.minutes(1))
    busy.create_alarm(stack, "Busy", threshold=90, evaluation_periods=3)
    unhealthy = shop.target_group().metrics.unhealthy_host_count()
    unhealthy.create_alarm(stack, "Unhealthy", threshold=1, evaluation_periods=2)
    return shop


def create_office(stack: Stack, shop: ContainerService) -> None:
    platform = ContainerPlatform.from_cluster(
        stack,
        "Platform",
        cluster=shop.platform.cluster,
        vpc=shop.platform.vpc,
        profile=Profile.production(min_tasks=3),
    )

    ledger = ContainerService(
        stack,
        "Ledger",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        port=8080,
        ingress=Ingress.application_load_balancer(
            visibility=Visibility.INTERNAL, allow_from=[shop.security_group]
        ),
        deployment=Deployment.recreate(),
        scaling=Scaling.manual(1),
        logging=Logging.none(),
    )

    listener = ledger.application_load_balancer.add_listener(
        "Admin",
        protocol=elbv2.ApplicationProtocol.HTTP,
        port=8081,
        open=False,
        default_action=elbv2.ListenerAction.fixed_response(404),
    )
    ContainerService(
        stack,
        "Admin",
        platform=platform,
        image=ecs.ContainerImage.from_registry(IMAGE),
        ingress=ListenerIngress(listener, "/admin/*"),
    )


@jsii.implements(IIngress)
class ListenerIngress:
    """A way in that the library does not have: a rule on a listener that is there."""

    def __init__(self, listener: elbv2.IApplicationListener, path: str) -> None:
        self.listener = listener
        self.path = path

    @property
    def ingress_kind(self) -> str:
        return "listener"

    def bind(self, scope, *, vpc, ports, **_others) -> IngressConfig:
        target_group = elbv2.ApplicationTargetGroup(
            scope,
            "TargetGroup",
            vpc=vpc,
            target_type=elbv2.TargetType.IP,
            protocol=elbv2.ApplicationProtocol.HTTP,
            port=ports[0].container_port,
        )
        listener_rule = elbv2.ApplicationListenerRule(
            scope,
            "Rule",
            listener=self.listener,
            priority=10,
            conditions=[elbv2.ListenerCondition.path_patterns([self.path])],
            action=elbv2.ListenerAction.forward([target_group]),
        )
        return IngressConfig(
            port_name=ports[0].name,
            target_group=target_group,
            listener_rule=listener_rule,
            dependencies=[listener_rule],
        )
