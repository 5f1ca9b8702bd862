import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children';
import { Complaint } from './complaint';
import { EMULATOR, writableFolder } from './paths';

const MINIMUM = [3, 11];
const NEEDED = `Python ${MINIMUM.join('.')} or newer`;
const REQUIREMENTS = join(EMULATOR, 'requirements.txt');

/**
 * The Python that the emulator runs on, in a virtual environment of its own: made when it is first asked for, and again when `requirements.txt`
 * or the interpreter changes.
 */
export async function emulatorPython(cache: string): Promise<string> {
  const interpreter = await checkedVersion();
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(interpreter).digest('hex').slice(0, 16);
  const folder = join(writableFolder(cache), `venv-${hash}`);
  if (!existsSync(join(folder, '.complete'))) { await python3([join(EMULATOR, 'support/install.py'), folder, REQUIREMENTS], lastLine); }
  return join(folder, 'bin', 'python');
}

/** The version of python3, if it is new enough. */
async function checkedVersion(): Promise<string> {
  const missing = (output: string) => /not found/.test(output)
    ? `There is no python3, which the emulator runs on: install ${NEEDED}.`
    : `python3 does not run (${lastLine(output)}): the emulator needs ${NEEDED}.`;
  const version = (await python3(['-c', 'import platform; print(platform.python_version())'], missing)).trim();
  const [major, minor] = version.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Complaint(`python3 is Python ${version}: the emulator needs ${NEEDED}.`);
  }
  return version;
}

function python3(args: string[], complaint: (output: string) => string): Promise<string> {
  return run({ program: 'python3', args, env: process.env }, complaint);
}

function lastLine(output: string): string {
  return output.trim().split('\n').pop()!;
}
