import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { Cdk } from './demo/cdk';
import { newFolder, removeFolders, rewritten } from './support/assembly';
import { pythonIsThere } from './support/available';
import { run } from './support/children';
import { clientsOf } from './support/clients';
import { ACCOUNT, Emulator, REGION } from './support/emulator';
import { LOOPBACK } from './support/loopback';
import { CACHE, EMULATOR } from './support/paths';
import { emulatorPython } from './support/python';

const MINUTE = 60_000;
const { PATH } = process.env;
/** The library, not compiled. */
const SOURCE = join(EMULATOR, '../../src/index.ts');

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
        '/dev/null/cache cannot be written (ENOTDIR): allow it, or name another folder in EMULATOR_CACHE.');
    });

    test('a log that cannot be written', async () => {
      await expect(Emulator.start({ log: '/dev/null/log' })).rejects.toThrow('The log /dev/null/log cannot be written (ENOTDIR).');
    });

    test('another moto than the extension was written for', async () => {
      const program = "from extension import patches as p\np.EXPECTED.append((p.parsing, 'nothing', []))\np.check()";
      const { stderr } = spawnSync(await emulatorPython(CACHE), ['-c', program], { cwd: EMULATOR, encoding: 'utf8', env: { PYTHONDONTWRITEBYTECODE: '1' } });
      expect(stderr).toContain('moto has no moto.cloudformation.parsing.nothing, which the extension changes or calls.');
    }, MINUTE);
  });

  describe('a program that is started', () => {
    const node = (program: string, env: NodeJS.ProcessEnv = {}) => run({ program: process.execPath, args: ['-e', program], env }, (output, how) => `${how}: ${output}`);

    test('is quoted when it fails', async () => {
      await expect(node('console.error("no luck"); process.exit(3)')).rejects.toThrow(/^exit code 3: no luck\n$/);
      await expect(node('process.kill(process.pid, "SIGKILL")')).rejects.toThrow(/^SIGKILL: $/);
    });

    test('ends with the one that started it, with all that it has started itself', async () => {
      const program = 'require("node:child_process").spawn("sleep", ["20"], { stdio: "inherit" }); setTimeout(() => {}, 20_000)';
      const starter = `
        const { start } = require(${JSON.stringify(join(EMULATOR, 'support/children.ts'))});
        start({ program: process.execPath, args: ['-e', ${JSON.stringify(program)}], env: process.env }, 1);
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500);`;
      const child = spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), '-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] });
      // All of them hold the other end of its output: that closes with the last one.
      const [, signal] = await once(child, 'close');
      expect(signal).toBe('SIGKILL');
    }, 15_000);

    test('reaches this machine only', async () => {
      await expect(node('fetch("http://192.0.2.1/").catch((error) => { throw error.cause; })', LOOPBACK)).rejects.toThrow(
        /REFUSED: a connection to 192\.0\.2\.1\n[^]*Error: 192\.0\.2\.1 is not this machine/);
      const program = 'import urllib.request; urllib.request.urlopen("http://192.0.2.1/")';
      await expect(run({ program: await emulatorPython(CACHE), args: ['-c', program], env: LOOPBACK }, (output) => output)).rejects.toThrow(
        /REFUSED: a connection to 192\.0\.2\.1\n[^]*192\.0\.2\.1 is not this machine/);
    });
  });

  test('an end half-way is told', async () => {
    const emulator = await Emulator.start();
    process.kill(emulator.pid, 'SIGKILL');
    await expect(emulator.broken).rejects.toThrow(`The emulator ended half-way (SIGKILL): run it again. Its log is ${emulator.log}.`);
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
      await expect(ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'a:b:c' }))).rejects.toMatchObject({
        message: expect.stringContaining('The emulator cannot do this: '), $metadata: { httpStatusCode: 400 },
      });
      expect(emulator.faults()).toEqual([]);
    });

    test('a library that reaches out fails the command line of the CDK', async () => {
      const folder = newFolder('cdk');
      const library = join(folder, 'library.cjs');
      writeFileSync(library, `require('node:net').connect(80, '192.0.2.1').on('error', () => {});\nmodule.exports = require(${JSON.stringify(SOURCE)});\n`);
      await expect(new Cdk(emulator.environment, folder, library).synth('first')).rejects.toThrow(
        /^cdk synth wanted to leave this machine\. REFUSED: a connection to 192\.0\.2\.1\. All that it printed is in/);
    }, MINUTE);

    test('a wrong template fails the command line of the CDK with the reason', async () => {
      const folder = newFolder('cdk');
      const cdk = new Cdk(emulator.environment, folder, SOURCE);
      await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`);
      const assembly = await cdk.synth('first');
      const wrong = rewritten(assembly, (template) => template.replace('"NetworkMode": "awsvpc"', '"NetworkMode": "moon"'));
      await expect(cdk.deploy(wrong)).rejects.toThrow(
        /cdk deploy failed: [^]*\(AWS::ECS::TaskDefinition\): RegisterTaskDefinition.networkMode is 'moon', which is none of bridge[^]*All that it printed is in/);
    }, 2 * MINUTE);

    test('it sends nothing to another machine', async () => {
      const sns = async (parameters: { [name: string]: string }) => {
        const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=testing/20250101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0' };
        return (await fetch(emulator.endpoint, { method: 'POST', headers, body: new URLSearchParams(parameters) })).text();
      };
      const topic = { TopicArn: /<TopicArn>(.*)<\/TopicArn>/.exec(await sns({ Action: 'CreateTopic', Name: 'news' }))![1] };
      await sns({ Action: 'Subscribe', ...topic, Protocol: 'http', Endpoint: 'http://192.0.2.1/' });
      await sns({ Action: 'Publish', ...topic, Message: 'hello' });
      expect(emulator.faults()).toEqual(expect.arrayContaining(['REFUSED: a connection to 192.0.2.1']));
    }, MINUTE);
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
