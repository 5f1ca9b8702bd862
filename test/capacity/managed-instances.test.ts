import { App, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration, NestedStack, Size, Stack, Stage, Tags, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InstancePool, ManagedInstancesPoolOptions, ReservationPreference } from '../../src';
import { devPlatform, testApp, testStack } from '../support/builders';
import { BoundPool, boundPool, PoolSetting, Properties, propertiesOf } from '../support/pool-stack';

const { ARM64, X86_64 } = ecs.CpuArchitecture;

function bound(options?: ManagedInstancesPoolOptions, setting?: PoolSetting): BoundPool {
  return boundPool(InstancePool.managedInstances(options), setting);
}

/** What the capacity provider says of instances. */
function providerOf(options?: ManagedInstancesPoolOptions) {
  return propertiesOf(bound(options), 'AWS::ECS::CapacityProvider').ManagedInstancesProvider as {
    readonly InstanceLaunchTemplate: object; readonly InfrastructureOptimization?: object; readonly AutoRepairConfiguration?: object;
  };
}

function roleNameOf({ template }: BoundPool, logicalId: RegExp): unknown {
  const roles = Object.entries(template.findResources('AWS::IAM::Role')) as [string, { Properties: { RoleName?: unknown } }][];
  return roles.find(([id]) => logicalId.test(id))![1].Properties.RoleName;
}

test('a pool of which nothing is said lets ECS choose, in the subnets of the tasks', () => {
  expect(providerOf()).toEqual({
    InfrastructureRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^PoolInfrastructureRole/), 'Arn'] },
    InstanceLaunchTemplate: {
      Ec2InstanceProfileArn: { 'Fn::GetAtt': [expect.stringMatching(/^PoolInstanceProfile/), 'Arn'] },
      InstanceMetadataTagsPropagation: false,
      Monitoring: 'BASIC',
      NetworkConfiguration: {
        SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^PoolSecurityGroup/), 'GroupId'] }],
        Subnets: [1, 2].map((zone) => ({ Ref: expect.stringMatching(`^VpcPrivateSubnet${zone}Subnet`) })),
      },
    },
    PropagateTags: 'CAPACITY_PROVIDER',
  });
});

test('the capacity provider belongs to the cluster from the start', () => {
  expect(propertiesOf(bound(), 'AWS::ECS::CapacityProvider')).toMatchObject({ ClusterName: { Ref: expect.stringMatching(/^Cluster/) } });
});

test('everything that can be said is said to ECS', () => {
  expect(providerOf({
    requirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4), instanceGenerations: [ec2.InstanceGeneration.CURRENT] },
    capacityOptionType: ecs.CapacityOptionType.SPOT,
    storageSize: Size.gibibytes(200),
    useLocalStorage: true,
    detailedMonitoring: true,
    scaleInAfter: Duration.minutes(10),
    autoRepair: true,
    fipsEnabled: true,
    propagateTags: false,
    tagsInMetadata: true,
  })).toMatchObject({
    AutoRepairConfiguration: { ActionsStatus: 'ENABLED' },
    InfrastructureOptimization: { ScaleInAfter: 600 },
    InstanceLaunchTemplate: {
      CapacityOptionType: 'SPOT',
      FipsEnabled: true,
      InstanceMetadataTagsPropagation: true,
      InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 }, InstanceGenerations: ['current'] },
      LocalStorageConfiguration: { UseLocalStorage: true },
      Monitoring: 'DETAILED',
      StorageConfiguration: { StorageSizeGiB: 200 },
    },
    PropagateTags: 'NONE',
  });
});

test('types alone leave the sizes open', () => {
  expect(providerOf({ instanceTypes: ['c7g.*'] }).InstanceLaunchTemplate).toMatchObject({
    InstanceRequirements: { AllowedInstanceTypes: ['c7g.*'], MemoryMiB: { Min: 0 }, VCpuCount: { Min: 0 } },
  });
});

test('reserved capacity comes first, and On-Demand after it', () => {
  expect(providerOf({ reservedCapacity: {} }).InstanceLaunchTemplate).toMatchObject({
    CapacityOptionType: 'RESERVED', CapacityReservations: { ReservationPreference: 'RESERVATIONS_FIRST' },
  });
  const reservedCapacity = { groupArn: 'arn:group', preference: ReservationPreference.RESERVATIONS_ONLY };
  expect(providerOf({ reservedCapacity }).InstanceLaunchTemplate).toMatchObject({
    CapacityReservations: { ReservationGroupArn: 'arn:group', ReservationPreference: 'RESERVATIONS_ONLY' },
  });
});

