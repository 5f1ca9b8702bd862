import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeCapacityProvidersCommand } from '@aws-sdk/client-ecs';
import { Cdk } from './demo/cdk';
import { newFolder, removeFolders, rewritten } from './support/assembly';
import { pythonIsThere } from './support/available';
import { clientsOf } from './support/clients';
import { ACCOUNT, Emulator, REGION } from './support/emulator';
import { CACHE, EMULATOR } from './support/paths';
import { emulatorPython } from './support/python';

const MINUTE = 60_000;
const { PATH } = process.env;

(pythonIsThere() ? describe : describe.skip)('the emulator', () => {
  beforeAll(() => emulatorPython(CACHE), 5 * MINUTE);

  afterEach(() => { process.env.PATH = PATH; });

  afterAll(removeFolders);

  describe('what is in the way is told in a sentence', () => {
    test('a port that is taken', async () => {
      const [server, port] = await listener();
      try {
        await expect(Emulator.start({ port })).rejects.toThrow(`Port ${port} is taken: stop what listens there, or give another one.`);
      } finally {
        server.close();
      }
    }, MINUTE);

    test('no Python', async () => {
      process.env.PATH = '/nonexistent';
      await expect(Emulator.start()).rejects.toThrow('There is no python3, which the emulator runs on: install Python 3.11 or newer.');
    });

    test('a Python that is too old', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'python-'));
      writeFileSync(join(folder, 'python3'), '#!/bin/sh\necho 3.9.18\n');
      chmodSync(join(folder, 'python3'), 0o755);
      process.env.PATH = `${folder}:${PATH}`;
      await expect(Emulator.start()).rejects.toThrow('python3 is Python 3.9.18: the emulator needs Python 3.11 or newer.');
      rmSync(folder, { recursive: true });
    });

    test('a folder that cannot be written', async () => {
      await expect(Emulator.start({ cache: '/dev/null/cache' })).rejects.toThrow(
        '/dev/null/cache cannot be written: allow it, or name another folder in EMULATOR_CACHE.');
    });

    test('a log that cannot be written', async () => {
      await expect(Emulator.start({ log: '/dev/null/log' })).rejects.toThrow('The log /dev/null/log cannot be written.');
    });

    test('another moto than the extension was written for', async () => {
      const program = "from extension import patches as p\np.EXPECTED.append((p.parsing, 'nothing', []))\np.check()";
      const { stderr } = spawnSync(await emulatorPython(CACHE), ['-c', program], { cwd: EMULATOR, encoding: 'utf8', env: { PYTHONDONTWRITEBYTECODE: '1' } });
      expect(stderr).toContain('moto has no moto.cloudformation.parsing.nothing, which the extension changes or calls.');
    }, MINUTE);
  });

  test('an end half-way is told', async () => {
    const emulator = await Emulator.start();
    process.kill(emulator.pid, 'SIGKILL');
    await expect(emulator.broken).rejects.toThrow(`The emulator ended half-way (SIGKILL): its log is ${emulator.log}.`);
    await emulator.stop();
  }, MINUTE);

  test('it does not outlive the process that started it, however that ends', async () => {
    const program = `require(${JSON.stringify(join(EMULATOR, 'support/emulator.ts'))}).Emulator.start().then(({ endpoint }) => console.log(endpoint))`;
    const child = spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [endpoint] = await once(child.stdout, 'data');
    await expect(answers(String(endpoint).trim())).resolves.toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (let waited = 0; waited < 100 && await answers(String(endpoint).trim()); waited++) { await sleep(50); }
    await expect(answers(String(endpoint).trim())).resolves.toBe(false);
  }, MINUTE);

  describe('while it runs', () => {
    let emulator: Emulator;

    beforeAll(async () => { emulator = await Emulator.start(); }, MINUTE);

    afterAll(() => emulator?.stop());

    test('what moto breaks at is an answer, and no traceback', async () => {
      const { ecs } = clientsOf(emulator.endpoint);
      await expect(ecs.send(new DescribeCapacityProvidersCommand({}))).rejects.toMatchObject({
        message: expect.stringContaining('The emulator cannot do this: '), $metadata: { httpStatusCode: 400 },
      });
      expect(emulator.logged()).not.toContain('Traceback');
    });

    test('a wrong template fails the command line of the CDK with the reason', async () => {
      const folder = newFolder('cdk');
      const cdk = new Cdk({ ...emulator.environment, DEMO_LIBRARY: join(EMULATOR, '../../src/index.ts') }, folder);
      await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`);
      const assembly = await cdk.synth('first');
      const wrong = rewritten(assembly, (template) => template.replace('"NetworkMode": "awsvpc"', '"NetworkMode": "moon"'));
      await expect(cdk.deploy(wrong)).rejects.toThrow(
        /cdk deploy failed: [^]*\(AWS::ECS::TaskDefinition\): RegisterTaskDefinition.networkMode is 'moon', which is none of bridge[^]*All that it printed is in/);
    }, 2 * MINUTE);
  });
});

async function listener(): Promise<[Server, number]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, (server.address() as { port: number }).port];
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/data.json`).then(({ ok }) => ok, () => false);
}
