import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AutoScalingGroupPoolOptions, InstancePool, PoolImage } from '../../src';
import { BoundPool, boundPool, launchTemplateDataOf, PoolSetting, propertiesOf, userDataOf } from '../support/pool-stack';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const PROVIDER = 'AWS::ECS::CapacityProvider';
const SPOT_ONLY = { OnDemandBaseCapacity: 0, OnDemandPercentageAboveBaseCapacity: 0, SpotAllocationStrategy: 'price-capacity-optimized' };

function bound(options: AutoScalingGroupPoolOptions = {}, setting: PoolSetting = {}): BoundPool {
  return boundPool(InstancePool.autoScalingGroup(options), setting);
}

const group = (options?: AutoScalingGroupPoolOptions, setting?: PoolSetting) => propertiesOf(bound(options, setting), GROUP);
const template = (options?: AutoScalingGroupPoolOptions, setting?: PoolSetting) => launchTemplateDataOf(bound(options, setting));
const provider = (options?: AutoScalingGroupPoolOptions) => propertiesOf(bound(options), PROVIDER);

describe('a pool of which nothing is said', () => {
  const pool = bound();

  test('creates these resources, and nothing that waits for nobody', () => {
    const ids = Object.entries(pool.template.toJSON().Resources as object).filter(([id]) => id.startsWith('Pool')).map(([, { Type }]) => Type as string);
    expect(ids.sort()).toEqual([
      GROUP, 'AWS::EC2::LaunchTemplate', 'AWS::EC2::SecurityGroup', PROVIDER, 'AWS::IAM::InstanceProfile', 'AWS::IAM::Policy', 'AWS::IAM::Role',
    ]);
  });

  test('has facts', () => {
    const { AWS_VPC, BRIDGE, HOST, NONE } = ecs.NetworkMode;
    expect(pool.config).toMatchObject({
      compatibility: ecs.Compatibility.EC2,
      networkModes: [AWS_VPC, BRIDGE, HOST, NONE],
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      architecture: ecs.CpuArchitecture.X86_64,
      gpuCount: 0,
      maxInstances: 10,
      instanceAttributes: { 'stevedore.pool': 'web' },
    });
    expect(pool.stack.resolve(pool.config.capacityProviderName)).toEqual({ Ref: expect.stringMatching(/^PoolProvider/) });
  });

  test('starts instances that keep their metadata to themselves, with encrypted disks and no public address', () => {
    expect(launchTemplateDataOf(pool)).toMatchObject({
      InstanceType: 'm6i.large',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3' } }],
      Monitoring: { Enabled: false },
    });
    expect(Object.keys(launchTemplateDataOf(pool))).not.toEqual(expect.arrayContaining([expect.stringMatching(/NetworkInterfaces|KeyName/)]));
    expect(propertiesOf(pool, 'AWS::EC2::SecurityGroup').SecurityGroupIngress).toBeUndefined();
  });

  test('is scaled from 0 to 10 by ECS, which drains what it ends', () => {
    expect(propertiesOf(pool, GROUP)).toMatchObject({ MinSize: '0', MaxSize: '10', MaxInstanceLifetime: 14 * 86_400, DefaultInstanceWarmup: 300 });
    expect(propertiesOf(pool, GROUP)).not.toHaveProperty('DesiredCapacity');
    expect(propertiesOf(pool, PROVIDER)).toEqual({
      AutoScalingGroupProvider: {
        AutoScalingGroupArn: { Ref: expect.stringMatching(/^PoolGroup/) },
        ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 },
        ManagedDraining: 'ENABLED',
        ManagedTerminationProtection: 'DISABLED',
      },
    });
  });

  test('replaces an instance by a newer one before it ends, and none because of a deployment', () => {
    expect(propertiesOf(pool, GROUP).InstanceMaintenancePolicy).toEqual({ MinHealthyPercentage: 100, MaxHealthyPercentage: 200 });
    pool.template.hasResource(GROUP, { UpdatePolicy: { AutoScalingInstanceRefresh: Match.absent(), AutoScalingRollingUpdate: Match.absent() } });
  });

  test('lets the agent do what it must, in its cluster', () => {
    const [discover, register, poll, ...others] = (propertiesOf(pool, 'AWS::IAM::Policy').PolicyDocument as { Statement: object[] }).Statement;
    const cluster = { 'Fn::GetAtt': ['ClusterEB0386A7', 'Arn'] };
    expect(discover).toMatchObject({ Action: 'ecs:DiscoverPollEndpoint', Resource: '*' });
    expect(register).toMatchObject({ Action: expect.arrayContaining(['ecs:RegisterContainerInstance']), Resource: cluster });
    expect(poll).toMatchObject({ Action: expect.arrayContaining(['ecs:Poll']), Condition: { ArnEquals: { 'ecs:cluster': cluster } } });
    expect(others).toEqual([]);
    expect(JSON.stringify(propertiesOf(pool, 'AWS::IAM::Role').ManagedPolicyArns)).toMatch(/AmazonSSMManagedInstanceCore/);
  });

  test('is torn down before its cluster and the way out of its VPC', () => {
    pool.template.hasResource(GROUP, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^VpcPrivateSubnet1DefaultRoute')]) });
    pool.template.hasResource('AWS::EC2::LaunchTemplate', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^PoolRoleDefaultPolicy')]) });
  });
});

test('Windows has other network modes and another disk', () => {
  const pool = bound({ machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022, true) });
  expect(pool.config.networkModes).toEqual([ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.NAT]);
  expect(pool.config.operatingSystem).toEqual(ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE);
  expect(launchTemplateDataOf(pool).BlockDeviceMappings).toMatchObject([{ DeviceName: '/dev/sda1' }]);
});

