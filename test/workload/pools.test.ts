import { aws_ecs as ecs, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerPlatform, ContainerServiceProps, Deployment, Ingress, InstancePoolConfig, Placement, PoolWeight, PortSpec, Sidecar } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, IMAGE, templateOf, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';
import { goneWith, replacedBy } from '../support/replacements';

const WINDOWS = { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, networkModes: [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.NAT] };
const ALB = Ingress.applicationLoadBalancer();

/** Tasks on instances have no way out of public subnets, which is warned about: the platform has private ones, too. */
function platformWith(stack: Stack, pools: { [name: string]: TestPool }) {
  return devPlatform(stack, { vpc: importedVpc(stack, ['public', 'private']), pools });
}

function onPool(props: Partial<ContainerServiceProps> = {}, facts: Partial<InstancePoolConfig> = {}) {
  const stack = testStack();
  const platform = platformWith(stack, { web: new TestPool(facts), other: new TestPool() });
  return templateOf(testService({ platform, capacity: Capacity.pool('web'), ...props }, stack));
}

function resourcesOf(props: Partial<ContainerServiceProps>) {
  return onPool(props).toJSON().Resources as Parameters<typeof goneWith>[0];
}

test('the pools are associated with the cluster, beside Fargate', () => {
  onPool().hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT', 'provider-other', 'provider-web'],
  });
});

test('the service runs by the strategy of the pool, and names no launch type', () => {
  onPool().hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [{ CapacityProvider: 'provider-web', Weight: 1 }], LaunchType: Match.absent(),
  });
});

test('tasks are divided by weight, after the first ones', () => {
  onPool({ capacity: Capacity.pools({ web: PoolWeight.of(1, { firstTasks: 2 }), other: PoolWeight.of(3) }) }).hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [{ CapacityProvider: 'provider-other', Weight: 3 }, { CapacityProvider: 'provider-web', Weight: 1, Base: 2 }],
  });
});

test('the task definition is for instances, of their architecture and operating system', () => {
  onPool({}, { architecture: ecs.CpuArchitecture.ARM64 }).hasResourceProperties('AWS::ECS::TaskDefinition', {
    RequiresCompatibilities: ['EC2'],
    NetworkMode: 'awsvpc',
    RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    Cpu: '256',
    Memory: '512',
  });
});

test('tasks on instances have no public address, even where the subnets are public', () => {
  const stack = testStack();
  const service = testService({ platform: devPlatform(stack, { pools: { web: new TestPool() } }), capacity: Capacity.pool('web') }, stack);
  const printed = jest.spyOn(console, 'error').mockImplementation(); // CDK prints the warning, too
  Annotations.fromStack(stack).hasWarning('/Stack/Web', Match.stringLikeRegexp('the tasks run on instances in public subnets'));
  templateOf(service).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'DISABLED' }) },
  });
  printed.mockRestore();
});

test('memory on instances is not snapped to what Fargate offers', () => {
  onPool({ memoryMiB: 777 }).hasResourceProperties('AWS::ECS::TaskDefinition', { Memory: '777' });
});

test('on Windows the container has the size, and the task none', () => {
  const template = onPool({ cpu: 512, memoryMiB: 1024 }, WINDOWS);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Cpu: Match.absent(),
    Memory: Match.absent(),
    ContainerDefinitions: [Match.objectLike({ Cpu: 512, Memory: 1024 })],
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' },
  });
});

test('the container has the GPUs for itself', () => {
  onPool({ gpuCount: 2 }, { gpuCount: 4 }).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ ResourceRequirements: [{ Type: 'GPU', Value: '2' }] })],
  });
});

test('a number of GPUs that only the deployment knows reaches the container', () => {
  onPool({ gpuCount: Token.asNumber({ Ref: 'AWS::NoValue' }), sidecars: { agent: Sidecar.container({ image: IMAGE }) } }, { gpuCount: 4 }).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ ResourceRequirements: [{ Type: 'GPU', Value: { Ref: 'AWS::NoValue' } }] }), Match.objectLike({ Name: 'agent' })],
  });
});

test('in bridge mode the instances join the target groups, and only the load balancer reaches their ports', () => {
  const template = onPool({ networkMode: ecs.NetworkMode.BRIDGE, ingress: ALB, deployment: Deployment.blueGreen() });
  template.allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'instance' });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: 'bridge', ContainerDefinitions: [Match.objectLike({ PortMappings: [Match.objectLike({ ContainerPort: 80, HostPort: 0 })] })],
  });
  template.hasResourceProperties('AWS::ECS::Service', { NetworkConfiguration: Match.absent() });
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformPoolsweb'), 'GroupId'] },
    SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebIngress'), 'GroupId'] },
    FromPort: 32768,
    ToPort: 65535,
  });
});

test('in host mode the load balancer reaches the port of the container', () => {
  const template = onPool({ networkMode: ecs.NetworkMode.HOST, ingress: ALB, ports: { main: PortSpec.http(8080) } });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 8080, ToPort: 8080 });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }] })],
  });
});

test('without a network of its own the service has the groups of its instances', () => {
  const stack = testStack();
  const platform = platformWith(stack, { web: new TestPool() });
  const service = testService({ platform, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE, port: 80 }, stack);
  expect(service.connections.securityGroups).toEqual(platform.pool('web').securityGroups);
  expect(service.connections.defaultPort?.toRuleJson()).toMatchObject({ fromPort: 32768, toPort: 65535 });
  templateOf(service).resourceCountIs('AWS::EC2::SecurityGroup', 1);
});

