import { version as nagVersion } from 'cdk-nag/package.json';
import { CHECKOV, CheckovResults } from './checkov';
import { INSIGHTS_METRICS, totalOf } from './cost';
import { checkovOf, Figures } from './measure';
import { PRICES } from './prices';
import { keptOf } from './rollout';

interface Row {
  readonly name: string;
  readonly how: string;
  readonly value: (figures: Figures) => string;
}

function rowsOf(checkov: CheckovResults): Row[] {
  return [
    { name: 'lines to write', how: 'counted', value: ({ lines }) => String(lines) },
    { name: 'resources', how: 'counted', value: ({ resources }) => String(resources) },
    { name: 'tasks', how: 'in the template', value: ({ rollout }) => String(rollout.tasks) },
    { name: 'warnings at synthesis', how: 'counted', value: ({ warnings }) => String(warnings.length) },
    { name: 'findings, AwsSolutions', how: `cdk-nag ${nagVersion}`, value: nagCell },
    { name: 'failed checks', how: `checkov ${CHECKOV.version}`, value: (figures) => checkovCell(figures, checkov) },
    { name: 'of two tasks, a deployment keeps in service', how: 'in the template', value: ({ rollout }) => String(keptOf(2, rollout)) },
    { name: 'ECS takes back a version that does not start', how: 'in the template', value: ({ rollout }) => rollout.rollsBack ? 'yes' : 'no' },
    { name: 'from the start of a new container until it serves', how: 'computed', value: ({ rollout }) => duration(rollout.inServiceSeconds) },
    { name: 'and until its deployment is over', how: 'computed', value: ({ rollout }) => duration(rollout.overSeconds) },
    { name: 'idle, a month', how: 'computed', value: costCell },
  ];
}

/** The table of the two hello worlds, which the README has too. */
export function summaryTable([ours, theirs]: readonly Figures[], checkov: CheckovResults): string[] {
  return table(['hello world', ours.program.name, theirs.program.name, 'how'],
    rowsOf(checkov).map(({ name, how, value }) => [name, value(ours), value(theirs), how]));
}

export function fullTable(all: readonly Figures[], checkov: CheckovResults): string[] {
  return table(['', ...all.map(({ program }) => program.name)], rowsOf(checkov).map(({ name, value }) => [name, ...all.map(value)]));
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

export function dollars(amount: number): string {
  return `$${Math.round(amount)}`;
}

function nagCell({ nag }: Figures): string {
  return nag.acknowledged.length === 0 ? `${nag.open.length} open` : `${nag.open.length} open, ${nag.acknowledged.length} acknowledged`;
}

function checkovCell(figures: Figures, checkov: CheckovResults): string {
  const result = checkovOf(figures, checkov);
  return result ? `${result.failed.length} of ${result.failed.length + result.passed}` : 'not measured';
}

function costCell({ cost }: Figures): string {
  const total = `${cost.onSpot ? 'at most ' : ''}${dollars(totalOf(cost))}`;
  return cost.containerInsights ? `${total}, and up to ${dollars(INSIGHTS_METRICS * PRICES.customMetric.dollars)} for Container Insights` : total;
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
