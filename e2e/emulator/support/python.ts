import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Complaint } from './complaint';
import { EMULATOR, writableFolder } from './paths';

const MINIMUM = [3, 11];
const NEEDED = `Python ${MINIMUM.join('.')} or newer`;
const REQUIREMENTS = join(EMULATOR, 'requirements.txt');

/**
 * The Python that the emulator runs on, in a virtual environment of its own: made when it is first asked for, and again when `requirements.txt`
 * or the interpreter changes. Two processes that ask at the same time make it once.
 */
export async function emulatorPython(cache: string): Promise<string> {
  const interpreter = await checkedVersion();
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(interpreter).digest('hex').slice(0, 16);
  const folder = join(writableFolder(cache), `venv-${hash}`);
  const python = join(folder, 'bin', 'python');
  await locked(`${folder}.lock`, async () => {
    if (existsSync(join(folder, '.complete'))) { return; }
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder], (output) => `python3 -m venv failed: ${lastLine(output)}. Install the venv module of Python.`);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '--no-compile', '--disable-pip-version-check', '--requirement', REQUIREMENTS],
      (output) => `pip could not install e2e/emulator/requirements.txt: ${lastLine(output)}. It needs the package registry once.`);
    writeFileSync(join(folder, '.complete'), '');
  });
  return python;
}

/** The version of python3, if it is new enough. */
async function checkedVersion(): Promise<string> {
  const missing = `There is no python3, which the emulator runs on: install ${NEEDED}.`;
  const version = (await run('python3', ['-c', 'import platform; print(platform.python_version())'], () => missing)).trim();
  const [major, minor] = version.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Complaint(`python3 is Python ${version}: the emulator needs ${NEEDED}.`);
  }
  return version;
}

function run(command: string, args: string[], complaint: (output: string) => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) { stream.on('data', (chunk) => { output += chunk; }); }
    child.on('error', () => reject(new Complaint(complaint(output))));
    child.on('close', (code) => code === 0 ? resolve(output) : reject(new Complaint(complaint(output))));
  });
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop()!.replace(/\.$/, '');
}

/** Does something while no other process does it. A lock whose owner is gone does not count. */
async function locked(lock: string, action: () => Promise<void>): Promise<void> {
  while (!taken(lock)) { await sleep(200); }
  try {
    await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') { throw new Complaint(`${lock} cannot be written: ${(error as Error).message}`); }
    if (!ownerLives(lock)) { rmSync(lock, { force: true }); }
    return false;
  }
}

function ownerLives(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    // Between making the file and writing into it there is a moment.
    if (owner === 0) { return Date.now() - statSync(lock).mtimeMs < 5_000; }
    process.kill(owner, 0);
    return true;
  } catch {
    return false;
  }
}