test('from Fargate to a pool, in awsvpc mode, nothing is replaced and nothing goes', () => {
  const [fargate, pool] = [{ capacity: Capacity.fargate(), ingress: ALB }, { ingress: ALB }].map(resourcesOf);
  expect([goneWith(fargate, pool), goneWith(pool, fargate)]).toEqual([{}, {}]);
  expect([replacedBy(fargate, pool), replacedBy(pool, fargate)]).toEqual([[], []]);
});

test('from awsvpc to bridge the target groups are replaced', () => {
  const [awsvpc, bridge] = [{ ingress: ALB }, { ingress: ALB, networkMode: ecs.NetworkMode.BRIDGE }].map(resourcesOf);
  expect(replacedBy(awsvpc, bridge)).toContain('AWS::ElasticLoadBalancingV2::TargetGroup: TargetType');
});

test('a service of another stack refers to what the platform exports at once', () => {
  const platformStack = testStack();
  const platform = new ContainerPlatform(platformStack, 'Platform', { pools: { web: new TestPool(), idle: new TestPool() } });
  const stack = new Stack(platformStack.node.root as never, 'Services');
  testService({ platform, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE, ingress: ALB }, stack);
  templateOf(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  const groups = Object.values(templateOf(platformStack).findOutputs('*', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformPools'), 'GroupId'] } }));
  expect(groups).toHaveLength(2);
});

test('the placement reaches the service', () => {
  onPool({ placement: Placement.binpackMemory().plus(Placement.memberOf('attribute:ecs.instance-type =~ m6i.*')) }).hasResourceProperties('AWS::ECS::Service', {
    AvailabilityZoneRebalancing: 'DISABLED',
    PlacementStrategies: [{ Type: 'binpack', Field: 'MEMORY' }],
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m6i.*' }],
  });
});

test('a placement of the user\'s own may return one of the two lists', () => {
  const placement = { placementKind: 'own', bind: () => ({ constraints: [ecs.PlacementConstraint.distinctInstances()] }) };
  onPool({ placement }).hasResourceProperties('AWS::ECS::Service', { PlacementStrategies: [], PlacementConstraints: [{ Type: 'distinctInstance' }] });
});

test('pools of one architecture are so whoever wrote its name', () => {
  const stack = testStack();
  const [one, two] = [ecs.CpuArchitecture.ARM64, ecs.CpuArchitecture.of('ARM64')].map((architecture) => new TestPool({ architecture }));
  const capacity = Capacity.pools({ one: PoolWeight.of(1), two: PoolWeight.of(1) });
  templateOf(testService({ platform: platformWith(stack, { one, two }), capacity }, stack)).hasResourceProperties('AWS::ECS::TaskDefinition', {
    RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
  });
});

test('with a placement that spreads over zones ECS rebalances', () => {
  onPool({ placement: Placement.spreadAcrossZones().plus(Placement.spreadAcrossInstances()) }).hasResourceProperties('AWS::ECS::Service', {
    AvailabilityZoneRebalancing: 'ENABLED',
  });
});

test('what is said of rebalancing over zones reaches the service, on instances and on Fargate', () => {
  const { DISABLED, ENABLED } = ecs.AvailabilityZoneRebalancing;
  for (const capacity of [Capacity.pool('web'), Capacity.fargate()]) {
    const withIt = (availabilityZoneRebalancing?: ecs.AvailabilityZoneRebalancing) => onPool({ capacity, availabilityZoneRebalancing });
    withIt().hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'ENABLED' });
    withIt(ENABLED).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'ENABLED' });
    withIt(DISABLED).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'DISABLED' });
  }
});

test('percentages that only the deployment knows reach the service, and leave the rebalancing to ECS', () => {
  const [least, most] = ['Least', 'Most'].map((Ref) => Token.asNumber({ Ref }));
  const parameters = ['Least', 'Most'];
  for (const capacity of [Capacity.pool('web'), Capacity.fargate()]) {
    const stack = testStack();
    parameters.forEach((id) => new CfnParameter(stack, id, { type: 'Number', default: 100 }));
    const platform = platformWith(stack, { web: new TestPool() });
    const deployment = Deployment.rolling({ minHealthyPercent: least, maxHealthyPercent: most });
    templateOf(testService({ platform, capacity, deployment }, stack)).hasResourceProperties('AWS::ECS::Service', {
      AvailabilityZoneRebalancing: Match.absent(),
      DeploymentConfiguration: Match.objectLike({
        MinimumHealthyPercent: { Ref: 'Least' }, MaximumPercent: { Ref: 'Most' }, DeploymentCircuitBreaker: Match.objectLike({ Enable: true }),
      }),
    });
  }
});

test('a placement that is left out is said to be gone', () => {
  onPool().hasResourceProperties('AWS::ECS::Service', { PlacementStrategies: [], PlacementConstraints: [] });
  onPool({ capacity: Capacity.fargate() }).hasResourceProperties('AWS::ECS::Service', { PlacementStrategies: Match.absent(), PlacementConstraints: Match.absent() });
});