test('optimization and repair can be switched off', () => {
  const off = providerOf({ infrastructureOptimization: false, autoRepair: false });
  expect(off).toMatchObject({ AutoRepairConfiguration: { ActionsStatus: 'DISABLED' }, InfrastructureOptimization: { ScaleInAfter: -1 } });
  expect(providerOf({ scaleInAfter: Duration.seconds(0) })).toMatchObject({ InfrastructureOptimization: { ScaleInAfter: 0 } });
});

test('groups and subnets of the user are used, and only the own group is told', () => {
  const pool = boundPool((stack) => InstancePool.managedInstances({
    subnets: { subnetType: ec2.SubnetType.PUBLIC }, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Theirs', 'sg-1')],
  }));
  const { ManagedInstancesProvider: provider } = propertiesOf(pool, 'AWS::ECS::CapacityProvider') as { ManagedInstancesProvider: object };
  expect(provider).toMatchObject({
    InstanceLaunchTemplate: {
      NetworkConfiguration: { SecurityGroups: [expect.anything(), 'sg-1'], Subnets: [1, 2].map((zone) => ({ Ref: expect.stringMatching(`^VpcPublicSubnet${zone}Subnet`) })) },
    },
  });
  expect(pool.config.securityGroups).toHaveLength(1);
});

test('the instances get the tags of the app by their capacity provider', () => {
  const pool = bound();
  Tags.of(pool.stack).add('team', 'shop');
  expect(propertiesOf(pool, 'AWS::ECS::CapacityProvider').Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});

describe('roles', () => {
  test('AWS keeps both policies', () => {
    for (const [service, policy] of [['ecs', 'AmazonECSInfrastructureRolePolicyForManagedInstances'], ['ec2', 'AmazonECSInstanceRolePolicyForManagedInstances']]) {
      bound().template.hasResourceProperties('AWS::IAM::Role', {
        AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` } }], Version: '2012-10-17' },
        ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${policy}`]] }],
      });
    }
  });

  const guid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

  test('the name of that of the instances begins as the other one may pass it, and has at most 64 characters', () => {
    expect(roleNameOf(bound(), /^PoolInstanceRole/)).toEqual({ 'Fn::Join': ['-', [expect.stringMatching(/^ecsInstanceRole-[0-9a-f]{8}$/), guid]] });
    expect('ecsInstanceRole-'.length + 8 + '-'.length + '11111111-2222-3333-4444-555555555555'.length).toBeLessThanOrEqual(64);
  });

  test('two pools of a stack have different names, and the profile has that of its role', () => {
    const stack = testStack();
    devPlatform(stack, { pools: { one: InstancePool.managedInstances(), two: InstancePool.managedInstances() } });
    const template = Template.fromStack(stack);
    const names = (type: string, prop: string) =>
      Object.values(template.findResources(type)).map((resource) => JSON.stringify((resource.Properties as Properties)[prop]));
    const profiles = names('AWS::IAM::InstanceProfile', 'InstanceProfileName');
    expect(new Set(profiles).size).toBe(2);
    expect(names('AWS::IAM::Role', 'RoleName')).toEqual(expect.arrayContaining(profiles));
  });

  test('a stack that moves into a stage keeps the name', () => {
    const nameIn = (scope: App | Stage) => {
      const stack = new Stack(scope, 'Stack');
      devPlatform(stack, { pools: { web: InstancePool.managedInstances() } });
      return Object.values(Template.fromStack(stack).findResources('AWS::IAM::InstanceProfile'))[0].Properties as object;
    };
    expect(nameIn(new Stage(testApp(), 'Prod'))).toEqual(nameIn(testApp()));
  });

  test('in a nested stack the name is of the nested one', () => {
    const nested = new NestedStack(testStack(), 'Nested');
    devPlatform(nested, { pools: { web: InstancePool.managedInstances() } });
    Template.fromStack(nested).hasResourceProperties('AWS::IAM::InstanceProfile', {
      InstanceProfileName: { 'Fn::Join': ['-', [Match.stringLikeRegexp('^ecsInstanceRole-'), guid]] },
    });
  });

  test('a role of the user goes into a profile without a name, and is granted nothing', () => {
    const pool = boundPool((stack) => InstancePool.managedInstances({
      instanceRole: new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), roleName: 'ecsInstanceRoleMine' }),
    }));
    expect(propertiesOf(pool, 'AWS::IAM::InstanceProfile')).toEqual({ Roles: [{ Ref: expect.stringMatching(/^Mine/) }] });
    pool.template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(pool.config.instanceRole!.node.id).toBe('Mine');
  });

  test('with roles of the user for both, none is made', () => {
    const pool = boundPool((stack) => InstancePool.managedInstances({
      instanceRole: iam.Role.fromRoleName(stack, 'Theirs', 'instances'), infrastructureRole: iam.Role.fromRoleName(stack, 'Ecs', 'ecs'),
    }));
    pool.template.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('what the roles may do is there before instances, and after them', () => {
    const pool = bound();
    const role = pool.scope.node.findChild('InfrastructureRole') as iam.Role;
    role.addToPolicy(new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: ['*'] }));
    const { DependsOn } = Object.values(pool.template.findResources('AWS::ECS::CapacityProvider'))[0] as { DependsOn: string[] };
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^PoolInfrastructureRoleDefaultPolicy/), expect.stringMatching(/DefaultRoute/)]));
  });
});

