import { readdirSync } from 'fs';
import { join } from 'path';
import { CACHE, describeLanguage, execute, failureOf, Language, once, packageLibrary } from './support';

const PROGRAMS = join(__dirname, 'python');
const VENV = join(CACHE, 'venv');

const python: Language = {
  name: 'Python',
  tools: ['python3'],
  prepare: async () => {
    const packages = await packageLibrary('python');
    const requirements = join(PROGRAMS, 'requirements.txt');
    await once(VENV, [requirements], async () => {
      await execute(['python3', '-m', 'venv', VENV]);
      await pip('--requirement', requirements);
    });
    const wheel = readdirSync(packages).find((file) => file.endsWith('.whl'))!;
    await pip('--force-reinstall', join(packages, wheel));
  },
  command: () => [join(VENV, 'bin', 'python'), join(PROGRAMS, 'app.py')],
};

/** All that is installed is pinned, so that nothing needs resolving. */
function pip(...args: string[]): Promise<string> {
  return execute([join(VENV, 'bin', 'python'), '-m', 'pip', 'install', '--no-input', '--no-deps', '--no-compile', ...args]);
}

describeLanguage(python, () => {
  test('takes no options for the value that a factory makes of them', async () => {
    const failure = await failureOf(python, 'options-for-value');
    expect(failure).toContain("Key 'storage'");
    expect(failure).toContain("Key 'spool': Unable to deserialize value as cdk-stevedore.IStorage");
  });
});
