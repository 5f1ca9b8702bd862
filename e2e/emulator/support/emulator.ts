import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Complaint } from './complaint';
import { CACHE, EMULATOR, writableFolder } from './paths';
import { emulatorPython } from './python';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const START_SECONDS = 60;
const STOP_MILLISECONDS = 5_000;
const ATTEMPTS = 3;

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
    for (let attempt = 1; ; attempt++) {
      const port = options.port ?? await freePort();
      const log = options.log ?? join(writableFolder(join(cache, 'logs')), `emulator-${port}.log`);
      const emulator = new Emulator(port, log, spawnServer(python, port, log, cache));
      if (await emulator.isReady()) { return emulator; }
      // Somebody else may have taken a port that was free a moment ago.
      if (options.port !== undefined || attempt === ATTEMPTS) { throw new Complaint(emulator.lastWords()); }
    }
  }

  public readonly endpoint: string;

  /** Fails when the emulator ends before it is told to. */
  public readonly broken: Promise<never>;

  private stopping = false;

  private constructor(readonly port: number, readonly log: string, private readonly child: ChildProcess) {
    this.endpoint = `http://127.0.0.1:${port}`;
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    this.broken = new Promise((_, reject) => child.once('exit', (code, signal) => {
      process.removeListener('exit', kill);
      if (!this.stopping) { reject(new Complaint(`The emulator ended half-way (${signal ?? `exit code ${code}`}): its log is ${log}.`)); }
    }));
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

  /** All that the emulator has printed so far. */
  public logged(): string {
    return readFileSync(this.log, 'utf8');
  }

  public async stop(): Promise<void> {
    this.stopping = true;
    if (this.ended) { return; }
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MILLISECONDS);
    await ended;
    clearTimeout(timer);
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async isReady(): Promise<boolean> {
    for (let waited = 0; waited < START_SECONDS * 1000 && !this.ended; waited += 50) {
      // Another program may answer at this port: only the emulator writes into the log.
      if (this.logged().includes(`listening on ${this.endpoint}`) && await this.answers()) { return true; }
      await sleep(50);
    }
    await this.stop();
    return false;
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);
  }

  private lastWords(): string {
    const printed = this.logged().trim().split('\n').pop();
    return printed || `The emulator did not start within ${START_SECONDS} seconds: its log is ${this.log}.`;
  }
}

/** In a process group of its own: Ctrl-C reaches the caller first. It ends as soon as its input does, however the caller came to an end. */
function spawnServer(python: string, port: number, log: string, cache: string): ChildProcess {
  const file = openLog(log);
  const child = spawn(python, ['-m', 'extension', '--port', String(port), '--until-input-ends'], {
    cwd: EMULATOR,
    env: { PATH: process.env.PATH, PYTHONPYCACHEPREFIX: join(cache, 'pycache'), PYTHONUNBUFFERED: '1', EMULATOR_DEBUG: process.env.EMULATOR_DEBUG },
    stdio: ['pipe', file, file],
    detached: true,
  });
  closeSync(file);
  return child;
}

function openLog(log: string): number {
  try {
    return openSync(log, 'w');
  } catch {
    throw new Complaint(`The log ${log} cannot be written.`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
