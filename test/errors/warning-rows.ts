import { aws_ecs as ecs, aws_route53 as route53, aws_secretsmanager as secretsmanager, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { daemonWarnings, quietDaemons } from './daemon-rows';
import { discoveryWarnings, quietDiscoveries } from './discovery-rows';
import { instancePoolWarnings, quietInstancePools } from './instance-pool-rows';
import { managedInstancesWarnings, quietManagedInstances } from './managed-instances-rows';
import { networkWarnings, quietNetworks } from './network-rows';
import { placementWarnings, quietPlacements } from './placement-rows';
import { poolWarnings, quietPools } from './pool-rows';
import { poolStartWarnings, quietPoolStarts } from './pool-start-rows';
import { profileWarnings, quietProfiles } from './profile-rows';
import { quietQueues, queueWarnings } from './queue-rows';
import { ingressTo, service } from './row';
import { sidecar } from './sidecar-rows';
import { quietWindows, windowsWarnings } from './windows-rows';
import { Capacity, ContainerPlatform, ContainerService, Deployment, Ingress, Network, RollbackAlarm, Scaling, Storage, Visibility } from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, IMAGE, testApp, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

/** What is odd, but may be meant. */
export interface WarningRow {
  readonly code: Code;
  readonly name: string;
  readonly act: () => Construct;
  readonly says: string;
  /** It was mended, and is only told. */
  readonly mended?: boolean;
}

function secondPlatform(): Construct {
  const app = testApp();
  ContainerPlatform.ofStack(new Stack(app, 'First'));
  return ContainerPlatform.ofStack(new Stack(app, 'Second'));
}

function secondRecord(): Construct {
  const stack = testStack();
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  const ingress = Ingress.applicationLoadBalancer({ domain: { zone, name: 'www.example.com' } });
  const { platform } = testService({ ingress }, stack);
  return new ContainerService(stack, 'Second', { image: IMAGE, platform, ingress }).node.findChild('Ingress').node.findChild('main');
}

function unwrapped(): Construct {
  return service((stack) => ({ environment: { PLAIN: new secretsmanager.Secret(stack, 'Secret').secretValue.unsafeUnwrap() } }));
}

function threeZones(): Construct {
  return devPlatform(testStack(), { network: Network.publicSubnets({ maxAzs: 3 }) }).node.findChild('Network');
}

export const warningRows: WarningRow[] = [
  ...['DB_PASSWORD', 'apiKey', 'GITHUB_TOKEN', 'CLIENT_SECRET', 'AWS_SECRET_ACCESS_KEY'].map((name): WarningRow => ({
    code: 'SecretInEnvironment', name, act: () => service({ environment: { [name]: 'hunter2' } }), says: `environment has ${name}, which looks like a secret`,
  })),
  { code: 'WorkingDirectory', name: 'relative', act: () => service({ workingDirectory: 'srv' }), says: "workingDirectory is 'srv'" },
  { code: 'WorkingDirectory', name: 'nothing', act: () => service({ workingDirectory: '' }), says: "workingDirectory is ''" },
  { code: 'R130', name: 'of no use', act: () => service({ healthCheckGracePeriod: Duration.seconds(60) }), says: 'healthCheckGracePeriod is given' },
  {
    code: 'R154',
    name: 'over too soon',
    act: () => service({ ...ingressTo(), healthCheckGracePeriod: Duration.seconds(29) }),
    says: 'healthCheckGracePeriod is 29 seconds, and a target counts as unhealthy after 30',
  },
  {
    code: 'R121',
    name: 'a low ceiling',
    act: () => service({ scaling: Scaling.manual(4), deployment: Deployment.rolling({ minHealthyPercent: 0, maxHealthyPercent: 99 }) }),
    says: 'maxHealthyPercent is 99',
  },
  ...[Deployment.linear(), Deployment.canary()].map((deployment): WarningRow => ({
    code: 'NothingToShift', name: deployment.deploymentKind, act: () => service({ deployment }), says: 'The deployment moves traffic in steps',
  })),
  {
    code: 'TestPeers',
    name: 'a test port that is public',
    act: () => service({ ...ingressTo(), deployment: Deployment.blueGreen({ testPort: 8080 }) }).node.findChild('Ingress').node.findChild('main').node.findChild('Public'),
    says: 'testPort is 8080 on a public load balancer',
  },
  {
    code: 'SlowRollbackAlarm',
    name: 'an alarm that is slower than every wait',
    act: () => service({ ...ingressTo(), deployment: Deployment.canary({ rollbackAlarms: { cpu: RollbackAlarm.cpu({ evaluationPeriods: 11 }) } }) }),
    says: 'rollbackAlarms.cpu goes off after 660 seconds, and the deployment waits for 600 at most',
  },
  { code: 'R93', name: 'public subnets without public addresses', act: () => service({ assignPublicIp: false }), says: 'assignPublicIp is false' },
  {
    code: 'R93',
    name: 'public subnets, tasks on instances',
    act: () => service((stack) => ({ platform: devPlatform(stack, { pools: { web: new TestPool() } }), capacity: Capacity.pool('web') })),
    says: 'networkMode is awsvpc, and the tasks run on instances in public subnets',
  },
  { code: 'FewerZones', name: 'three zones of a stack without a region', act: threeZones, says: '3 availability zones are wanted, and the VPC has 2' },
  { code: 'MemorySnapped', name: 'between two sizes', act: () => service({ memoryMiB: 600 }), says: 'memoryMiB is 600 with cpu 256', mended: true },
  { code: 'SecondPlatform', name: 'in another stack', act: secondPlatform, says: "as has 'First/StevedorePlatform'" },
  { code: 'SecondRecord', name: 'in one zone', act: secondRecord, says: "for which 'Stack/Web/Ingress/main' makes a record" },
  { code: 'UnmountedVolume', name: 'scratch space', act: () => service({ storage: { tmp: Storage.scratch() } }), says: "No container sees the volume 'tmp'" },
  {
    code: 'SecretInEnvironment',
    name: 'of a sidecar',
    act: () => service({ sidecars: { agent: sidecar({ environment: { TOKEN: 'x' } }) } }),
    says: 'sidecars.agent.environment has TOKEN, which',
  },
  {
    code: 'WorkingDirectory',
    name: 'of a sidecar',
    act: () => service({ sidecars: { agent: sidecar({ workingDirectory: 'srv' }) } }),
    says: "sidecars.agent.workingDirectory is 'srv'",
  },
  { code: 'SecretInEnvironment', name: 'several', act: () => service({ environment: { TOKEN: 'x', DB_PASS: 'y', JWT: 'z' } }), says: 'environment has DB_PASS, TOKEN, which' },
  { code: 'SecretInEnvironment', name: 'a URL', act: () => service({ environment: { DSN: 'postgres://u:pw@db/shop' } }), says: 'environment has DSN' },
  { code: 'SecretInEnvironment', name: 'a secret in plain text', act: unwrapped, says: 'environment has PLAIN' },
  ...queueWarnings,
  ...placementWarnings,
  ...daemonWarnings,
  ...instancePoolWarnings,
  ...windowsWarnings,
  ...poolStartWarnings,
  ...poolWarnings,
  ...networkWarnings,
  ...profileWarnings,
  ...managedInstancesWarnings,
  ...discoveryWarnings,
];

/** What looks like it, and is not. */
export const quietRows: [name: string, act: () => Construct][] = [
  ['a service of which nothing is said', () => service({})],
  ['a switch with the name of a secret', () => service({ environment: { ALLOW_EMPTY_PASSWORD: 'yes', USE_TOKEN: '1', NO_SECRET: '' } })],
  ['an absolute directory', () => service({ workingDirectory: '/srv' })],
  ['a grace period with a health check of the container', () => service({ healthCheck: { command: ['true'] }, healthCheckGracePeriod: Duration.seconds(1) })],
  ['a grace period that is just long enough', () => service({ ...ingressTo(), healthCheckGracePeriod: Duration.seconds(30) })],
  ['a ceiling of 100', () => service({ scaling: Scaling.manual(2), deployment: Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }) })],
  ['an alarm that is just quick enough', () => service({
    ...ingressTo(), deployment: Deployment.canary({ rollbackAlarms: { cpu: RollbackAlarm.cpu({ evaluationPeriods: 10 }) } }),
  })],
  ['a slow alarm of a rolling deployment', () => service({ deployment: Deployment.rolling({ rollbackAlarms: { cpu: RollbackAlarm.cpu({ evaluationPeriods: 60 }) } }) })],
  ['an internal test port', () => service({ ...ingressTo({ visibility: Visibility.INTERNAL }), deployment: Deployment.blueGreen({ testPort: 8080 }) })],
  ['two sets of tasks without a load balancer', () => service({ deployment: Deployment.blueGreen() })],
  ['scratch space that only a sidecar sees', () => service({ storage: { tmp: Storage.scratch() }, sidecars: { agent: sidecar({ mounts: { '/in': 'tmp' } }) } })],
  ['a grace period with a health check of a sidecar', () => service({
    sidecars: { agent: sidecar({ healthCheck: { command: ['true'] } }) }, healthCheckGracePeriod: Duration.seconds(1),
  })],
  ['memory that is offered', () => service({ memoryMiB: 1024 })],
  ['public subnets, tasks with the address of their instance', () => service((stack) => ({
    platform: devPlatform(stack, { pools: { web: new TestPool() } }), capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE,
  }))],
  ...quietQueues,
  ...quietDaemons,
  ...quietPlacements,
  ...quietInstancePools,
  ...quietWindows,
  ...quietPoolStarts,
  ...quietPools,
  ...quietNetworks,
  ...quietProfiles,
  ...quietManagedInstances,
  ...quietDiscoveries,
];
