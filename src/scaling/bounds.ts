import { fail } from '../private/fail';
import { known } from '../private/tokens';

export function refuseMinAboveMax(min: number, max: number): void {
  if (known(min) === undefined || known(max) === undefined || min <= max) { return; }
  fail('R139', { given: `min is ${min} and max is ${max}`, allowed: 'min is at most max', remedy: 'Exchange the two, or raise max' });
}
