import {
  aws_applicationautoscaling as autoscaling, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_route53 as route53,
  CfnParameter, Duration, Lazy, Size, SizeRoundingBehavior, Stack, Token,
} from 'aws-cdk-lib';
import { ingressTo, service } from './row';
import { sidecar } from './sidecar-rows';
import {
  ApplicationLoadBalancerOptions, Capacity, ContainerServiceProps, Deployment, Logging, Network, PortSpec, Profile, Scaling, ScalingSchedule,
  Storage, WorkQueue,
} from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';

const NUMBER = Token.asNumber({ Ref: 'AWS::NoValue' });
const TEXT = Token.asString({ Ref: 'AWS::StackName' });
const TIME = Duration.seconds(NUMBER);
const DAILY = autoscaling.Schedule.cron({ hour: '6', minute: '0' });
const LIST = Token.asList({ Ref: 'AWS::NotificationARNs' });

function zoned(stack: Stack): Partial<ContainerServiceProps> {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: TEXT, zoneName: TEXT });
  return ingressTo({ domain: { zone, name: TEXT, aliases: [TEXT, 'www.example.com'] }, certificates: [elbv2.ListenerCertificate.fromArn(TEXT)] });
}

function balanced(options: ApplicationLoadBalancerOptions): Partial<ContainerServiceProps> {
  return ingressTo(options);
}

const container: [string, Partial<ContainerServiceProps>][] = [
  ['cpu', { cpu: NUMBER, memoryMiB: 512 }],
  ['memoryMiB', { memoryMiB: NUMBER }],
  ['cpu and memoryMiB', { cpu: NUMBER, memoryMiB: NUMBER }],
  ['ephemeralStorageGiB', { ephemeralStorageGiB: NUMBER }],
  ['port', { port: NUMBER }],
  ['ports', { ports: { a: PortSpec.tcp(NUMBER), b: PortSpec.http(NUMBER), c: PortSpec.grpc(NUMBER), d: PortSpec.udp(NUMBER) } }],
  ['names', { containerName: TEXT, family: TEXT, serviceName: TEXT, user: TEXT, workingDirectory: TEXT }],
  ['image', { image: ecs.ContainerImage.fromRegistry(TEXT) }],
  ['command and entryPoint', { command: LIST, entryPoint: LIST }],
  ['environment', { environment: { TEXT, DB_PASSWORD: TEXT } }],
  ['stopTimeout', { stopTimeout: TIME }],
  ['retries and startPeriod', { healthCheck: { command: ['true', TEXT], retries: NUMBER, startPeriod: TIME } }],
];

const values: [string, Partial<ContainerServiceProps>][] = [
  ['healthCheckGracePeriod', { ...ingressTo(), healthCheckGracePeriod: TIME }],
  ['fargateSpot', { capacity: Capacity.fargateSpot({ onDemandBase: NUMBER, onDemandWeight: NUMBER, spotWeight: NUMBER }) }],
  ['manual', { scaling: Scaling.manual(NUMBER) }],
  ['automatic', {
    scaling: Scaling.automatic({
      min: NUMBER, max: NUMBER, cpuPercent: NUMBER, memoryPercent: NUMBER, scaleInCooldown: TIME, scaleOutCooldown: TIME,
    }),
  }],
  ['requests and schedules', {
    ...ingressTo(),
    scaling: Scaling.automatic({
      min: NUMBER, max: NUMBER, requestsPerTarget: NUMBER, schedules: { day: ScalingSchedule.at(DAILY, NUMBER, NUMBER) },
    }),
  }],
  ['queues', {
    queues: {
      orders: WorkQueue.create({
        visibilityTimeout: TIME, retention: TIME, deliveryDelay: TIME, receiveMessageWaitTime: TIME, maxReceiveCount: NUMBER,
      }),
    },
    scaling: Scaling.automatic({ min: 1, max: NUMBER, backlog: { acceptableLatency: Duration.seconds(60), processingTime: Duration.seconds(6) } }),
  }],
  ['ebs', {
    storage: {
      data: Storage.ebs({ mountPath: TEXT, size: Size.gibibytes(NUMBER), iops: NUMBER, throughput: NUMBER, snapshotId: TEXT }),
      tmp: Storage.scratch({ mountPath: TEXT }),
    },
  }],
  ['IOPS of a size that is known', { storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1), iops: NUMBER, throughput: 2000 }) } }],
  ['sidecar', {
    sidecars: {
      agent: sidecar({
        cpu: NUMBER,
        memoryMiB: NUMBER,
        user: TEXT,
        workingDirectory: TEXT,
        image: ecs.ContainerImage.fromRegistry(TEXT),
        command: LIST,
        environment: { TEXT },
        startTimeout: TIME,
        stopTimeout: TIME,
        healthCheck: { command: ['true', TEXT], retries: NUMBER, startPeriod: TIME },
      }),
      reserved: sidecar({ memoryMiB: 64, memoryReservationMiB: NUMBER }),
    },
  }],
  ['rolling', { deployment: Deployment.rolling({ minHealthyPercent: NUMBER, maxHealthyPercent: NUMBER }) }],
  ['minHealthyPercent', { deployment: Deployment.rolling({ minHealthyPercent: NUMBER }) }],
  ['maxHealthyPercent', { deployment: Deployment.rolling({ maxHealthyPercent: NUMBER }) }],
  ['logging', { logging: Logging.cloudWatch({ streamPrefix: TEXT, multilinePattern: TEXT }) }],
];

