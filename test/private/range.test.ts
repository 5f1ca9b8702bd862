import { Duration, Token } from 'aws-cdk-lib';
import { outsideRange, outsideSeconds, unknownNumber } from '../../src/private/range';

const RANGE = { min: 1, max: 5 };
const UNKNOWN = Token.asNumber({ Ref: 'Later' });

test.each([[1], [5], [undefined], [UNKNOWN]])('%p is in the range, or nobody knows', (number) => {
  expect(outsideRange('count', number, RANGE)).toBeUndefined();
});

test.each([[0], [6], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY]])('%p is not in the range', (number) => {
  expect(outsideRange('count', number, RANGE)?.given).toBe(`count is ${number}`);
});

test('a finding says the unit, and what to do', () => {
  expect(outsideRange('size', 9, { ...RANGE, unit: 'GiB', remedy: 'Leave it out' })).toEqual({
    given: 'size is 9 GiB', allowed: 'A whole number from 1 to 5 GiB is allowed', remedy: 'Leave it out',
  });
  expect(outsideRange('size', 9, RANGE)?.remedy).toBe('Give size a value in that range');
});

test.each([[Duration.seconds(5)], [undefined], [Duration.minutes(UNKNOWN)]])('a duration in the range, or not known', (duration) => {
  expect(outsideSeconds('delay', duration, RANGE)).toBeUndefined();
});

test.each([[Duration.minutes(1), 60], [Duration.millis(1500), 1.5]])('a duration out of the range is told in seconds', (duration, seconds) => {
  expect(outsideSeconds('delay', duration, RANGE)?.given).toBe(`delay is ${seconds} seconds`);
});

test.each([[3, undefined], [undefined, undefined], [UNKNOWN, 'count is known only when the stack is deployed']])('%p is known at once: %s', (number, given) => {
  expect(unknownNumber('count', number)?.given).toBe(given);
});
