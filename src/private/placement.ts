import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Finding } from './fail';

/** Strategies of a service, and constraints of a task. Both are limits of the API that no quota raises. */
const MAX_STRATEGIES = 5;
const MAX_CONSTRAINTS = 10;

/** Strategies and constraints, whoever decided them. */
export interface PlacedTasks {
  /**
   * What ECS prefers, in order.
   *
   * @default - nothing
   */
  readonly strategies?: readonly ecs.PlacementStrategy[];
  /**
   * What must be.
   *
   * @default - nothing
   */
  readonly constraints?: readonly ecs.PlacementConstraint[];
}

/** The strategies, one by one: one of L2 may stand for several. */
export function strategiesOf({ strategies = [] }: PlacedTasks): ecs.CfnService.PlacementStrategyProperty[] {
  return strategies.flatMap((strategy) => strategy.toJson());
}

/** The constraints, one by one. */
export function constraintsOf({ constraints = [] }: PlacedTasks): ecs.CfnService.PlacementConstraintProperty[] {
  return constraints.flatMap((constraint) => constraint.toJson());
}

/** A finding where there are more strategies or constraints than ECS takes. */
export function tooManyPlacements(placed: PlacedTasks): Finding | undefined {
  return moreThan(MAX_STRATEGIES, 'strategies', strategiesOf(placed).length) ?? moreThan(MAX_CONSTRAINTS, 'constraints', constraintsOf(placed).length);
}

function moreThan(max: number, what: string, count: number): Finding | undefined {
  return count > max ? {
    given: `The placement has ${count} ${what}`,
    allowed: `ECS takes ${max} of them`,
    remedy: what === 'strategies' ? 'Leave out the last ones, which matter least' : 'Join expressions with and, or leave some out',
  } : undefined;
}

/** A finding where the tasks run on what takes no placement, or no strategies. */
export function misplacedTasks(placed: PlacedTasks, compatibility: ecs.Compatibility): Finding | undefined {
  const strategies = strategiesOf(placed).length;
  if (strategies + constraintsOf(placed).length === 0) { return undefined; }
  if (compatibility === ecs.Compatibility.FARGATE) {
    return {
      given: 'placement is given, and the tasks run on Fargate',
      allowed: 'Fargate takes neither strategies nor constraints, and spreads tasks over availability zones by itself',
      remedy: 'Leave placement out, or use Capacity.pool()',
    };
  }
  return compatibility === ecs.Compatibility.MANAGED_INSTANCES && strategies > 0 ? {
    given: 'placement has strategies, and the tasks run on Managed Instances',
    allowed: 'Managed Instances take constraints only, and spread tasks over availability zones by themselves',
    remedy: 'Leave the strategies out',
  } : undefined;
}

/**
 * A finding where ECS does not rebalance tasks over availability zones because of their placement. L2 looks for the attribute in the text of
 * constraints too, which also finds it in texts that only the deployment completes.
 */
export function againstZoneRebalancing(placed: PlacedTasks): Finding | undefined {
  const zone = ecs.BuiltInAttributes.AVAILABILITY_ZONE;
  const allowed = 'ECS rebalances where the first strategy, if there is one, spreads tasks over availability zones, and no constraint names a zone';
  const first = strategiesOf(placed).at(0);
  if (first && (first.type !== 'spread' || first.field !== zone)) {
    return {
      given: `The first strategy of the placement is ${[first.type, first.field].filter(Boolean).join(' by ')}`,
      allowed,
      remedy: 'Begin with Placement.spreadAcrossZones(), or leave availabilityZoneRebalancing out',
    };
  }
  const constraint = constraintsOf(placed).find(({ expression }) => expression?.includes(zone));
  return constraint && {
    given: `The placement has the constraint '${constraint.expression}'`,
    allowed,
    remedy: 'Choose the zones by the subnets of the pool, or leave availabilityZoneRebalancing out',
  };
}