test('Bottlerocket has two disks, of which rootVolume is that with the images', () => {
  expect(template({ machineImage: PoolImage.bottlerocket(), rootVolume: { size: Size.gibibytes(50) } }).BlockDeviceMappings).toEqual([
    { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true, Encrypted: true, VolumeType: 'gp3' } },
    { DeviceName: '/dev/xvdb', Ebs: { DeleteOnTermination: true, Encrypted: true, VolumeType: 'gp3', VolumeSize: 50 } },
  ]);
});

test('the disk is as large and as fast as asked for', () => {
  const rootVolume = { size: Size.gibibytes(100), iops: 6000, throughput: 500 };
  expect(template({ rootVolume }).BlockDeviceMappings).toMatchObject([{ Ebs: { Encrypted: true, VolumeSize: 100, Iops: 6000, Throughput: 500 } }]);
});

test('several types are preferred in their order', () => {
  const { MixedInstancesPolicy, ...rest } = group({ instanceTypes: ['m7g.large', 'm6g.large', 'm7g.large'] });
  expect(rest).not.toHaveProperty('LaunchTemplate');
  expect(MixedInstancesPolicy).toMatchObject({
    InstancesDistribution: { OnDemandAllocationStrategy: 'prioritized', OnDemandPercentageAboveBaseCapacity: 100 },
    LaunchTemplate: { Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }] },
  });
  expect(template({ instanceTypes: ['m7g.large', 'm6g.large'] })).not.toHaveProperty('InstanceType');
});

test('types may be chosen by what they have', () => {
  const requirements = { vCpuCountMin: 2, vCpuCountMax: 8, memoryMin: Size.gibibytes(8), memoryPerVCpuMin: Size.gibibytes(2), excludedInstanceTypes: ['t*'] };
  expect(group({ requirements }).MixedInstancesPolicy).toMatchObject({
    InstancesDistribution: { OnDemandAllocationStrategy: 'lowest-price' },
    LaunchTemplate: {
      Overrides: [{
        InstanceRequirements: {
          VCpuCount: { Min: 2, Max: 8 }, MemoryMiB: { Min: 8192 }, MemoryGiBPerVCpu: { Min: 2 }, ExcludedInstanceTypes: ['t*'],
        },
      }],
    },
  });
});

test.each([
  ['all Spot', {}, SPOT_ONLY],
  ['a mix', { onDemandBase: 2, onDemandPercentAboveBase: 25 }, { ...SPOT_ONLY, OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 25 }],
  ['another strategy', { allocationStrategy: autoscaling.SpotAllocationStrategy.LOWEST_PRICE }, { ...SPOT_ONLY, SpotAllocationStrategy: 'lowest-price' }],
])('Spot: %s', (_, spot, expected) => {
  const { MixedInstancesPolicy, CapacityRebalance } = group({ spot });
  expect(MixedInstancesPolicy).toMatchObject({ InstancesDistribution: expected, LaunchTemplate: { Overrides: [{ InstanceType: 'm6i.large' }] } });
  expect(CapacityRebalance).toBe(true);
});

test('without Spot nothing is rebalanced', () => {
  expect(group()).not.toHaveProperty('CapacityRebalance');
});

test('scaling is as ECS is told', () => {
  const options = { targetCapacityPercent: 80, minScalingStep: 2, maxScalingStep: 5, instanceWarmup: Duration.minutes(1), managedDraining: false };
  expect(provider(options).AutoScalingGroupProvider).toMatchObject({
    ManagedDraining: 'DISABLED',
    ManagedScaling: { TargetCapacity: 80, MinimumScalingStepSize: 2, MaximumScalingStepSize: 5, InstanceWarmupPeriod: 60 },
  });
  expect(group(options).DefaultInstanceWarmup).toBe(60);
});

test('where ECS does not scale, that is said, and the group may follow its own CPU', () => {
  const pool = bound({ managedScaling: false, minInstances: 1, scaleOnCpuPercent: 60 });
  expect(propertiesOf(pool, PROVIDER).AutoScalingGroupProvider).toMatchObject({ ManagedScaling: { Status: 'DISABLED' } });
  expect(propertiesOf(pool, 'AWS::AutoScaling::ScalingPolicy')).toMatchObject({
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingConfiguration: { PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' }, TargetValue: 60 },
  });
  bound().template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 0);
});

