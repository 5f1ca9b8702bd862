import { IConstruct } from 'constructs';
import { checkBacklog } from './backlog';
import { refuseMinAboveMax } from './bounds';
import { AutomaticScalingOptions } from './options';
import { ScalingSchedule } from './schedule';
import { fail, refuse, warn } from '../private/fail';
import { MAX_INTEGER, MAX_TASKS } from '../private/limits';
import { wrongName } from '../private/names';
import { outsideRange, outsideSeconds } from '../private/range';
import { known } from '../private/tokens';

/** What the API takes for the name of a scheduled action. */
const SCHEDULE_NAME = /^(?! )[^\p{Cc}:/|]{1,256}(?<! )$/u;

export function checkOptions(options: AutomaticScalingOptions): void {
  const { min, max } = options;
  if (known(min) === 0) {
    fail('ScaleToZero', {
      given: 'min is 0',
      allowed: 'What is measured of tasks has no value while none runs, so that it could never scale the service up again',
      remedy: 'Give min at least 1. For a pause, use Scaling.manual(0), or schedules with min and max 0',
    });
  }
  refuse('R139', outsideRange('min', min, { min: 1, max: MAX_TASKS }));
  refuse('R139', outsideRange('max', max, { min: 1, max: MAX_TASKS }));
  refuseMinAboveMax(min, max);
  refuse('R139', outsideRange('cpuPercent', options.cpuPercent, { min: 1, max: 100 }));
  refuse('R139', outsideRange('memoryPercent', options.memoryPercent, { min: 1, max: 100 }));
  refuse('R139', outsideRange('requestsPerTarget', options.requestsPerTarget, { min: 1, max: MAX_INTEGER }));
  refuse('R139', outsideSeconds('scaleInCooldown', options.scaleInCooldown, { min: 0, max: MAX_INTEGER }));
  refuse('R139', outsideSeconds('scaleOutCooldown', options.scaleOutCooldown, { min: 0, max: MAX_INTEGER }));
  if (options.backlog) { checkBacklog(options.backlog); }
  checkSchedules(options.schedules ?? {});
}

function checkSchedules(schedules: { [name: string]: ScalingSchedule }): void {
  const allowed = "A name has 1 to 256 characters, no ':', '/' or '|', and no space at either end";
  for (const name of Object.keys(schedules).sort()) {
    refuse('ScheduleName', wrongName('The name of a schedule', name, SCHEDULE_NAME, allowed));
    if (schedules[name] instanceof ScalingSchedule) { continue; }
    fail('NotAValue', {
      given: `schedules.${name} is no ScalingSchedule`,
      allowed: 'It takes what ScalingSchedule.at() returns, which checks the numbers',
      remedy: 'Use that',
    });
  }
}

/** Someone may want it so, and resume by hand. */
export function warnOfPause({ schedules = {} }: AutomaticScalingOptions, scope: IConstruct): void {
  const names = Object.keys(schedules).sort();
  const pause = names.find((name) => known(schedules[name].max) === 0);
  if (pause === undefined || names.some((name) => known(schedules[name].min) !== 0)) { return; }
  warn('PausedForEver', {
    given: `schedules.${pause} pauses the service, and no schedule raises min again`,
    allowed: 'Nothing else starts tasks then',
    remedy: 'Add a schedule with min at least 1',
  }, scope);
}
