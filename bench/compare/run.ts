import '../../test/support/environment';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheckov, savedResults } from './checkov';
import { measureAll } from './measure';
import { pageOf } from './page';
import { summaryTable } from './table';

/** `npm run compare`: writes docs/comparison.md, and its first table into README.md. */

const ROOT = join(__dirname, '../..');
const README = join(ROOT, 'README.md');

const all = measureAll();
runCheckov(Object.fromEntries(all.map(({ program, template }) => [program.file, template])));
const checkov = savedResults();
writeFileSync(join(ROOT, 'docs/comparison.md'), pageOf(all, checkov));

const summary = summaryTable(all, checkov);
writeFileSync(README, readFileSync(README, 'utf8').replace(/^\| hello world \|.*\n(\|.*\n)+/m, () => `${summary.join('\n')}\n`));
process.stdout.write(`${summary.join('\n')}\n`);
