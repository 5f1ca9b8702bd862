import {
  App, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_logs as logs, aws_route53 as route53, aws_secretsmanager as secretsmanager,
  Duration, Size, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createPier } from './twin-guards';
import { createYard } from './twin-pools';
import { createTills } from './twin-rollout';
import { createDepot } from './twin-work';
import {
  Capacity, ContainerPlatform, ContainerService, Deployment, IIngress, Ingress, IngressConfig, IngressContext, Logging, Network, PortSpec, Profile,
  Scaling, Visibility,
} from '../../src';

const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** What each language writes down once more, in its own words. */
export function scenario(app: App): void {
  const shop = createShop(new Stack(app, 'Shop'));
  createOffice(new Stack(app, 'Office'), shop);
  createDepot(new Stack(app, 'Depot'));
  createTills(new Stack(app, 'Tills'));
  createYard(new Stack(app, 'Yard'));
  createPier(new Stack(app, 'Pier'));
}

/** Development profile with overrides, and an option or two of each value. */
function createShop(stack: Stack): ContainerService {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const apiKey = new secretsmanager.Secret(stack, 'ApiKey');
  const catalogue = new secretsmanager.Secret(stack, 'Catalogue');

  const shop = new ContainerService(stack, 'Shop', {
    platform: new ContainerPlatform(stack, 'Platform', {
      profile: Profile.development({ logRetention: logs.RetentionDays.TWO_WEEKS }),
      network: Network.publicSubnets({ maxAzs: 2 }),
    }),
    image: IMAGE,
    ports: { web: PortSpec.http(8080), admin: PortSpec.tcp(9000) },
    command: ['nginx', '-g', 'daemon off;'],
    environment: { ZONE: 'eu', LOG_LEVEL: 'info', apple: 'sweet', CURRENCY: 'EUR', MAX_ITEMS: '100', Basket: 'wicker' },
    secrets: { API_KEY: ecs.Secret.fromSecretsManager(apiKey) },
    healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/ || exit 1'], interval: Duration.seconds(15), retries: 2 },
    cpu: 512,
    memoryMiB: 1024,
    architecture: ecs.CpuArchitecture.ARM64,
    stopTimeout: Duration.seconds(60),
    capacity: Capacity.fargateSpot({ onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 }),
    deployment: Deployment.rolling({ minHealthyPercent: 50, circuitBreaker: { rollback: false } }),
    scaling: Scaling.automatic({ min: 2, max: 6, memoryPercent: 70, scaleInCooldown: Duration.minutes(3) }),
    logging: Logging.cloudWatch({ streamPrefix: 'shop', maxBufferSize: Size.mebibytes(4) }),
    ingress: Ingress.applicationLoadBalancer({
      portName: 'web',
      domain: { zone, name: 'shop.example.com', aliases: ['www.example.com'] },
      healthCheck: { path: '/health', healthyHttpCodes: '200', interval: Duration.seconds(20) },
      deregistrationDelay: Duration.seconds(10),
    }),
  });

  catalogue.grantRead(shop);
  shop.metricCpuUtilization({ period: Duration.minutes(1) }).createAlarm(stack, 'Busy', { threshold: 90, evaluationPeriods: 3 });
  shop.targetGroup()!.metrics.unhealthyHostCount().createAlarm(stack, 'Unhealthy', { threshold: 1, evaluationPeriods: 2 });
  return shop;
}

/** Production profile around the cluster that is there, and an ingress of the program's own. */
function createOffice(stack: Stack, shop: ContainerService): void {
  const { cluster, vpc } = shop.platform;
  const platform = ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, profile: Profile.production({ minTasks: 3 }) });

  const ledger = new ContainerService(stack, 'Ledger', {
    platform,
    image: IMAGE,
    port: 8080,
    ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL, allowFrom: [shop.securityGroup] }),
    deployment: Deployment.recreate(),
    scaling: Scaling.manual(1),
    logging: Logging.none(),
  });

  const listener = ledger.applicationLoadBalancer!.addListener('Admin', {
    protocol: elbv2.ApplicationProtocol.HTTP,
    port: 8081,
    open: false,
    defaultAction: elbv2.ListenerAction.fixedResponse(404),
  });
  new ContainerService(stack, 'Admin', { platform, image: IMAGE, ingress: new ListenerIngress(listener, '/admin/*') });
}

/** A way in that the library does not have: a rule on a listener that is there. */
class ListenerIngress implements IIngress {
  public readonly ingressKind = 'listener';

  constructor(private readonly listener: elbv2.IApplicationListener, private readonly path: string) {}

  public bind(scope: Construct, context: IngressContext): IngressConfig {
    const targetGroup = new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
      vpc: context.vpc,
      targetType: elbv2.TargetType.IP,
      protocol: elbv2.ApplicationProtocol.HTTP,
      port: context.ports[0].containerPort,
    });
    const listenerRule = new elbv2.ApplicationListenerRule(scope, 'Rule', {
      listener: this.listener,
      priority: 10,
      conditions: [elbv2.ListenerCondition.pathPatterns([this.path])],
      action: elbv2.ListenerAction.forward([targetGroup]),
    });
    return { portName: context.ports[0].name!, targetGroup, listenerRule, dependencies: [listenerRule] };
  }
}
