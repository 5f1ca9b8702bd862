import { constants } from 'node:os';
import { endAll } from './children';
import { Complaint } from './complaint';

export interface Ending {
  /** Takes away what was written for this run only. */
  readonly tidy: () => void;
  /** What is printed after Ctrl-C. */
  readonly stopped: string;
}

/** Runs a command: what goes wrong is told in a sentence, the exit code says so, and nothing that was started goes on. */
export function runCommand(main: () => Promise<void>, { tidy, stopped }: Ending): void {
  let interrupted = false;
  const finish = async (code: number, farewell: string) => {
    await endAll();
    tidy();
    process.stderr.write(farewell);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const code = 128 + constants.signals[signal];
      if (interrupted) { process.exit(code); }
      interrupted = true;
      void finish(code, `\n${stopped}\n`);
    });
  }
  // Whoever read what is printed has gone.
  process.stdout.on('error', () => void finish(1, ''));
  process.stderr.on('error', () => {});
  main().then(() => finish(0, ''), (error: unknown) => {
    if (interrupted) { return; }
    void finish(1, `\n${error instanceof Complaint ? error.message : (error as Error).stack}\n`);
  });
}
