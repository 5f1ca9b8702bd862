import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Complaint } from './complaint';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** All of it: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
}

/** What was started and has not ended. */
const running = new Set<ChildProcess>();

process.once('exit', kill);

/**
 * Becomes the program, in a process group of its own: Ctrl-C reaches us first. A reader is left behind whose pipe we hold: when we end, however
 * that is, the pipe does, and the reader kills the group.
 */
const TIED = '(read -r _ <&3; kill -s KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-';

/** Starts a program that ends with this process. What it prints goes into a file if one is given, and is to be read else. */
export function start({ program, args, cwd, env }: Command, file?: number): ChildProcess {
  const output = file ?? 'pipe';
  const child = spawn('/bin/sh', ['-c', TIED, 'sh', program, ...args], { cwd, env, stdio: ['ignore', output, output, 'pipe'], detached: true });
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => {
    running.delete(child);
    child.stdio[3]!.destroy();
  });
  return child;
}

/** What is told of a program that failed: of what it printed, and of its exit code or the signal that ended it. */
export type Telling = (output: string, how: string) => string;

/** Runs a program to its end, and gives what it printed. */
export function run(command: Command, complaint: Telling, printed: (chunk: Buffer) => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(command);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
        printed(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => code === 0 ? resolve(output) : reject(new Complaint(complaint(output, signal ?? `exit code ${code}`))));
  });
}

/** Ends all that was started, with what it has started itself. */
export async function endAll(): Promise<void> {
  const ended = [...running].map((child) => once(child, 'exit'));
  kill();
  await Promise.all(ended);
}

function kill(): void {
  for (const child of running) { end(child); }
}

/** Ends a program at once, with what it has started. */
export function end(child: ChildProcess): void {
  if (child.pid === undefined || !running.has(child)) { return; }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
