import { accessSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Complaint } from './complaint';

/** The folder of the emulator: the extension, what it requires, and what it only echoes. */
export const EMULATOR = join(__dirname, '..');

const ROOT = join(EMULATOR, '../..');

/** What can be deleted at any time: the virtual environment, logs and assemblies. */
export const CACHE = resolve(process.env.EMULATOR_CACHE || join(ROOT, 'node_modules/.cache/emulator'));

/** The library as its users have it: the one that lies here, compiled. The tests name its source in DEMO_LIBRARY. */
export function compiledLibrary(): string {
  if (process.env.DEMO_LIBRARY) { return process.env.DEMO_LIBRARY; }
  if (!existsSync(join(ROOT, 'lib/index.js'))) { throw new Complaint('The library is not compiled: npm run compile.'); }
  return ROOT;
}

/** A folder that can be written to, made if it is not there. */
export function writableFolder(path: string): string {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    accessSync(path, constants.X_OK);
    return path;
  } catch (error) {
    throw new Complaint(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}): allow it, or name another folder in EMULATOR_CACHE.`);
  }
}

/** A file to write into, made empty. */
export function openLog(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new Complaint(`The log ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** A folder and those above it. `recursive` of mkdirSync never ends where the one above is there and takes no folders, as in /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path)) { return; }
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!existsSync(path)) { throw error; }
  }
}
