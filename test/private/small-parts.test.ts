import { Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkBrand } from '../../src/private/brand';
import { fail, refuse } from '../../src/private/fail';
import { copyOf, given } from '../../src/private/given';
import { limitsOf } from '../../src/private/limits';
import { known, knownSeconds } from '../../src/private/tokens';
import { testApp, testStack } from '../support/builders';

const FINDING = { given: 'size is 9', allowed: 'It is at most 5', remedy: 'Give less' };

test('an error has a code, and says what is wrong, what is right and what to do', () => {
  expect(() => fail('R16', FINDING)).toThrow('[stevedore.R16] size is 9. It is at most 5. Give less.');
});

test('an error of a construct has its path', () => {
  expect(() => fail('R16', FINDING, testStack())).toThrow('[stevedore.R16] Stack: size is 9.');
});

test('without a finding nothing is refused', () => {
  expect(refuse('R16', undefined)).toBeUndefined();
});

test.each([['text'], [0], [''], [false]])('%p is known', (value) => {
  expect(known(value)).toBe(value);
});

test.each([[Token.asString({ Ref: 'A' })], [Token.asNumber({ Ref: 'A' })], [undefined]])('%p is not known', (value) => {
  expect(known(value)).toBeUndefined();
});

test('the seconds of a duration keep their fraction', () => {
  expect(knownSeconds(Duration.millis(1500))).toBe(1.5);
  expect(knownSeconds(Duration.minutes(Token.asNumber({ Ref: 'A' })))).toBeUndefined();
});

test('data is copied, and what another language implements is not', () => {
  const value = Object.defineProperties({}, { bind: { value: () => ({}), enumerable: false } });
  const other = Object.defineProperties({}, { kind: { get: () => 'mine' } });
  const options = { tags: ['a'], value, other, size: Duration.hours(1) };
  const copy = copyOf(options);
  expect([copy === options, copy.tags === options.tags]).toEqual([false, false]);
  expect([copy.value === value, copy.other === other, copy.size === options.size]).toEqual([true, true, true]);
  expect(copy.tags).toEqual(['a']);
});

test('undefined entries are not given', () => {
  expect(given({ a: undefined, b: 0, c: '' })).toEqual({ b: 0, c: '' });
});

test.each([
  ['of the same kind', { networkKind: 'mine', bind: () => ({}) }],
  ['that is left out', undefined],
])('a value %s passes', (_, value) => {
  expect(() => checkBrand(testStack(), 'network', value, 'networkKind', 'Network')).not.toThrow();
});

test.each([
  ['a scaling value', { scalingKind: 'mine', bind: () => ({}) }],
  ['something else (object)', {}],
  ['a network value', { networkKind: 'mine' }],
])('%s does not pass as a network', (what, value) => {
  expect(() => checkBrand(testStack(), 'network', value, 'networkKind', 'Network')).toThrow(`[stevedore.NotAValue] Stack: network is ${what}.`);
});

test('limits are overridden entry by entry', () => {
  const app = testApp({ context: { 'cdk-stevedore:limits': { subnets: 20, fargateMemoryMiB: { 256: [256] } } } });
  const limits = limitsOf(new Construct(app, 'Scope'));
  expect([limits.subnets, limits.securityGroups]).toEqual([20, 5]);
  expect([limits.fargateMemoryMiB[256], limits.fargateMemoryMiB[512]]).toEqual([[256], [1024, 2048, 3072, 4096]]);
});
