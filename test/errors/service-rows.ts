import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_s3 as s3, Duration, Stack, Stage } from 'aws-cdk-lib';
import { publishRows, rightPublished } from './publish-rows';
import { foreign, ingressTo, noNumbers, RightRow, Row, service, value, workload } from './row';
import { Capacity, ContainerPlatform, ContainerService, Deployment, IContainerPlatform, Logging, Network, Profile, Scaling } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, IMAGE, testApp, testService, testStack } from '../support/builders';

const LATER = Duration.seconds(2_147_483_648);

function two(props: { env?: string; stages?: boolean }): void {
  const app = testApp();
  const place = (id: string, region?: string) => new Stack(props.stages ? new Stage(app, id) : app, `${id}Stack`, { env: { region } });
  const platform = devPlatform(place('A', props.env && 'eu-west-1'));
  new ContainerService(place('B', props.env), 'Web', { image: IMAGE, platform });
}

/** A platform without a region, and a service in one. */
function one(region: string): void {
  const app = testApp();
  new ContainerService(new Stack(app, 'BStack', { env: { region } }), 'Web', { image: IMAGE, platform: devPlatform(new Stack(app, 'A')) });
}

function roleWithPath(): void {
  const app = testApp();
  const taskRole = new iam.Role(new Stack(app, 'Other'), 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'), path: '/svc/' });
  testService({ taskRole }, testStack(undefined, app));
}

function keyed(): void {
  const stack = testStack();
  const vpc = importedVpc(stack, ['public']);
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'c', vpc });
  ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, logBucket: new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS }) });
}

/** A row whose capacity fails when it is bound, by the path of its scope. */
function inCapacity(row: Row): Row {
  return { ...row, path: 'Stack/Web/Capacity' };
}

