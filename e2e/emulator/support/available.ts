import { spawnSync } from 'node:child_process';

/** Without Python the tests of the emulator are skipped, with a notice. A Python that is too old fails them. */
export function pythonIsThere(): boolean {
  if (!spawnSync('python3', ['--version'], { stdio: 'ignore' }).error) { return true; }
  process.stderr.write('NOTICE: there is no python3: the tests of the emulator are skipped.\n');
  return false;
}
