import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, writableFolder } from './paths';

/** What CloudFormation is given, as far as it is read here. */
export interface Template {
  readonly Resources: { readonly [id: string]: TemplateResource };
  readonly Parameters?: { readonly [id: string]: { readonly Default?: string } };
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
  readonly DeletionPolicy?: string;
}

const ENDING = '.template.json';

const folders: string[] = [];

export function newFolder(prefix: string): string {
  const folder = mkdtempSync(join(writableFolder(join(CACHE, 'assemblies')), `${prefix}-`));
  folders.push(folder);
  return folder;
}

/** Removes the folders that were made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) { rmSync(folder, { recursive: true, force: true }); }
}

/** The templates of an assembly, by the names of the stacks. */
export function templatesOf(assembly: string): { [stack: string]: Template } {
  const files = readdirSync(assembly).filter((file) => file.endsWith(ENDING));
  return Object.fromEntries(files.map((file) => [file.slice(0, -ENDING.length), JSON.parse(readFileSync(join(assembly, file), 'utf8')) as Template]));
}

/**
 * A copy of an assembly with other templates. A template is uploaded under its hash, which stands in the manifests: it changes with it.
 */
export function rewritten(assembly: string, change: (template: string) => string): string {
  const copy = newFolder('rewritten');
  cpSync(assembly, copy, { recursive: true });
  for (const stack of Object.keys(templatesOf(copy))) {
    const file = join(copy, stack + ENDING);
    const [before, after] = [readFileSync(file, 'utf8')].flatMap((text) => [text, change(text)]);
    if (before === after) { continue; }
    writeFileSync(file, after);
    const manifests = [join(copy, 'manifest.json'), join(copy, `${stack}.assets.json`)];
    const former = formerHash(manifests[1], stack + ENDING);
    for (const manifest of manifests) { writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(former, hashOf(after))); }
  }
  return copy;
}

function formerHash(assets: string, template: string): string {
  const { files } = JSON.parse(readFileSync(assets, 'utf8')) as { files: { [hash: string]: { source: { path: string } } } };
  const found = Object.entries(files).find(([, { source }]) => source.path === template);
  if (!found) { throw new Error(`${assets} does not list ${template}`); }
  return found[0].slice(0, 64);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
