import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Versions } from './versions';
import { Complaint } from '../emulator/support/complaint';

/** What package.json and package-lock.json say, as far as it is changed here. */
interface PackageFile {
  readonly devDependencies: { [name: string]: string };
  readonly peerDependencies: { [name: string]: string };
  readonly overrides: { [name: string]: string };
}

interface LockFile {
  readonly packages: { [path: string]: unknown };
}

/** What npm must resolve anew for another aws-cdk-lib. All else stays as it is locked. */
const RESOLVED_ANEW = /^node_modules\/(aws-cdk-lib|constructs|@aws-cdk\/(cloud-assembly-schema|asset-[^/]+))(\/|$)/;

/** The versions that the checkout is developed with. */
export function pinnedVersions(checkout: string): Versions {
  const { devDependencies } = read<PackageFile>(join(checkout, 'package.json'));
  return { cdk: devDependencies['aws-cdk-lib'], constructs: devDependencies.constructs };
}

/** A copy of what git tracks, and of what it would take up, as it is on the disk. */
export function copyOf(checkout: string): string {
  // Git does not ignore a node_modules that is a link, and npm would install into what it leads to.
  const files = filesOf(checkout).filter((file) => file !== 'node_modules' && existsSync(join(checkout, file)));
  const folder = mkdtempSync(join(tmpdir(), 'cdk-stevedore-newest-'));
  for (const file of files) { cpSync(join(checkout, file), join(folder, file)); }
  return folder;
}

function filesOf(checkout: string): string[] {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    return execFileSync('git', args, { cwd: checkout, encoding: 'utf8', stdio: 'pipe' }).split('\0').filter(Boolean);
  } catch {
    throw new Complaint(`${checkout} is no git checkout, or there is no git: run this in a clone of the repository.`);
  }
}

/** Sets what the next `npm install` brings. */
export function setVersions(folder: string, { cdk, constructs }: Versions): void {
  change<PackageFile>(join(folder, 'package.json'), ({ devDependencies, peerDependencies, overrides }) => {
    for (const [name, version] of [['aws-cdk-lib', cdk], ['constructs', constructs]]) {
      devDependencies[name] = version;
      // jsii wants the oldest version of the range to be the one that is installed.
      peerDependencies[name] = `^${version}`;
    }
    // They are there for Go's sake, and hold what aws-cdk-lib itself needs at older versions.
    for (const name of Object.keys(overrides).filter((override) => override.startsWith('@aws-cdk/'))) { delete overrides[name]; }
  });
  change<LockFile>(join(folder, 'package-lock.json'), ({ packages }) => {
    for (const path of Object.keys(packages).filter((locked) => RESOLVED_ANEW.test(locked))) { delete packages[path]; }
  });
}

function change<T>(file: string, edit: (content: T) => void): void {
  const content = read<T>(file);
  edit(content);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
