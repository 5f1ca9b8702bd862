import { spawn, spawnSync } from 'child_process';
import { createHash, Hash } from 'crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { App } from 'aws-cdk-lib';
import FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { scenario } from './twin';

const ROOT = join(__dirname, '..', '..');
const LIBRARY = ['package.json', '.jsii', 'lib'].map((name) => join(ROOT, name));
const MINUTE = 60_000;

/** What is packaged, installed and compiled; it can be deleted at any time. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'languages');

/** A language with programs in a folder of its own. */
export interface Language {
  readonly name: string;
  /** The commands that must be there; without one of them the tests are skipped. */
  readonly tools: string[];
  /** Packages the library, installs it and compiles the programs. */
  readonly prepare: () => Promise<void>;
  /** The command that runs a program, without the program's name. */
  readonly command: () => string[];
}

/** The tests that every language has, and those of its own. */
export function describeLanguage(language: Language, ownTests: () => void = () => {}): void {
  const missing = language.tools.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error);
  if (missing.length > 0) { process.stdout.write(`Skipped: ${language.name}, for want of ${missing.join(' and ')}\n`); }

  (missing.length > 0 ? describe.skip : describe)(language.name, () => {
    jest.setTimeout(5 * MINUTE);
    beforeAll(language.prepare, 10 * MINUTE);

    test('synthesises the bytes that TypeScript does', async () => {
      const templates = await inFolder(async (outdir) => {
        await execute(language.command().concat('scenario'), { env: { CDK_OUTDIR: outdir } });
        return templatesIn(outdir);
      });
      expect(templates).toEqual(await twinTemplates());
    });

    test('tells a wrong input by its code', async () => {
      await expect(failureOf(language, 'too-long')).resolves.toContain('[stevedore.R51] Shop/Shop: stopTimeout is 300 seconds.');
    });

    test('tells a wrong expression by its code, and where it is wrong', async () => {
      const message = "[stevedore.R123] The expression 'attribute:rack = a' is wrong at character 16: '=' is no operator.";
      await expect(failureOf(language, 'wrong-expression')).resolves.toContain(message);
    });

    test("tells one capability's value from another's, where jsii lets both pass", async () => {
      await expect(failureOf(language, 'wrong-value')).resolves.toContain('[stevedore.NotAValue] Shop/Shop: sidecars.spool is a storage value.');
    });

    ownTests();
  });
}

/** What a program prints that must fail. */
export function failureOf(language: Language, program: string): Promise<string> {
  return inFolder(async (outdir) => {
    const run = execute(language.command().concat(program), { env: { CDK_OUTDIR: outdir } });
    return run.then(() => { throw new Error(`${program} should have failed`); }, (error: Error) => error.message);
  });
}

/** Runs jsii-pacmak for a language. Gives the folder of the packages. */
export async function packageLibrary(target: string, ...options: string[]): Promise<string> {
  const folder = join(CACHE, 'dist', target);
  const unbuilt = LIBRARY.find((path) => !existsSync(path));
  if (unbuilt) { throw new Error(`There is no ${relative(ROOT, unbuilt)}: run "npm run compile" first`); }
  await once(folder, LIBRARY, async () => {
    const pacmak = require.resolve('jsii-pacmak/bin/jsii-pacmak');
    await execute([process.execPath, pacmak, '--no-npmignore', '--outdir', join(CACHE, 'dist'), '--target', target, ...options], { cwd: ROOT });
  });
  return folder;
}

/** Fills a folder, unless it was filled from the same files. */
export async function once(folder: string, sources: string[], fill: () => Promise<void>): Promise<void> {
  const stamp = `${folder}.stamp`;
  const hash = createHash('sha256');
  for (const source of sources) { addTo(hash, source); }
  const state = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) { return; }
  rmSync(stamp, { force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await fill();
  writeFileSync(stamp, state);
}

/** Runs a command. Fails with all that it printed. */
export function execute(command: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const [program, ...args] = command;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: {
        ...process.env,
        CDK_VALIDATION: 'false',
        CDK_CONTEXT_JSON: JSON.stringify(FLAGS),
        JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 10 * MINUTE,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) { stream.on('data', (chunk) => { output += chunk; }); }
    child.on('error', reject);
    child.on('close', (code, signal) => code === 0 ? resolve(output) : reject(new Error(`${program} ended with ${code ?? signal}:\n${output}`)));
  });
}

function twinTemplates(): Promise<{ [file: string]: string }> {
  return inFolder(async (outdir) => {
    const app = new App({ outdir, context: FLAGS, analyticsReporting: false });
    scenario(app);
    app.synth();
    return templatesIn(outdir);
  });
}

function templatesIn(outdir: string): { [file: string]: string } {
  const files = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stevedore-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addTo(hash: Hash, path: string): void {
  hash.update(path);
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) { addTo(hash, join(path, name)); }
  } else {
    hash.update(readFileSync(path));
  }
}
