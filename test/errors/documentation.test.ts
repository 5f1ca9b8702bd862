import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { warningRows } from './warning-rows';
import { CODES } from '../../src/private/codes';
import { ROOT } from '../support/markdown';

const RULES = 165;
const [CODE_TABLE, OTHER_RULES] = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').split('## The other rules');

/** The rows of a page's tables, without their heads. */
function rowsOf(text: string): string[][] {
  return text.split('\n').filter((line) => /^\| (?!code |what )/.test(line)).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

/** The numbers that `R1, R3-R5` stands for. */
function numbersOf(list: string): number[] {
  return list.split(', ').flatMap((part) => {
    const [first, last = first] = part.split('-').map((rule) => Number(rule.slice(1)));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

test('the page lists the codes, in their order', () => {
  expect(rowsOf(CODE_TABLE).map(([code]) => code)).toEqual(CODES.map((code) => `\`${code}\``));
});

test('each code has a sentence that says what it means, and one that says what to do', () => {
  expect(rowsOf(CODE_TABLE).filter((cells) => cells.length !== 3 || !cells.slice(1).every((cell) => /^\S.*\.$/.test(cell)))).toEqual([]);
});

test('the page says of each code that never stops a deployment that it does not', () => {
  const marked = rowsOf(CODE_TABLE).filter(([, meaning]) => /warn|^Notice/i.test(meaning)).map(([code]) => code.replace(/`/g, ''));
  expect(marked).toEqual(CODES.filter((code) => warningRows.some((row) => row.code === code)));
});

test('every rule is kept, cannot be broken, or comes later', () => {
  const coded = CODES.filter((code) => /^R\d+$/.test(code)).map((code) => Number(code.slice(1)));
  const others = rowsOf(OTHER_RULES).flatMap(([, list]) => numbersOf(list));
  expect([...coded, ...others].sort((a, b) => a - b)).toEqual(Array.from({ length: RULES }, (_, index) => index + 1));
});
