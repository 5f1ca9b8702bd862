import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkExpression, checkFields } from './checks';
import { IPlacement, PlacementConfig, PlacementContext } from './protocol';
import { warnOfOddities } from './warnings';
import { fail, refuse } from '../private/fail';
import { tooManyPlacements } from '../private/placement';

/**
 * On which instances tasks run. Strategies say what ECS prefers, constraints what must be. A change of it is an update of the service, which starts
 * no deployment: it counts for tasks that start from then on.
 */
export class Placement implements IPlacement {
  /**
   * Evenly over what the fields name, the first one first: `instanceId` or `attribute:` with a name, such as `attribute:ecs.instance-type`. A
   * strategy for each field. Creates nothing and costs nothing.
   */
  public static spread(fields: string[]): Placement {
    checkFields(fields);
    return new Placement('spread', fields.map((field) => ecs.PlacementStrategy.spreadAcross(field)), []);
  }

  /** Evenly over the availability zones, as ECS does where nothing is said. Creates nothing and costs nothing. */
  public static spreadAcrossZones(): Placement {
    return Placement.spread([ecs.BuiltInAttributes.AVAILABILITY_ZONE]);
  }

  /** Evenly over the instances. Creates nothing and costs nothing. */
  public static spreadAcrossInstances(): Placement {
    return Placement.spread([ecs.BuiltInAttributes.INSTANCE_ID]);
  }

  /** Where the least CPU would be left, so that few instances are in use. Creates nothing and costs nothing. */
  public static binpackCpu(): Placement {
    return new Placement('binpackCpu', [ecs.PlacementStrategy.packedByCpu()], []);
  }

  /** Where the least memory would be left, so that few instances are in use. Creates nothing and costs nothing. */
  public static binpackMemory(): Placement {
    return new Placement('binpackMemory', [ecs.PlacementStrategy.packedByMemory()], []);
  }

  /** Anywhere. Creates nothing and costs nothing. */
  public static random(): Placement {
    return new Placement('random', [ecs.PlacementStrategy.randomly()], []);
  }

  /** Each task of the service on an instance of its own. Creates nothing and costs nothing. */
  public static distinctInstances(): Placement {
    return new Placement('distinctInstances', [], [ecs.PlacementConstraint.distinctInstances()]);
  }

  /**
   * Only on instances that an expression of the
   * [cluster query language](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html) selects, such as
   * `attribute:ecs.instance-type =~ g5.*`. Creates nothing and costs nothing.
   *
   * @param expression the expression, at most 2000 characters; one that is known only when the stack is deployed is not checked
   */
  public static memberOf(expression: string): Placement {
    checkExpression(expression);
    return new Placement('memberOf', [], [ecs.PlacementConstraint.memberOf(expression)]);
  }

  private constructor(
    /** A word for errors and diagrams: the kinds of all that it combines. */
    public readonly placementKind: string,
    private readonly strategies: ecs.PlacementStrategy[],
    private readonly constraints: ecs.PlacementConstraint[],
  ) {
    refuse('R123', tooManyPlacements({ strategies, constraints }));
  }

  /**
   * Both: first what this one says, then what the other says. All constraints count; a later strategy decides among what the earlier ones leave. At
   * most 5 strategies and 10 constraints.
   */
  public plus(other: Placement): Placement {
    if (!(other instanceof Placement)) {
      fail('NotAValue', {
        given: 'plus() is given something that is no Placement',
        allowed: 'It takes what the factories of Placement return',
        remedy: 'Use one of them, and let an IPlacement of your own return all that it wants',
      });
    }
    return new Placement(
      `${this.placementKind}+${other.placementKind}`, [...this.strategies, ...other.strategies], [...this.constraints, ...other.constraints],
    );
  }

  /** Called once for each workload. */
  public bind(scope: Construct, context: PlacementContext): PlacementConfig {
    const config = { strategies: [...this.strategies], constraints: [...this.constraints] };
    warnOfOddities(config, context.compatibility, scope);
    return config;
  }
}
