import {
  aws_certificatemanager as acm, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_logs as logs, aws_route53 as route53,
  Duration, RemovalPolicy, Size,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Capacity, Deployment, Ingress, Logging, Network, PortSpec, Profile, Scaling, Visibility } from '../../src';

/** A factory with sample arguments. */
export interface Row {
  readonly make: (...args: unknown[]) => object;
  /** Sample arguments by what they show. All samples of a factory together give each of its options. */
  readonly samples: { readonly [name: string]: (scope: Construct) => unknown[] };
}

function row<A extends [] | unknown[]>(make: (...args: A) => object, samples: { [name: string]: (scope: Construct) => A }): Row {
  return { make: make as Row['make'], samples };
}

const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000';
const zone = (scope: Construct) => route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
const overrides = () => ({
  availabilityZones: 2,
  network: Network.natGateways({ count: 1 }),
  capacity: Capacity.fargateSpot({ onDemandBase: 1 }),
  minTasks: 3,
  logRetention: logs.RetentionDays.ONE_DAY,
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: true,
  accessLogs: true,
  flowLogs: true,
  containerInsights: ecs.ContainerInsights.ENHANCED,
});

/** Every factory of a value. */
export const ROWS: { [factory: string]: Row } = {
  'Capacity.fargate': row(Capacity.fargate, { minimal: () => [] }),
  'Capacity.fargateSpot': row(Capacity.fargateSpot, {
    minimal: () => [],
    maximal: () => [{ onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 }],
  }),

  'Deployment.recreate': row(Deployment.recreate, { minimal: () => [] }),
  'Deployment.rolling': row(Deployment.rolling, {
    minimal: () => [],
    maximal: () => [{ minHealthyPercent: 50, maxHealthyPercent: 300, circuitBreaker: { enable: true, rollback: false } }],
  }),

  'Ingress.applicationLoadBalancer': row(Ingress.applicationLoadBalancer, {
    'minimal': () => [],
    'maximal': (scope) => [{
      portName: 'main',
      healthCheck: { path: '/health', port: '9000', interval: Duration.seconds(20), timeout: Duration.seconds(4), healthyHttpCodes: '200' },
      deregistrationDelay: Duration.seconds(10),
      visibility: Visibility.PUBLIC,
      domain: { zone: zone(scope), name: 'www.example.com', aliases: ['example.com'], createRecord: true },
      certificates: [elbv2.ListenerCertificate.fromArn(certificateArn)],
      redirectHttp: true,
      sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS,
      allowFrom: [ec2.Peer.ipv4('192.0.2.0/24'), ec2.Peer.ipv6('2001:db8::/32')],
      hosts: ['www.example.com', 'example.com', '*.example.org'],
      accessLogs: true,
      idleTimeout: Duration.minutes(2),
    }],
    'internal, with a certificate': (scope) => [{
      visibility: Visibility.INTERNAL,
      domain: {
        zone: zone(scope),
        name: 'www.example.com',
        certificate: acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
        createRecord: false,
      },
      redirectHttp: false,
    }],
  }),

  'Logging.cloudWatch': row(Logging.cloudWatch, {
    'minimal': () => [],
    'maximal': () => [{
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
      streamPrefix: 'web',
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      maxBufferSize: Size.mebibytes(4),
      datetimeFormat: '%Y',
    }],
    'into a log group that exists': (scope) => [{
      logGroup: logs.LogGroup.fromLogGroupName(scope, 'LogGroup', 'existing'),
      mode: ecs.AwsLogDriverMode.BLOCKING,
      multilinePattern: '^\\d',
    }],
  }),
  'Logging.none': row(Logging.none, { minimal: () => [] }),

  'Network.natGateways': row(Network.natGateways, {
    minimal: () => [],
    maximal: () => [{ count: 1, maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
  }),
  'Network.publicSubnets': row(Network.publicSubnets, {
    minimal: () => [],
    maximal: () => [{ maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
  }),

  'PortSpec.grpc': row(PortSpec.grpc, { minimal: () => [50051] }),
  'PortSpec.http': row(PortSpec.http, { minimal: () => [8080] }),
  'PortSpec.tcp': row(PortSpec.tcp, { minimal: () => [5432] }),
  'PortSpec.udp': row(PortSpec.udp, { minimal: () => [53] }),

  'Profile.development': row(Profile.development, { minimal: () => [], maximal: () => [overrides()] }),
  'Profile.production': row(Profile.production, { minimal: () => [], maximal: () => [overrides()] }),

  'Scaling.automatic': row(Scaling.automatic, {
    minimal: () => [{ min: 1, max: 2 }],
    maximal: () => [{
      min: 2, max: 20, cpuPercent: 50, memoryPercent: 70, scaleInCooldown: Duration.minutes(10), scaleOutCooldown: Duration.seconds(30),
    }],
  }),
  'Scaling.manual': row(Scaling.manual, { minimal: () => [0], maximal: () => [7] }),
};
