import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Measurement } from './measure';
import { report, Series } from './report';

/** `npm run bench`: each measurement is a process of its own, and the variants take turns, so that what else the machine does hits all of them alike. */

const ROOT = join(__dirname, '..');
const BUILT = join(ROOT, 'node_modules/.cache/bench');
const VARIANTS = ['stevedore', 'patterns', 'raw'];
const SIZES = numbersOf('BENCH_SIZES', [1, 10, 100, 1000]);
const RUNS = numbersOf('BENCH_RUNS', [5])[0];
/** The validator's time grows with the templates, and says little more at the largest size than at this one. */
const VALIDATED_SIZE = numbersOf('BENCH_VALIDATED', [100])[0];

function numbersOf(name: string, otherwise: number[]): number[] {
  return process.env[name]?.split(',').map(Number) ?? otherwise;
}

/** Plain JavaScript against the compiled library, as users have it. */
function compile(): void {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(join(BUILT, 'variants'), { recursive: true });
  mkdirSync(join(BUILT, 'templates'));
  mkdirSync(join(BUILT, 'node_modules'));
  symlinkSync(ROOT, join(BUILT, 'node_modules/cdk-stevedore'));
  for (const folder of ['.', 'variants']) {
    for (const file of readdirSync(join(__dirname, folder)).filter((name) => name.endsWith('.ts'))) {
      const { outputText } = transpileModule(readFileSync(join(__dirname, folder, file), 'utf8'), {
        compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(join(BUILT, folder, `${basename(file, '.ts')}.js`), outputText);
    }
  }
}

function run(variant: string, services: number, environment: { [name: string]: string }): Measurement {
  const env = { ...process.env, BENCH_TEMPLATES: join(BUILT, 'templates'), NODE_NO_WARNINGS: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...environment };
  const output = execFileSync(process.execPath, [join(BUILT, 'measure.js'), variant, String(services)], { env, maxBuffer: 64 * 2 ** 20, stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(output.toString().trim().split('\n').pop()!) as Measurement;
}

/** A template of each size of a stack that occurs. */
function keepTemplates(): void {
  for (const services of new Set(SIZES.flatMap((size) => [Math.min(size, 20), size % 20 || 20]))) {
    run('stevedore', services, { CDK_VALIDATION: 'false', BENCH_KEEP: join(BUILT, 'templates', `${services}.json`) });
  }
}

function measureAll(): Series[] {
  const settings = [...SIZES.map((services) => ({ services, validated: false })), { services: VALIDATED_SIZE, validated: true }];
  return settings.map(({ services, validated }) => {
    const measurements: { [variant: string]: Measurement[] } = Object.fromEntries(VARIANTS.map((variant) => [variant, []]));
    for (let round = 1; round <= RUNS; round++) {
      for (const variant of VARIANTS) { measurements[variant].push(run(variant, services, { CDK_VALIDATION: String(validated) })); }
      process.stderr.write(`${services} services${validated ? ', validated' : ''}: round ${round} of ${RUNS}\n`);
    }
    return { services, validated, measurements };
  });
}

compile();
keepTemplates();
const text = report(measureAll(), RUNS);
writeFileSync(join(__dirname, 'RESULTS.md'), text);
process.stdout.write(text);
