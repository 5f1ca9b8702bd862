import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, Duration, Size, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { foreign, noNumbers, RightRow, Row, value } from './row';
import type { WarningRow } from './warning-rows';
import {
  AgentConfigFormat, AutoScalingGroupPoolOptions, ExistingPoolOptions, IInstancePool, InstancePool, InstanceStore, IPoolImage, PoolImage,
  PoolImageConfig,
} from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, testStack } from '../support/builders';
import { boundPool, PoolSetting } from '../support/pool-stack';

const { ARM64, X86_64 } = ecs.CpuArchitecture;
const { HIBERNATED, RUNNING } = autoscaling.PoolState;
const BOTTLEROCKET = PoolImage.bottlerocket();
const WINDOWS = PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022);
const REQUIREMENTS = { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) };
const NUMBER = Token.asNumber({ Ref: 'Number' });
const DAYS = Duration.seconds(NUMBER);

function pool(options: AutoScalingGroupPoolOptions): IInstancePool {
  return InstancePool.autoScalingGroup(options);
}

function wrong(code: Code, name: string, options: AutoScalingGroupPoolOptions, says: RegExp): Row {
  return value(code, name, () => pool(options), says);
}

/** A pool that a platform could not have. */
function misplaced(code: Code, name: string, options: AutoScalingGroupPoolOptions, setting: PoolSetting, says: RegExp): Row {
  return { code, name, act: () => boundPool(pool(options), setting), says, path: 'Stack/Pool' };
}

function twoOfOneGroup(): void {
  const stack = testStack();
  const group = autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Mine', 'mine');
  devPlatform(stack, { pools: { one: InstancePool.existing(group), two: InstancePool.existing(group) } });
}

function existing(options: ExistingPoolOptions = {}, stack: Stack = testStack()): IInstancePool {
  return InstancePool.existing(autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Mine', 'mine'), options);
}

function onWindows(stack: Stack): autoscaling.IAutoScalingGroup {
  const machineImage = ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_CORE_BASE);
  return new autoscaling.AutoScalingGroup(stack, 'Mine', { vpc: new ec2.Vpc(stack, 'Vpc'), machineImage, instanceType: new ec2.InstanceType('m7i.large') });
}

/** An image of the user's own kind: nothing is known of it until it is bound. */
function own(facts: Partial<PoolImageConfig>): IPoolImage {
  const { LINUX } = ecs.OperatingSystemFamily;
  const usual = { machineImage: ec2.MachineImage.genericLinux({}), operatingSystem: LINUX, agentConfigFormat: AgentConfigFormat.SHELL, diskName: '/dev/xvda' };
  return { poolImageKind: 'own', bind: () => ({ ...usual, ...facts }) };
}

