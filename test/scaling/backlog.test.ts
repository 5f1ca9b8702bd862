import { aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import { BacklogOptions, ContainerService, ContainerServiceProps, Profile, Scaling, WorkQueue } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';
import { Minute } from '../support/metric-math';
import { measured, policyOf, queriesOf } from '../support/scaling';

const TIMES = { acceptableLatency: Duration.minutes(5), processingTime: Duration.seconds(3) };

function worker(options: Partial<BacklogOptions> = {}, props: Partial<ContainerServiceProps> = {}, stack?: Stack): ContainerService {
  return testService({
    queues: { orders: WorkQueue.create() }, scaling: Scaling.automatic({ min: 1, max: 9, backlog: { ...TIMES, ...options } }), ...props,
  }, stack);
}

const stat = (metricName: string, value: string) => ({ metricStat: { metric: { metricName }, stat: value } });

test.each([
  [Duration.minutes(5), Duration.seconds(3), 100],
  [Duration.seconds(10), Duration.millis(100), 100],
  [Duration.seconds(5), Duration.seconds(2), 2.5],
  [Duration.seconds(7), Duration.seconds(7), 1],
])('%s for messages that take %s', (acceptableLatency, processingTime, target) => {
  expect(policyOf(worker({ acceptableLatency, processingTime }), 'Backlog').targetValue).toBe(target);
});

test.each<[string, Minute, number | undefined]>([
  ['waiting messages are shared', { visible: 10, inFlight: 0, running: 4 }, 2.5],
  ['messages in work count: the last task is not stopped while it works', { visible: 0, inFlight: 5, running: 5 }, 1],
  ['nothing is divided by no task', { visible: 10, inFlight: 2, running: 0 }, 12],
  ['an empty queue is no backlog', { visible: 0, inFlight: 0, running: 3 }, 0],
  ['tasks that are not counted yet are waited for, not taken for none', { visible: 10, inFlight: 2, running: undefined }, undefined],
])('%s', (_, minute, expected) => {
  expect(measured(worker(), 'Backlog', minute)).toBe(expected);
});

test('the formula is that of the queue', () => {
  const { visible, inFlight } = queriesOf(worker(), 'Backlog');
  expect(visible).toMatchObject(stat('ApproximateNumberOfMessagesVisible', 'Average'));
  expect(inFlight).toMatchObject(stat('ApproximateNumberOfMessagesNotVisible', 'Average'));
});

test.each([
  ['without Container Insights by the number that ECS publishes', Profile.development(), stat('LiveTaskCount', 'Average')],
  ['with Container Insights by its number of tasks', Profile.production(), stat('RunningTaskCount', 'Average')],
])('tasks are counted %s', (_, profile, expected) => {
  const stack = testStack();
  expect(queriesOf(worker({}, { platform: devPlatform(stack, { profile }) }, stack), 'Backlog').running).toMatchObject(expected);
});

test('exactly one entry is the result', () => {
  expect(Object.values(queriesOf(worker(), 'Backlog')).map(({ returnData }) => returnData)).toEqual([false, false, false, true]);
});

test('the queue is the one that is named', () => {
  const service = worker({ queue: 'b' }, { queues: { a: WorkQueue.create(), b: WorkQueue.create(), c: WorkQueue.create() } });
  const [dimension] = Object(queriesOf(service, 'Backlog').visible.metricStat).metric.dimensions as { value: unknown }[];
  expect(dimension.value).toEqual(Stack.of(service).resolve(service.queue('b').queueName));
});

test('a queue of which only the name is known scales too', () => {
  const stack = testStack({ region: 'eu-west-1', account: '111111111111' });
  const queue = sqs.Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-west-1:111111111111:orders');
  const service = worker({}, { queues: { orders: WorkQueue.existing(queue) } }, stack);
  expect(JSON.stringify(queriesOf(service, 'Backlog').visible)).toContain('"value":"orders"');
});

test('the backlog takes the place of the CPU, and keeps the cooldowns', () => {
  const scaling = Scaling.automatic({ min: 1, max: 9, backlog: TIMES, scaleInCooldown: Duration.minutes(2), scaleOutCooldown: Duration.seconds(5) });
  const template = templateOf(worker({}, { scaling }));
  template.resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: { ScaleInCooldown: 120, ScaleOutCooldown: 5 },
  });
});

test('the policy follows the scalable target, and has an id of its own', () => {
  const policies = templateOf(worker()).findResources('AWS::ApplicationAutoScaling::ScalingPolicy');
  expect(Object.keys(policies)).toEqual([expect.stringMatching(/^WebScalingBacklog[0-9A-F]{8}$/)]);
  expect(Object.values(policies)[0].Properties.ScalingTargetId).toEqual({ Ref: expect.stringMatching(/^WebScalingTaskCountTarget/) });
});

test('the backlog of a queue adds to a CPU target that is given', () => {
  const scaling = Scaling.automatic({ min: 1, max: 9, backlog: TIMES, cpuPercent: 50 });
  templateOf(worker({}, { scaling })).resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 2);
});
