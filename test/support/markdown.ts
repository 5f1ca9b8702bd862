import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

export interface Page {
  /** The path below the root. */
  readonly path: string;
  readonly text: string;
}

/** The README and all pages of docs. */
export function pages(): Page[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', ...docs.map((file) => join('docs', file))].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The TypeScript of a page, with the line where each block begins. */
export function snippets(page: Page): { code: string; line: number; standalone: boolean }[] {
  return [...page.text.matchAll(/^```ts( nofixture)?\n([\s\S]*?)^```/gm)].map((match) => ({
    code: match[2],
    line: page.text.slice(0, match.index).split('\n').length,
    standalone: match[1] !== undefined,
  }));
}

/** The relative links of a page, as paths below the root. */
export function links(page: Page): string[] {
  return [...page.text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => relative(ROOT, resolve(ROOT, dirname(page.path), match[1])));
}
