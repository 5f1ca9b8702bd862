import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(__dirname, '..');
const ROWS = readFileSync(join(__dirname, 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).slice(2)
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

/** What the files of a cell say, which are tests where they have no ending. */
function textOf(cell: string): string {
  const files = [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => [name, `${name}.test.ts`, `${name}.ts`].map((file) => join(TESTS, file)).find(existsSync));
  return files.map((file) => readFileSync(file!, 'utf8')).join('\n');
}

test.each(ROWS)('%s', (_loss, _remedy, file, name) => {
  expect(textOf(file).replace(/\\'/g, '\'')).toContain(name);
});

test('the page has rows', () => {
  expect(ROWS.length).toBeGreaterThan(30);
  expect(ROWS.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
});
