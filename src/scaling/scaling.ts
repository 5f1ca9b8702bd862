import { AutomaticScaling } from './automatic';
import { ManualScaling } from './manual';
import { AutomaticScalingOptions } from './options';
import { IScaling } from './protocol';

/** How many tasks a service runs. */
export class Scaling {
  /**
   * A fixed number of tasks; 0 pauses the service. Each deployment sets it again. Creates nothing; you pay for that many tasks.
   */
  public static manual(count: number): IScaling {
    return new ManualScaling(count);
  }

  /**
   * As many tasks as hold the targets, between two numbers: of several, the one that wants the most. A deployment leaves the number as it is.
   * Creates a scalable target and a policy for each target, which cost nothing; the two alarms that each policy makes are CloudWatch's and are
   * paid for.
   */
  public static automatic(options: AutomaticScalingOptions): IScaling {
    return new AutomaticScaling(options);
  }

  private constructor() {}
}
