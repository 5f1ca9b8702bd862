import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from './children';
import { Complaint } from './complaint';
import { LOOPBACK, REFUSED } from './loopback';
import { CACHE, EMULATOR, openLog, writableFolder } from './paths';
import { emulatorPython } from './python';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const START_SECONDS = 60;
const STOP_MILLISECONDS = 5_000;
const GRACE_MILLISECONDS = 500;

let started = 0;

export interface EmulatorOptions {
  /** @default - a free one */
  readonly port?: number;
  /** What the emulator prints is written here. @default - a file in the cache */
  readonly log?: string;
  /** @default - node_modules/.cache/emulator */
  readonly cache?: string;
}

/** An AWS account on this machine: moto with the extension, in a process of its own that ends with this one. */
export class Emulator {
  public static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const cache = options.cache ?? CACHE;
    const python = await emulatorPython(cache);
    const log = options.log ?? join(writableFolder(join(cache, 'logs')), `emulator-${process.pid}-${++started}.log`);
    const child = spawnServer(python, options.port ?? 0, log, cache);
    return new Emulator(await endpointOf(child, log), log, child);
  }

  /** Fails when the emulator ends before it is told to. */
  public readonly broken: Promise<never>;

  private stopping = false;

  private constructor(readonly endpoint: string, readonly log: string, private readonly child: ChildProcess) {
    this.broken = new Promise((_, reject) => {
      const tell = () => {
        const how = child.signalCode ?? `exit code ${child.exitCode}`;
        if (!this.stopping) { reject(new Complaint(`The emulator ended half-way (${how}): run it again. Its log is ${log}.`)); }
      };
      if (hasEnded(child)) { tell(); } else { child.once('exit', tell); }
    });
    // Whoever is interested waits for it; nobody else needs to hear of it.
    this.broken.catch(() => {});
  }

  public get pid(): number {
    return this.child.pid!;
  }

  /** What a program needs to find the emulator, and nothing else of AWS. */
  public get environment(): { [name: string]: string } {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_SESSION_TOKEN: 'testing',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      CDK_DISABLE_VERSION_CHECK: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
      CI: 'true',
      NODE_NO_WARNINGS: '1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  }

  /** Empties the account. */
  public async reset(): Promise<void> {
    await fetch(`${this.endpoint}/moto-api/reset`, { method: 'POST' });
  }

  /** What the emulator has printed and should not have: that it broke somewhere, or that it would have reached out. */
  public faults(): string[] {
    return readFileSync(this.log, 'utf8').split('\n').filter((line) => line.startsWith('Traceback') || line.startsWith(REFUSED));
  }

  /** Waits for what needs the emulator. If the emulator ends in the meantime, it is that what fails. */
  public async during<T>(action: Promise<T>): Promise<T> {
    return Promise.race([this.broken, action.catch(async (error) => {
      // A refused connection is noticed before the end of a process.
      await Promise.race([this.broken, sleep(GRACE_MILLISECONDS)]);
      throw error;
    })]);
  }

  public async stop(): Promise<void> {
    this.stopping = true;
    await stopped(this.child);
  }
}

/** Where the emulator answers, once it does. */
async function endpointOf(child: ChildProcess, log: string): Promise<string> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline && !hasEnded(child)) {
    const endpoint = /listening on (http:\S+),/.exec(readFileSync(log, 'utf8'))?.[1];
    if (endpoint && await answers(endpoint)) { return endpoint; }
    await sleep(50);
  }
  const lastWords = hasEnded(child) && readFileSync(log, 'utf8').trim().split('\n').pop();
  await stopped(child);
  throw new Complaint(lastWords || `The emulator did not start within ${START_SECONDS} seconds: run it again. Its log is ${log}.`);
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) { return; }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function spawnServer(python: string, port: number, log: string, cache: string): ChildProcess {
  const file = openLog(log);
  const { PATH, EMULATOR_DEBUG } = process.env;
  const env = { ...LOOPBACK, PATH, PYTHONPYCACHEPREFIX: join(cache, 'pycache'), PYTHONUNBUFFERED: '1', EMULATOR_DEBUG };
  const child = start({ program: python, args: ['-m', 'extension', '--port', String(port)], cwd: EMULATOR, env }, file);
  closeSync(file);
  return child;
}