const valueRows: Row[] = [
  ...(['onDemandBase', 'onDemandWeight', 'spotWeight'] as const).flatMap((prop) => noNumbers('R124', prop, (wrong) => Capacity.fargateSpot({ [prop]: wrong }))),
  value('R124', 'a base that is too high', () => Capacity.fargateSpot({ onDemandBase: 100_001 }), /onDemandBase is 100001/),
  value('R124', 'a weight that is too high', () => Capacity.fargateSpot({ onDemandWeight: 1001 }), /onDemandWeight is 1001/),
  value('R124', 'no weight at all', () => Capacity.fargateSpot({ spotWeight: 0 }), /onDemandWeight and spotWeight are both 0/),
  value('R120', 'too many tasks', () => Scaling.manual(5001), /count is 5001/),
  ...noNumbers('R120', 'count', Scaling.manual),
  value('R120', 'too many tasks of a profile', () => Profile.development({ minTasks: 5001 }), /minTasks is 5001/),
  value('ScaleToZero', 'min 0', () => Scaling.automatic({ min: 0, max: 2 }), /min is 0/),
  ...noNumbers('R139', 'min', (min) => Scaling.automatic({ min, max: 10 })),
  ...noNumbers('R139', 'max', (max) => Scaling.automatic({ min: 1, max })),
  value('R139', 'max 5001', () => Scaling.automatic({ min: 1, max: 5001 }), /max is 5001/),
  value('R139', 'min above max', () => Scaling.automatic({ min: 3, max: 2 }), /min is 3 and max is 2/),
  ...(['cpuPercent', 'memoryPercent'] as const).flatMap((prop) => [
    ...noNumbers('R139', prop, (wrong) => Scaling.automatic({ min: 1, max: 2, [prop]: wrong })),
    value('R139', `${prop} 101`, () => Scaling.automatic({ min: 1, max: 2, [prop]: 101 }), new RegExp(`${prop} is 101`)),
  ]),
  ...(['scaleInCooldown', 'scaleOutCooldown'] as const)
    .map((prop) => value('R139', prop, () => Scaling.automatic({ min: 1, max: 2, [prop]: LATER }), new RegExp(`${prop} is 2147483648 seconds`))),
  ...(['minHealthyPercent', 'maxHealthyPercent'] as const).flatMap((prop) => noNumbers('R121', prop, (wrong) => Deployment.rolling({ [prop]: wrong }))),
  value('R121', 'minHealthyPercent 101', () => Deployment.rolling({ minHealthyPercent: 101 }), /minHealthyPercent is 101/),
  value('R121', 'maxHealthyPercent 0', () => Deployment.rolling({ maxHealthyPercent: 0 }), /maxHealthyPercent is 0/),
  value('R121', 'no room between the two', () => Deployment.rolling({ maxHealthyPercent: 100 }), /minHealthyPercent is 100 and maxHealthyPercent is 100/),
  value('CircuitBreaker', 'off, with rollback', () => Deployment.rolling({ circuitBreaker: { enable: false, rollback: true } }), /circuitBreaker has enable: false/),
  value('R113', 'two patterns', () => Logging.cloudWatch({ datetimeFormat: '%Y', multilinePattern: '^a' }), /datetimeFormat and multilinePattern/),
  ...['', 'a:b', 'a*'].map((streamPrefix) => value('R113', `the prefix '${streamPrefix}'`, () => Logging.cloudWatch({ streamPrefix }), /streamPrefix is '/)),
  value('AvailabilityZones', 'none', () => Network.publicSubnets({ maxAzs: 0 }), /maxAzs is 0/),
  value('AvailabilityZones', 'seven', () => Network.natGateways({ maxAzs: 7 }), /maxAzs is 7/),
  ...noNumbers('AvailabilityZones', 'availabilityZones', (availabilityZones) => Profile.production({ availabilityZones })),
];

const serviceRows: Row[] = [
  workload('R119', 'a dot', { serviceName: 'a.b' }, /serviceName is 'a\.b'/),
  workload('R119', 'nothing', { serviceName: '' }, /serviceName is ''/),
  workload('R119', 'a name that another service has', (stack) => {
    const platform = devPlatform(stack);
    new ContainerService(stack, 'Other', { image: IMAGE, platform, serviceName: 'shop' });
    return { platform, serviceName: 'shop' };
  }, /serviceName is 'shop', as is that of 'Stack\/Other'/),
  workload('R121', 'one task with room for half of one', { deployment: Deployment.rolling({ maxHealthyPercent: 150 }) }, /With 1 task, .*maxHealthyPercent 150 allows 1/),
  workload('R121', 'three tasks with room for less than one', {
    scaling: Scaling.automatic({ min: 3, max: 6 }), deployment: Deployment.rolling({ minHealthyPercent: 90, maxHealthyPercent: 130 }),
  }, /With 3 tasks, minHealthyPercent 90 keeps 3 and maxHealthyPercent 130 allows 3/),
  workload('R130', 'too long', { healthCheckGracePeriod: LATER }, /healthCheckGracePeriod is 2147483648 seconds/),
  ...(['capacity', 'logging', 'deployment', 'ingress', 'scaling'] as const).flatMap((prop) => [
    workload('NotAValue', `a network as ${prop}`, { [prop]: foreign('network') }, new RegExp(`${prop} is a network value`)),
    workload('NotAValue', `a list as ${prop}`, { [prop]: [] }, new RegExp(`${prop} is something else \\(object\\)`)),
  ]),
  inCapacity(workload('R124', 'Spot on a cluster that has none', (stack) => {
    const vpc = importedVpc(stack, ['public']);
    const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'c', vpc });
    return { platform: ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, capacityProviders: ['FARGATE'] }), capacity: Capacity.fargateSpot() };
  }, /uses FARGATE_SPOT, and the cluster has FARGATE/)),
  workload('NoSuchSubnets', 'a VPC that has none', (stack) => ({ platform: devPlatform(stack, { vpc: importedVpc(stack, []) }) }), /taskSubnets of the platform selects no subnet/),
  workload('NoSuchSubnets', 'those of another VPC', (stack) => ({ subnets: { subnets: new ec2.Vpc(stack, 'Other').privateSubnets } }), /subnets has 'Stack\/Other\/.*another VPC/),
  { code: 'LogBucketKey', name: 'a key of yours', act: keyed, says: /logBucket is encrypted/, path: 'Stack/Platform' },
  { code: 'PlatformElsewhere', name: 'in another stage', act: () => two({ stages: true }), says: /platform is 'A\/AStack\/Platform', which lies in another stage/, path: 'B/BStack/Web' },
  { code: 'PlatformElsewhere', name: 'in another region', act: () => two({ env: 'us-east-1' }), says: /platform is .* another region/, path: 'BStack/Web' },
  { code: 'PlatformElsewhere', name: 'in a stack that has no region', act: () => one('us-east-1'), says: /platform is .* another region.*the same env/, path: 'BStack/Web' },
  workload('NotAValue', 'an ingress that returns nothing', { ingress: { ingressKind: 'idle', bind: () => ({}) } }, /bind\(\) of the ingress \(idle\) returned nothing/),
  { code: 'RoleWithPath', name: 'a task role of another stack', act: roleWithPath, says: /role 'Other\/Role' of another stack has the path '\/svc\/'/, path: 'Stack/Web' },
  { code: 'NoSuchIngress', name: 'no ingress', act: () => service({}).ingressUrl('main'), says: /The url of the ingress 'main' is asked for\. The service has no ingress/, path: 'Stack/Web' },
  { code: 'NotAValue', name: 'a platform that is none', act: () => service({ platform: Profile.production() as unknown as IContainerPlatform }), says: /platform is no platform/, path: 'Stack/Web' },
  { code: 'NoSuchIngress', name: 'another ingress', act: () => service(ingressTo()).targetGroup('api'), says: /'api' is asked for.*one ingress, 'main'/, path: 'Stack/Web' },
];

