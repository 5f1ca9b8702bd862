import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NO_NUMBERS, RightRow, Row, service, value, workload } from './row';
import type { WarningRow } from './warning-rows';
import {
  Capacity, ContainerPlatform, ContainerService, ContainerServiceProps, Deployment, IInstancePool, Ingress, IngressContext, InstancePoolConfig,
  Placement, PoolWeight, Scaling,
} from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, IMAGE, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const WINDOWS = ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE;

/** A service on one pool, of which the facts are said. */
function onPool(props: Partial<ContainerServiceProps>, facts: Partial<InstancePoolConfig> = {}) {
  return (stack: Stack) => ({ platform: devPlatform(stack, { pools: { web: new TestPool(facts) } }), capacity: Capacity.pool('web'), ...props });
}

/** Two tasks in host mode, on at most so many instances. */
function onHost(props: Partial<ContainerServiceProps>, maxInstances: number) {
  return onPool({ networkMode: ecs.NetworkMode.HOST, port: 80, scaling: Scaling.manual(2), ...props }, { maxInstances });
}

/** A service on two pools, of which the facts of the second are said. */
function onTwo(facts: Partial<InstancePoolConfig>) {
  return (stack: Stack) => ({
    platform: devPlatform(stack, { pools: { one: new TestPool(), two: new TestPool(facts) } }),
    capacity: Capacity.pools({ one: PoolWeight.of(1), two: PoolWeight.of(1) }),
  });
}

function platform(name: string, code: Row['code'], pools: { [name: string]: IInstancePool }, says: RegExp): Row {
  return { code, name, act: () => devPlatform(testStack(), { pools }), says, path: 'Stack/Platform' };
}

/** A service with subnets in the zones a and b, on a pool in these. */
function inZones(availabilityZones: string[], props: Partial<ContainerServiceProps> = {}) {
  return (stack: Stack) => ({
    platform: devPlatform(stack, { vpc: importedVpc(stack, ['private']), pools: { web: new TestPool({ availabilityZones }) } }),
    capacity: Capacity.pool('web'),
    ...props,
  });
}

/** The last of so many services in bridge mode with a load balancer each, where a security group has two rules. */
function balanced(count: number): Construct {
  const stack = testStack();
  stack.node.setContext('cdk-stevedore:limits', { securityGroupRules: 2 });
  const shared = devPlatform(stack, { pools: { web: new TestPool(), other: new TestPool() } });
  const balancedService = (id: string, name: string) => new ContainerService(stack, id, {
    platform: shared, capacity: Capacity.pool(name), image: IMAGE, networkMode: ecs.NetworkMode.BRIDGE, ingress: Ingress.applicationLoadBalancer(),
  });
  balancedService('Other', 'other');
  testService({ platform: shared, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE, port: 80 }, stack);
  return Array.from({ length: count }, (_, index) => balancedService(`Web${index}`, 'web')).at(-1)!;
}

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, new TestPool()]));

const { ENABLED } = ecs.AvailabilityZoneRebalancing;

const zoneRows: Row[] = [
  workload('R129', 'rebalancing without room', {
    availabilityZoneRebalancing: ENABLED, deployment: Deployment.recreate(),
  }, /availabilityZoneRebalancing is ENABLED, and maxHealthyPercent of the deployment is 100/),
  workload('R129', 'rebalancing with instances first', onPool({
    availabilityZoneRebalancing: ENABLED, placement: Placement.spreadAcrossInstances().plus(Placement.spreadAcrossZones()),
  }), /and the first strategy of the placement is spread by instanceId/),
  workload('R129', 'rebalancing with a zone as a constraint', onPool({
    availabilityZoneRebalancing: ENABLED, placement: Placement.memberOf('attribute:ecs.availability-zone == us-east-1a'),
  }), /and the placement has the constraint 'attribute:ecs\.availability-zone == us-east-1a'.*leave availabilityZoneRebalancing out/),
];

