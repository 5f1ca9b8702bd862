import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, Size, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AgentConfigFormat, AutoScalingGroupPoolOptions, InstancePool, IPoolImage, PoolImage, PoolImageContext } from '../../src';
import { devPlatform, templateOf, testStack } from '../support/builders';
import { BoundPool, boundPool, launchTemplateDataOf, propertiesOf } from '../support/pool-stack';

const NUMBER = Token.asNumber({ Ref: 'Number' });
const ROLE = {
  'Fn::Join': ['', [
    'arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' },
    ':role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  ]],
};

function bound(options: AutoScalingGroupPoolOptions): BoundPool {
  return boundPool(InstancePool.autoScalingGroup(options));
}

function encrypted(options: AutoScalingGroupPoolOptions = {}): BoundPool {
  return boundPool((stack) => InstancePool.autoScalingGroup({ ...options, rootVolume: { encryptionKey: new kms.Key(stack, 'Key'), size: Size.gibibytes(50) } }));
}

test('the disks are encrypted with the key, all of them', () => {
  const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
  expect(launchTemplateDataOf(encrypted()).BlockDeviceMappings).toEqual([
    { DeviceName: '/dev/xvda', Ebs: expect.objectContaining({ Encrypted: true, KmsKeyId: key, VolumeSize: 50 }) },
  ]);
  expect(launchTemplateDataOf(encrypted({ machineImage: PoolImage.bottlerocket() })).BlockDeviceMappings).toEqual(
    ['/dev/xvda', '/dev/xvdb'].map((DeviceName) => ({ DeviceName, Ebs: expect.objectContaining({ Encrypted: true, KmsKeyId: key }) })));
});

test('the key lets Auto Scaling use it, as AWS documents it', () => {
  const admitted = { Effect: 'Allow', Principal: { AWS: ROLE }, Resource: '*' };
  encrypted().template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: [
        Match.anyValue(),
        { ...admitted, Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'] },
        { ...admitted, Action: 'kms:CreateGrant', Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } },
      ],
    },
  });
});

test('without a key of its own a pool has that of its platform', () => {
  const stack = testStack();
  const [ofPlatform, own] = ['Key', 'Own'].map((id) => new kms.Key(stack, id));
  const pools = { web: InstancePool.autoScalingGroup(), own: InstancePool.autoScalingGroup({ rootVolume: { encryptionKey: own } }) };
  const template = templateOf(devPlatform(stack, { pools, encryptionKey: ofPlatform }));
  for (const [pool, key] of [['web', ofPlatform], ['own', own]] as const) {
    const encryptedWith = { LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { KmsKeyId: stack.resolve(key.keyArn) as object } }] } };
    const found = Object.keys(template.findResources('AWS::EC2::LaunchTemplate', { Properties: Match.objectLike(encryptedWith) }));
    expect(found).toEqual([expect.stringMatching(`^PlatformPools${pool}`)]);
  }
});

test('two pools with one key are admitted once', () => {
  const stack = new Stack();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const pool = InstancePool.autoScalingGroup({ rootVolume: { encryptionKey: new kms.Key(stack, 'Key') } });
  for (const poolName of ['one', 'two']) {
    pool.bind(new ec2.SecurityGroup(stack, poolName, { vpc }), { poolName, cluster, vpc, subnets: {}, publicSubnets: false });
  }
  const [key] = stack.node.findAll().filter((construct) => construct instanceof kms.CfnKey);
  expect((stack.resolve(key.keyPolicy) as { Statement: unknown[] }).Statement).toHaveLength(3);
});

test('instances and their disks have the name of the pool', () => {
  const pool = bound({});
  const tags = [{ Key: 'Name', Value: 'Stack/Pool' }];
  expect(launchTemplateDataOf(pool).TagSpecifications).toEqual(['instance', 'volume'].map((ResourceType) => ({ ResourceType, Tags: tags })));
  expect(propertiesOf(pool, 'AWS::AutoScaling::AutoScalingGroup').Tags).toBeUndefined();
});

test.each([['m7g.large', true], ['m7i.large', false]])('an image of the user\'s own is told whether %s is ARM64', (type, arm64) => {
  const told: PoolImageContext[] = [];
  const { LINUX } = ecs.OperatingSystemFamily;
  const machineImage: IPoolImage = {
    poolImageKind: 'own',
    bind: (_, context) => {
      told.push(context);
      return { machineImage: ec2.MachineImage.genericLinux({}), operatingSystem: LINUX, agentConfigFormat: AgentConfigFormat.SHELL, diskName: '/dev/xvda' };
    },
  };
  bound({ instanceTypes: [type], machineImage });
  expect(told).toMatchObject([{ arm64, gpus: false, architecture: arm64 ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64 }]);
});

test('the numbers of a warm pool may be known when the stack is deployed', () => {
  expect(propertiesOf(bound({ warmPool: { minInstances: NUMBER, maxPreparedInstances: NUMBER } }), 'AWS::AutoScaling::WarmPool')).toMatchObject({
    MinSize: { Ref: 'Number' }, MaxGroupPreparedCapacity: { Ref: 'Number' },
  });
});

test('the zones of the instances are told where they are known', () => {
  const pool = InstancePool.autoScalingGroup();
  expect(boundPool(pool).config.availabilityZones).toBeUndefined();
  expect(boundPool(pool, { env: { account: '111111111111', region: 'eu-west-1' } }).config.availabilityZones).toEqual(['dummy1a', 'dummy1b']);
});
