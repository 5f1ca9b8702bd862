import { version as cdkVersion } from 'aws-cdk-lib/package.json';
import { CheckovResults } from './checkov';
import { HOURS, INSIGHTS_METRICS, monthOf, totalOf } from './cost';
import { checkovOf, Figures } from './measure';
import { PRICES } from './prices';
import { sourceOf } from './programs';
import { dollars, fullTable, summaryTable, table } from './table';

/** docs/comparison.md. */
export function pageOf(all: readonly Figures[], checkov: CheckovResults): string {
  const sections = [
    introduction(all, checkov), warnings(all), nag(all), checks(all, checkov), rollout(all), cost(all), programs(all),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function introduction(all: readonly Figures[], checkov: CheckovResults): string[] {
  return [
    '# Hello world, compared',
    '',
    'Written by `npm run compare`; a test fails if it is not what the code says. Both programs are the least that gives a web service behind a load',
    `balancer: what is required, and defaults for the rest, in a stack without environment, with the feature flags of \`cdk init\`, on aws-cdk-lib ${cdkVersion}.`,
    'The programs are [below](#the-programs). What synthesis costs in time is measured by `npm run bench`.',
    '',
    ...summaryTable(all, checkov),
    '',
    'What can be set in aws-ecs-patterns is not missing there: the comparison is of what comes without being asked for. `bench/variants/patterns.ts`',
    'raises it to the defaults of this library, as far as it goes. Three more programs:',
    '',
    ...fullTable(all.slice(2), checkov),
  ];
}

function warnings(all: readonly Figures[]): string[] {
  return [
    '## Warnings at synthesis',
    '',
    ...table(['program', 'warning'], all.flatMap(({ program, warnings: found }) => found.map((text) => [program.name, text.replace(/ \[ack: .*\]$/, '')]))),
  ];
}

function nag(all: readonly Figures[]): string[] {
  const rows = all.flatMap(({ program, nag: { open, acknowledged } }) => [
    ...open.map((finding) => [program.name, ...findingCells(finding), 'open']),
    ...acknowledged.map((finding) => [program.name, ...findingCells(finding), 'acknowledged']),
  ]);
  return [
    '## Findings of cdk-nag',
    '',
    'A finding is a rule and a resource. What this library acknowledges it gives a [reason](compliance.md#acknowledgements) for; cdk-nag would find it',
    'otherwise, and all of it is counted here.',
    '',
    ...table(['program', 'rule', 'construct', ''], rows),
  ];
}

function findingCells(finding: string): [string, string] {
  const [rule, path] = finding.split(' ');
  return [`\`${rule}\``, `\`${path}\``];
}

function checks(all: readonly Figures[], checkov: CheckovResults): string[] {
  const rows = all.map((figures) => {
    const result = checkovOf(figures, checkov);
    return [figures.program.name, result ? result.failed.join(', ') : 'not measured'];
  });
  return [
    '## Failed checks of checkov',
    '',
    'Nothing is skipped and nothing acknowledged, for either. [Compliance](compliance.md#what-checkov-says) says what to think of those that stay in the',
    'example https-web, which also has a certificate.',
    '',
    ...table(['program', 'checks'], rows),
  ];
}

function rollout(all: readonly Figures[]): string[] {
  return [
    '## How long a changed image takes',
    '',
    '**Computed from the templates, not measured**: there is no account behind this page.',
    '',
    '```text',
    'until it serves                =  health-check interval',
    'until the deployment is over   =  health-check interval  +  deregistration delay',
    '```',
    '',
    'Both count from the moment that the new container has started. How long it takes to start, and the old one to stop, is left out: it comes from the image,',
    'which is the same in all. (A container that does not end by itself is killed after 30 seconds; none of the programs says otherwise.)',
    '',
    ...table(['program', 'tasks', 'kept in service', 'at most', 'health-check interval', 'deregistration delay'], all.map(({ program, rollout: found }) => [
      program.name, String(found.tasks), `${found.minHealthyPercent} %`, `${found.maxHealthyPercent} %`, `${found.intervalSeconds} s`, `${found.deregistrationSeconds} s`,
    ])),
    '',
    '- **All new tasks start at once**, since up to 200 % of the tasks may run. So the times are the same for one task and for ten. Where less than 100 % is',
    '  kept in service, ECS may stop old tasks before new ones are healthy; it rounds up, so that one task alone is kept',
    '  ([AWS](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html)).',
    '- **One check passes.** A target that was just registered is healthy after its first passed check, whatever the healthy threshold says',
    '  ([AWS](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html)): at most one interval. The grace period of 60 seconds delays nothing.',
    '- **The whole delay passes.** Without connections a target is still shown as draining until the delay is over',
    '  ([AWS](https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay)), and ECS waits until it is unused',
    '  ([AWS](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html)). A deployment is over when the old tasks are gone',
    '  ([AWS](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/early-success-criteria.html)), and CloudFormation waits for that.',
    '',
    'Where a template says nothing, the default of AWS counts: an interval of 30 seconds, a delay of 300. The shorter delay cuts off requests that take longer',
    'than 30 seconds; `deregistrationDelay` gives them more.',
  ];
}

function cost(all: readonly Figures[]): string[] {
  const parts = Object.keys(monthOf(all[0].cost));
  const rows = all.map(({ program, cost: found }) => [
    program.name, ...parts.map((part) => dollars(monthOf(found)[part])), `**${dollars(totalOf(found))}**`, found.containerInsights ? 'on' : 'off',
  ]);
  return [
    '## What it costs idle',
    '',
    `**Computed from the templates**: what is paid for by the hour, for ${HOURS} hours, at list prices of us-east-1. What follows from use is left out: traffic, capacity`,
    'units of the load balancer, log lines, files in buckets.',
    '',
    ...table(['program', ...parts, 'together', 'Container Insights'], rows),
    '',
    '- With every default this library is the dearer one: it runs two tasks where aws-ecs-patterns runs one. Both make two NAT gateways.',
    `- Container Insights comes on top. It may publish ${INSIGHTS_METRICS} metrics of a cluster with one service on Fargate`,
    '  ([AWS](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html)), which are charged as custom metrics',
    `  ([AWS](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html)): at most ${dollars(INSIGHTS_METRICS * PRICES.customMetric.dollars)}.`,
    '- Tasks on Fargate Spot are reckoned at the price of Fargate: they cost less, by a rate that changes.',
    '- A load balancer is reckoned with one public address for each of its zones. It may take more as it grows.',
    '',
    'AWS shows its prices in pages that a program fills. Each was read where somebody wrote it down with a date:',
    '',
    ...table(['price', 'for', 'read'], Object.values(PRICES).map(({ dollars: price, unit, read }) => [`$${price.toFixed(Math.max(2, String(price).length - 2))}`, unit, read])),
  ];
}

function programs(all: readonly Figures[]): string[] {
  const blocks = all.flatMap(({ program }) => [`### ${program.name}`, '', '```ts nofixture', sourceOf(program).trimEnd(), '```', '']);
  return [
    '## The programs',
    '',
    'Lines are counted within the function, without empty ones. The README of aws-ecs-patterns also names a cluster, a command, limits of the container and a path',
    'for the health check: they are left out, so that the same image runs in all of them.',
    '',
    ...blocks.slice(0, -1),
  ];
}