const machineRows: Row[] = [
  wrong('InstanceTypes', 'types and requirements', { instanceTypes: ['m7i.large'], requirements: REQUIREMENTS }, /instanceTypes and requirements are both given/),
  wrong('InstanceTypes', 'no type', { instanceTypes: [] }, /instanceTypes names 0 types/),
  wrong('InstanceTypes', '41 types', { instanceTypes: Array(41).fill('m7i.large') }, /instanceTypes names 41 types\. A pool has 1 to 40/),
  ...['m7i', 'M7i.large', 'm7i.large ', ''].map((type) => wrong('InstanceTypes', `'${type}'`, { instanceTypes: [type] }, new RegExp(`instanceTypes has '${type}'`))),
  wrong('InstanceTypes', 'a token', { instanceTypes: [Token.asString({ Ref: 'Type' })] }, /known only when the stack is deployed/),
  wrong('InstanceTypes', 'two architectures', { instanceTypes: ['m7i.large', 'm7g.large'] }, /m7g\.large, which is ARM64, and m7i\.large, which is X86_64/),
  wrong('InstanceTypes', 'another architecture', { instanceTypes: ['m7i.large'], architecture: ARM64 }, /m7i\.large, which is X86_64, and architecture is ARM64/),
  wrong('InstanceTypes', 'Windows on Graviton', { instanceTypes: ['m7g.large'], machineImage: WINDOWS }, /are ARM64, and the image 'windows' is for X86_64/),
  wrong('InstanceTypes', 'drivers for Graviton', { instanceTypes: ['g5g.xlarge'] }, /the image 'gpu' is for X86_64.*PoolImage\.bottlerocket\(\)/),
  wrong('InstanceTypes', 'an image of one\'s own for Graviton', {
    machineImage: PoolImage.custom(ec2.MachineImage.genericLinux({}), ecs.OperatingSystemFamily.LINUX, { architecture: ARM64 }),
  }, /are X86_64, and the image 'custom' is for ARM64/),
  wrong('InstanceTypes', 'drivers without GPUs', { instanceTypes: ['g5.xlarge', 'm7i.large'], machineImage: PoolImage.gpu() }, /m7i\.large, and the image 'gpu'/),
  value('PoolImage', 'Windows Server 2016 Core', () => PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2016, true), /Windows Server 2016 Core\. AWS publishes 2025 Full, /),
  value('PoolImage', 'a group of Windows', () => InstancePool.existing(onWindows(testStack())), /starts Windows, and operatingSystem is left out/),
  misplaced('InstanceTypes', 'an image of the user\'s own kind', { machineImage: own({ architectures: [ARM64] }) }, {}, /the image 'own' is for ARM64/),
  misplaced('AgentConfig', 'a setting that such an image does not take', {
    machineImage: own({ agentConfigFormat: AgentConfigFormat.TOML }), agentConfig: { ECS_RESERVED_PORTS: '[22]' },
  }, {}, /and the image is Bottlerocket/),
  misplaced('NotAValue', 'an image of the user\'s own kind that is none', { machineImage: own({ machineImage: undefined }) }, {}, /bind\(\) of machineImage returned no/),
  wrong('NotAValue', 'an image of aws-cdk-lib', { machineImage: foreign('machine') }, /machineImage is a machine value/),
];

const countRows: Row[] = [
  ...noNumbers('InstanceCount', 'minInstances', (minInstances) => pool({ minInstances })),
  ...noNumbers('InstanceCount', 'maxInstances', (maxInstances) => pool({ maxInstances })),
  ...noNumbers('InstanceCount', 'maxInstances', (maxInstances) => existing({ maxInstances })),
  wrong('InstanceCount', 'no instance', { maxInstances: 0 }, /maxInstances is 0/),
  wrong('InstanceCount', 'more than the most', { minInstances: 3, maxInstances: 2 }, /minInstances is 3 and maxInstances is 2\. /),
  wrong('InstanceCount', 'more than the default', { minInstances: 11 }, /maxInstances is 10, since it is left out/),
  ...noNumbers('GpuCount', 'gpuCount', (gpuCount) => existing({ gpuCount })),
  ...noNumbers('SpotMix', 'spot.onDemandBase', (onDemandBase) => pool({ spot: { onDemandBase } })),
  ...noNumbers('SpotMix', 'spot.onDemandPercentAboveBase', (onDemandPercentAboveBase) => pool({ spot: { onDemandPercentAboveBase } })),
  wrong('SpotMix', '101 %', { spot: { onDemandPercentAboveBase: 101 } }, /onDemandPercentAboveBase is 101/),
  wrong('SpotMix', 'an order of no types', {
    requirements: REQUIREMENTS, spot: { allocationStrategy: autoscaling.SpotAllocationStrategy.CAPACITY_OPTIMIZED_PRIORITIZED },
  }, /allocationStrategy is capacity-optimized-prioritized, and requirements/),
  ...[Duration.hours(23), Duration.days(366), Duration.millis(86_400_500)].map((maxInstanceLifetime) =>
    wrong('InstanceLifetime', maxInstanceLifetime.toString(), { maxInstanceLifetime }, /maxInstanceLifetime is [\d.]+ seconds\. 1 to 365 days/)),
  ...[...noNumbers('MetadataHopLimit', 'metadataHopLimit', (metadataHopLimit) => pool({ metadataHopLimit }))],
  ...[0, 65].map((metadataHopLimit) => wrong('MetadataHopLimit', `${metadataHopLimit} steps`, { metadataHopLimit }, /metadataHopLimit is/)),
  wrong('R104', 'too large a disk', { rootVolume: { size: Size.tebibytes(17) } }, /rootVolume\.size is 17408 GiB/),
  wrong('R104', 'half a GiB', { rootVolume: { size: Size.mebibytes(30_976) } }, /rootVolume\.size is 30\.25 GiB/),
  wrong('R104', 'more throughput than 3000 IOPS carry', { rootVolume: { throughput: 751 } }, /throughput is 751, with 3000 IOPS.*iops 3004/),
  ...noNumbers('R104', 'rootVolume.iops', (iops) => pool({ rootVolume: { iops } })),
  ...noNumbers('R104', 'rootVolume.throughput', (throughput) => pool({ rootVolume: { throughput } })),
];

