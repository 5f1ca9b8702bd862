import { aws_applicationautoscaling as autoscaling, TimeZone } from 'aws-cdk-lib';
import { refuseMinAboveMax } from './bounds';
import { fail, refuse } from '../private/fail';
import { MAX_TASKS } from '../private/limits';
import { outsideRange } from '../private/range';
import { known } from '../private/tokens';

/** Other numbers of tasks from some time on, until another schedule changes them again. */
export class ScalingSchedule {
  /**
   * From some time on, the service runs between two other numbers of tasks. With both 0 it pauses, until another schedule raises them: only a
   * schedule can, since nothing is measured while no task runs. Creates a scheduled action, which costs nothing.
   *
   * @param schedule when
   * @param min the least number of tasks; 0 only together with a `max` of 0
   * @param max the greatest number of tasks
   * @param timeZone the time zone of the schedule, UTC if left out
   */
  public static at(schedule: autoscaling.Schedule, min: number, max: number, timeZone?: TimeZone): ScalingSchedule {
    return new ScalingSchedule(schedule, min, max, timeZone);
  }

  private constructor(
    /** When. */
    public readonly schedule: autoscaling.Schedule,
    /** The least number of tasks. */
    public readonly min: number,
    /** The greatest number of tasks. */
    public readonly max: number,
    /** The time zone of the schedule, where it is not UTC. */
    public readonly timeZone?: TimeZone,
  ) {
    refuse('R139', outsideRange('min', min, { min: 0, max: MAX_TASKS }));
    refuse('R139', outsideRange('max', max, { min: 0, max: MAX_TASKS }));
    refuseMinAboveMax(min, max);
    if (known(min) === 0 && known(max) !== undefined && max > 0) {
      fail('ScaleToZero', {
        given: `A schedule has min 0 and max ${max}`,
        allowed: 'Once no task runs, nothing is measured that could start one',
        remedy: 'Give min at least 1, or max 0 as well for a pause that another schedule ends',
      });
    }
  }
}
