import {
  aws_applicationautoscaling as autoscaling, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_lambda as lambda, aws_logs as logs,
  aws_route53 as route53, aws_sqs as sqs, ArnFormat, Duration, Fn, Size, Stack, TimeZone,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  Capacity, ContainerServiceProps, Deployment, DeploymentHook, Discovery, IDeploymentHook, Ingress, Placement, PoolWeight, RollbackAlarm, Scaling,
  ScalingSchedule, Sidecar, Storage, Visibility, WorkQueue,
} from '../../src';
import { IMAGE } from '../support/builders';

/** A way to use a capability: the factories that it calls, and the props that come of it. */
export interface Choice {
  readonly factories: string[];
  readonly props: (scope: Construct) => Partial<ContainerServiceProps>;
}

const uses = (factories: string | string[], props: Choice['props']): Choice => ({ factories: [factories].flat(), props });
const nothing = uses([], () => ({}));

const TESTERS = ec2.Peer.ipv4('192.0.2.0/24');
const BACKLOG = { acceptableLatency: Duration.minutes(10), processingTime: Duration.minutes(1) };

/** Every factory of these capabilities in some choice, and 'none' where it can be left out. A cell of the product takes one choice of each line. */
export const CHOICES = {
  capacity: {
    fargate: uses('Capacity.fargate', () => ({ capacity: Capacity.fargate() })),
    fargateSpot: uses('Capacity.fargateSpot', () => ({ capacity: Capacity.fargateSpot({ onDemandBase: 1 }) })),
    pool: uses('Capacity.pool', () => ({ capacity: Capacity.pool('web') })),
    spread: uses(['Capacity.pools', 'PoolWeight.of', 'Placement.spreadAcrossZones', 'Placement.spreadAcrossInstances', 'Placement.binpackCpu'], () => ({
      capacity: Capacity.pools({ web: PoolWeight.of(1, { firstTasks: 2 }), spot: PoolWeight.of(3) }),
      placement: Placement.spreadAcrossZones().plus(Placement.spreadAcrossInstances()).plus(Placement.binpackCpu()),
    })),
    managed: uses('Capacity.pool', () => ({ capacity: Capacity.pool('managed') })),
    bridge: uses(['Capacity.pool', 'Placement.distinctInstances', 'Placement.spread', 'Placement.binpackMemory'], () => ({
      capacity: Capacity.pool('web'),
      networkMode: ecs.NetworkMode.BRIDGE,
      placement: Placement.spread(['attribute:rack']).plus(Placement.binpackMemory()).plus(Placement.distinctInstances()),
    })),
    external: uses('Capacity.external', () => ({ capacity: Capacity.external() })),
    host: uses(['Capacity.pool', 'Placement.random', 'Placement.memberOf'], () => ({
      capacity: Capacity.pool('web'),
      networkMode: ecs.NetworkMode.HOST,
      placement: Placement.random().plus(Placement.memberOf('attribute:ecs.instance-type =~ m6i.*')),
    })),
    windows: uses('Capacity.pool', () => ({ capacity: Capacity.pool('windows'), networkMode: ecs.NetworkMode.NAT })),
    gpu: uses('Capacity.pool', () => ({ capacity: Capacity.pool('gpu'), gpuCount: 1 })),
  },
  ingress: {
    none: nothing,
    public: uses('Ingress.applicationLoadBalancer', () => ({ ingress: Ingress.applicationLoadBalancer() })),
    internal: uses('Ingress.applicationLoadBalancer', () => ({ ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) })),
    https: uses('Ingress.applicationLoadBalancer', (scope) => ({
      ingress: Ingress.applicationLoadBalancer({ domain: { zone: zoneOf(scope), name: `c${scope.node.addr}.example.com` } }),
    })),
  },
  deployment: {
    rolling: uses('Deployment.rolling', () => ({ deployment: Deployment.rolling() })),
    recreate: uses('Deployment.recreate', () => ({ deployment: Deployment.recreate() })),
    blueGreen: uses('Deployment.blueGreen', () => ({ deployment: Deployment.blueGreen() })),
    linear: uses('Deployment.linear', () => ({ deployment: Deployment.linear() })),
    canary: uses('Deployment.canary', () => ({ deployment: Deployment.canary() })),
    watched: uses(['Deployment.rolling', 'RollbackAlarm.cpu', 'RollbackAlarm.memory', 'RollbackAlarm.logPattern', 'RollbackAlarm.existing'], (scope) => ({
      deployment: Deployment.rolling({
        rollbackAlarms: {
          cpu: RollbackAlarm.cpu(),
          memory: RollbackAlarm.memory(),
          errors: RollbackAlarm.logPattern(logs.FilterPattern.anyTerm('ERROR')),
          theirs: RollbackAlarm.existing(cloudwatch.Alarm.fromAlarmName(scope, 'Alarm', 'theirs')),
        },
      }),
    })),
    tested: uses(['Deployment.blueGreen', 'DeploymentHook.lambdaFunction'], (scope) => ({
      deployment: Deployment.blueGreen({ testPort: 9443, testAllowFrom: [TESTERS], hooks: { probe: hookOf(scope) } }),
    })),
    guarded: uses(['Deployment.canary', 'RollbackAlarm.http5xx', 'RollbackAlarm.unhealthyTargets'], () => ({
      deployment: Deployment.canary({
        testHeader: 'x-version: next', rollbackAlarms: { errors: RollbackAlarm.http5xx(), health: RollbackAlarm.unhealthyTargets() },
      }),
    })),
  },
  discovery: {
    later: nothing,
    serviceConnect: uses('Discovery.serviceConnect', (scope) => ({ discovery: Discovery.serviceConnect({ dnsName: nameOf(scope) }) })),
    client: uses('Discovery.serviceConnectClient', () => ({ discovery: Discovery.serviceConnectClient() })),
    cloudMap: uses('Discovery.cloudMap', (scope) => ({ discovery: Discovery.cloudMap({ name: nameOf(scope) }) })),
    off: uses('Discovery.none', () => ({ discovery: Discovery.none() })),
  },
  storage: {
    none: nothing,
    ebs: uses('Storage.ebs', () => ({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) } })),
    shared: uses(['Storage.scratch', 'Sidecar.container'], () => ({
      storage: { shared: Storage.scratch({ mountPath: '/shared' }) },
      sidecars: { helper: Sidecar.container({ image: IMAGE, mounts: { '/in': 'shared' }, startsBefore: ecs.ContainerDependencyCondition.START }) },
    })),
  },
  scaling: {
    manual: uses('Scaling.manual', () => ({ scaling: Scaling.manual(2) })),
    cpu: uses('Scaling.automatic', () => ({ scaling: Scaling.automatic({ min: 2, max: 9, cpuPercent: 50, memoryPercent: 80 }) })),
    requests: uses('Scaling.automatic', () => ({ scaling: Scaling.automatic({ min: 2, max: 9, requestsPerTarget: 500 }) })),
    backlog: uses('Scaling.automatic', () => ({ scaling: Scaling.automatic({ min: 1, max: 9, backlog: BACKLOG }) })),
    schedules: uses(['Scaling.automatic', 'ScalingSchedule.at'], () => ({
      scaling: Scaling.automatic({
        min: 1, max: 9, schedules: { morning: ScalingSchedule.at(autoscaling.Schedule.cron({ hour: '8', minute: '0' }), 4, 9, TimeZone.EUROPE_BERLIN) },
      }),
    })),
  },
  queues: {
    none: nothing,
    created: uses('WorkQueue.create', () => ({ queues: { orders: WorkQueue.create() } })),
    existing: uses('WorkQueue.existing', (scope) => ({ queues: { orders: WorkQueue.existing(queueOf(scope)) } })),
  },
} satisfies { [axis: string]: { [choice: string]: Choice } };

/** Choices that are variants of others: not all of the product has to be tried with them. */
export const A_FEW: { [axis in keyof typeof CHOICES]?: string[] } = {
  capacity: ['pool', 'spread', 'managed', 'bridge', 'host', 'windows', 'gpu', 'external'],
  ingress: ['https'],
  discovery: ['serviceConnect', 'client', 'cloudMap', 'off'],
  deployment: ['watched', 'tested', 'guarded'],
};

function zoneOf(scope: Construct): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
}

/** The name of a cell in the namespace of its platform. */
function nameOf(scope: Construct): string {
  return `c${scope.node.addr}`;
}

function hookOf(scope: Construct): IDeploymentHook {
  const functionArn = Stack.of(scope).formatArn({ service: 'lambda', resource: 'function', resourceName: 'probe', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const probe = lambda.Function.fromFunctionAttributes(scope, 'Probe', { functionArn, sameEnvironment: true });
  return DeploymentHook.lambdaFunction(probe, [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT]);
}

function queueOf(scope: Construct): sqs.IQueue {
  return sqs.Queue.fromQueueArn(scope, 'Queue', Fn.sub('arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders'));
}
