import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown';

/** A command-line tool from PyPI, in the version that its findings were reviewed with. */
export interface PythonTool {
  readonly name: string;
  readonly version: string;
}

/**
 * The tool's executable, in a virtual environment of its own that is made when it is first asked for, or undefined where that cannot be done:
 * without Python, or offline.
 */
export function install({ name, version }: PythonTool): string | undefined {
  const folder = join(ROOT, 'node_modules/.cache/python', `${name}-${version}`);
  const complete = join(folder, '.installed');
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
      execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `${name}==${version}`], { stdio: 'pipe' });
    } catch {
      return undefined;
    }
    writeFileSync(complete, '');
  }
  return join(folder, 'bin', name);
}

/** What the tool prints as JSON. It fails where it has findings, which is no failure to run. */
export function runForJson(command: string, args: string[]): unknown {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) { throw error; }
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${command} printed no JSON: ${stderr}`);
  }
}

/** Tests that need the tool: they are skipped, with a notice, where it cannot be installed. */
export function withTool(tool: PythonTool, define: (command: string) => void): void {
  const command = install(tool);
  if (command) {
    define(command);
    return;
  }
  process.stderr.write(`NOTICE: ${tool.name} ${tool.version} could not be installed: its tests are skipped.\n`);
  test.skip(`${tool.name} could not be installed`, () => {});
}
