import { aws_ecs as ecs, Size, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NO_NUMBERS, RightRow, Row } from './row';
import {
  Capacity, ContainerDaemon, ContainerDaemonProps, ContainerServiceProps, InstancePoolConfig, PoolWeight, PortSpec, SidecarConfig, Storage,
} from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, IMAGE, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const { AWS_VPC, BRIDGE, HOST, NAT } = ecs.NetworkMode;
const WINDOWS = { networkModes: [AWS_VPC, NAT], operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE };

type Attributes = InstancePoolConfig['instanceAttributes'];

const pool = (instanceAttributes: Attributes, facts: Partial<InstancePoolConfig> = {}) => new TestPool({ instanceAttributes, ...facts });

/** A stack with a platform of two pools, of which the facts are said. */
function poolStack(facts: Partial<InstancePoolConfig> = {}): Stack {
  const stack = testStack();
  devPlatform(stack, { pools: { web: pool({ pool: 'web' }, facts), batch: pool({ pool: 'batch' }, facts) } });
  return stack;
}

const platformOf = (stack: Stack) => stack.node.findChild('Platform') as ReturnType<typeof devPlatform>;

function daemon(props: Partial<ContainerDaemonProps>, stack: Stack = poolStack(), id = 'Agent'): ContainerDaemon {
  return new ContainerDaemon(stack, id, { platform: platformOf(stack), image: IMAGE, ...props });
}

/** A service on instances that have a daemon, or will have one. */
function service(props: Partial<ContainerServiceProps>, stack: Stack) {
  return testService({ platform: platformOf(stack), capacity: Capacity.pool('web'), ...props }, stack);
}

function row(code: Code, name: string, act: () => unknown, says: RegExp, path = 'Stack/Agent'): Row {
  return { code, name, act, says, path };
}

function agent(code: Code, name: string, props: Partial<ContainerDaemonProps>, says: RegExp, facts: Partial<InstancePoolConfig> = {}): Row {
  return row(code, name, () => daemon(props.pools ? props : { pool: 'web', ...props }, poolStack(facts)), says);
}

/** On pools with attributes of their own. */
function onPools(pools: { [name: string]: Attributes }, names: string[]) {
  const stack = testStack();
  devPlatform(stack, { pools: Object.fromEntries(Object.entries(pools).map(([name, attributes]) => [name, pool(attributes)])) });
  return daemon({ pools: names }, stack);
}

const mapping = (hostPort: number, containerPort = 80) => ({
  sidecars: { agent: { sidecarKind: 'own', bind: (): SidecarConfig => ({ container: { image: IMAGE, portMappings: [{ containerPort, hostPort }] } }) } },
});

const portMaps = (count: number) => ({ ports: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, PortSpec.tcp(1000 + index)])) });

const poolNameRows: Row[] = [
  row('DaemonPools', 'no pool', () => daemon({}), /Neither pool nor pools is given/),
  row('DaemonPools', 'both', () => daemon({ pool: 'web', pools: ['batch'] }), /pool and pools are both given/),
  row('DaemonPools', 'an empty list', () => daemon({ pools: [] }), /pools is an empty list/),
  row('DaemonPools', 'a list that is not known', () => daemon({ pools: Token.asList({ Ref: 'Names' }) }), /pools is known only when the stack is deployed/),
  row('NoSuchPool', 'an unknown pool', () => daemon({ pool: 'gpu' }), /the pool 'gpu', and the pools of the platform are batch, web/, 'Stack/Agent/Capacity'),
  row('PoolAttribute', 'no attribute', () => onPools({ web: undefined }, ['web']), /runs on the pools web, and no attribute tells their instances from others \(the other pools are none\)/),
  row('PoolAttribute', 'an attribute that another pool has', () => onPools({ web: { team: 'a' }, batch: { team: 'a' } }, ['web']), /\(the other pools are batch\)/),
  row('PoolAttribute', 'no attribute in common', () => onPools({ web: { a: '1' }, batch: { b: '1' } }, ['batch', 'web']), /runs on the pools batch, web/),
];

const kindRows: Row[] = [
  agent('R122', 'Fargate', { pool: 'web' }, /tasks of the compatibility FARGATE/, { compatibility: ecs.Compatibility.FARGATE }),
  agent('R106', 'an EBS volume', { storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) } }, /storage\.data is an EBS volume, and the workload is a daemon/),
  ...[...NO_NUMBERS, 100].map((minHealthyPercent) => agent('R121', `minHealthyPercent ${minHealthyPercent}`, { minHealthyPercent }, /minHealthyPercent is .*from 0 to 99/)),
  agent('R121', 'one instance at most', { minHealthyPercent: 1 }, /minHealthyPercent is 1, and there are at most 1 instance\..*Give 0 or less/, { maxInstances: 1 }),
  agent('R121', 'few instances', { pools: ['web', 'batch'], minHealthyPercent: 76 }, /there are at most 4 instances\..*Give 75 or less/, { maxInstances: 2 }),
  agent('R119', 'a name with a dot', { serviceName: 'a.b' }, /serviceName is 'a\.b'/),
  agent('R91', 'subnets in bridge mode', { subnets: {} }, /subnets is given, and networkMode is bridge/),
  agent('R80', 'bridge on Windows', { networkMode: BRIDGE }, /networkMode is bridge/, { networkModes: [AWS_VPC, NAT] }),
];

