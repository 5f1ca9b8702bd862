import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { committed } from '../support/committed';
import { ROOT } from '../support/markdown';
import { drawDemo, stepsOf } from '../support/picture';

const IMAGES = join(ROOT, 'docs/images');
const PRINTED = readFileSync(join(IMAGES, 'demo.txt'), 'utf8');

test('the picture of the demo shows what it printed', () => {
  const picture = drawDemo(PRINTED);
  expect(committed(join(IMAGES, 'demo.svg'), picture, 'UPDATE_PICTURE')).toBe(picture);
});

test('what it printed has the steps that the demo takes', () => {
  const code = ['main', 'run'].map((file) => readFileSync(join(ROOT, `e2e/emulator/demo/${file}.ts`), 'utf8')).join('\n');
  const steps = stepsOf(PRINTED).map(({ name }) => name);
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});

test('details that are too wide are counted, and characters of XML are escaped', () => {
  const picture = drawDemo([` 1  a step${' '.repeat(20)} <1 s`, `      ${'x'.repeat(200)}`, '      y', '', '| table |'].join('\n'));
  expect(picture).toContain('&lt;1 s');
  expect(picture).toContain('… 2 lines');
  expect(picture).not.toMatch(/xxx|table/);
});
