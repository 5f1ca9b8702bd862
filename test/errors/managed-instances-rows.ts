import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration, Size, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { noNumbers, RightRow, Row, value } from './row';
import type { WarningRow } from './warning-rows';
import {
  Capacity, ContainerService, ContainerServiceProps, Ingress, InstancePool, ISidecar, ManagedInstancesPoolOptions, Network, Placement, PoolWeight,
} from '../../src';
import { Code } from '../../src/private/codes';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testService, testStack } from '../support/builders';
import { boundPool } from '../support/pool-stack';
import { TestPool } from '../support/pools';

const { SPOT, ON_DEMAND } = ecs.CapacityOptionType;
const SIZES = { vCpuCountMin: 1, memoryMin: Size.gibibytes(1) };
const NUMBER = Token.asNumber({ Ref: 'Number' });

const pool = (options: ManagedInstancesPoolOptions) => InstancePool.managedInstances(options);

function wrong(code: Code, name: string, options: ManagedInstancesPoolOptions, says: RegExp): Row {
  return value(code, name, () => pool(options), says);
}

/** A service on a pool of Managed Instances, beside one of another kind. */
function service(props: Partial<ContainerServiceProps>, options: ManagedInstancesPoolOptions = {}): ContainerService {
  const stack = testStack();
  const platform = devPlatform(stack, { network: Network.natGateways(), pools: { web: pool(options), own: new TestPool() } });
  return testService({ platform, capacity: Capacity.pool('web'), ...props }, stack);
}

function misfit(code: Code, name: string, props: Partial<ContainerServiceProps>, says: RegExp): Row {
  return { code, name: `on Managed Instances, ${name}`, act: () => service(props), says, path: 'Stack/Web' };
}

