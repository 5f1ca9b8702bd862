import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    await emulatorPython(CACHE);
  }, 5 * MINUTE);

  afterAll(() => rmSync(withoutPython, { recursive: true }));

  test('deploys, runs the worker, updates and destroys', async () => {
    const { code, output } = await demo([]);
    expect(output).toContain('order 6 is done');
    expect(output).toMatch(/QueueWorkerTaskDefinition\w+:1 is now QueueWorkerTaskDefinition\w+:2/);
    expect(output).toMatch(/ROLLING 100-200 % \(echoed\)/);
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

  test('Ctrl-C, and once more', async () => {
    const running = start([]);
    const endpoint = await new Promise<string>((resolve) => {
      let printed = '';
      running.stdout!.on('data', (chunk) => {
        printed += chunk;
        const found = /http:\S+/.exec(printed);
        if (found && printed.includes('cdk bootstrap')) { resolve(found[0]); }
      });
    });
    running.kill('SIGINT');
    running.kill('SIGINT');
    const [code] = await once(running, 'close');
    expect(code).toBe(130);
    await expect(fetch(endpoint)).rejects.toThrow();
  }, MINUTE);
});

function start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), join(EMULATOR, 'demo/main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), DEMO_LIBRARY: join(ROOT, 'src/index.ts'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function demo(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  const child = start(args, env);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) { stream.on('data', (chunk) => { output += chunk; }); }
  const [code] = await once(child, 'close');
  return { code, output };
}
