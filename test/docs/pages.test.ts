import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { links, pages, ROOT, snippets } from '../support/markdown';

const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');

/** Each snippet as a module of its own, by the page and line that it stands on. */
function modules(): Map<string, string> {
  const all = pages().flatMap((page) => snippets(page).map(({ code, line, standalone }) => ({
    name: join(ROOT, `${page.path}.${line}.ts`),
    text: standalone ? code : inFixture(code),
  })));
  return new Map(all.map(({ name, text }) => [name, text]));
}

/** As jsii-rosetta does it: declarations come before the class, the rest into its constructor. */
function inFixture(code: string): string {
  const lines = code.split('\n');
  const declarations = lines.filter((line) => line.startsWith('declare ')).join('\n');
  const body = lines.filter((line) => !line.startsWith('declare ')).join('\n');
  return FIXTURE.replace('class Fixture', () => `${declarations}\nclass Fixture`).replace('/// here', () => body);
}

function problems(files: Map<string, string>): string[] {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
    types: ['node'],
    paths: { 'cdk-stevedore': [join(ROOT, 'src')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  return ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

test('the snippets of README and docs compile', () => {
  const files = modules();
  expect(files.size).toBeGreaterThan(10);
  expect(problems(files)).toEqual([]);
}, 120_000);

test('a snippet that does not compile is found', () => {
  const name = join(ROOT, 'wrong.ts');
  expect(problems(new Map([[name, inFixture("new ContainerService(this, 'Web', { imag: 1 });")]]))).not.toEqual([]);
}, 120_000);

test.each(pages().map((page) => [page.path, page] as const))('the links of %s lead somewhere', (_, page) => {
  expect(links(page).filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});
