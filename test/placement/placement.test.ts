import { aws_ecs as ecs, Fn, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { IPlacement, Placement, PlacementConfig } from '../../src';
import { constraintsOf, strategiesOf } from '../../src/private/placement';
import { deepFreeze } from '../laws/objects';
import { importedVpc } from '../platform/imported-vpc';
import { testStack } from '../support/builders';

const ZONE = 'attribute:ecs.availability-zone';

function bind(placement: IPlacement, scope: Construct = testStack()): PlacementConfig {
  return placement.bind(scope, { compatibility: ecs.Compatibility.EC2, networkMode: ecs.NetworkMode.AWS_VPC });
}

/** Strategies and constraints, as they come into a template. */
function placed(placement: IPlacement): [strategies: unknown[], constraints: unknown[]] {
  const config = bind(placement);
  return [strategiesOf(config), constraintsOf(config)];
}

test.each<[string, () => Placement, unknown[], unknown[]]>([
  ['spread', () => Placement.spread(['attribute:rack', 'host']), [{ type: 'spread', field: 'attribute:rack' }, { type: 'spread', field: 'host' }], []],
  ['spread', Placement.spreadAcrossZones, [{ type: 'spread', field: ZONE }], []],
  ['spread', Placement.spreadAcrossInstances, [{ type: 'spread', field: 'instanceId' }], []],
  ['binpackCpu', Placement.binpackCpu, [{ type: 'binpack', field: 'CPU' }], []],
  ['binpackMemory', Placement.binpackMemory, [{ type: 'binpack', field: 'MEMORY' }], []],
  ['random', Placement.random, [{ type: 'random' }], []],
  ['distinctInstances', Placement.distinctInstances, [], [{ type: 'distinctInstance' }]],
  ['memberOf', () => Placement.memberOf('attribute:a exists'), [], [{ type: 'memberOf', expression: 'attribute:a exists' }]],
])('%s', (kind, make, strategies, constraints) => {
  expect(make().placementKind).toBe(kind);
  expect(placed(make())).toEqual([strategies, constraints]);
});

test('plus keeps the order of both', () => {
  const placement = Placement.spreadAcrossZones().plus(Placement.memberOf('attribute:b exists')).plus(Placement.binpackMemory()).plus(Placement.memberOf('attribute:a exists'));
  expect(placement.placementKind).toBe('spread+memberOf+binpackMemory+memberOf');
  expect(placed(placement)).toEqual([
    [{ type: 'spread', field: ZONE }, { type: 'binpack', field: 'MEMORY' }],
    [{ type: 'memberOf', expression: 'attribute:b exists' }, { type: 'memberOf', expression: 'attribute:a exists' }],
  ]);
});

test('plus changes neither of the two', () => {
  const [zones, cpu] = [deepFreeze(Placement.spreadAcrossZones()), deepFreeze(Placement.binpackCpu())];
  expect(strategiesOf(bind(zones.plus(cpu)))).toHaveLength(2);
  expect([zones, cpu].map((value) => strategiesOf(bind(value)).length)).toEqual([1, 1]);
});

test('what bind returns can be changed, and the value stays', () => {
  const placement = deepFreeze(Placement.spreadAcrossZones().plus(Placement.distinctInstances()));
  const config = bind(placement);
  config.strategies!.pop();
  config.constraints!.push(ecs.PlacementConstraint.distinctInstances());
  expect(placed(placement)).toEqual([[{ type: 'spread', field: ZONE }], [{ type: 'distinctInstance' }]]);
});

test('binding creates nothing, and two stacks get the same', () => {
  const placement = Placement.spreadAcrossZones().plus(Placement.memberOf('attribute:a exists'));
  const stacks = [testStack(), testStack()];
  const [first, second] = stacks.map((stack) => bind(placement, new Construct(stack, 'Placement')));
  expect(stacks.flatMap((stack) => stack.node.findAll().map(({ node }) => node.path))).toEqual(['Stack', 'Stack/Placement', 'Stack', 'Stack/Placement']);
  expect(strategiesOf(first)).toEqual(strategiesOf(second));
});

test('aws-cdk-lib makes a service of it', () => {
  const stack = testStack();
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 64 });
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'c', vpc: importedVpc(stack, ['public']), hasEc2Capacity: true });
  const service = new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition, minHealthyPercent: 100, circuitBreaker: {} });
  const { strategies = [], constraints = [] } = bind(Placement.spreadAcrossZones().plus(Placement.binpackCpu()).plus(Placement.memberOf('attribute:a exists')), stack);
  service.addPlacementStrategies(...strategies);
  service.addPlacementConstraints(...constraints);
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    PlacementStrategies: [{ Type: 'spread', Field: ZONE }, { Type: 'binpack', Field: 'CPU' }],
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:a exists' }],
  });
});

test('what only the deployment knows is not read', () => {
  const expression = Lazy.string({ produce: () => 'no expression at all' });
  const field = Fn.importValue('field');
  const [strategies, constraints] = placed(Placement.spread([field]).plus(Placement.memberOf(expression)).plus(Placement.memberOf(`task:group = ${field}`)));
  expect(strategies).toEqual([{ type: 'spread', field }]);
  expect(constraints).toHaveLength(2);
});

test('an expression has room for 2000 characters', () => {
  const longest = `attribute:a == '${'b'.repeat(1983)}'`;
  expect(longest).toHaveLength(2000);
  expect(placed(Placement.memberOf(longest))[1]).toEqual([{ type: 'memberOf', expression: longest }]);
  expect(() => Placement.memberOf(`${longest} `)).toThrow('The expression has 2001 characters');
});

test('a placement has room for 5 strategies and 10 constraints', () => {
  const five = Placement.spread(['attribute:a', 'attribute:b', 'attribute:c', 'attribute:d', 'attribute:e']);
  const ten = Array.from({ length: 9 }, (_, index) => Placement.memberOf(`attribute:a${index} exists`)).reduce((all, next) => all.plus(next), Placement.distinctInstances());
  expect(placed(five.plus(ten)).map((list) => list.length)).toEqual([5, 10]);
  expect(() => five.plus(Placement.random())).toThrow('The placement has 6 strategies. ECS takes 5 of them.');
  expect(() => ten.plus(Placement.memberOf('attribute:b exists'))).toThrow('The placement has 11 constraints. ECS takes 10 of them.');
});
