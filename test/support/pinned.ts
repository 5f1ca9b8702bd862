import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from 'aws-cdk-lib/package.json';
import { ROOT } from './markdown';

interface Dependency {
  readonly name: string;
  readonly type: string;
  readonly version?: string;
}

const { dependencies } = JSON.parse(readFileSync(join(ROOT, '.projen/deps.json'), 'utf8')) as { dependencies: Dependency[] };

/** The aws-cdk-lib that the library is developed with: the oldest one that it works with. */
export const PINNED = dependencies.find(({ name, type }) => name === 'aws-cdk-lib' && type === 'peer')!.version!.replace('^', '');

/** The aws-cdk-lib that is here. */
export const INSTALLED: string = version;

/** Whether they are the same: `npm run test:newest` tries another. */
export const IS_PINNED = INSTALLED === PINNED;
