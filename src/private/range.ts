import { Duration, Token } from 'aws-cdk-lib';
import { Finding } from './fail';
import { known, knownSeconds } from './tokens';

/** The whole numbers that are allowed. */
export interface Range {
  /** The least. */
  readonly min: number;
  /** The greatest. */
  readonly max: number;
  /**
   * What is counted, as it reads behind the number: `seconds`, `GiB`.
   *
   * @default - a plain number
   */
  readonly unit?: string;
  /**
   * What to do.
   *
   * @default - to give a value of the range
   */
  readonly remedy?: string;
}

export const PORT_RANGE: Range = { min: 1, max: 65535 };

/** A finding where the number is not a whole one of the range. */
export function outsideRange(prop: string, value: number | undefined, range: Range): Finding | undefined {
  const number = known(value);
  if (number === undefined || (Number.isInteger(number) && number >= range.min && number <= range.max)) { return undefined; }
  const unit = range.unit ? ` ${range.unit}` : '';
  return {
    given: `${prop} is ${number}${unit}`,
    allowed: `A whole number from ${range.min} to ${range.max}${unit} is allowed`,
    remedy: range.remedy ?? `Give ${prop} a value in that range`,
  };
}

/** A finding where a number that decides what the template holds is known only to the deployment. */
export function unknownNumber(prop: string, value: number | undefined): Finding | undefined {
  return Token.isUnresolved(value) ? {
    given: `${prop} is known only when the stack is deployed`,
    allowed: 'It decides what the template has',
    remedy: 'Give a plain number',
  } : undefined;
}

/** A finding where a list is known only to the deployment. */
export function unknownList(prop: string, list: readonly unknown[] | undefined): Finding | undefined {
  return Token.isUnresolved(list) ? {
    given: `${prop} is known only when the stack is deployed`,
    allowed: 'A list decides what the template has; its entries may be known later',
    remedy: 'Give a plain list',
  } : undefined;
}

/** A finding where the duration is not a whole number of seconds of the range. */
export function outsideSeconds(prop: string, value: Duration | undefined, range: Omit<Range, 'unit'>): Finding | undefined {
  return outsideRange(prop, knownSeconds(value), { ...range, unit: 'seconds' });
}
