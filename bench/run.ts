import { accessSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Measurement } from './measure';
import { report, Series } from './report';
import { run } from '../e2e/emulator/support/children';
import { runCommand } from '../e2e/emulator/support/command';
import { Complaint, sentenceOf } from '../e2e/emulator/support/complaint';
import { compiledLibrary, makeFolder } from '../e2e/emulator/support/paths';

/** `npm run bench`: each measurement is a process of its own, and the variants take turns, so that what else the machine does hits all of them alike. */

const ROOT = join(__dirname, '..');
const BUILT = join(ROOT, 'node_modules/.cache/bench');
const VARIANTS = ['stevedore', 'patterns', 'raw'];
/** Services on ten pools of instances are compared with themselves. */
const POOL_SIZES = [20, 200];
const RESULTS = join(__dirname, 'RESULTS.md');
/** The folder for what the processes write; each removes its own, unless it dies. */
let written = '';

interface Settings {
  readonly sizes: number[];
  readonly runs: number;
  /** The validator's time grows with the templates, and says little more at the largest size than at this one. */
  readonly validatedSize: number;
}

function numbersOf(name: string, otherwise: number[]): number[] {
  const given = process.env[name];
  const numbers = given?.split(',').map(Number) ?? otherwise;
  if (!numbers.every((number) => Number.isInteger(number) && number > 0)) {
    throw new Complaint(`${name} is ${given}: it takes whole numbers from 1, with commas between them.`);
  }
  return numbers;
}

/** What would be in the way later is told at once. */
function check(): void {
  const library = compiledLibrary();
  try {
    accessSync(existsSync(RESULTS) ? RESULTS : __dirname, constants.W_OK);
    written = mkdtempSync(join(tmpdir(), 'bench-'));
    compile(library);
  } catch (error) {
    throw new Complaint(`${sentenceOf(error)}: allow to write into bench, ${BUILT} and ${tmpdir()}.`);
  }
}

/** Plain JavaScript against the compiled library, as users have it. */
function compile(library: string): void {
  rmSync(BUILT, { recursive: true, force: true });
  for (const folder of ['variants', 'templates', 'node_modules']) { makeFolder(join(BUILT, folder)); }
  symlinkSync(library, join(BUILT, 'node_modules/cdk-stevedore'));
  for (const folder of ['.', 'variants']) {
    for (const file of readdirSync(join(__dirname, folder)).filter((name) => name.endsWith('.ts'))) {
      const { outputText } = transpileModule(readFileSync(join(__dirname, folder, file), 'utf8'), {
        compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(join(BUILT, folder, `${basename(file, '.ts')}.js`), outputText);
    }
  }
}

async function measure(variant: string, services: number, environment: { [name: string]: string }): Promise<Measurement> {
  const env = {
    ...process.env,
    TMPDIR: written,
    BENCH_TEMPLATES: join(BUILT, 'templates'),
    NODE_NO_WARNINGS: '1',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    ...environment,
  };
  const output = await run({ program: process.execPath, args: [join(BUILT, 'measure.js'), variant, String(services)], env }, (printed, how) => [
    `The variant ${variant} with ${services} services failed (${how}). It printed:`, printed.trim() || 'nothing',
    ...how === 'SIGKILL' ? ['The machine may be out of memory: give smaller sizes in BENCH_SIZES.'] : [],
  ].join('\n'));
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{'))!) as Measurement;
}

/** A template of each size of a stack that occurs. */
async function keepTemplates(sizes: number[]): Promise<void> {
  for (const services of new Set(sizes.flatMap((size) => [Math.min(size, 20), size % 20 || 20]))) {
    await measure('stevedore', services, { CDK_VALIDATION: 'false', BENCH_KEEP: join(BUILT, 'templates', `${services}.json`) });
  }
}

async function measureAll({ sizes, runs, validatedSize }: Settings): Promise<Series[]> {
  const all: Series[] = [];
  const settings = [
    ...sizes.map((services) => ({ services, validated: false, variants: VARIANTS })),
    { services: validatedSize, validated: true, variants: VARIANTS },
    ...POOL_SIZES.map((services) => ({ services, validated: false, variants: ['pools'] })),
  ];
  for (const { services, validated, variants } of settings) {
    const measurements: { [variant: string]: Measurement[] } = Object.fromEntries(variants.map((variant) => [variant, []]));
    for (let round = 1; round <= runs; round++) {
      for (const variant of variants) { measurements[variant].push(await measure(variant, services, { CDK_VALIDATION: String(validated) })); }
      process.stderr.write(`${services} services${validated ? ', validated' : ''} (${variants.join(', ')}): round ${round} of ${runs}\n`);
    }
    all.push({ services, validated, measurements });
  }
  return all;
}

async function main(): Promise<void> {
  const settings = {
    sizes: numbersOf('BENCH_SIZES', [1, 10, 100, 1000]), runs: numbersOf('BENCH_RUNS', [5])[0], validatedSize: numbersOf('BENCH_VALIDATED', [100])[0],
  };
  check();
  await keepTemplates([...settings.sizes, settings.validatedSize]);
  const text = report(await measureAll(settings), settings.runs);
  writeFileSync(RESULTS, text);
  process.stdout.write(text);
}

runCommand(main, { tidy: () => { if (written) { rmSync(written, { recursive: true }); } }, stopped: 'Stopped: bench/RESULTS.md is as it was.' });