const checked = (port: string) => ({ ingress: Ingress.applicationLoadBalancer({ healthCheck: { port } }) });
/** A capacity of the user's own, which decides on its strategy. */
function ownCapacity(strategyOf: (provider: string) => ecs.CapacityProviderStrategy[]): Partial<ContainerServiceProps> {
  return {
    capacity: {
      capacityKind: 'own',
      bind: (_, { pools: { web } }) => ({
        compatibility: ecs.Compatibility.EC2,
        networkMode: ecs.NetworkMode.AWS_VPC,
        operatingSystem: web.operatingSystem,
        pools: [web],
        capacityProviderStrategies: strategyOf(web.capacityProviderName),
      }),
    },
  };
}

const strategyRows: Row[] = [
  workload('R124', 'Fargate and a pool', onPool(ownCapacity((provider) => [
    { capacityProvider: 'FARGATE', weight: 1 }, { capacityProvider: provider, weight: 1 },
  ])), /has FARGATE beside pools of instances/),
  workload('R124', 'a provider twice', onPool(ownCapacity((capacityProvider) => [{ capacityProvider, weight: 1 }, { capacityProvider, weight: 2 }])), /has provider-web twice/),
  workload('R124', 'two bases of one\'s own', onPool(ownCapacity((provider) => [
    { capacityProvider: provider, base: 1, weight: 1 }, { capacityProvider: 'other', base: 1, weight: 1 },
  ])), /has 2 capacity providers with a base/),
  workload('R124', 'no weight of one\'s own', onPool(ownCapacity((capacityProvider) => [{ capacityProvider, base: 1 }])), /no weight above 0/),
];

const NAT_ONLY = { operatingSystem: WINDOWS, networkModes: [ecs.NetworkMode.NAT] };

/** A sidecar of the user's own with a port of the instance. */
const adminAt = (hostPort: number) => ({
  sidecars: { admin: { sidecarKind: 'own', bind: () => ({ container: { image: IMAGE, portMappings: [{ containerPort: 9000, hostPort }] } }) } },
});

/** An ingress of the user's own, whose target group checks a port. */
const ownIngress = (port: string) => ({
  ingress: {
    ingressKind: 'own',
    bind: (scope: Construct, { vpc }: IngressContext) => {
      const targetGroup = new elbv2.ApplicationTargetGroup(scope, 'Group', { vpc, healthCheck: { port }, targetType: elbv2.TargetType.INSTANCE, port: 80 });
      const balancer = new elbv2.ApplicationLoadBalancer(scope, 'Balancer', { vpc });
      balancer.addListener('Listener', { port: 80, defaultTargetGroups: [targetGroup] });
      return { portName: 'main', targetGroup };
    },
  },
});

const checkRows: Row[] = [
  workload('R155', 'a port for checks in bridge mode', onPool({ networkMode: ecs.NetworkMode.BRIDGE, ...checked('8080') }), /checks the port 8080 of the instances \(healthCheck\.port\), and networkMode is bridge/),
  workload('R155', 'the port of the container for checks in bridge mode', onPool({ networkMode: ecs.NetworkMode.BRIDGE, ...checked('80') }), /checks the port 80 of the instances/),
  workload('R155', 'a port for checks on Windows', onPool({ ...checked('8080') }, NAT_ONLY), /and networkMode is nat/),
  workload('R155', 'another port than the fixed one', onPool({ networkMode: ecs.NetworkMode.BRIDGE, ...checked('8080'), ...adminAt(9000) }), /Docker chooses, and 9000: no target/),
  workload('R155', 'an ingress of one\'s own', onPool({ networkMode: ecs.NetworkMode.BRIDGE, ...ownIngress('8080') }), /checks the port 8080 of the instances/),
];

