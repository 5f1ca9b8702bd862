import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/markdown';

/** The rows of the table below a heading of docs/compliance.md, without its head, and without the marks of code. */
export function tableOf(heading: string): string[][] {
  const page = readFileSync(join(ROOT, 'docs/compliance.md'), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('|')).slice(2)
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replace(/`/g, '')));
}
