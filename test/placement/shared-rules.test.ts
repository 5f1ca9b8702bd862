import { aws_ecs as ecs, Fn } from 'aws-cdk-lib';
import { Placement } from '../../src';
import { againstZoneRebalancing, misplacedTasks, PlacedTasks, tooManyPlacements } from '../../src/private/placement';
import { testStack } from '../support/builders';

const { EC2, EC2_AND_FARGATE, FARGATE, MANAGED_INSTANCES } = ecs.Compatibility;

function bound(placement: Placement): PlacedTasks {
  return placement.bind(testStack(), { compatibility: EC2, networkMode: ecs.NetworkMode.AWS_VPC });
}

const NOTHING: PlacedTasks = { strategies: [], constraints: [] };

test.each<[string, PlacedTasks, string | undefined]>([
  ['nothing', NOTHING, undefined],
  ['zones first', bound(Placement.spreadAcrossZones().plus(Placement.binpackMemory())), undefined],
  ['a constraint on something else', bound(Placement.memberOf('attribute:ecs.instance-type =~ g5.*')), undefined],
  ['instances first', bound(Placement.spreadAcrossInstances().plus(Placement.spreadAcrossZones())), 'The first strategy of the placement is spread by instanceId'],
  ['memory first', bound(Placement.binpackMemory()), 'The first strategy of the placement is binpack by MEMORY'],
  ['anywhere', bound(Placement.random()), 'The first strategy of the placement is random'],
  [
    'a zone as a constraint', bound(Placement.spreadAcrossZones().plus(Placement.memberOf('attribute:ecs.availability-zone != us-east-1d'))),
    "The placement has the constraint 'attribute:ecs.availability-zone != us-east-1d'",
  ],
])('rebalancing over zones, with %s', (_, placed, given) => {
  expect(againstZoneRebalancing(placed)?.given).toBe(given);
});

test('a zone that only the deployment knows is a constraint too', () => {
  const placed = bound(Placement.memberOf(`attribute:ecs.availability-zone == ${Fn.importValue('zone')}`));
  expect(againstZoneRebalancing(placed)?.given).toMatch(/^The placement has the constraint/);
});

test.each([
  [FARGATE, Placement.random(), 'placement is given, and the tasks run on Fargate'],
  [FARGATE, Placement.distinctInstances(), 'placement is given, and the tasks run on Fargate'],
  [MANAGED_INSTANCES, Placement.random(), 'placement has strategies, and the tasks run on Managed Instances'],
  [MANAGED_INSTANCES, Placement.distinctInstances(), undefined],
  [EC2, Placement.random().plus(Placement.distinctInstances()), undefined],
  [EC2_AND_FARGATE, Placement.random().plus(Placement.distinctInstances()), undefined],
])('on what runs as compatibility %d', (compatibility, placement, given) => {
  expect(misplacedTasks(bound(placement), compatibility)?.given).toBe(given);
});

test.each([FARGATE, MANAGED_INSTANCES, EC2])('nothing goes with compatibility %d', (compatibility) => {
  expect(misplacedTasks(NOTHING, compatibility)).toBeUndefined();
});

test('one strategy of L2 counts for all that it says', () => {
  const strategies = [ecs.PlacementStrategy.spreadAcross('attribute:a', 'attribute:b', 'attribute:c'), ecs.PlacementStrategy.spreadAcross('attribute:d', 'attribute:e')];
  expect(tooManyPlacements({ strategies, constraints: [] })).toBeUndefined();
  expect(tooManyPlacements({ strategies: [...strategies, ecs.PlacementStrategy.randomly()], constraints: [] })?.given).toBe('The placement has 6 strategies');
});