export const poolRows: Row[] = [
  ...[...NO_NUMBERS, 1001].map((weight) => value('R124', `a weight of ${weight}`, () => PoolWeight.of(weight), /weight is /)),
  ...[...NO_NUMBERS, 100_001].map((firstTasks) => value('R124', `firstTasks ${firstTasks}`, () => PoolWeight.of(1, { firstTasks }), /firstTasks is /)),
  value('R124', 'no pool', () => Capacity.pools({}), /pools names no pool/),
  value('R124', 'weights of 0', () => Capacity.pools({ one: PoolWeight.of(0), two: PoolWeight.of(0) }), /The weights of one and two are all 0/),
  value('R124', 'two bases', () => Capacity.pools({ one: PoolWeight.of(1, { firstTasks: 1 }), two: PoolWeight.of(1, { firstTasks: 1 }) }), /one and two all have firstTasks/),
  value('R124', '21 pools', () => Capacity.pools(Object.fromEntries(Object.keys(many(21)).map((name) => [name, PoolWeight.of(1)]))), /names 21 pools/),
  { ...workload('R124', 'two operating systems', onTwo({ operatingSystem: WINDOWS }), /'one' runs LINUX, and 'two' WINDOWS_SERVER_2022_CORE/), path: 'Stack/Web/Capacity' },
  { ...workload('R124', 'two kinds', onTwo({ compatibility: ecs.Compatibility.MANAGED_INSTANCES }), /of two kinds \(EC2 and MANAGED_INSTANCES\)/), path: 'Stack/Web/Capacity' },
  { ...workload('R124', 'no mode in common', onTwo({ networkModes: [ecs.NetworkMode.NAT] }), /no network mode in common/), path: 'Stack/Web/Capacity' },
  { ...workload('NoSuchPool', 'an unknown pool', onPool({ capacity: Capacity.pool('gpu') }), /names the pool 'gpu', and the pools of the platform are web/), path: 'Stack/Web/Capacity' },
  { ...workload('NoSuchPool', 'a platform without pools', { capacity: Capacity.pool('gpu') }, /the pools of the platform are none/), path: 'Stack/Web/Capacity' },
  { code: 'NoSuchPool', name: 'asked for', act: () => devPlatform(testStack()).pool('gpu'), says: /The pool 'gpu' is asked for/, path: 'Stack/Platform' },
  { code: 'NoSuchPool', name: 'what every object has is asked for', act: () => devPlatform(testStack()).pool('constructor'), says: /The pool 'constructor' is asked for/, path: 'Stack/Platform' },
  {
    code: 'NoSuchPool',
    name: 'asked of a published platform',
    act: () => ContainerPlatform.fromPublished(testStack(), 'Platform', 'shared').pool('web'),
    says: /The pool 'web' is asked for, and the pools of the platform are none\. .*fromPublished\(\) know none/,
    path: 'Stack/Platform',
  },
  {
    code: 'NoSuchPool',
    name: 'asked of a cluster that exists',
    act: () => {
      const { cluster, vpc } = devPlatform(testStack());
      return ContainerPlatform.fromCluster(Stack.of(cluster), 'Imported', { cluster, vpc }).pool('web');
    },
    says: /The pool 'web' is asked for/,
    path: 'Stack/Imported',
  },
  platform('21 pools', 'R137', many(21), /The number of pools is 21/),
  platform('a key with a slash', 'R137', { 'a/b': new TestPool() }, /a key of pools is 'a\/b'/),
  ...['constructor', '__proto__'].map((name) => platform(`a pool called ${name}`, 'R137', { [name]: new TestPool() }, new RegExp(`a key of pools is '${name}'`))),
  platform('nothing', 'NotAValue', { web: null as unknown as IInstancePool }, /pools\.web is something else/),
  {
    code: 'NoSuchSubnets',
    name: 'pools in a VPC without subnets',
    act: () => { const stack = testStack(); devPlatform(stack, { vpc: importedVpc(stack, []), pools: { web: new TestPool() } }); },
    says: /taskSubnets selects no subnet/,
    path: 'Stack/Platform',
  },
  platform('no network mode', 'NotAValue', { web: new TestPool({ networkModes: [] }) }, /pools\.web returned an empty list of networkModes/),
  workload('R17', 'storage on instances', onPool({ ephemeralStorageGiB: 50 }), /ephemeralStorageGiB is given, and the tasks run on instances/),
  ...[127, 196_609, 0.5].map((cpu) => workload('R18', `cpu ${cpu}`, onPool({ cpu }), /cpu is /)),
  workload('R33', 'memory on instances', onPool({ memoryMiB: 5 }), /memoryMiB is 5 MiB/),
  { ...workload('NoSuchPool', 'what every object has', onPool({ capacity: Capacity.pool('constructor') }), /names the pool 'constructor'/), path: 'Stack/Web/Capacity' },
  workload('R79', 'bridge on Fargate', { networkMode: ecs.NetworkMode.BRIDGE }, /networkMode is bridge\. Fargate can run tasks with awsvpc/),
  workload('R80', 'bridge on Windows', onPool({ networkMode: ecs.NetworkMode.BRIDGE }, { networkModes: [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.NAT] }), /The instances of the pool can run tasks with awsvpc, nat/),
  workload('R82', 'a port without a network', onPool({ networkMode: ecs.NetworkMode.NONE, port: 80 }), /networkMode is none, and the container has the port 80/),
  workload('R91', 'subnets in bridge mode', onPool({ networkMode: ecs.NetworkMode.BRIDGE, subnets: {} }), /subnets is given, and networkMode is bridge.*Leave subnets out, or use awsvpc\.$/),
  workload('R91', 'security groups in host mode', onPool({ networkMode: ecs.NetworkMode.HOST, securityGroups: [] }), /securityGroups is given, and networkMode is host/),
  workload('R91', 'instances without known groups', onPool({ networkMode: ecs.NetworkMode.BRIDGE }, { securityGroups: undefined }), /the security groups of the instances are not known.*Give securityGroups to the pool, or use awsvpc\.$/),
  workload('R91', 'instances without known groups and awsvpc', onPool({}, { securityGroups: undefined, networkModes: [ecs.NetworkMode.NAT] }), /Give securityGroups to the pool\.$/),
  workload('R91', 'subnets where there is no awsvpc', onPool({ subnets: {} }, { networkModes: [ecs.NetworkMode.HOST] }), /Leave subnets out\.$/),
  workload('R93', 'a public address on instances', onPool({ assignPublicIp: true }), /assignPublicIp is true, and the tasks run on instances/),
  workload('AvailabilityZones', 'no zone of the pool', inZones(['c', 'd']), /The tasks have subnets in a, b, and the instances of their pools are in c, d/),
  workload('R94', 'no room for a new task', onHost({}, 2), /The service has 2 tasks, each on an instance of its own because of its port, and the pool at most 2\. A deployment needs 3/),
  workload('R94', 'no room for the tasks', onHost({ deployment: Deployment.recreate() }, 1), /A deployment needs 2/),
  workload('R94', 'no room for the port of a sidecar', onPool({ networkMode: ecs.NetworkMode.BRIDGE, scaling: Scaling.manual(2), ...adminAt(9000) }, { maxInstances: 2 }), /because of its port/),
  workload('R94', 'no room for both versions', onHost({ deployment: Deployment.blueGreen() }, 3), /A deployment needs 4/),
  ...strategyRows,
  ...zoneRows,
  ...checkRows,
  workload('PoolOperatingSystem', 'Windows on Linux', onPool({ operatingSystem: WINDOWS }), /operatingSystem is WINDOWS_SERVER_2022_CORE, and the capacity runs LINUX/),
  workload('PoolOperatingSystem', 'Linux on Windows', onPool({ operatingSystem: ecs.OperatingSystemFamily.LINUX }, { operatingSystem: WINDOWS }), /operatingSystem is LINUX, and the capacity runs WINDOWS_SERVER_2022_CORE/),
  workload('PoolOperatingSystem', 'Windows on Fargate', { operatingSystem: WINDOWS }, /Choose a pool of that operating system with Capacity\.pool\(\)/),
  workload('PoolArchitecture', 'Arm on x86-64', onPool({ architecture: ecs.CpuArchitecture.ARM64 }), /architecture is ARM64, and the instances of the pool are X86_64/),
  workload('GpuCount', 'GPUs on Fargate', { gpuCount: 1 }, /gpuCount is 1, and Fargate has none/),
  workload('GpuCount', 'GPUs on a pool without', onPool({ gpuCount: 1 }), /gpuCount is 1, and the instances of the pool have 0/),
  workload('GpuCount', 'more than there are', onPool({ gpuCount: 2 }, { gpuCount: 1 }), /the instances of the pool have 1/),
  workload('GpuCount', 'no GPU', onPool({ gpuCount: 0 }, { gpuCount: 1 }), /gpuCount is 0/),
];

