import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as patterns from './patterns';
import * as patternsDevelopment from './patterns-development';
import * as patternsReadme from './patterns-readme';
import * as stevedore from './stevedore';
import * as stevedoreDevelopment from './stevedore-development';

/** A program that is compared. */
export interface Program {
  readonly name: string;
  /** Its file in this folder. */
  readonly file: string;
  readonly build: (stack: Stack) => void;
}

/** The first two are the hello worlds: what is required, and nothing else. */
export const PROGRAMS: readonly Program[] = [
  { name: 'cdk-stevedore', file: 'stevedore', build: stevedore.build },
  { name: 'aws-ecs-patterns', file: 'patterns', build: patterns.build },
  { name: 'aws-ecs-patterns, as its README sets it', file: 'patterns-readme', build: patternsReadme.build },
  { name: 'cdk-stevedore, development profile', file: 'stevedore-development', build: stevedoreDevelopment.build },
  { name: 'aws-ecs-patterns, set to match that', file: 'patterns-development', build: patternsDevelopment.build },
];

/** The program as a user writes it: the imports by the package's name. */
export function sourceOf({ file }: Program): string {
  return readFileSync(join(__dirname, `${file}.ts`), 'utf8').replace("'../../../src'", "'cdk-stevedore'");
}

/** What a user writes into the constructor of a stack. */
export function bodyOf(program: Program): string {
  const lines = sourceOf(program).trimEnd().split('\n');
  const first = lines.findIndex((line) => line.startsWith('export function build'));
  return lines.slice(first + 1, -1).map((line) => line.slice(2)).join('\n');
}