describe('what is known of the instances', () => {
  test('Linux, in awsvpc and host mode, for tasks of that compatibility', () => {
    expect(bound().config).toMatchObject({
      compatibility: ecs.Compatibility.MANAGED_INSTANCES,
      networkModes: [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.HOST],
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
    });
    expect(bound().config.maxInstances).toBeUndefined();
  });

  const sizes = { vCpuCountMin: 1, memoryMin: Size.gibibytes(1) };
  test.each<[string, ManagedInstancesPoolOptions, ecs.CpuArchitecture | undefined]>([
    ['nothing', {}, undefined],
    ['what the user says', { architecture: ARM64 }, ARM64],
    ['types', { instanceTypes: ['m7g.large', 'c7g.*'] }, ARM64],
    ['types of two', { instanceTypes: ['m7g.large', 'm7i.large'] }, undefined],
    ['types of two, and the user', { instanceTypes: ['m7g.large', 'm7i.large'], architecture: X86_64 }, X86_64],
    ['a pattern for families', { instanceTypes: ['m*.large'] }, undefined],
    ['allowed types', { requirements: { ...sizes, allowedInstanceTypes: ['m7i.*'] } }, X86_64],
    ['the maker of the processors', { requirements: { ...sizes, cpuManufacturers: [ec2.CpuManufacturer.AWS] } }, ARM64],
    ['two makers of one', { requirements: { ...sizes, cpuManufacturers: [ec2.CpuManufacturer.AMD, ec2.CpuManufacturer.INTEL] } }, X86_64],
    ['two makers of two', { requirements: { ...sizes, cpuManufacturers: [ec2.CpuManufacturer.AMD, ec2.CpuManufacturer.AWS] } }, undefined],
    ['a type that is known when it is deployed', { instanceTypes: [Token.asString({ Ref: 'Type' })] }, undefined],
  ])('the architecture, by %s', (_, options, architecture) => {
    expect(bound(options).config.architecture?._cpuArchitecture).toBe(architecture?._cpuArchitecture);
  });

  test.each<[string, ManagedInstancesPoolOptions, number | undefined]>([
    ['types for general use', {}, 0],
    ['types', { instanceTypes: ['g6.xlarge', 'g6.12xlarge'] }, 1],
    ['a pattern', { instanceTypes: ['g6.*'] }, undefined],
    ['requirements that leave it open', { requirements: sizes }, undefined],
    ['requirements', {
      requirements: {
        ...sizes, acceleratorTypes: [ec2.AcceleratorType.GPU], acceleratorManufacturers: [ec2.AcceleratorManufacturer.NVIDIA], acceleratorCountMin: 2,
      },
    }, 2],
  ])('the GPUs, by %s', (_, options, gpus) => {
    expect(bound(options).config.gpuCount).toBe(gpus);
  });
});

test('a name of the user is taken, in a stack whose own would not do', () => {
  expect(propertiesOf(bound({ capacityProviderName: 'web' }, { app: testApp(), stackName: 'ecs-demo' }), 'AWS::ECS::CapacityProvider').Name).toBe('web');
});