const right = (props: Partial<ContainerServiceProps>, facts?: Partial<InstancePoolConfig>) => () => {
  const stack = testStack();
  testService(onPool(props, facts)(stack), stack);
};

const upTo = (max: number, maxInstances: number) =>
  service(onPool({ networkMode: ecs.NetworkMode.HOST, port: 80, scaling: Scaling.automatic({ min: 1, max, cpuPercent: 50 }) }, { maxInstances }));

export const rightPools: RightRow[] = [
  ['the least cpu of an instance', right({ cpu: 128 })],
  ['any memory', right({ memoryMiB: 777 })],
  ['a long stop on instances', right({ stopTimeout: undefined })],
  ['all GPUs', right({ gpuCount: 4 }, { gpuCount: 4 })],
  ['GPUs that are not known', right({ gpuCount: 4 }, { gpuCount: undefined })],
  ['20 pools', () => devPlatform(testStack(), { pools: many(20) })],
  ['bridge behind a load balancer', right({ networkMode: ecs.NetworkMode.BRIDGE, ingress: Ingress.applicationLoadBalancer() })],
  ['room for a new task', right({ networkMode: ecs.NetworkMode.HOST, port: 80, scaling: Scaling.manual(2) }, { maxInstances: 3 })],
  ['room to replace', right({ networkMode: ecs.NetworkMode.HOST, port: 80, scaling: Scaling.manual(2), deployment: Deployment.recreate() }, { maxInstances: 2 })],
  ['a strategy of one\'s own', right(ownCapacity((capacityProvider) => [{ capacityProvider, base: 1, weight: Token.asNumber({ Ref: 'Weight' }) }]))],
  ['a zone of the pool', () => service(inZones(['b', 'c']))],
  ['other zones in bridge mode', () => service(inZones(['c'], { networkMode: ecs.NetworkMode.BRIDGE }))],
  ['no network', right({ networkMode: ecs.NetworkMode.NONE })],
  ...['traffic-port', Token.asString({ Ref: 'Port' })].map((port): RightRow => ['a check of whatever port in bridge mode', right({ networkMode: ecs.NetworkMode.BRIDGE, ...checked(port) })]),
  ['a check of a fixed port in bridge mode', right({ networkMode: ecs.NetworkMode.BRIDGE, ...checked('9000'), ...adminAt(9000) })],
  ['a check of another port in host mode', right({ networkMode: ecs.NetworkMode.HOST, ...checked('9000') })],
  ['a check of another port in awsvpc mode', right(checked('9000'))],
  ['an ingress of one\'s own in bridge mode', right({ networkMode: ecs.NetworkMode.BRIDGE, ...ownIngress('traffic-port') })],
  ['rebalancing with zones first', right({ availabilityZoneRebalancing: ENABLED, placement: Placement.spreadAcrossZones().plus(Placement.binpackCpu()) })],
  ['rebalancing with whatever ceiling', right({
    availabilityZoneRebalancing: ENABLED, deployment: Deployment.rolling({ maxHealthyPercent: Token.asNumber({ Ref: 'Max' }) }),
  })],
  ['no rebalancing with instances first', right({ availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.DISABLED, placement: Placement.spreadAcrossInstances() })],
];

export const poolWarnings: WarningRow[] = [
  { code: 'R94', name: 'a scaling beyond the instances', act: () => upTo(5, 4), says: 'The service scales to 5 tasks, each on an instance of its own' },
  { code: 'AvailabilityZones', name: 'a zone without instances', act: () => service(inZones(['a'], { subnets: {} })), says: 'subnets has some in b, and the instances of the pools are in a' },
  { code: 'SecurityGroupRules', name: 'more load balancers than rules', act: () => balanced(3), says: "'Stack/Platform/Pools/web/Instances' of the instances admits 3 load balancers" },
];

export const quietPools: [name: string, act: () => Construct][] = [
  ['a scaling up to the instances', () => upTo(4, 4)],
  ['a pool in one zone', () => service(inZones(['a']))],
  ['a pool in all zones', () => service(inZones(['a', 'b', 'c'], { subnets: {} }))],
  ['as many load balancers as rules', () => balanced(2)],
];