test('a deployment replaces instances at once where that is asked for, busy ones included', () => {
  bound({ instanceRefresh: true }).template.hasResource(GROUP, {
    UpdatePolicy: {
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling', Preferences: Match.objectLike({ MinHealthyPercentage: 100, ScaleInProtectedInstances: 'Refresh' }),
      },
    },
  });
});

test.each([[undefined, 14 * 86_400], [Duration.days(30), 30 * 86_400], [Duration.days(0), 0]])('an instance becomes as old as %s', (maxInstanceLifetime, seconds) => {
  expect(group({ maxInstanceLifetime }).MaxInstanceLifetime).toBe(seconds);
});

test('protected instances have no limit of age, and their protection is lifted between provider and group', () => {
  const pool = bound({ managedTerminationProtection: true });
  expect(propertiesOf(pool, GROUP)).toMatchObject({ NewInstancesProtectedFromScaleIn: true, MaxInstanceLifetime: 0 });
  expect(propertiesOf(pool, PROVIDER).AutoScalingGroupProvider).toMatchObject({ ManagedTerminationProtection: 'ENABLED' });
  pool.template.hasResource(PROVIDER, { DependsOn: [Match.stringLikeRegexp('^PoolProtection[0-9A-F]{8}$')] });
  expect(propertiesOf(pool, 'Custom::ScaleInProtection').AutoScalingGroupName).toEqual({ Ref: expect.stringMatching(/^PoolGroup/) });
});

test('a warm pool takes no instances back', () => {
  const warmPool = { minInstances: 1, maxPreparedInstances: 4, poolState: autoscaling.PoolState.RUNNING };
  expect(propertiesOf(bound({ warmPool }), 'AWS::AutoScaling::WarmPool')).toEqual({
    AutoScalingGroupName: { Ref: expect.stringMatching(/^PoolGroup/) }, MinSize: 1, MaxGroupPreparedCapacity: 4, PoolState: 'Running',
  });
});

test('in public subnets instances have an address each: they have no other way out', () => {
  expect(template({}, { publicSubnets: true }).NetworkInterfaces).toMatchObject([{ AssociatePublicIpAddress: true, Groups: [expect.anything()] }]);
});

test('zones narrow the subnets', () => {
  const env = { account: '111111111111', region: 'eu-west-1' };
  expect(group({ availabilityZones: ['dummy1b'] }, { env }).VPCZoneIdentifier).toEqual([{ Ref: expect.stringMatching(/^VpcPrivateSubnet2/) }]);
});

test('a role of the user\'s own is granted what the agent needs, and nothing else', () => {
  const pool = boundPool((stack) => InstancePool.autoScalingGroup({
    instanceRole: new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    agentConfig: { ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: 'ec2_instance' },
  }));
  expect(propertiesOf(pool, 'AWS::IAM::Role')).not.toHaveProperty('ManagedPolicyArns');
  pool.template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: ['ec2:DescribeTags', 'ecs:DiscoverPollEndpoint'] }), Match.objectLike({ Action: 'ecs:TagResource' })]),
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^Mine') }],
  });
});

test('the rest is passed on', () => {
  const pool = boundPool((stack) => InstancePool.autoScalingGroup({
    keyPair: ec2.KeyPair.fromKeyPairName(stack, 'Key', 'admin'), metadataHopLimit: 2, detailedMonitoring: true, capacityProviderName: 'fast',
  }), { stackName: 'ecs-demo' });
  expect(launchTemplateDataOf(pool)).toMatchObject({ KeyName: 'admin', MetadataOptions: { HttpPutResponseHopLimit: 2 }, Monitoring: { Enabled: true } });
  expect(propertiesOf(pool, PROVIDER).Name).toBe('fast');
});

test('a role of another stack is granted what it needs in the stack of the pool', () => {
  const pool = boundPool((stack) => {
    const other = new Stack(stack.node.root, 'Other');
    return InstancePool.autoScalingGroup({ instanceRole: new iam.Role(other, 'Mine', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }) });
  });
  pool.template.resourceCountIs('AWS::IAM::Role', 0);
  pool.template.resourceCountIs('AWS::IAM::Policy', 1);
});

test('what is written into the options later changes nothing', () => {
  const options = { userData: ['echo early'], agentConfig: { ECS_LOGLEVEL: 'debug' } };
  const pool = InstancePool.autoScalingGroup(options);
  options.userData.push('echo late');
  options.agentConfig.ECS_LOGLEVEL = 'crit';
  const lines = userDataOf(boundPool(pool));
  expect(lines).toEqual(expect.arrayContaining(['echo early', 'ECS_LOGLEVEL=debug']));
  expect(lines).not.toContain('echo late');
});
