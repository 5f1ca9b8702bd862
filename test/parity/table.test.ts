import { Construct } from 'constructs';
import { AXES, CELLS, choiceOf, choicesOf, SERVICES } from './cells';
import { decisiveFor, parseRefusals, REFUSALS } from './refusals';
import * as library from '../../src';
import { CODES } from '../../src/private/codes';

/** Classes of values that are of no account for what goes together. A new one is added here, or to choices.ts. */
const ELSEWHERE = ['InstancePool', 'InstanceStore', 'Logging', 'Network', 'PoolImage', 'PortSpec', 'Profile', 'TaskEvents'];

const COMBINED = Object.keys(library).filter((name) => factoriesOf(name).length > 0 && !ELSEWHERE.includes(name));

test('each factory is in some choice', () => {
  const used = AXES.flatMap((axis) => choicesOf(axis).flatMap((choice) => choiceOf(axis, choice).factories));
  expect([...new Set(used)].sort()).toEqual(COMBINED.flatMap(factoriesOf).sort());
});

test('each line of refusals.txt names axes, choices and a code that there are', () => {
  const known = REFUSALS.filter(({ conditions, effect, code }) => ['throws', 'warns'].includes(effect) && (CODES as readonly string[]).includes(code)
    && conditions.every(([axis, choices]) => AXES.includes(axis) && choices.every((choice) => choicesOf(axis).includes(choice))));
  expect(known.map(({ line }) => line)).toEqual(REFUSALS.map(({ line }) => line));
});

test('each line of refusals.txt decides on some cell', () => {
  const deciding = new Set(CELLS.flatMap((cell) => decisiveFor(cell)));
  expect(REFUSALS.filter((refusal) => !deciding.has(refusal)).map(({ line }) => line)).toEqual([]);
});

test('of the lines that throw the first decides, and of those that warn all do', () => {
  const lines = parseRefusals('# why\n\nstorage=ebs → warns A\nstorage=ebs|none × queues=none → warns B\nscaling=cpu → throws C\nstorage=ebs → throws D\n');
  const decisive = (choices: object) => decisiveFor({ ...CELLS[0], ...choices }, lines).map(({ code }) => code);
  expect(decisive({ storage: 'ebs', scaling: 'cpu' })).toEqual(['C']);
  expect(decisive({ storage: 'ebs', scaling: 'manual' })).toEqual(['D']);
  expect(decisive({ storage: 'none', scaling: 'manual', queues: 'none' })).toEqual(['B']);
  expect(decisive({ storage: 'none', scaling: 'manual', queues: 'created' })).toEqual([]);
});

test('each choice is in some cell that is a service', () => {
  for (const axis of AXES) { expect([...new Set(SERVICES.map((cell) => cell[axis]))].sort()).toEqual(choicesOf(axis).sort()); }
});

/** The static methods of a class that is no construct: they make values. */
function factoriesOf(name: string): string[] {
  const type = (library as { [name: string]: unknown })[name];
  if (typeof type !== 'function' || type.prototype instanceof Construct) { return []; }
  const members = Object.entries(Object.getOwnPropertyDescriptors(type)).filter(([, { value }]) => typeof value === 'function');
  return members.map(([member]) => `${name}.${member}`);
}
