import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';

/** What one process measured. */
export interface Measurement {
  /** Loading the libraries, in ms. */
  readonly importing: number;
  /** Making the constructs, in ms. */
  readonly constructing: number;
  /** Writing the templates, in ms. */
  readonly synthesising: number;
  /** The most memory that the process had, in MB. */
  readonly memory: number;
  /** The resources, by type. */
  readonly resources: { readonly [type: string]: number };
  /** The bytes of all templates. */
  readonly bytes: number;
}

interface Variant {
  build(app: App, services: number): void;
}

/** Only what is timed is loaded here, and in this order. */
async function measure(variant: string, services: number): Promise<Measurement> {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const start = performance.now();
  const cdk = await import('aws-cdk-lib');
  const { build } = await import(`./variants/${variant}`) as Variant;
  const imported = performance.now();
  const { default: flags } = await import('aws-cdk-lib/recommended-feature-flags.json');
  const app = new cdk.App({ analyticsReporting: false, context: flags, outdir });
  const made = performance.now();
  build(app, services);
  const constructed = performance.now();
  app.synth();
  const synthesised = performance.now();
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json')).map((file) => readFileSync(join(outdir, file), 'utf8'));
  keepTemplate(templates[0]);
  rmSync(outdir, { recursive: true });
  return {
    importing: imported - start,
    constructing: constructed - made,
    synthesising: synthesised - constructed,
    memory: process.resourceUsage().maxRSS / 1024,
    resources: countTypes(templates),
    bytes: templates.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
}

/** For the variant of raw L1. */
function keepTemplate(text: string): void {
  if (process.env.BENCH_KEEP) { writeFileSync(process.env.BENCH_KEEP, text); }
}

function countTypes(templates: string[]): { [type: string]: number } {
  const counts: { [type: string]: number } = {};
  for (const text of templates) {
    const { Resources } = JSON.parse(text) as { Resources: { [id: string]: { Type: string } } };
    for (const { Type } of Object.values(Resources)) { counts[Type] = (counts[Type] ?? 0) + 1; }
  }
  return counts;
}

const [variantName, count] = process.argv.slice(2);
void measure(variantName, Number(count)).then((measurement) => process.stdout.write(`${JSON.stringify(measurement)}\n`));
