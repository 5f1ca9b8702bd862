import { App, aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RightRow, Row, value } from './row';
import type { WarningRow } from './warning-rows';
import { AutoScalingGroupPoolOptions, IInstancePool, InstancePool, PoolImage } from '../../src';
import { Code } from '../../src/private/codes';
import { boundPool } from '../support/pool-stack';

const BOTTLEROCKET = { machineImage: PoolImage.bottlerocket() };
const WINDOWS = { machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022) };
const TEXT = Token.asString({ Ref: 'Text' });
const LIST = Lazy.list({ produce: () => ['echo'] });

const pool = (options: AutoScalingGroupPoolOptions) => InstancePool.autoScalingGroup(options);

function wrong(code: Code, name: string, options: AutoScalingGroupPoolOptions, says: RegExp): Row {
  return value(code, name, () => pool(options), says);
}

function inPlatform(code: Code, name: string, make: IInstancePool | ((stack: Stack) => IInstancePool), says: RegExp): Row {
  return { code, name, act: () => boundPool(make), says, path: 'Stack/Pool' };
}

/** Bytes beside those that the library writes. */
const bytes = (count: number) => ({ userData: ['#'.repeat(count)] });

const userDataRows: Row[] = [
  inPlatform('UserData', '16 KB of lines', pool(bytes(16 * 1024)), /has \d{5} bytes, userData and agentConfig together\. EC2 takes 16384/),
  inPlatform('UserData', 'as many bytes in fewer characters', pool({ userData: ['ä'.repeat(8192)] }), /has \d{5} bytes/),
  inPlatform('UserData', 'a long setting', pool({ ...BOTTLEROCKET, ...bytes(16_300) }), /has \d{5} bytes/),
  wrong('UserData', 'a list that is a token', { userData: LIST }, /userData is known only when the stack is deployed/),
  wrong('AvailabilityZones', 'zones that are a token', { availabilityZones: LIST }, /availabilityZones of the pool is known only/),
  wrong('InstanceTypes', 'types that are a token', { instanceTypes: LIST }, /instanceTypes is known only when/),
  wrong('UserData', 'the end of the script', { ...WINDOWS, userData: ['echo', 'echo </PowerShell><persist>true</persist>'] }, /userData contains <\/powershell>/),
  wrong('AgentConfig', 'the end of the script', { ...WINDOWS, agentConfig: { ECS_LOG_OPTS: '</powershell>' } }, /agentConfig\.ECS_LOG_OPTS contains <\/powershell>/),
];

const bottlerocketRows: Row[] = [
  wrong('AgentConfig', 'the opposite of a token', { ...BOTTLEROCKET, agentConfig: { ECS_DISABLE_IMAGE_CLEANUP: TEXT } }, /ECS_DISABLE_IMAGE_CLEANUP is known only.*image-cleanup-enabled/),
  ...[
    ['ECS_LOGLEVEL', 'warning'], ['ECS_LOGLEVEL', 'DEBUG'], ['ECS_IMAGE_PULL_BEHAVIOR', 'never'], ['ECS_RESERVED_MEMORY', '064'],
    ['ECS_CONTAINER_STOP_TIMEOUT', '30'], ['ECS_IMAGE_CLEANUP_INTERVAL', '1m2h'], ['ECS_IMAGE_MINIMUM_CLEANUP_AGE', ''],
    ['ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION', '1h"'], ['ECS_AVAILABLE_LOGGING_DRIVERS', '["a\\"]'],
  ].map(([key, text]) => wrong('AgentConfig', `${key} ${text}`, { ...BOTTLEROCKET, agentConfig: { [key]: text } }, new RegExp(`${key} is '`))),
];

const attributes = (name: string, text: string) => ({ instanceAttributes: { [name]: text } });