function role(stack: Stack, roleName?: string, path?: string): iam.Role {
  return new iam.Role(stack, 'Mine', { roleName, path, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
}

function named(name: string, make: (stack: Stack) => iam.IRole, says: RegExp): Row {
  return value('InstanceRoleName', name, () => pool({ instanceRole: make(testStack()) }), says);
}

/** A sidecar of the user's own. */
function sidecar(options: Partial<ecs.ContainerDefinitionOptions>): Partial<ContainerServiceProps> {
  const own: ISidecar = { sidecarKind: 'own', bind: () => ({ container: { image: ecs.ContainerImage.fromRegistry('agent'), memoryLimitMiB: 64, ...options } }) };
  return { sidecars: { agent: own } };
}

function linux(props: ecs.LinuxParametersProps): Partial<ContainerServiceProps> {
  return sidecar({ linuxParameters: new ecs.LinuxParameters(testStack(), 'Linux', props) });
}

function volume(facts: Partial<ecs.Volume>): Partial<ContainerServiceProps> {
  return { storage: { data: { storageKind: 'own', bind: () => ({ volume: { name: 'data', ...facts }, mountPath: '/data' }) } } };
}

const optionRows: Row[] = [
  wrong('InstanceTypes', 'types of Managed Instances, and requirements', { instanceTypes: ['m7g.*'], requirements: SIZES }, /both given/),
  wrong('InstanceTypes', 'no type of Managed Instances', { instanceTypes: [] }, /instanceTypes names 0 types/),
  wrong('InstanceTypes', '401 types', { instanceTypes: Array(401).fill('m7g.large') }, /instanceTypes names 401 types\. ECS takes 1 to 400/),
  wrong('InstanceTypes', 'types of Managed Instances that are a token', { instanceTypes: Token.asList({ Ref: 'Types' }) }, /instanceTypes is known only when/),
  wrong('InstanceTypes', 'no allowed type', { requirements: { ...SIZES, allowedInstanceTypes: [] } }, /requirements\.allowedInstanceTypes names 0/),
  ...['M7g.large', 'm7g large', ''].map((type) => wrong('InstanceTypes', `the pattern '${type}'`, { instanceTypes: [type] }, new RegExp(`has '${type}'`))),
  wrong('InstanceTypes', 'allowed and excluded', { requirements: { ...SIZES, allowedInstanceTypes: ['m*'], excludedInstanceTypes: ['m7i.*'] } }, /excluded/),
  wrong('InstanceTypes', 'limits of both prices', {
    requirements: { ...SIZES, spotMaxPricePercentageOverLowestPrice: 10, onDemandMaxPricePercentageOverLowestPrice: 10 },
  }, /spotMaxPrice.* and onDemandMaxPrice/),
  wrong('InstanceTypes', 'another architecture', { instanceTypes: ['m7g.*'], architecture: ecs.CpuArchitecture.X86_64 }, /architecture is X86_64, and .* ARM64 only/),
  ...[29, 16_385].map((size) => wrong('ManagedInstances', `${size} GiB`, { storageSize: Size.gibibytes(size) }, new RegExp(`storageSize is ${size} GiB`))),
  wrong('ManagedInstances', 'half a GiB', { storageSize: Size.mebibytes(40.5 * 1024) }, /storageSize is 40\.5 GiB/),
  wrong('ManagedInstances', 'more than an hour', { scaleInAfter: Duration.seconds(3601) }, /scaleInAfter is 3601 seconds/),
  wrong('ManagedInstances', 'a time for what never happens', { scaleInAfter: Duration.minutes(1), infrastructureOptimization: false }, /infrastructureOptimization is false/),
  ...[SPOT, ON_DEMAND].map((type) => wrong('ManagedInstances', `reserved, and ${type}`, { reservedCapacity: {}, capacityOptionType: type }, new RegExp(`is ${type}`))),
  value('R92', 'five groups', () => pool({ securityGroups: groups(5) }), /The number of securityGroups is 5/),
  wrong('R138', 'a reserved name', { capacityProviderName: 'ecs-web' }, /capacityProviderName is 'ecs-web'/),
  { code: 'R138', name: 'a stack of a reserved name', act: () => boundPool(pool({}), { stackName: 'ecs-demo' }), says: /called 'ecs-demo'/, path: 'Stack/Pool' },
  {
    code: 'NoSuchSubnets', name: 'subnets that there are not', act: () => boundPool(pool({ subnets: { subnetGroupName: 'Own' } })), says: /subnets selects no subnet/, path: 'Stack/Pool',
  },
  ...noNumbers('ManagedInstances', 'storageSize', (size) => size < 0 || !Number.isFinite(size)
    ? pool({ storageSize: { isUnresolved: () => false, toGibibytes: () => size } as unknown as Size })
    : pool({ storageSize: Size.gibibytes(size) })),
];

const roleRows: Row[] = [
  named('a role of another name', (stack) => role(stack, 'instances'), /instanceRole is 'instances'/),
  named('a role whose name CloudFormation makes', (stack) => role(stack), /instanceRole is 'Stack\/Mine, of a name that CloudFormation makes'/),
  named('an imported role', (stack) => iam.Role.fromRoleName(stack, 'Theirs', 'theirs'), /instanceRole is 'theirs'/),
  named('a role by its ARN', (stack) => iam.Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::111111111111:role/path/ecsInstanceRole'), /instanceRole is 'path\/ecsInstanceRole'/),
  named('a role with a path', (stack) => role(stack, 'ecsInstanceRole', '/path/'), /instanceRole is 'path\/ecsInstanceRole'/),
];

const workloadRows: Row[] = [
  ...[ecs.NetworkMode.BRIDGE, ecs.NetworkMode.NONE].map((networkMode) =>
    misfit('R80', networkMode, { networkMode }, new RegExp(`networkMode is ${networkMode}\\. The instances of the pool can run tasks with awsvpc, host`))),
  misfit('R17', 'ephemeral storage', { ephemeralStorageGiB: 50 }, /larger storageSize/),
  misfit('R93', 'a public address', { assignPublicIp: true }, /assignPublicIp is true/),
  misfit('R123', 'a strategy', { placement: Placement.binpackCpu() }, /placement has strategies/),
  misfit('R123', 'a constraint on another attribute', { placement: Placement.memberOf('attribute:rack == one') }, /constraint on the attribute 'rack'/),
  misfit('R124', 'a pool of another kind', { capacity: Capacity.pools({ web: PoolWeight.of(1), own: PoolWeight.of(1) }) }, /two kinds/),
  misfit('PoolOperatingSystem', 'Windows', { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE }, /capacity runs LINUX/),
  misfit('GpuCount', 'a GPU of an instance for general use', { gpuCount: 1 }, /instances of the pool have 0/),
  misfit('ManagedInstances', 'a host name', sidecar({ hostname: 'agent' }), /sidecars\.agent\.hostname is given/),
  misfit('ManagedInstances', 'servers of DNS', sidecar({ dnsServers: ['192.0.2.1'] }), /sidecars\.agent\.dnsServers is given/),
  misfit('ManagedInstances', 'shared memory', linux({ sharedMemorySize: 64 }), /sidecars\.agent\.linuxParameters\.sharedMemorySize is given/),
  misfit('ManagedInstances', 'swap', linux({ maxSwap: Size.mebibytes(64) }), /linuxParameters\.maxSwap is given/),
  misfit('ManagedInstances', 'a volume of Docker', volume({ dockerVolumeConfiguration: { driver: 'local', scope: ecs.Scope.TASK } }), /storage\.data is a volume of Docker/),
].map((row) => row.code === 'R124' ? { ...row, path: 'Stack/Web/Capacity' } : row);

const zoneRow: Row = {
  code: 'AvailabilityZones',
  name: 'no zone of the Managed Instances',
  act: () => {
    const stack = testStack();
    const platform = devPlatform(stack, { vpc: importedVpc(stack, ['private']), pools: { web: pool({ subnets: { availabilityZones: ['b'] } }) } });
    testService({ platform, capacity: Capacity.pool('web'), subnets: { availabilityZones: ['a'] } }, stack);
  },
  says: /The tasks have subnets in a, and the instances of their pools are in b/,
  path: 'Stack/Web',
};

export const managedInstancesRows: Row[] = [...optionRows, ...roleRows, ...workloadRows, zoneRow];

function groups(count: number): ec2.ISecurityGroup[] {
  const stack = testStack();
  return Array.from({ length: count }, (_, index) => ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`));
}

export const rightManagedInstances: RightRow[] = [
  ['bounds of numbers', () => pool({ storageSize: Size.gibibytes(30), scaleInAfter: Duration.hours(1), instanceTypes: ['m7g.large'] })],
  ['four groups', () => pool({ securityGroups: groups(4) })],
  ['numbers that are known when the stack is deployed', () => boundPool(pool({
    storageSize: Size.gibibytes(NUMBER), scaleInAfter: Duration.seconds(NUMBER),
  })).template.toJSON()],
  ['a role of the right name', () => pool({ instanceRole: role(testStack(), 'ecsInstanceRoleMine') })],
  ['a role of any name, where the user says who passes it', () => {
    const stack = testStack();
    return pool({ instanceRole: role(stack), infrastructureRole: iam.Role.fromRoleName(stack, 'Ecs', 'ecs') });
  }],
  ['a role whose name is known when the stack is deployed', () => pool({ instanceRole: role(testStack(), Token.asString({ Ref: 'Name' })) })],
  ['an imported role whose name is known then', () => pool({ instanceRole: iam.Role.fromRoleArn(testStack(), 'Theirs', Token.asString({ Ref: 'Arn' })) })],
  ['constraints that ECS knows there', () => service({ placement: Placement.memberOf('attribute:ecs.availability-zone in [a, b]').plus(Placement.distinctInstances()) })],
  ['tmpfs, and a scratch volume', () => {
    const tmpfs = new ecs.LinuxParameters(testStack(), 'Linux');
    tmpfs.addTmpfs({ containerPath: '/tmp', size: 64 });
    return service({ ...sidecar({ linuxParameters: tmpfs }), ...volume({}) });
  }],
  ['GPUs, where the pool may have them', () => service({ gpuCount: 1 }, { instanceTypes: ['g6.*'] })],
];

export const managedInstancesWarnings: WarningRow[] = [
  {
    code: 'ManagedInstances',
    name: 'a load balancer, and no network interface',
    act: () => service({ networkMode: ecs.NetworkMode.HOST, ingress: Ingress.applicationLoadBalancer() }),
    says: 'networkMode is host, and the service has an ingress',
  },
  {
    code: 'R93',
    name: 'a public subnet without public addresses',
    act: () => devPlatform(testStack(), { network: Network.publicSubnets(), pools: { web: pool({}) } }).node.findChild('Pools').node.findChild('web'),
    says: "Managed Instances start in the public subnet 'Stack/Platform/Network/Vpc/PublicSubnet1', which gives them no public address",
  },
];

export const quietManagedInstances: [name: string, act: () => Construct][] = [
  ['a load balancer of tasks on Managed Instances', () => service({ ingress: Ingress.applicationLoadBalancer() })],
  ['Managed Instances in public subnets that give addresses', () => {
    const stack = testStack();
    return devPlatform(stack, { vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'P', subnetType: ec2.SubnetType.PUBLIC }] }), pools: { web: pool({}) } });
  }],
  ['Managed Instances in public subnets of which nothing is known', () => {
    const stack = testStack();
    return devPlatform(stack, { vpc: importedVpc(stack, ['public']), pools: { web: pool({}) } });
  }],
  ['no load balancer there in host mode', () => service({ networkMode: ecs.NetworkMode.HOST })],
];
