import { Stack } from 'aws-cdk-lib';
import { Json, matches, Pattern } from './task-events-matcher';
import { CLUSTER, SAMPLES, stopped } from './task-events-samples';
import { StoppedTaskKind, TaskEvents } from '../../src';
import { KINDS } from '../../src/platform/task-events/kinds';
import { devPlatform, templateOf, testStack } from '../support/builders';

interface RuleProperties {
  readonly Description: string;
  readonly EventPattern: Pattern;
  readonly Targets: { readonly InputTransformer?: Transformer }[];
}

interface Transformer {
  readonly InputPathsMap: { readonly [name: string]: string };
  readonly InputTemplate: string;
}

/** The rules by kind, and that of the log group by 'Log', with the ARN of a cluster for the reference to it. */
function rulesOf(stack: Stack = testStack()): { [kind: string]: RuleProperties } {
  const platform = devPlatform(stack, { taskEvents: TaskEvents.stoppedTasks({ alertOn: Object.values(StoppedTaskKind) }) });
  const arn = JSON.stringify(stack.resolve(platform.cluster.clusterArn));
  const rules = JSON.parse(JSON.stringify(templateOf(stack).findResources('AWS::Events::Rule')).split(arn).join(JSON.stringify(CLUSTER))) as {
    [id: string]: { readonly Properties: RuleProperties };
  };
  return Object.fromEntries(Object.values(rules).map(({ Properties }) => [/kind (\w+)$/.exec(Properties.Description)?.[1] ?? 'Log', Properties]));
}

const RULES = rulesOf();

/** What EventBridge makes of an event: what is not there is left out, and quotation marks of lists too. */
function render({ InputPathsMap, InputTemplate }: Transformer, event: Json): string {
  return InputTemplate.replace(/<([^<>]+)>/g, (_, name: string) => textOf(valueAt(InputPathsMap[name].replace(/^\$\.?/, '').split('.'), event)));
}

function valueAt([step, ...rest]: string[], value: Json | undefined): Json | undefined {
  if (step === undefined || value === undefined) { return value; }
  const [, field, all] = /^(\w+)(\[\*\])?$/.exec(step)!;
  const next = (value as { [key: string]: Json })[field];
  return all ? (next as Json[]).map((member) => valueAt(rest, member)).filter((member) => member !== undefined) : valueAt(rest, next);
}

function textOf(value: Json | undefined): string {
  return Array.isArray(value) ? `[${value.join(',')}]` : `${value ?? ''}`;
}

function kindsOf(event: Json): string[] {
  return Object.keys(RULES).filter((kind) => matches(RULES[kind].EventPattern, event)).sort();
}

test('each kind has a rule and a sample', () => {
  const kinds = Object.values(StoppedTaskKind).sort();
  expect(Object.keys(RULES).filter((kind) => kind !== 'Log').sort()).toEqual(kinds);
  expect([...new Set(SAMPLES.map(([, kind]) => kind))].filter((kind) => kind !== 'none').sort()).toEqual(kinds);
});

test.each(SAMPLES)('%s: %s', (_, kind, stop) => {
  expect(kindsOf(stopped(stop))).toEqual([kind, 'Log'].filter((name) => name !== 'none').sort());
});

test.each(SAMPLES)('%s, before the task has stopped: nobody is told', (_, _kind, stop) => {
  expect(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING'].flatMap((lastStatus) => kindsOf(stopped({ ...stop, lastStatus })))).toEqual([]);
});

test.each(SAMPLES)('%s, in another cluster: nobody is told', (_, _kind, stop) => {
  expect(kindsOf(stopped({ ...stop, clusterArn: `${CLUSTER}-of-others` }))).toEqual([]);
});

test('a task of which two containers failed in two ways is told of in both', () => {
  const containers = [{ name: 'main', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }, { name: 'agent', exitCode: 1 }];
  const stop = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited', containers };
  expect(kindsOf(stopped(stop))).toEqual(['FailedExit', 'Log', 'OutOfMemory']);
});

test('a message says what happened, to what, why, and what to look at next', () => {
  const [, , stop] = SAMPLES.find(([name]) => name === 'out of memory beside a sidecar')!;
  const cluster = CLUSTER;
  const task = 'arn:aws:ecs:us-east-1:123456789012:task/shop/a1173316d40a45dea9';
  expect(render(RULES.OutOfMemory.Targets[0].InputTransformer!, stopped(stop)).split('\n')).toEqual([
    '"A container ran out of memory in service:web"',
    '"Reason: Essential container in task exited"',
    '"Containers: [main,agent]"',
    '"Exit codes: [137,143]"',
    '"Reasons of containers: [OutOfMemoryError: Container killed due to memory usage]"',
    `"Task: ${task}"`,
    '"Task definition: arn:aws:ecs:us-east-1:123456789012:task-definition/web:5"',
    '"Zone: us-east-1b"',
    '"Stopped at: 2026-05-06T11:02:30.1Z"',
    '"Look at next: the metric MemoryUtilization of the service before that time. Raise memoryMiB, or find what grows."',
    `"All of it, for an hour: aws ecs describe-tasks --cluster ${cluster} --tasks ${task}"`,
  ]);
});

test.each(SAMPLES.filter(([, kind]) => kind !== 'none'))('the message of %s begins with its kind and says its reason', (_, kind, stop) => {
  const { title, exitCodes, next } = KINDS[kind as StoppedTaskKind];
  const lines = render(RULES[kind].Targets[0].InputTransformer!, stopped(stop)).split('\n');
  expect(lines.slice(0, 2)).toEqual([`"${title} ${stop.group ?? 'service:web'}"`, `"Reason: ${stop.stoppedReason}"`]);
  expect(lines.some((line) => line.startsWith('"Exit codes: '))).toBe(exitCodes);
  expect(lines).toContain(`"Look at next: ${next}."`);
  expect(lines.every((line) => /^"[^<>]+"$/.test(line))).toBe(true);
});

test.each(Object.entries(RULES).filter(([kind]) => kind !== 'Log'))('the template of %s is one that EventBridge takes', (_, { Targets }) => {
  const { InputPathsMap, InputTemplate } = Targets[0].InputTransformer!;
  expect(InputTemplate.length).toBeLessThanOrEqual(8192);
  expect(Object.keys(InputPathsMap).length).toBeLessThanOrEqual(100);
  expect(Object.values(InputPathsMap).every((path) => /^\$(\.\w+(\[\*\])?)+$/.test(path))).toBe(true);
});