const attributeRows: Row[] = [
  ...['', 'a b', 'a"b', 'ä', 'a'.repeat(129), TEXT].map((name) => wrong('InstanceAttributes', `the name '${name}'`, attributes(name, 'x'), /instanceAttributes has the name '/)),
  ...['', ' a', 'a ', 'a"b', "a'b", 'a\nb', 'a'.repeat(129)].map((text) => wrong('InstanceAttributes', `the value '${text}'`, attributes('rack', text), /instanceAttributes\.rack is '/)),
  wrong('InstanceAttributes', 'a backslash on Bottlerocket', { ...BOTTLEROCKET, ...attributes('a\\b', 'x') }, /Bottlerocket takes no backslashes/),
  wrong('AgentConfig', 'a backslash on Bottlerocket, in JSON', { ...BOTTLEROCKET, agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"a\\\\b": "x"}' } }, /Bottlerocket takes no backslashes/),
  wrong('AgentConfig', 'a space at the end, in JSON', { agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"a": "x "}' } }, /ECS_INSTANCE_ATTRIBUTES\.a is 'x '/),
  wrong('InstanceAttributes', 'that of the library', attributes('stevedore.pool', 'x'), /instanceAttributes has stevedore\.pool/),
  wrong('InstanceAttributes', 'one that is said twice', {
    ...attributes('rack', '1'), agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"rack": "1"}' },
  }, /both have rack/),
];

function groupIn(stack: Stack, vpc: ec2.IVpc): IInstancePool {
  return InstancePool.existing(new autoscaling.AutoScalingGroup(stack, 'Mine', {
    vpc, machineImage: ecs.EcsOptimizedImage.amazonLinux2023(), instanceType: new ec2.InstanceType('m7i.large'),
  }));
}

const importedVpc = (vpcId: string) => (stack: Stack) => groupIn(stack, ec2.Vpc.fromVpcAttributes(stack, 'Other', {
  vpcId, availabilityZones: ['a'], privateSubnetIds: ['subnet-1'], privateSubnetRouteTableIds: ['rtb-1'],
}));

export const poolStartRows: Row[] = [
  ...userDataRows,
  ...bottlerocketRows,
  ...attributeRows,
  inPlatform('GroupElsewhere', 'a VPC of its own', (stack) => groupIn(stack, new ec2.Vpc(stack, 'Other')), /'Stack\/Mine' is in another VPC than the platform \('Stack\/Vpc'\)/),
  inPlatform('GroupElsewhere', 'an imported VPC', importedVpc('vpc-1'), /'Stack\/Mine' is in another VPC/),
];

export const rightPoolStarts: RightRow[] = [
  ['nearly 16 KB', () => boundPool(pool(bytes(15_900))).template],
  ['bytes that only the deployment knows', () => boundPool(pool({ userData: [TEXT.repeat(1000)] })).template],
  ['a tag of Windows on Linux', () => pool({ userData: ['echo </powershell>'], agentConfig: { ECS_LOG_OPTS: '</powershell>' } })],
  ['what Bottlerocket takes', () => pool({
    ...BOTTLEROCKET,
    agentConfig: {
      ECS_LOGLEVEL: 'crit', ECS_IMAGE_PULL_BEHAVIOR: 'once', ECS_RESERVED_MEMORY: '0', ECS_CONTAINER_STOP_TIMEOUT: '1.5h3.5m', ECS_IMAGE_CLEANUP_INTERVAL: '1s1µs1ns',
    },
  })],
  ['a level that only the agent knows', () => pool({ agentConfig: { ECS_LOGLEVEL: 'warning' } })],
  ['attributes of one letter', () => pool(attributes('a\\/b', 'x'))],
  ['names that every object has', () => pool({ instanceAttributes: { constructor: 'x' }, agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"rack": "1"}' } })],
  ['a group in the VPC of the platform', () => boundPool((stack) => groupIn(stack, stack.node.findChild('Vpc') as ec2.Vpc))],
  ['a group in a VPC that the deployment knows', () => boundPool(importedVpc(TEXT))],
  ['a group in a VPC that is looked up', () => boundPool((stack) => groupIn(stack, ec2.Vpc.fromLookup(stack, 'Other', { vpcId: 'vpc-9' })), { env: { account: '111111111111', region: 'eu-west-1' } })],
  ['zones that are looked up', () => boundPool(pool({ availabilityZones: ['eu-west-1a'] }), { env: { account: '111111111111', region: 'eu-west-1' } })],
];

const KEY_ARN = 'arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000';

const encrypted = (make: (stack: Stack) => kms.IKey) => () => boundPool((stack) => pool({ rootVolume: { encryptionKey: make(stack) } })).scope;

export const poolStartWarnings: WarningRow[] = [
  { code: 'VolumeKey', name: 'an imported key', act: encrypted((stack) => kms.Key.fromKeyArn(stack, 'Key', KEY_ARN)), says: "The disks are encrypted with 'Stack/Key', and this app cannot change" },
  { code: 'VolumeKey', name: 'an imported alias', act: encrypted((stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/mine')), says: "encrypted with 'Stack/Key'" },
  {
    code: 'VolumeKey',
    name: 'a key of another account',
    act: encrypted((stack) => new kms.Key(new Stack(stack.node.root as App, 'Keys', { env: { account: '222222222222' } }), 'Key')),
    says: "encrypted with 'Keys/Key'",
  },
];

export const quietPoolStarts: [name: string, act: () => Construct][] = [
  ['a key of the stack', encrypted((stack) => new kms.Key(stack, 'Key'))],
  ['a key of another stack', encrypted((stack) => new kms.Key(new Stack(stack.node.root as App, 'Keys'), 'Key'))],
];
