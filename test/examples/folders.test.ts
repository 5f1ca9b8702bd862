import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, exampleFolders } from '../support/examples';
import { ROOT } from '../support/markdown';

const read = (folder: string, file: string) => readFileSync(join(ROOT, 'examples', folder, file), 'utf8');

test('each folder of examples is tested', () => {
  expect(exampleFolders()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.keys(EXAMPLES))('%s', (folder) => {
  test('its app makes the stacks that are tested', () => {
    const ids = [...read(folder, 'app.ts').matchAll(/new Stack\(app, '(\w+)'/g)].map((match) => match[1]);
    expect(ids).toEqual(EXAMPLES[folder].stacks);
  });

  test('cdk.json runs its app', () => {
    expect(JSON.parse(read(folder, 'cdk.json'))).toMatchObject({ app: 'npx ts-node --prefer-ts-exts app.ts' });
    expect(existsSync(join(ROOT, 'examples', folder, 'app.ts'))).toBe(true);
  });

  test('its README says what it creates, how to run it, what it costs and how to remove it', () => {
    const headings = [...read(folder, 'README.md').matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(['What it creates', 'How to run it', 'What it costs', 'How to remove it']);
    expect(read(folder, 'README.md')).toContain('list prices, November 2026, us-east-1');
  });
});