const platformRows: Row[] = [
  ...['', 'a.b', 'a'.repeat(256)].map((clusterName): Row => ({
    code: 'ClusterName', name: `the name '${clusterName.slice(0, 5)}'`, act: () => devPlatform(testStack(), { clusterName }), says: /clusterName is '/, path: 'Stack/Platform',
  })),
  {
    code: 'NetworkAndVpc',
    name: 'both',
    act: () => { const stack = testStack(); devPlatform(stack, { vpc: new ec2.Vpc(stack, 'Vpc'), network: Network.publicSubnets() }); },
    says: /vpc and network are both given/,
    path: 'Stack/Platform',
  },
  { code: 'NotAValue', name: 'a capacity as network', act: () => devPlatform(testStack(), { network: foreign('capacity') }), says: /network is a capacity value/, path: 'Stack/Platform' },
  ...[0, 3, Number.NaN, 1.5].map((count): Row => ({
    code: 'NatGatewayCount', name: String(count), act: () => devPlatform(testStack(), { network: Network.natGateways({ count }) }), says: /count is /, path: 'Stack/Platform/Network',
  })),
  {
    code: 'OtherPlatform',
    name: 'a platform that the workload does not name',
    act: () => { const stack = testStack(); devPlatform(stack); new ContainerService(stack, 'Web', { image: IMAGE }); },
    says: /No platform is given.*'Stack\/Platform'/,
    path: 'Stack/Web',
  },
  {
    code: 'OtherPlatform',
    name: 'a platform after a workload without one',
    act: () => { const stack = testStack(); new ContainerService(stack, 'Web', { image: IMAGE }); devPlatform(stack); },
    says: /No platform is given/,
    path: 'Stack/StevedorePlatform',
  },
];

export const otherRows: Row[] = [...valueRows, ...serviceRows, ...platformRows, ...publishRows];

export const rightOthers: RightRow[] = [
  ...rightPublished,
  ['the greatest base and weights', () => Capacity.fargateSpot({ onDemandBase: 100_000, onDemandWeight: 1000, spotWeight: 1000 })],
  ['5000 tasks', () => [Scaling.manual(5000), Scaling.automatic({ min: 5000, max: 5000 })]],
  ['the least and the greatest targets', () => Scaling.automatic({ min: 1, max: 1, cpuPercent: 1, memoryPercent: 100 })],
  ['room for one task', () => service({ scaling: Scaling.manual(2), deployment: Deployment.rolling({ maxHealthyPercent: 150 }) })],
  ['room below', () => service({ scaling: Scaling.manual(2), deployment: Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }) })],
  ['a paused service', () => service({ scaling: Scaling.manual(0), deployment: Deployment.rolling({ maxHealthyPercent: 101 }) })],
  ['one and six zones', () => [Network.publicSubnets({ maxAzs: 1 }), Profile.production({ availabilityZones: 6 })]],
  ['a gateway in each zone', () => devPlatform(testStack(), { network: Network.natGateways({ count: 2 }) })],
  ['names of 255 characters', () => { const stack = testStack(); testService({ serviceName: 'a'.repeat(255), platform: devPlatform(stack, { clusterName: 'a'.repeat(255) }) }, stack); }],
  ['one name on two clusters', () => { service({ serviceName: 'shop' }); service({ serviceName: 'shop' }); }],
];
