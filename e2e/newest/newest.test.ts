import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyOf, pinnedVersions, setVersions } from './copy';
import { versionsOnNpm } from './versions';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'newest-test-')); });
afterEach(() => rmSync(folder, { recursive: true }));

describe('the versions on npm', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(url === '/constructs' ? packageOf('constructs', ['10.9.0', '10.10.0', '11.0.0']) : packageOf('aws-cdk-lib', ['2.300.0', '2.301.0'])));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env.npm_config_registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => { process.env.npm_config_cache = join(folder, 'cache'); });
  afterAll(() => { server.close(); });

  test('the newest, with the newest constructs that it accepts', async () => {
    await expect(versionsOnNpm(undefined, '2.263.0')).resolves.toEqual({ cdk: '2.301.0', constructs: '10.10.0' });
  });

  test('one that is asked for', async () => {
    await expect(versionsOnNpm('2.300.0', '2.263.0')).resolves.toEqual({ cdk: '2.300.0', constructs: '10.10.0' });
  });

  test.each([
    ['9.9.9', 'npm has no aws-cdk-lib@9.9.9: "npm view aws-cdk-lib versions" lists those that it has.'],
    ['newest', 'newest is no version of aws-cdk-lib: give one such as 2.263.0, or none for the newest.'],
    ['2.99.0', 'aws-cdk-lib 2.99.0 is older than 2.263.0, which the library needs: give a newer one.'],
  ])('%s is refused', async (version, sentence) => {
    await expect(versionsOnNpm(version, '2.263.0')).rejects.toThrow(sentence);
  });

  test('no network', async () => {
    server.close();
    await expect(versionsOnNpm(undefined, '2.263.0')).rejects.toThrow('npm could not be asked for aws-cdk-lib (ECONNREFUSED): connect to the network, and try again.');
  }, 30_000);
});

describe('the copy', () => {
  test('has what git tracks, and what it would take up', () => {
    write({ '.gitignore': 'lib\nnode_modules/\n', 'src/a.ts': 'tracked', 'src/gone.ts': '', 'lib/a.js': 'ignored' });
    for (const args of [['init', '-q'], ['add', '.']]) { execFileSync('git', args, { cwd: folder }); }
    write({ 'src/a.ts': 'changed', 'src/b.ts': 'new' });
    rmSync(join(folder, 'src/gone.ts'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const copy = copyOf(folder);
    const copied = readdirSync(copy, { recursive: true }).sort();
    const text = readFileSync(join(copy, 'src/a.ts'), 'utf8');
    rmSync(copy, { recursive: true });
    expect(copied).toEqual(['.gitignore', 'src', 'src/a.ts', 'src/b.ts']);
    expect(text).toBe('changed');
  });

  test('is made of a git checkout only', () => {
    expect(() => copyOf(folder)).toThrow(`${folder} is no git checkout, or there is no git: run this in a clone of the repository.`);
  });
});

test('npm resolves anew what goes with aws-cdk-lib, and nothing else', () => {
  const files = ['package.json', 'package-lock.json'];
  for (const file of files) { cpSync(join(ROOT, file), join(folder, file)); }
  const [before, lockBefore] = files.map(json);
  setVersions(folder, { cdk: '2.301.0', constructs: '10.10.0' });
  const [after, lockAfter] = files.map(json);
  expect(pinnedVersions(folder)).toEqual({ cdk: '2.301.0', constructs: '10.10.0' });
  expect(after.peerDependencies).toEqual({ 'aws-cdk-lib': '^2.301.0', 'constructs': '^10.10.0' });
  expect(Object.keys(after.overrides)).toEqual(Object.keys(before.overrides).filter((name) => !name.startsWith('@aws-cdk/')));
  const dropped = Object.keys(lockBefore.packages).filter((path) => !(path in lockAfter.packages));
  expect([...new Set(dropped.map((path) => path.split('/node_modules/')[0]))]).toEqual([
    'node_modules/@aws-cdk/asset-awscli-v1', 'node_modules/@aws-cdk/asset-node-proxy-agent-v6', 'node_modules/@aws-cdk/cloud-assembly-schema',
    'node_modules/aws-cdk-lib', 'node_modules/constructs',
  ]);
});

describe('the program', () => {
  test('Ctrl-C, and once more: the copy is gone', async () => {
    const { child, output } = program([], 'echo installing; sleep 60');
    while (!output().includes('installing')) { await once(child.stdout!, 'data'); }
    expect(copies()).toHaveLength(1);
    child.kill('SIGINT');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(copies()).toEqual([]);
  }, 60_000);

  test('a step that fails', async () => {
    const { child, output } = program([], 'echo no space left; exit 1');
    const [code] = await once(child, 'close');
    expect(output()).toMatch(/no space left\n+With aws-cdk-lib 2\.301\.0 and constructs 10\.10\.0: npm install failed\.\n$/);
    expect(code).toBe(1);
    expect(copies()).toEqual([]);
  }, 60_000);

  test('an option that it does not have', async () => {
    const { child, output } = program(['--fast'], 'exit 1');
    const [code] = await once(child, 'close');
    expect(output()).toContain("Unknown option '--fast'");
    expect(output()).toContain('It is: npm run test:newest');
    expect(code).toBe(1);
  }, 60_000);
});

/** Runs the program with an npm that knows one version, and installs as it is told. */
function program(args: string[], install: string): { child: ReturnType<typeof spawn>; output: () => string } {
  const answers = '{ "version": "2.301.0", "peerDependencies.constructs": "^10.5.0" }';
  write({ 'bin/npm': `#!/bin/sh\ncase "$1 $2" in\n'view aws-cdk-lib') echo '${answers}' ;;\nview*) echo '"10.10.0"' ;;\n*) ${install} ;;\nesac\n` });
  chmodSync(join(folder, 'bin/npm'), 0o755);
  mkdirSync(join(folder, 'tmp'));
  const child = spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), join(__dirname, 'main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json'), TMPDIR: join(folder, 'tmp'), PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) { stream.on('data', (chunk) => { printed += chunk; }); }
  return { child, output: () => printed };
}

/** The copies that the program has made and not removed. */
function copies(): string[] {
  return readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('cdk-stevedore-newest-'));
}

function packageOf(name: string, versions: string[]): unknown {
  return {
    name,
    'dist-tags': { latest: versions[versions.length - 1] },
    'versions': Object.fromEntries(versions.map((version) => [version, { name, version, peerDependencies: { constructs: '^10.5.0' }, dist: {} }])),
  };
}

function write(files: { [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function json(file: string): { [field: string]: { [key: string]: unknown } } {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as { [field: string]: { [key: string]: unknown } };
}
