import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './measure';

/** What was measured of all variants at one size. */
export interface Series {
  readonly services: number;
  readonly validated: boolean;
  readonly measurements: { readonly [variant: string]: Measurement[] };
}

const NAMES: { readonly [variant: string]: string } = {
  stevedore: 'cdk-stevedore', patterns: 'aws-ecs-patterns', raw: 'raw L1',
};
const THEIRS = 'patterns';

export function report(all: Series[], runs: number): string {
  const [series, pools] = [false, true].map((wanted) => all.filter(({ measurements }) => 'pools' in measurements === wanted));
  return [
    '# What synthesis costs',
    '',
    'Written by `npm run bench`. Each service is on Fargate behind an Application Load Balancer of its own and scales by CPU; each stack of 20 has a',
    'network and a cluster. cdk-stevedore is at its defaults, aws-ecs-patterns has what can be set to match them, and raw L1 makes the resources of',
    'cdk-stevedore\'s templates one by one, from JSON: a floor.',
    '',
    `Medians of ${runs} processes for each number, in which the variants take turns; times in ms, memory in MB at its peak.`,
    ...machine(),
    '',
    '## Time and memory',
    '',
    ...table(['services', 'validator', 'variant', 'construct', 'synth', 'both', 'to aws-ecs-patterns', 'memory', 'import'], series.flatMap(timeRows)),
    '',
    '## Templates',
    '',
    ...table(['services', 'variant', 'resources a service', 'bytes a service'], series.filter(({ validated }) => !validated).flatMap(sizeRows)),
    '',
    '## Growth',
    '',
    'The time for a service at the largest size, compared with that at the size before it: 1.0 is linear.',
    '',
    ...table(['variant', 'from', 'to', 'growth'], growthRows(series.filter(({ validated }) => !validated))),
    '',
    '## Pools of instances',
    '',
    'One platform with ten pools in a stack of its own, and services spread over them, with a load balancer each. The time for a service includes its part of',
    'the platform.',
    '',
    ...table(['services', 'construct', 'synth', 'both', 'for a service', 'resources a service', 'memory'], pools.map(poolRow)),
    '',
    '## Resources by type',
    '',
    ...typeTable(series[0]),
    '',
  ].join('\n');
}

function machine(): string[] {
  const { version: cdk } = JSON.parse(readFileSync(join(__dirname, '../node_modules/aws-cdk-lib/package.json'), 'utf8')) as { version: string };
  const [{ model }] = cpus();
  return ['', `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}, aws-cdk-lib ${cdk}.`];
}

function timeRows({ services, validated, measurements }: Series): string[][] {
  const theirs = total(measurements[THEIRS]);
  return Object.entries(measurements).map(([variant, runs]) => [
    String(services), validated ? 'on' : 'off', NAMES[variant],
    whole(median(runs.map((run) => run.constructing))), whole(median(runs.map((run) => run.synthesising))), whole(total(runs)),
    (total(runs) / theirs).toFixed(2), whole(median(runs.map((run) => run.memory))), whole(median(runs.map((run) => run.importing))),
  ]);
}

function sizeRows({ services, measurements }: Series): string[][] {
  return Object.entries(measurements).map(([variant, [run]]) => [
    String(services), NAMES[variant], (sum(Object.values(run.resources)) / services).toFixed(1), whole(run.bytes / services),
  ]);
}

function growthRows(series: Series[]): string[][] {
  const [before, last] = series.slice(-2);
  if (!last) { return []; }
  return Object.keys(last.measurements).map((variant) => {
    const each = ({ services, measurements }: Series) => total(measurements[variant]) / services;
    return [NAMES[variant], String(before.services), String(last.services), (each(last) / each(before)).toFixed(2)];
  });
}

function poolRow({ services, measurements: { pools } }: Series): string[] {
  const resources = sum(Object.values(pools[0].resources));
  return [
    String(services), whole(median(pools.map((run) => run.constructing))), whole(median(pools.map((run) => run.synthesising))), whole(total(pools)),
    (total(pools) / services).toFixed(1), (resources / services).toFixed(1), whole(median(pools.map((run) => run.memory))),
  ];
}

/** Of the smallest size: a network, a cluster and its services. */
function typeTable({ services, measurements }: Series): string[] {
  const [ours, theirs] = ['stevedore', THEIRS].map((variant) => measurements[variant][0].resources);
  const types = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return table([`of ${services} service${services === 1 ? '' : 's'}`, NAMES.stevedore, NAMES[THEIRS]],
    types.map((type) => [`\`${type}\``, String(ours[type] ?? 0), String(theirs[type] ?? 0)]));
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function total(runs: Measurement[]): number {
  return median(runs.map((run) => run.constructing + run.synthesising));
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function whole(number: number): string {
  return String(Math.round(number));
}
