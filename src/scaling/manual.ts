import { IScaling, ScalingConfig } from './protocol';
import { refuse } from '../private/fail';
import { MAX_TASKS } from '../private/limits';
import { outsideRange } from '../private/range';

export class ManualScaling implements IScaling {
  public readonly scalingKind = 'manual';

  constructor(private readonly count: number) {
    refuse('R120', outsideRange('count', count, { min: 0, max: MAX_TASKS }));
  }

  public bind(): ScalingConfig {
    return { minTasks: this.count, maxTasks: this.count, desiredCount: this.count };
  }
}