const scalingRows: Row[] = [
  ...noNumbers('R138', 'targetCapacityPercent', (targetCapacityPercent) => pool({ targetCapacityPercent })),
  ...[0, 101].flatMap((targetCapacityPercent) => [
    wrong('R138', `${targetCapacityPercent} %`, { targetCapacityPercent }, /targetCapacityPercent is/),
    value('R138', `${targetCapacityPercent} % of a group that exists`, () => existing({ targetCapacityPercent }), /targetCapacityPercent is/),
  ]),
  ...noNumbers('R138', 'minScalingStep', (minScalingStep) => pool({ minScalingStep })),
  ...noNumbers('R138', 'maxScalingStep', (maxScalingStep) => pool({ maxScalingStep })),
  wrong('R138', 'steps that cross', { minScalingStep: 3, maxScalingStep: 2 }, /minScalingStep is 3 and maxScalingStep is 2/),
  wrong('R138', 'a long warm-up', { instanceWarmup: Duration.seconds(10_001) }, /instanceWarmup is 10001 seconds/),
  wrong('R138', 'protection without scaling', { managedScaling: false, managedTerminationProtection: true }, /managedTerminationProtection is true, and managedScaling/),
  ...(['targetCapacityPercent', 'minScalingStep', 'maxScalingStep'] as const).map((prop) =>
    wrong('R138', `${prop} without scaling`, { managedScaling: false, [prop]: 50 }, new RegExp(`${prop} is given, and managedScaling is false`))),
  ...['ecs-fast', 'AwsFast', 'fargate', 'a b', ''].map((capacityProviderName) =>
    wrong('R138', `a provider called '${capacityProviderName}'`, { capacityProviderName }, new RegExp(`capacityProviderName is '${capacityProviderName}'`))),
  ...['ecs-demo', 'EcsDemo', 'AWSDemo', 'fargate'].map((stackName) =>
    misplaced('R138', `a stack called ${stackName}`, {}, { stackName }, new RegExp(`The stack is called '${stackName}'.*capacityProviderName`))),
  {
    ...value('R138', 'protection of an imported group', () => boundPool((stack) => existing({ managedTerminationProtection: true }, stack)), /is imported/),
    path: 'Stack/Pool',
  },
  { ...value('R137', 'two pools of one group', twoOfOneGroup, /The Auto Scaling group 'Stack\/Mine' is that of the pool 'Stack\/Platform\/Pools\/one' as well/), path: 'Stack/Platform/Pools/two' },
  misplaced('R137', 'a long name', {}, { poolName: 'p'.repeat(129) }, /The name of a pool is 'p+'/),
  wrong('ScaleOnCpu', 'beside ECS', { minInstances: 1, scaleOnCpuPercent: 60 }, /and ECS scales the group/),
  wrong('ScaleOnCpu', 'from nothing', { managedScaling: false, scaleOnCpuPercent: 60 }, /and minInstances is 0/),
  wrong('ScaleOnCpu', 'a token', { managedScaling: false, minInstances: 1, scaleOnCpuPercent: NUMBER }, /known only when the stack is deployed/),
  ...[0, 101].map((scaleOnCpuPercent) => wrong('ScaleOnCpu', `${scaleOnCpuPercent} %`, { scaleOnCpuPercent }, /scaleOnCpuPercent is/)),
];

