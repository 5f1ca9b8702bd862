import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/markdown';

/** What the package may hold: no sources, no tests, no examples, no docs. */
const ALLOWED = [/^lib\/.+\.js$/, /^lib\/.+\.d\.ts$/, /^\.jsii$/, /^\.jsii\.tabl\.json\.gz$/, /^package\.json$/, /^README\.md$/, /^LICENSE$/, /^CHANGELOG\.md$/];
const NEEDED = ['.jsii', 'CHANGELOG.md', 'LICENSE', 'README.md', 'lib/index.d.ts', 'lib/index.js', 'package.json'];

let files: string[];
beforeAll(() => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  files = (JSON.parse(output) as { files: { path: string }[] }[])[0].files.map(({ path }) => path);
}, 60_000);

test('the package holds the compiled library and its papers, and nothing else', () => {
  expect(files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(NEEDED));
});

test('the package holds no file whose source is gone', () => {
  const sources = files.filter((file) => file.startsWith('lib/')).map((file) => file.replace(/^lib/, 'src').replace(/(\.d\.ts|\.js)$/, '.ts'));
  expect([...new Set(sources)].filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
});
