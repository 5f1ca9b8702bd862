import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonIsThere } from './support/available';
import { CACHE, EMULATOR } from './support/paths';
import { emulatorPython } from './support/python';

const MINUTE = 60_000;
const ROOT = join(EMULATOR, '../..');

/** A folder of commands with Node.js in it, and no Python. */
let withoutPython: string;

(pythonIsThere() ? describe : describe.skip)('the demo', () => {
  beforeAll(async () => {
    withoutPython = mkdtempSync(join(tmpdir(), 'commands-'));
    symlinkSync(process.execPath, join(withoutPython, 'node'));
    symlinkSync('/bin/sh', join(withoutPython, 'sh'));
    symlinkSync('/nonexistent/folder', join(withoutPython, 'dangling'));
    await emulatorPython(CACHE);
  }, 5 * MINUTE);

  afterAll(() => rmSync(withoutPython, { recursive: true }));

  test('deploys, runs the worker, updates and destroys', async () => {
    const { code, output } = await demo([]);
    expect(output).toContain('order 6 is done');
    expect(output).toMatch(/QueueWorkerTaskDefinition\w+:1 is now QueueWorkerTaskDefinition\w+:2/);
    expect(output).toMatch(/ROLLING 100-200 % \(echoed\)/);
    expect(output).toContain('AWS::S3::BucketPolicy (echoed): a statement with a condition is passed over');
    expect(output).toMatch(/\| list what remains +\| +[\d.]+ \| 3 resources, retained by the templates +\|/);
    expect(code).toBe(0);
  }, 3 * MINUTE);

  test('without Python: only the templates', async () => {
    const full = await demo([], { PATH: withoutPython });
    expect(full).toMatchObject({ code: 1, output: expect.stringContaining('There is no python3, which the emulator runs on: install Python 3.11 or newer.') });
    expect(full.output).toContain('npm run demo -- --synth-only');
    const { code, output } = await demo(['--synth-only'], { PATH: withoutPython });
    expect(output).toContain('1 AWS::ECS::Service');
    expect(output).toContain('nothing was deployed');
    expect(code).toBe(0);
  }, MINUTE);

  test.each([
    [['--fast'], "Unknown option '--fast'"],
    [['--port', 'none'], 'none is no port: it is a number from 1 to 65535.'],
  ])('%j is refused', async (args, sentence) => {
    const { code, output } = await demo(args);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/^ +at /m);
    expect(code).toBe(1);
  }, MINUTE);

  test('a folder that cannot be made is told', async () => {
    const { code, output } = await demo(['--synth-only'], { EMULATOR_CACHE: join(withoutPython, 'dangling/cache') });
    expect(output).toMatch(/dangling\/cache\/assemblies cannot be written \(\w+\): allow it, or name another folder in EMULATOR_CACHE\./);
    expect(code).toBe(1);
  }, MINUTE);

  test('Ctrl-C, and once more', async () => {
    const running = start([]);
    const printed = await until(running, 'cdk bootstrap');
    const children = childrenOf(running.pid!);
    expect(children.length).toBeGreaterThan(0);
    running.kill('SIGINT');
    running.kill('SIGINT');
    const [code] = await once(running, 'close');
    expect(code).toBe(130);
    expect(printed()).not.toMatch(/^ +at /m);
    await gone(children);
  }, MINUTE);

  test('an emulator that ends half-way is told', async () => {
    const running = start([]);
    const printed = await until(running, 'cdk bootstrap');
    const children = childrenOf(running.pid!);
    process.kill(children.find(({ words }) => words.includes('-m extension'))!.pid, 'SIGKILL');
    const [code] = await once(running, 'close');
    expect(printed()).toMatch(/The emulator ended half-way \(SIGKILL\): run it again\. Its log is \S+\.log\.\n$/);
    expect(code).toBe(1);
    await gone(children);
  }, MINUTE);
});

interface Running {
  readonly pid: number;
  readonly words: string;
}

/** Waits until a line has begun. Gives what has been printed, then and later. */
async function until(child: ChildProcess, words: string): Promise<() => string> {
  let printed = '';
  await new Promise<void>((resolve) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk) => {
        printed += chunk;
        if (printed.includes(words)) { resolve(); }
      });
    }
    child.once('close', () => resolve());
  });
  return () => printed;
}

/** What a process has started, and what that has. */
function childrenOf(pid: number): Running[] {
  const all = processes();
  const below = (of: number): Running[] => all.filter(({ parent }) => parent === of).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Fails unless these have ended, or do so in a moment. */
async function gone(children: readonly Running[]): Promise<void> {
  const left = () => processes().filter(({ pid }) => children.some((child) => child.pid === pid)).map(({ words }) => words);
  for (let waited = 0; waited < 20 && left().length > 0; waited++) { await sleep(100); }
  expect(left()).toEqual([]);
}

/** All processes but those that have ended and wait for their parent to notice. */
function processes(): (Running & { readonly parent: number })[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/)).filter(([, , state]) => !state.startsWith('Z'))
    .map(([pid, parent, , ...words]) => ({ pid: Number(pid), parent: Number(parent), words: words.join(' ') }));
}

function start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), join(EMULATOR, 'demo/main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), DEMO_LIBRARY: join(ROOT, 'src/index.ts'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that does not end fails, and does not stay.
    timeout: 3 * MINUTE,
    killSignal: 'SIGKILL',
  });
}

async function demo(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  const child = start(args, env);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) { stream.on('data', (chunk) => { output += chunk; }); }
  const [code] = await once(child, 'close');
  return { code, output };
}
