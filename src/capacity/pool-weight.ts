import { MAX_BASE, MAX_WEIGHT } from './limits';
import { refuse } from '../private/fail';
import { outsideRange } from '../private/range';

/** What a pool gets beside its share. */
export interface PoolWeightOptions {
  /**
   * How many tasks run in this pool before any runs in another one, 0 to 100000. For one of the pools only.
   *
   * @default 0
   */
  readonly firstTasks?: number;
}

/** The share of a pool in the tasks of a workload. */
export class PoolWeight {
  /**
   * A share, and what comes before it.
   *
   * @param weight the share of the pool, 0 to 1000, against the weights of the other pools
   */
  public static of(weight: number, options: PoolWeightOptions = {}): PoolWeight {
    return new PoolWeight(weight, options.firstTasks ?? 0);
  }

  private constructor(
    /** The share of the pool. */
    public readonly weight: number,
    /** How many tasks run in this pool before any runs in another one. */
    public readonly firstTasks: number,
  ) {
    refuse('R124', outsideRange('weight', weight, { min: 0, max: MAX_WEIGHT }));
    refuse('R124', outsideRange('firstTasks', firstTasks, { min: 0, max: MAX_BASE }));
  }
}
