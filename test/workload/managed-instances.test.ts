import { App, aws_ecs as ecs, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerPlatform, ContainerService, ContainerServiceProps, Ingress, InstancePool, Network, Placement, PoolWeight, Storage } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';
import { goneWith, replacedBy } from '../support/replacements';

const { HOST } = ecs.NetworkMode;
const ALB = Ingress.applicationLoadBalancer();
const MANAGED = InstancePool.managedInstances();

// What is not documented is warned of: of no account to these tests.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(); });

function platformIn(stack: Stack): ContainerPlatform {
  return devPlatform(stack, { network: Network.natGateways(), pools: { web: MANAGED, arm: InstancePool.managedInstances({ instanceTypes: ['m7g.*'] }), own: new TestPool() } });
}

function onPool(props: Partial<ContainerServiceProps> = {}): Template {
  const stack = testStack();
  return templateOf(testService({ platform: platformIn(stack), capacity: Capacity.pool('web'), ...props }, stack));
}

function resourcesOf(props: Partial<ContainerServiceProps>) {
  return onPool(props).toJSON().Resources as Parameters<typeof goneWith>[0];
}

test('the service runs by the strategy of the pool, and names no launch type', () => {
  onPool().hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [{ CapacityProvider: { Ref: Match.stringLikeRegexp('^PlatformPoolsweb') }, Weight: 1 }],
    LaunchType: Match.absent(),
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    PlacementConstraints: [],
    PlatformVersion: Match.absent(),
    SchedulingStrategy: Match.absent(),
  });
});

test('the task definition is for Managed Instances, and says its architecture', () => {
  onPool().hasResourceProperties('AWS::ECS::TaskDefinition', {
    RequiresCompatibilities: ['MANAGED_INSTANCES'],
    NetworkMode: 'awsvpc',
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
    Cpu: '256',
    Memory: '512',
  });
  onPool({ capacity: Capacity.pool('arm') }).hasResourceProperties('AWS::ECS::TaskDefinition', { RuntimePlatform: { CpuArchitecture: 'ARM64' } });
});

test('the pool is in no association, and the service waits for its capacity provider', () => {
  const template = onPool();
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', { CapacityProviders: ['FARGATE', 'FARGATE_SPOT', 'provider-own'] });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^PlatformPoolswebProvider')]) });
});

test('a service on Fargate waits for no pool', () => {
  const [{ DependsOn }] = Object.values(onPool({ capacity: Capacity.fargate() }).findResources('AWS::ECS::Service')) as { DependsOn: string[] }[];
  expect(DependsOn.filter((id) => id.startsWith('PlatformPools'))).toEqual([]);
});

test('several pools of this kind share the tasks', () => {
  onPool({ capacity: Capacity.pools({ web: PoolWeight.of(1), arm: PoolWeight.of(2) }) }).hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [{ Weight: 2 }, { Weight: 1 }].map((entry) => Match.objectLike(entry)),
  });
});

test('a load balancer reaches the tasks by their addresses', () => {
  onPool({ ingress: ALB }).hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'ip' });
});

describe('in host mode', () => {
  test('the tasks have the network of their instance', () => {
    onPool({ networkMode: HOST, port: 8080 }).hasResourceProperties('AWS::ECS::Service', { NetworkConfiguration: Match.absent() });
  });

  test('a load balancer gets in at the port, through the group of the pool', () => {
    const template = onPool({ networkMode: HOST, port: 8080, ingress: ALB });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { TargetType: 'instance' });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 8080, ToPort: 8080, GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformPoolswebSecurityGroup'), 'GroupId'] },
    });
  });
});

test('constraints are said, and strategies of another pool are taken away', () => {
  onPool({ placement: Placement.memberOf('attribute:ecs.instance-type =~ m7i.*') }).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m7i.*' }], PlacementStrategies: [],
  });
});

test('a task may have a volume of EBS', () => {
  onPool({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) } })
    .hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [Match.objectLike({ Name: 'data' })] });
});

test.each<[string, Partial<ContainerServiceProps>]>([
  ['Fargate', { capacity: Capacity.fargate() }],
  ['Fargate Spot', { capacity: Capacity.fargateSpot() }],
  ['a pool of an Auto Scaling group', { capacity: Capacity.pool('own') }],
  ['another pool of the kind', { capacity: Capacity.pool('arm') }],
])('a move from %s, and back, replaces and loses nothing', (_, props) => {
  const [elsewhere, here] = [resourcesOf({ ingress: ALB, ...props }), resourcesOf({ ingress: ALB })];
  for (const [from, to] of [[elsewhere, here], [here, elsewhere]]) {
    expect([replacedBy(from, to), goneWith(from, to)]).toEqual([[], {}]);
  }
});

test('the pool may lie in another stack', () => {
  const app: App = testApp();
  const platform = platformIn(new Stack(app, 'Shared'));
  const stack = new Stack(app, 'Web');
  new ContainerService(stack, 'Web', { image: IMAGE, platform, capacity: Capacity.pool('web'), networkMode: HOST, port: 8080, ingress: ALB });
  expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Shared', 'Web']);
  expect(stack.dependencies.map(({ node }) => node.id)).toEqual(['Shared']);
});
