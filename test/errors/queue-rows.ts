import { aws_applicationautoscaling as autoscaling, aws_sqs as sqs, Duration, Environment, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { noNumbers, RightRow, Row, service, value, workload } from './row';
import { WarningRow } from './warning-rows';
import { AutomaticScalingOptions, BacklogOptions, ContainerServiceProps, IWorkQueue, Scaling, ScalingSchedule, WorkQueue, WorkQueueOptions } from '../../src';
import { Code } from '../../src/private/codes';
import { testService, testStack } from '../support/builders';

const seconds = (count: number) => Duration.seconds(count);
const TIMES = { acceptableLatency: seconds(60), processingTime: seconds(2) };
const DAILY = autoscaling.Schedule.cron({ hour: '6', minute: '0' });
const ARN = 'arn:aws:sqs:us-west-2:222222222222:orders';

function automatic(options: Partial<AutomaticScalingOptions>): Partial<ContainerServiceProps> {
  return { scaling: Scaling.automatic({ min: 1, max: 2, ...options }) };
}

function byBacklog(queues: { [name: string]: IWorkQueue }, options: Partial<BacklogOptions> = {}): Partial<ContainerServiceProps> {
  return { queues, ...automatic({ backlog: { ...TIMES, ...options } }) };
}

function creates(code: Code, name: string, options: WorkQueueOptions | (() => WorkQueueOptions), says: RegExp): Row {
  return value(code, name, () => WorkQueue.create(typeof options === 'function' ? options() : options), says);
}

/** A queue with a dead-letter queue, of these kinds. */
function pair(fifo: boolean, deadLetterFifo: boolean): sqs.Queue {
  const stack = testStack();
  const kind = (isFifo: boolean) => isFifo ? { fifo: true } : {};
  const queue = new sqs.Queue(stack, 'DeadLetterQueue', kind(deadLetterFifo));
  return new sqs.Queue(stack, 'Queue', { ...kind(fifo), deadLetterQueue: { queue, maxReceiveCount: 3 } });
}

/** A queue that keeps messages for no longer than it takes to try them twice. */
function forgetful(stack: Stack): sqs.Queue {
  const queue = new sqs.Queue(stack, 'DeadLetterQueue', { retentionPeriod: Duration.days(14) });
  return new sqs.Queue(stack, 'Queue', { retentionPeriod: seconds(60), deadLetterQueue: { queue, maxReceiveCount: 2 } });
}

/** A service in an environment that is not the queue's. */
function elsewhere(env: Environment): void {
  const stack = testStack(env);
  testService(byBacklog({ orders: WorkQueue.existing(sqs.Queue.fromQueueArn(stack, 'Queue', ARN)) }), stack);
}

/** The times of a queue, in seconds. */
function times(visibility: number, retention: number, delay: number, wait: number): WorkQueueOptions {
  return {
    visibilityTimeout: seconds(visibility), retention: seconds(retention), deliveryDelay: seconds(delay), receiveMessageWaitTime: seconds(wait),
  };
}

/** A row whose scaling fails when it is bound, by the path of its scope. */
function inScaling(row: Row): Row {
  return { ...row, path: 'Stack/Web/Scaling' };
}

const queueRows: Row[] = [
  ...([['visibilityTimeout', 43_201], ['retention', 59], ['retention', 1_209_601], ['deliveryDelay', 901], ['receiveMessageWaitTime', 21]] as const)
    .map(([prop, wrong]) => creates('R157', `${prop} ${wrong}`, { [prop]: seconds(wrong) }, new RegExp(`${prop} is ${wrong} seconds`))),
  creates('R157', 'a part of a second', { visibilityTimeout: Duration.millis(1500) }, /visibilityTimeout is 1\.5 seconds/),
  ...noNumbers('R157', 'maxReceiveCount', (maxReceiveCount) => WorkQueue.create({ maxReceiveCount })),
  creates('R157', 'maxReceiveCount 0', { maxReceiveCount: 0 }, /maxReceiveCount is 0/),
  creates('R158', 'FIFO with a standard dead-letter queue', () => ({ fifo: true, deadLetterQueue: pair(false, false) }), /a FIFO queue, and its deadLetterQueue a standard one/),
  creates('R158', 'standard with a FIFO dead-letter queue', () => ({ deadLetterQueue: pair(true, true) }), /a standard queue, and its deadLetterQueue a FIFO one/),
  creates('R158', 'an imported dead-letter queue', () => ({ fifo: true, deadLetterQueue: sqs.Queue.fromQueueArn(testStack(), 'Queue', ARN) }), /a FIFO queue, and .* a standard one/),
  value('R158', 'an existing FIFO queue with a standard one', () => WorkQueue.existing(pair(true, false)), /a FIFO queue, and .* a standard one/),
  value('R158', 'an existing standard queue with a FIFO one', () => WorkQueue.existing(pair(false, true)), /a standard queue, and .* a FIFO one/),
  creates('R158', 'deduplication of a standard queue', { contentBasedDeduplication: true }, /contentBasedDeduplication is given, and fifo is not/),
  ...['', '1st', 'a.b', 'a/b', 'a b', '-a'].map((name) => workload('QueueName', `the name '${name}'`, { queues: { [name]: WorkQueue.create() } }, /queues has the name '/)),
  workload('R108', 'a variable of the environment', { environment: { ORDERS_QUEUE_URL: 'x' }, queues: { orders: WorkQueue.create() } }, /queue 'orders' has the variable ORDERS_QUEUE_URL, as has environment/),
  workload('R108', 'a variable of two queues', { queues: { 'new-orders': WorkQueue.create(), 'newOrders': WorkQueue.create() } }, /queue 'newOrders' has the variable NEW_ORDERS_QUEUE_URL, as has the queue 'new-orders'/),
  workload('NotAValue', 'a scaling as queue', { queues: { orders: Scaling.manual(1) as unknown as IWorkQueue } }, /queues\.orders is a scaling value/),
  { code: 'NoSuchQueue', name: 'another queue', act: () => service({ queues: { a: WorkQueue.create(), b: WorkQueue.create() } }).queue('c'), says: /The queue of 'c' is asked for, and the queues of the service are a, b/, path: 'Stack/Web' },
  { code: 'NoSuchQueue', name: 'no queue', act: () => service({}).deadLetterQueue('c'), says: /queues of the service are none/, path: 'Stack/Web' },
];

const scalingRows: Row[] = [
  ...noNumbers('R139', 'requestsPerTarget', (requestsPerTarget) => Scaling.automatic({ min: 1, max: 2, requestsPerTarget })),
  value('R139', 'no requests', () => automatic({ requestsPerTarget: 0 }), /requestsPerTarget is 0/),
  inScaling(workload('R140', 'no load balancer', automatic({ requestsPerTarget: 100 }), /requestsPerTarget is given, and the service has no target group/)),
  value('Backlog', 'less time than the work takes', () => byBacklog({}, { acceptableLatency: seconds(1) }), /acceptableLatency is 1 seconds, and backlog\.processingTime 2/),
  ...(['acceptableLatency', 'processingTime'] as const).map((prop) => value('Backlog', `no ${prop}`, () => byBacklog({}, { [prop]: seconds(0) }), new RegExp(`${prop} is 0`))),
  inScaling(workload('NoSuchQueue', 'a backlog of nothing', byBacklog({}), /backlog is given, and the queues of the service are none/)),
  inScaling(workload('NoSuchQueue', 'a backlog of another queue', byBacklog({ a: WorkQueue.create() }, { queue: 'b' }), /backlog\.queue is 'b', and the queues of the service are a/)),
  inScaling(workload('WhichQueue', 'a backlog of two', byBacklog({ a: WorkQueue.create(), b: WorkQueue.create() }), /names no queue, and the queues of the service are a, b/)),
  ...[{ region: 'us-east-1' }, { account: '111111111111' }].map((env): Row => ({
    code: 'Backlog',
    name: `a queue in another ${Object.keys(env)[0]}`,
    act: () => elsewhere(env),
    says: /The queue 'orders' lies in the (region us-west-2|account 222222222222), and the service in /,
    path: 'Stack/Web/Scaling',
  })),
  ...noNumbers('R139', 'min', (min) => ScalingSchedule.at(DAILY, min, 10)),
  ...noNumbers('R139', 'max', (max) => ScalingSchedule.at(DAILY, 1, max)),
  value('R139', 'max 5001 of a schedule', () => ScalingSchedule.at(DAILY, 1, 5001), /max is 5001/),
  value('R139', 'min above max of a schedule', () => ScalingSchedule.at(DAILY, 3, 2), /min is 3 and max is 2/),
  value('NotAValue', 'a twin of a schedule', () => automatic({ schedules: { day: { schedule: DAILY, min: 0, max: 9 } } }), /schedules\.day is no ScalingSchedule/),
  value('ScaleToZero', 'min 0 of a schedule', () => ScalingSchedule.at(DAILY, 0, 2), /schedule has min 0 and max 2/),
  ...['', 'a:b', 'a/b', 'a|b', ' a', 'a ', 'a\nb', 'a'.repeat(257)].map((name) => value('ScheduleName', `the name ${JSON.stringify(name.slice(0, 5))}`,
    () => automatic({ schedules: { [name]: ScalingSchedule.at(DAILY, 1, 2) } }), /name of a schedule is '/)),
];

const retentionRows: Row[] = [
  workload('R160', 'a message that expires first', { queues: { orders: WorkQueue.create({ retention: seconds(1500) }) } },
    /queue 'orders' keeps messages for 1500 seconds, and hides them 5 times for 300.*more than 1500 seconds/),
  workload('R160', 'a queue that exists', (stack) => ({ queues: { orders: WorkQueue.existing(forgetful(stack)) } }), /queue 'orders' keeps messages for 60 seconds/),
];

export const queueAndScalingRows: Row[] = [...queueRows, ...retentionRows, ...scalingRows];

export const rightQueues: RightRow[] = [
  ['the least and the greatest times of a queue', () => [
    WorkQueue.create({ ...times(0, 60, 0, 0), maxReceiveCount: 1 }),
    WorkQueue.create(times(43_200, 1_209_600, 900, 20)),
  ]],
  ['queues and dead-letter queues of one kind', () => [WorkQueue.existing(pair(true, true)), WorkQueue.create({ fifo: true, deadLetterQueue: pair(true, true) })]],
  ['a dead-letter queue of which the kind is not known yet', () => {
    const stack = testStack();
    return WorkQueue.create({ fifo: true, deadLetterQueue: sqs.Queue.fromQueueArn(stack, 'Queue', new sqs.Queue(stack, 'Other').queueArn) });
  }],
  ['as much time as the work takes', () => byBacklog({}, { acceptableLatency: TIMES.processingTime })],
  ['a pause and its end', () => automatic({ schedules: { 'Good night': ScalingSchedule.at(DAILY, 0, 0), 'Good morning': ScalingSchedule.at(DAILY, 5000, 5000) } })],
  ['requests behind a load balancer', () => Scaling.automatic({ min: 1, max: 1, requestsPerTarget: 1 })],
];

export const queueWarnings: WarningRow[] = [
  {
    code: 'R159',
    name: 'less than work and stop',
    act: () => service(byBacklog({ orders: WorkQueue.create({ visibilityTimeout: seconds(31) }) })),
    says: "queue 'orders' hides a message for 31 seconds, and a task works on one for 2 and may take 30 to stop.*at least 32 seconds",
  },
  {
    code: 'R159',
    name: 'a longer stop',
    act: () => service({ ...byBacklog({ orders: WorkQueue.create({ visibilityTimeout: seconds(100) }) }), stopTimeout: seconds(99) }),
    says: 'may take 99 to stop',
  },
  {
    code: 'R160',
    name: 'a dead-letter queue that forgets sooner',
    act: () => service((stack) => ({ queues: { orders: WorkQueue.create({ retention: Duration.days(5), deadLetterQueue: new sqs.Queue(stack, 'Queue') }) } })),
    says: "queue 'orders' keeps messages for 432000 seconds, and its dead-letter queue for 345600",
  },
  {
    code: 'R157',
    name: 'very many tries',
    act: () => service({ queues: { orders: WorkQueue.create({ maxReceiveCount: 1001, visibilityTimeout: seconds(1) }) } }),
    says: "maxReceiveCount of the queue 'orders' is 1001",
  },
  {
    code: 'PausedForEver',
    name: 'a pause without an end',
    act: () => service(automatic({ schedules: { night: ScalingSchedule.at(DAILY, 0, 0) } })).node.findChild('Scaling'),
    says: 'schedules\\.night pauses the service, and no schedule raises min again',
  },
];

export const quietQueues: [name: string, act: () => Construct][] = [
  ['a queue of which nothing is said', () => service(byBacklog({ orders: WorkQueue.create() }))],
  ['a message that is hidden just long enough', () => service(byBacklog({ orders: WorkQueue.create({ visibilityTimeout: seconds(32) }) }))],
  ['a queue that keeps messages just long enough', () => service({ queues: { orders: WorkQueue.create({ retention: seconds(1501) }) } })],
  ['a FIFO queue, which counts anew', () => service((stack) => ({
    queues: { orders: WorkQueue.create({ fifo: true, retention: Duration.days(5), deadLetterQueue: new sqs.Queue(stack, 'Queue', { fifo: true }) }) },
  }))],
  ['a pause that ends', () => service(automatic({ schedules: { a: ScalingSchedule.at(DAILY, 0, 0), b: ScalingSchedule.at(DAILY, 1, 2) } }))],
];
