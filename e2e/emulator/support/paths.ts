import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint';

/** The folder of the emulator: the extension, what it requires, and what it only echoes. */
export const EMULATOR = join(__dirname, '..');

/** What can be deleted at any time: the virtual environment, logs and assemblies. */
export const CACHE = process.env.EMULATOR_CACHE ?? join(EMULATOR, '../../node_modules/.cache/emulator');

/** A folder that can be written to, made if it is not there. */
export function writableFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return path;
  } catch {
    throw new Complaint(`${path} cannot be written: allow it, or name another folder in EMULATOR_CACHE.`);
  }
}
