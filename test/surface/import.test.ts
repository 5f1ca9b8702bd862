import { execFileSync } from 'node:child_process';
import { ROOT } from '../support/markdown';

const PROGRAM = `
  require('aws-cdk-lib');
  const before = new Set(Object.keys(require.cache));
  require(${JSON.stringify(`${ROOT}/lib`)});
  const loaded = Object.keys(require.cache).filter((file) => !before.has(file)).flatMap((file) => /aws-cdk-lib.(aws-[a-z0-9-]+)/.exec(file)?.[1] ?? []);
  console.log(JSON.stringify([...new Set(loaded)]));
`;

test('to import the library loads no service of aws-cdk-lib: what a program does not use costs it nothing', () => {
  const output = execFileSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(JSON.parse(output)).toEqual([]);
});
