import { join } from 'path';
import { CACHE, describeLanguage, execute, packageLibrary } from './support';

const PROGRAM = join(CACHE, 'go');

describeLanguage({
  name: 'Go',
  tools: ['go'],
  prepare: async () => {
    await packageLibrary('go');
    await execute(['go', 'build', '-mod=readonly', '-buildvcs=false', '-o', PROGRAM, '.'], { cwd: join(__dirname, 'go') });
  },
  command: () => [PROGRAM],
});
