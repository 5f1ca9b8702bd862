import { App, aws_ec2 as ec2, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, IContainerPlatform, Ingress, Scaling, Visibility } from '../../src';
import { IMAGE, templateOf, testApp } from '../support/builders';
import { cycleIn } from '../support/cycles';
import { templatesOf } from '../support/examples';

/** The services that use different facts of a platform. */
const KINDS = {
  worker: () => ({}),
  scaled: () => ({ scaling: Scaling.automatic({ min: 1, max: 2 }), subnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  web: () => ({ ingress: Ingress.applicationLoadBalancer() }),
  internal: () => ({ ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) }),
};
type Kind = keyof typeof KINDS;

const SERVICES: Kind[][] = [['worker'], ['web'], ['scaled', 'worker'], ['internal', 'worker'], ['web', 'scaled', 'internal']];
const ORDERS = { 'the platform first': ['Platform', 'A', 'B', 'C'], 'the services first': ['C', 'B', 'A', 'Platform'] };
const CASES = ['strong', 'weak'].flatMap((strength) => Object.entries(ORDERS).flatMap(([order, ids]) =>
  SERVICES.map((kinds) => [kinds.join(', '), order, strength, ids, kinds] as const)));

/** What a service may use: the cluster, the VPC and its addresses, four subnets, the log bucket. */
const FACTS = 8;

const OF_SERVICE = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::EC2::SecurityGroup'];
const OF_INGRESS = [
  'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress',
];

function service(scope: Stack, platform: IContainerPlatform, kind: Kind): ContainerService {
  return new ContainerService(scope, 'Web', { image: IMAGE, platform, ...KINDS[kind]() });
}

function twoStacks(app: App): [shared: Stack, own: Stack] {
  return [new Stack(app, 'Shared'), new Stack(app, 'Own')];
}

function outputsOf(stack: Stack): string[] {
  return Object.keys(templatesOf(stack.node.root as App)[stack.node.path].Outputs ?? {}).sort();
}

function typesOf(stack: Stack): string[] {
  return Object.values(templatesOf(stack.node.root as App)[stack.node.path].Resources ?? {}).map(({ Type }) => Type);
}

function cyclesOf(app: App): unknown[] {
  return Object.values(templatesOf(app)).map(cycleIn).filter(Boolean);
}

/** What the platform's stack exports, by how it is referred to: the same in each case. */
const exported = new Map<string, string[]>();

describe.each(CASES)('%s, %s, %s references', (_services, _order, strength, ids, kinds) => {
  const app = testApp({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
  const all = Object.fromEntries(ids.map((id) => [id, new Stack(app, id)]));
  const platform = new ContainerPlatform(all.Platform, 'Platform');
  const stacks = kinds.map((kind, index) => Stack.of(service(all['ABC'[index]], platform, kind)));

  test('nothing waits for itself, and the platform for no service', () => {
    expect(cyclesOf(app)).toEqual([]);
    expect(all.Platform.dependencies).toEqual([]);
    expect(stacks.map((stack) => stack.dependencies)).toEqual(stacks.map(() => [all.Platform]));
  });

  test('the platform exports the same for each service and for all', () => {
    const outputs = outputsOf(all.Platform);
    if (!exported.has(strength)) { exported.set(strength, outputs); }
    expect(outputs).toHaveLength(FACTS);
    expect(outputs).toEqual(exported.get(strength));
  });

  test('what belongs to a service lies in its stack', () => {
    expect(typesOf(all.Platform).filter((type) => [...OF_SERVICE, ...OF_INGRESS].includes(type))).toEqual([]);
    stacks.forEach((stack, index) => {
      const own = 'ingress' in KINDS[kinds[index]]() ? [...OF_SERVICE, ...OF_INGRESS] : OF_SERVICE;
      expect(typesOf(stack)).toEqual(expect.arrayContaining(own));
    });
  });
});

test('while references move from strong to weak, the platform makes both kinds', () => {
  const app = testApp({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'both' } });
  const [shared, own] = twoStacks(app);
  Validations.of(own).acknowledge({ id: 'Annotation::@aws-cdk/core:crossStackReferencesBothTransitional', reason: 'It is what this test is about.' });
  service(own, new ContainerPlatform(shared, 'Platform'), 'worker');
  expect(outputsOf(shared)).toHaveLength(2 * FACTS);
});

/** A platform's stack, and the stack that uses it, which may be the same. */
function pair(place: (app: App) => [shared: Stack, own: Stack], kind: Kind = 'worker', vpc?: (scope: Stack) => ec2.IVpc): [Stack, Stack] {
  const [shared, own] = place(testApp());
  service(own, new ContainerPlatform(shared, 'Platform', { vpc: vpc?.(shared) }), kind);
  return [shared, own];
}

test.each<[string, (stack: Stack) => [Stack, Stack]]>([
  ['in its own stack', (stack) => [stack, stack]],
  ['in a nested stack of its own', (stack) => [stack, new NestedStack(stack, 'Own')]],
])('a platform that is used %s exports nothing', (_, place) => {
  const [shared, own] = pair((app) => place(new Stack(app, 'Stack')));
  expect([outputsOf(shared), outputsOf(own)]).toEqual([[], []]);
});

test('a nested stack of another one uses it without a part of its parent', () => {
  const [shared, own] = pair((app) => [new Stack(app, 'Shared'), new NestedStack(new Stack(app, 'Parent'), 'Own')]);
  expect(outputsOf(shared)).toHaveLength(FACTS);
  expect(Object.keys(templatesOf(shared.node.root as App)[own.node.path])).toEqual(['Resources']);
});

test('a platform in a nested stack is used by another stack', () => {
  const [shared] = pair((app) => [new NestedStack(new Stack(app, 'Parent'), 'Shared'), new Stack(app, 'Own')], 'web');
  expect(outputsOf(shared.nestedStackParent!)).toHaveLength(FACTS);
  expect(cyclesOf(shared.node.root as App)).toEqual([]);
});

test('platform and service in one stage', () => {
  const stage = new Stage(testApp(), 'Live');
  const platform = new ContainerPlatform(new Stack(stage, 'Shared'), 'Platform');
  templateOf(service(new Stack(stage, 'Own'), platform, 'web')).resourceCountIs('AWS::ECS::Service', 1);
});

test('a VPC that the platform was given is exported as one that it creates', () => {
  const create = (scope: Stack) => new ec2.Vpc(scope, 'Mine');
  const [worker] = pair(twoStacks, 'worker', create);
  const [web] = pair(twoStacks, 'web', create);
  expect(outputsOf(worker)).toHaveLength(FACTS);
  expect(outputsOf(worker)).toEqual(outputsOf(web));
});

test('of a VPC that was imported nothing is exported', () => {
  const [shared] = pair(twoStacks, 'worker', (scope) => ec2.Vpc.fromVpcAttributes(scope, 'Theirs', {
    vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  }));
  expect(outputsOf(shared)).toHaveLength(2); // cluster, log bucket
});

test('of a cluster of somebody else nothing is exported but what is used', () => {
  const [shared, own] = twoStacks(testApp());
  const { cluster, vpc } = new ContainerPlatform(shared, 'Theirs');
  service(own, ContainerPlatform.fromCluster(own, 'Platform', { cluster, vpc }), 'worker');
  expect(outputsOf(shared)).toHaveLength(4); // cluster, VPC, two subnets
});
