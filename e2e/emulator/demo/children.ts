import { ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { Complaint } from '../support/complaint';

/** What runs for the demo, each in a process group of its own: Ctrl-C reaches the demo, and the demo ends them. */
const running = new Set<ChildProcess>();

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of it: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
}

export function start({ program, args, cwd, env }: Command): ChildProcess {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Runs to the end. What is printed goes into the log as well; with a failure its last lines are told. */
export function run(command: Command, name: string, log: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(command);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
        appendFileSync(log, chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => code === 0 ? resolve(output) : reject(new Complaint(`${name} failed: ${reasonIn(output)}\nAll that it printed is in ${log}.`)));
  });
}

/** Ends them at once, with what they have started. */
export function endAll(): void {
  for (const child of running) { end(child, 'SIGKILL'); }
}

export function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || !running.has(child)) { return; }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const telling = lines.filter((line) => /error|failed|refused|does not|cannot/i.test(line) && !/^at /.test(line));
  return [...new Set(telling.length > 0 ? telling.slice(-3) : lines.slice(-3))].join('\n');
}