const portRows: Row[] = [
  ...[AWS_VPC, HOST].map((networkMode) => agent('R81', `another port of the instance in ${networkMode} mode`, { networkMode, ...mapping(8080) },
    /sidecars\.agent\.portMappings has the hostPort 8080 for the port 80, and networkMode is /)),
  agent('R84', 'a port of two containers in host mode', { networkMode: HOST, port: 80, ...mapping(80) }, /ports\.main and sidecars\.agent\.portMappings are both 80\/tcp/),
  agent('R84', 'a port of one container in bridge mode', { ports: { a: PortSpec.http(80), b: PortSpec.tcp(80) } }, /ports\.a and ports\.b are both 80\/tcp\. A container listens/),
  agent('R85', 'a port of the instance twice', { port: 8080, ...mapping(8080) }, /ports\.main and sidecars\.agent\.portMappings both have the port 8080\/tcp of the instance/),
  ...[22, 2375, 2376, 51_678, 51_679, 51_680].map((port) => agent('R86', `the reserved port ${port}`, { port }, new RegExp(`ports\\.main has the port ${port} of the instance`))),
  row('R86', 'a reserved port of a service in host mode', () => service({ networkMode: HOST, port: 22 }, poolStack()), /ports\.main has the port 22/, 'Stack/Web'),
  row('R86', 'a reserved port of a sidecar of a service', () => service({ networkMode: BRIDGE, ...mapping(51_678) }, poolStack()), /sidecars\.agent\.portMappings has the port 51678/, 'Stack/Web'),
  agent('R88', 'more ports than an instance has', portMaps(95), /The task has 95 ports of its instance/),
];

/** Two workloads, of which the second fails. */
function taken(name: string, path: string, act: (stack: Stack) => unknown): Row {
  return row('HostPortTaken', name, () => act(poolStack()), /The port 9100\/tcp of the instances is wanted, and 'Stack\/\w+' has it/, path);
}

const exporter = (stack: Stack, id = 'Agent', props: Partial<ContainerDaemonProps> = {}) => daemon({ pool: 'web', port: 9100, ...props }, stack, id);

const takenRows: Row[] = [
  taken('two daemons', 'Stack/Other', (stack) => [exporter(stack), exporter(stack, 'Other', { pool: undefined, pools: ['batch', 'web'], networkMode: HOST })]),
  taken('a service after a daemon', 'Stack/Web', (stack) => [exporter(stack), service({ networkMode: HOST, port: 9100 }, stack)]),
  taken('a daemon after a service', 'Stack/Agent', (stack) => [service({ networkMode: HOST, port: 9100 }, stack), exporter(stack)]),
];

export const daemonRows: Row[] = [...poolNameRows, ...kindRows, ...portRows, ...takenRows];

const right = (props: Partial<ContainerDaemonProps>, facts?: Partial<InstancePoolConfig>) => () => daemon({ pool: 'web', ...props }, poolStack(facts));

export const rightDaemons: RightRow[] = [
  ['a daemon that keeps three quarters of four', right({ minHealthyPercent: 75 }, { maxInstances: 4 })],
  ['a daemon on as many instances as there may be', right({ minHealthyPercent: 99 }, { maxInstances: undefined })],
  ['a reserved port in awsvpc mode', right({ networkMode: AWS_VPC, port: 22, subnets: {}, securityGroups: [] })],
  ['a reserved port over UDP', right({ ports: { main: PortSpec.udp(22) } })],
  ['as many ports as an instance has', right(portMaps(94))],
  ['two containers in bridge mode at one port of theirs', right({ port: 80, ...mapping(8080) })],
  ['a port of the instance over UDP and over TCP', right({ ports: { a: PortSpec.udp(53) }, ...mapping(53, 53) })],
  ['daemons with one port on two pools', () => { const stack = poolStack(); exporter(stack); exporter(stack, 'Other', { pool: 'batch' }); }],
  ['a service in bridge mode beside a daemon', () => { const stack = poolStack(); exporter(stack); service({ networkMode: BRIDGE, port: 9100 }, stack); }],
  ['a service with another pool to go to', () => {
    const stack = poolStack();
    exporter(stack);
    service({ networkMode: HOST, port: 9100, capacity: Capacity.pools({ web: PoolWeight.of(1), batch: PoolWeight.of(1) }) }, stack);
  }],
  ['a port on Windows', right({ port: 80 }, WINDOWS)],
];

export const daemonWarnings = ([[32_768, {}], [49_152, WINDOWS]] as const).map(([port, facts]) => ({
  code: 'R86' as const,
  name: `the port ${port}`,
  act: () => daemon({ pool: 'web', port }, poolStack(facts)),
  says: `ports\\.main has the port ${port} of the instance\\. From ${port} on Docker chooses ports`,
}));

export const quietDaemons: [name: string, act: () => Construct][] = [
  ['a daemon of which nothing is said', () => daemon({ pool: 'web' })],
  ['a port below those that Docker chooses', () => daemon({ pool: 'web', port: 32_767 })],
  ['such a port on Windows', () => daemon({ pool: 'web', port: 49_151 }, poolStack(WINDOWS))],
  ['a high port in host mode', () => daemon({ pool: 'web', port: 50_051, networkMode: HOST })],
];