const ingresses: [string, Partial<ContainerServiceProps>][] = [
  ['idleTimeout and deregistrationDelay', balanced({ idleTimeout: TIME, deregistrationDelay: TIME })],
  ['hosts', balanced({ hosts: [TEXT, 'www.example.com'] })],
  ['healthCheck.interval', balanced({ healthCheck: { interval: TIME } })],
  ['healthCheck.timeout', balanced({ healthCheck: { timeout: TIME } })],
  ['thresholds', balanced({ healthCheck: { healthyThresholdCount: NUMBER, unhealthyThresholdCount: NUMBER } })],
  ['texts of the health check', balanced({ healthCheck: { path: TEXT, port: TEXT, healthyHttpCodes: TEXT } })],
  ['a port behind a load balancer', { port: NUMBER, ...balanced({}) }],
];

test.each([...container, ...values, ...ingresses])('%s may be known later', (_, props) => {
  const template = JSON.stringify(templateOf(service(props)).toJSON());
  expect(template).not.toMatch(/e\+289|Token\[|NaN/);
});

test('names of a domain may be known later', () => {
  expect(() => templateOf(service(zoned))).not.toThrow();
});

test('numbers of parameters and of Lazy reach the template', () => {
  const stack = testStack();
  const cpu = new CfnParameter(stack, 'Cpu', { type: 'Number' }).valueAsNumber;
  const web = testService({ cpu, memoryMiB: Lazy.number({ produce: () => 1024 }) }, stack);
  templateOf(web).hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: { Ref: 'Cpu' }, Memory: '1024' });
});

test('an interval that is known later is the interval', () => {
  templateOf(service(balanced({ healthCheck: { interval: TIME } }))).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
    HealthCheckIntervalSeconds: { Ref: 'AWS::NoValue' },
    HealthCheckTimeoutSeconds: 5,
    HealthCheckPath: '/',
  });
});

test('a size of EBS that is known later is the size', () => {
  const stack = testStack();
  const size = new CfnParameter(stack, 'Size', { type: 'Number' }).valueAsNumber;
  const storage = { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(size) }) };
  templateOf(testService({ storage }, stack)).hasResourceProperties('AWS::ECS::Service', {
    VolumeConfigurations: [{ ManagedEBSVolume: { SizeInGiB: { Ref: 'Size' } } }],
  });
});

test('a buffer size that is known later is the size, where aws-cdk-lib takes one', () => {
  const size = Size.bytes(NUMBER);
  const own = outcomeOf(() => size.toBytes({ rounding: SizeRoundingBehavior.FLOOR }));
  const ours = outcomeOf(() => JSON.stringify(templateOf(service({ logging: Logging.cloudWatch({ maxBufferSize: size }) })).toJSON()));
  if (own instanceof Error) {
    expect(ours).toEqual(own);
  } else {
    expect(ours).toContain('"max-buffer-size":{"Fn::Join":["",[{"Ref":"AWS::NoValue"},"b"]]}');
  }
});

test('the tasks of a profile and the name of a cluster may be known later', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { profile: Profile.development({ minTasks: NUMBER }), clusterName: TEXT });
  const template = templateOf(testService({ platform }, stack));
  template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: { Ref: 'AWS::NoValue' } });
  template.hasResourceProperties('AWS::ECS::Cluster', { ClusterName: { Ref: 'AWS::StackName' } });
});

function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test.each<[string, string, () => unknown]>([
  ['AvailabilityZones', 'maxAzs', () => Network.publicSubnets({ maxAzs: NUMBER })],
  ['AvailabilityZones', 'availabilityZones', () => Profile.production({ availabilityZones: NUMBER })],
  ['NatGatewayCount', 'count', () => Network.natGateways({ count: NUMBER })],
  ['R29', 'memoryMiB', () => service({ sidecars: { agent: sidecar({ memoryMiB: NUMBER, memoryReservationMiB: 64 }) } })],
  ['R54', 'healthCheck.interval', () => service({ healthCheck: { command: ['true'], interval: TIME } })],
  ['R55', 'healthCheck.timeout', () => service({ healthCheck: { command: ['true'], timeout: TIME } })],
  ['Backlog', 'backlog.acceptableLatency', () => Scaling.automatic({ min: 1, max: 2, backlog: { acceptableLatency: TIME, processingTime: Duration.seconds(1) } })],
  ['Backlog', 'backlog.processingTime', () => Scaling.automatic({ min: 1, max: 2, backlog: { acceptableLatency: Duration.seconds(1), processingTime: TIME } })],
])('%s: %s must be known at once, because aws-cdk-lib reckons with it', (code, prop, act) => {
  expect(act).toThrow(new RegExp(`^\\[stevedore\\.${code}\\].*${prop} is known only when the stack is deployed`));
});

test('placeholders are not warned about', () => {
  const stack = Stack.of(service({ workingDirectory: TEXT, environment: { DB_PASSWORD: TEXT }, healthCheckGracePeriod: TIME, ...ingressTo() }));
  expect(JSON.stringify(templateOf(stack).toJSON())).toMatch('AWS::StackName');
  expect(stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type.startsWith('aws:cdk:warning'))).toEqual([]);
});
