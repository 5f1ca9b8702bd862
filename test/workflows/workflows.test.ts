import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/markdown';

const FOLDER = join(ROOT, '.github/workflows');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))].sort();

/** The jobs of a workflow with what each says. */
function jobsOf(name: string): { [job: string]: string } {
  const [, ...parts] = read(name).split(/^jobs:$/m)[1].split(/^ {2}(?=\w)/m);
  return Object.fromEntries(parts.map((part) => [part.split(':')[0], part]));
}

test('these are the workflows', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(['build.yml', 'nightly.yml', 'release.yml']);
});

test('a pull request is built and tested with every language', () => {
  expect(read('build.yml')).toMatch(/^on:\n {2}pull_request:/m);
  expect(jobsOf('build.yml').build).toMatch(/setup-node@[^]*npm ci[^]*setup-python@[^]*setup-java@[^]*setup-go@[^]*npx projen build\n/);
});

test('the newest aws-cdk-lib is tried every night', () => {
  expect(read('nightly.yml')).toMatch(/^on:\n {2}schedule:\n {4}- cron: \S+ \S+ \* \* \*\n {2}workflow_dispatch:/m);
  expect(jobsOf('nightly.yml').newest).toMatch(/npm ci\n[^]*npm run test:newest\n/);
});

test('a release is asked for, and goes to every package manager', () => {
  expect(read('release.yml')).toMatch(/^on:\n {2}workflow_dispatch:[^]*^concurrency:/m);
  expect(read('release.yml')).not.toMatch(/^ {2}(push|schedule|pull_request):/m);
  const targets = ['github', 'golang', 'maven', 'npm', 'nuget', 'pypi'].map((target) => `release_${target}`);
  expect(Object.keys(jobsOf('release.yml')).sort()).toEqual(['release', ...targets]);
});

test('what a job may write', () => {
  const jobs = ['build.yml', 'nightly.yml', 'release.yml'].flatMap((name) => Object.entries(jobsOf(name)));
  const rights = jobs.map(([job, text]) => [job, all(text, /^ {6}([\w-]+): write$/gm)] as const).filter(([, written]) => written.length > 0);
  expect(Object.fromEntries(rights)).toEqual({
    release_github: ['contents'], release_npm: ['id-token'], release_nuget: ['id-token'], release_pypi: ['id-token'],
  });
  expect(jobs.filter(([, text]) => !/^ {4}permissions:$/m.test(text))).toEqual([]);
});

test('what is published with a secret, and what with the identity of the workflow', () => {
  const text = ['build.yml', 'nightly.yml', 'release.yml'].map(read).join('\n');
  expect(all(text, /secrets\.(\w+)/g)).toEqual([
    'GITHUB_TOKEN', 'GO_GITHUB_DEPLOY_KEY', 'MAVEN_GPG_PRIVATE_KEY', 'MAVEN_GPG_PRIVATE_KEY_PASSPHRASE', 'MAVEN_PASSWORD', 'MAVEN_USERNAME', 'NUGET_USERNAME',
  ]);
  expect(all(text, /(\w+_TRUSTED_PUBLISHER): "true"/g)).toEqual(['NPM_TRUSTED_PUBLISHER', 'NUGET_TRUSTED_PUBLISHER', 'PYPI_TRUSTED_PUBLISHER']);
  expect(text).not.toMatch(/NPM_REGISTRY|publib@latest/);
});
