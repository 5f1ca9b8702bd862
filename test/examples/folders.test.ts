import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EXAMPLES, exampleFolders } from '../support/examples';
import { ROOT } from '../support/markdown';

const read = (folder: string, file: string) => readFileSync(join(ROOT, 'examples', folder, file), 'utf8');

/** The programs of an example: one, or one in each of its folders. */
function programsOf(folder: string): string[] {
  const files = readdirSync(join(ROOT, 'examples', folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => basename(file) === 'app.ts').sort();
}

test('each folder of examples is tested', () => {
  expect(exampleFolders()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.keys(EXAMPLES))('%s', (folder) => {
  test('its app makes the stacks that are tested', () => {
    const programs = programsOf(folder).map((program) => read(folder, program)).join('\n');
    const ids = [...programs.matchAll(/new Stack\(app, '(\w+)'/g)].map((match) => match[1]);
    expect(ids).toEqual(EXAMPLES[folder].stacks);
  });

  test('cdk.json runs its app', () => {
    for (const program of programsOf(folder)) {
      expect(JSON.parse(read(folder, join(dirname(program), 'cdk.json')))).toMatchObject({ app: 'npx tsx app.ts' });
    }
  });

  test('its README says what it creates, how to run it, what it costs and how to remove it', () => {
    const headings = [...read(folder, 'README.md').matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(['What it creates', 'How to run it', 'What it costs', 'How to remove it']);
    expect(read(folder, 'README.md')).toContain('list prices, November 2026, us-east-1');
  });
});
