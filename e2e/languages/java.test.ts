import { readFileSync } from 'fs';
import { delimiter, join } from 'path';
import { CACHE, describeLanguage, execute, once, packageLibrary } from './support';

const PROGRAMS = join(__dirname, 'java');
const REPOSITORY = join(CACHE, 'maven');
const BUILD = join(CACHE, 'java');

/** Programs that run for seconds gain nothing from the second compiler. */
const QUICK_START = ['-XX:+TieredCompilation', '-XX:TieredStopAtLevel=1'];

describeLanguage({
  name: 'Java',
  tools: ['mvn', 'java'],
  prepare: async () => {
    // Leaves the jar in the same local repository as what it depends on.
    const packages = await packageLibrary('java', '--maven-local-repository', REPOSITORY);
    await once(BUILD, [PROGRAMS, packages], async () => {
      const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
      await execute([
        'mvn', '--batch-mode', '--quiet', '--no-transfer-progress', `-Dmaven.repo.local=${REPOSITORY}`, `-Dstevedore.version=${version}`, 'compile',
      ], { cwd: PROGRAMS, env: { MAVEN_OPTS: QUICK_START.join(' ') } });
    });
  },
  command: () => {
    const dependencies = readFileSync(join(BUILD, 'classpath.txt'), 'utf8');
    return ['java', ...QUICK_START, '-cp', [join(BUILD, 'classes'), dependencies].join(delimiter), 'e2e.Main'];
  },
});