const placeRows: Row[] = [
  misplaced('AvailabilityZones', 'a zone that the platform is not in', { availabilityZones: ['eu-west-1z'] }, {}, /availabilityZones of the pool has eu-west-1z/),
  misplaced('AvailabilityZones', 'no zone', { availabilityZones: [] }, {}, /availabilityZones of the pool has no zone/),
  wrong('WarmPool', 'Spot', { warmPool: {}, spot: {} }, /warmPool and spot are both given/),
  wrong('WarmPool', 'hibernation', { warmPool: { poolState: HIBERNATED } }, /poolState is Hibernated/),
  wrong('WarmPool', 'Windows', { warmPool: {}, machineImage: WINDOWS }, /the instances run Windows/),
  ...noNumbers('WarmPool', 'warmPool.minInstances', (minInstances) => pool({ warmPool: { minInstances } })),
  ...noNumbers('WarmPool', 'warmPool.maxPreparedInstances', (maxPreparedInstances) => pool({ warmPool: { maxPreparedInstances } })),
  ...[BOTTLEROCKET, WINDOWS].map((machineImage) =>
    wrong('InstanceStore', machineImage.poolImageKind, { machineImage, instanceStore: InstanceStore.docker() }, new RegExp(`the image is '${machineImage.poolImageKind}'`))),
  wrong('InstanceStore', 'a warm pool', { warmPool: {}, instanceStore: InstanceStore.docker() }, /instanceStore and warmPool are both given/),
  ...['', 'mnt', '/', '/mnt/', '/a b', "/a'b", '/a/../b', '/.'].map((path) =>
    value('InstanceStore', `'${path}'`, () => InstanceStore.directory(path), /The directory is '/)),
];

const agentRows: Row[] = [
  wrong('AgentConfig', 'the cluster', { agentConfig: { ECS_CLUSTER: 'mine' } }, /agentConfig has ECS_CLUSTER/),
  wrong('AgentConfig', 'a name that is none', { agentConfig: { 'ECS LOGLEVEL': 'debug' } }, /agentConfig has 'ECS LOGLEVEL'/),
  wrong('AgentConfig', 'two lines', { agentConfig: { ECS_LOGLEVEL: 'debug\nECS_CLUSTER=x' } }, /ECS_LOGLEVEL is of several lines/),
  wrong('AgentConfig', 'no text', { agentConfig: { ECS_LOGLEVEL: true as unknown as string } }, /ECS_LOGLEVEL is a boolean/),
  ...['{', '[]', '"a"', '{"a": 1}', '{"a b": "c"}', '{"a": "b",}', '{"a": ""}'].map((ECS_INSTANCE_ATTRIBUTES) =>
    wrong('AgentConfig', ECS_INSTANCE_ATTRIBUTES, { agentConfig: { ECS_INSTANCE_ATTRIBUTES } }, /ECS_INSTANCE_ATTRIBUTES is '/)),
  wrong('AgentConfig', 'attributes that are a token', { agentConfig: { ECS_INSTANCE_ATTRIBUTES: Token.asString({ Ref: 'A' }) } }, /known only when/),
  wrong('AgentConfig', 'not on Bottlerocket', { machineImage: BOTTLEROCKET, agentConfig: { ECS_RESERVED_PORTS: '[22]' } }, /ECS_RESERVED_PORTS, and the image is Bottlerocket/),
  ...([['ECS_RESERVED_MEMORY', '1 GiB'], ['ECS_AWSVPC_BLOCK_IMDS', 'yes'], ['ECS_AVAILABLE_LOGGING_DRIVERS', 'awslogs'], ['ECS_DISABLE_PRIVILEGED', '']])
    .map(([key, text]) => wrong('AgentConfig', `${key} ${text}`, { machineImage: BOTTLEROCKET, agentConfig: { [key]: text } }, new RegExp(`${key} is '${text}'`))),
];

export const instancePoolRows: Row[] = [...machineRows, ...countRows, ...scalingRows, ...placeRows, ...agentRows];

export const rightInstancePools: RightRow[] = [
  ['bounds of numbers', () => pool({
    minInstances: 1,
    maxInstances: 1,
    targetCapacityPercent: 1,
    minScalingStep: 10_000,
    instanceWarmup: Duration.seconds(10_000),
    maxInstanceLifetime: Duration.days(365),
    metadataHopLimit: 64,
    spot: { onDemandBase: 0, onDemandPercentAboveBase: 100 },
  })],
  ['a warm-up of nothing', () => boundPool(pool({ instanceWarmup: Duration.seconds(0), maxInstanceLifetime: Duration.days(0) }))],
  ['a name that only contains ecs', () => boundPool(pool({ capacityProviderName: 'my-ecs' }), { stackName: 'ecs-demo' })],
  ['a stack whose name only contains ecs', () => boundPool(pool({}), { stackName: 'MyEcs' })],
  ['running instances of Windows', () => pool({ warmPool: { poolState: RUNNING }, machineImage: WINDOWS })],
  ['instance stores of running instances', () => pool({ warmPool: { poolState: RUNNING }, instanceStore: InstanceStore.directory('/mnt/a.b_c-d') })],
  ['an architecture that is said again', () => pool({ instanceTypes: ['m7i.large'], architecture: X86_64 })],
  ['settings of Bottlerocket', () => pool({
    machineImage: BOTTLEROCKET, agentConfig: { ECS_AVAILABLE_LOGGING_DRIVERS: '["awslogs", "splunk"]', ECS_INSTANCE_ATTRIBUTES: ' {} ' },
  })],
  ['attributes', () => pool({ agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"a/b.c": "d e:f", "g\\\\h": "i@j"}' } })],
  ['numbers that are known when the stack is deployed', () => boundPool(pool({
    minInstances: NUMBER,
    maxInstances: NUMBER,
    targetCapacityPercent: NUMBER,
    minScalingStep: NUMBER,
    maxScalingStep: NUMBER,
    instanceWarmup: DAYS,
    maxInstanceLifetime: DAYS,
    metadataHopLimit: NUMBER,
    spot: { onDemandBase: NUMBER, onDemandPercentAboveBase: NUMBER },
    rootVolume: { size: Size.gibibytes(NUMBER), iops: NUMBER, throughput: NUMBER },
  })).template.toJSON()],
  ['facts that are known when the stack is deployed', () => boundPool((stack) => existing({ maxInstances: NUMBER, gpuCount: NUMBER }, stack))],
];

function warned(options: AutoScalingGroupPoolOptions): Construct {
  return boundPool(pool(options)).scope;
}

export const instancePoolWarnings: WarningRow[] = [
  { code: 'UnknownAgentConfig', name: 'a slip', act: () => warned({ agentConfig: { ECS_LOG_LEVEL: 'debug' } }), says: 'agentConfig has ECS_LOG_LEVEL' },
  {
    code: 'ProtectedInstances',
    name: 'a limit of age without effect',
    act: () => warned({ managedTerminationProtection: true, maxInstanceLifetime: Duration.days(7) }),
    says: 'maxInstanceLifetime is given, and managedTerminationProtection is true',
  },
];

export const quietInstancePools: [name: string, act: () => Construct][] = [
  ['a pool of which nothing is said', () => warned({})],
  ['settings that the agent reads', () => warned({ agentConfig: { ECS_LOGLEVEL: 'debug', HTTP_PROXY: 'proxy:3128' } })],
  ['protection, and no limit of age', () => warned({ managedTerminationProtection: true, maxInstanceLifetime: Duration.days(0) })],
];
