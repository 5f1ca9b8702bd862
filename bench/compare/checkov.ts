import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from './template';
import { install, runForJson } from '../../test/support/python';
import { maskHashes } from '../../test/support/template';

export const CHECKOV = { name: 'checkov', version: '3.3.30' };

/** What checkov said of a template. */
export interface CheckovResult {
  readonly version: string;
  /** The hash of the template: of another one it says nothing. */
  readonly template: string;
  readonly passed: number;
  /** Each failed check, once for each resource. */
  readonly failed: string[];
}

export interface CheckovResults {
  readonly [program: string]: CheckovResult;
}

/** What the last run of checkov said: kept, so that the page can be made without it. */
const FILE = join(__dirname, 'checkov-saved.json');

interface Report {
  readonly summary: { readonly passed: number };
  readonly results: { readonly failed_checks: { readonly check_id: string }[] };
}

export function savedResults(): CheckovResults {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) as CheckovResults : {};
}

/** Runs checkov and keeps what it says. Without it, nothing is kept. */
export function runCheckov(templates: { readonly [program: string]: Template }): void {
  rmSync(FILE, { force: true });
  const command = install(CHECKOV);
  if (!command) {
    process.stderr.write('NOTICE: checkov could not be installed: its row says that it was not measured.\n');
    return;
  }
  const results = Object.fromEntries(Object.entries(templates).map(([program, template]) => [program, check(command, template)]));
  writeFileSync(FILE, `${JSON.stringify(results, undefined, 2)}\n`);
}

function check(command: string, template: Template): CheckovResult {
  const folder = mkdtempSync(join(tmpdir(), 'checkov-'));
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(template));
  const report = runForJson(command, ['--file', file, '--framework', 'cloudformation', '--output', 'json', '--compact', '--quiet', '--skip-download']) as Report;
  rmSync(folder, { recursive: true });
  return {
    version: CHECKOV.version,
    template: hashOf(template),
    passed: report.summary.passed,
    failed: report.results.failed_checks.map(({ check_id: id }) => id).sort(),
  };
}

/** The assets of aws-cdk-lib change with each of its versions. */
export function hashOf(template: Template): string {
  return createHash('sha256').update(JSON.stringify(maskHashes(template))).digest('hex');
}
