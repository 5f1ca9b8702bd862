import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * What a reviewed file says. With the environment variable set to 1 it is written anew first: the review then looks at what changed of it.
 */
export function committed(file: string, text: string, variable: string): string {
  if (process.env[variable] === '1') { writeFileSync(file, text); }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
