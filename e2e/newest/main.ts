import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyOf, pinnedVersions, setVersions } from './copy';
import { versionsOnNpm } from './versions';
import { endAll, run } from '../emulator/support/children';
import { Complaint, sentenceOf } from '../emulator/support/complaint';

/** `npm run test:newest`: the tests in a copy of the checkout, with another aws-cdk-lib. */

const USAGE = 'npm run test:newest [-- [<version of aws-cdk-lib>] [--only <path of tests>]... [--keep]]';
const CHECKOUT = join(__dirname, '../..');

/** Other registries get a version of aws-cdk-lib later than npm does. The copy is no git checkout, which the tests of this program want. */
const NOT_RUN = ['/e2e/languages/(python|java|go).test.ts', '/e2e/newest/'];

interface Options {
  readonly version?: string;
  readonly only: string[];
  readonly keep: boolean;
}

/** The copy, if it is to be removed. */
let removable: string | undefined;

process.once('exit', () => {
  if (removable !== undefined) { rmSync(removable, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); }
});

async function main(): Promise<string> {
  const { version, only, keep } = parse();
  const pinned = pinnedVersions(CHECKOUT);
  const versions = await versionsOnNpm(version, pinned.cdk);
  const folder = copyOf(CHECKOUT);
  removable = keep ? undefined : folder;
  const tried = `aws-cdk-lib ${versions.cdk} and constructs ${versions.constructs}`;
  say(`${tried}, in place of ${pinned.cdk} and ${pinned.constructs}, with Node.js ${process.version}, in ${folder}`);
  say('Not run: the programs in Python, Java and Go, whose packages stay pinned.');

  const fails = (what: string) => () => `With ${tried}: ${what} failed.`;
  const local = (command: string) => join(folder, 'node_modules/.bin', command);
  setVersions(folder, versions);
  await step(folder, 'npm', ['install', '--no-audit', '--no-fund'], fails('npm install'));
  for (const task of ['compile', 'typecheck', 'rosetta']) { await step(folder, local('projen'), [task], fails(task)); }

  const templates = only.length === 0 ? `; ${await comparedTemplates(folder, local('jest'), pinned.cdk)}` : '';
  const result = (output: string) => `With ${tried}: ${countsIn(output)}${templates}.`;
  const output = await step(folder, local('jest'), ['--ci', ...only, '--testPathIgnorePatterns', '/node_modules/', ...NOT_RUN], result);
  return `${keep ? `Kept: ${folder}\n` : ''}${result(output)}`;
}

/** The snapshots are of the pinned version. What another one changes is shown, and is no failure: a user who updates sees the same in `cdk diff`. */
async function comparedTemplates(folder: string, jest: string, pinned: string): Promise<string> {
  const env = { ...process.env, PINNED_TEXTS: '1' };
  return step(folder, jest, ['--ci', 'test/examples/snapshot'], () => '', env).then(
    () => `the templates of the examples are those of ${pinned}`,
    () => `the templates of the examples are not those of ${pinned}, as is shown above`,
  );
}

/** Runs a program to its end, and shows what it prints. */
function step(folder: string, program: string, args: string[], complaint: (output: string) => string, env = process.env): Promise<string> {
  say(`\n> ${[program.replace(`${folder}/node_modules/.bin/`, ''), ...args].join(' ')}`);
  return run({ program, args, cwd: folder, env }, complaint, (chunk) => process.stdout.write(chunk));
}

function countsIn(output: string): string {
  return /\d+ passed, \d+ failed(, \d+ skipped)?(?=\s*$)/.exec(output)?.[0] ?? 'the tests did not come to an end';
}

function parse(): Options {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ allowPositionals: true, options: { only: { type: 'string', multiple: true }, keep: { type: 'boolean' } } });
    } catch (error) {
      throw new Complaint(`${sentenceOf(error)}\nIt is: ${USAGE}`);
    }
  })();
  if (positionals.length > 1) { throw new Complaint(`${positionals.join(' and ')} are two versions: give one.\nIt is: ${USAGE}`); }
  return { version: positionals[0], only: values.only ?? [], keep: values.keep === true };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends whatever runs. */
async function finish(code: number, farewell: string): Promise<never> {
  await endAll();
  (code === 0 ? process.stdout : process.stderr).write(`\n${farewell}\n`);
  process.exit(code);
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const code = 128 + constants.signals[signal];
    if (interrupted) { process.exit(code); }
    interrupted = true;
    void finish(code, 'Stopped.');
  });
}

main().then((result) => finish(0, result), (error: unknown) => {
  if (interrupted) { return; }
  void finish(1, error instanceof Complaint ? error.message : (error as Error).stack!);
});
