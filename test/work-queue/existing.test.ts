import { App, aws_kms as kms, aws_sqs as sqs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerService, WorkQueue, WorkQueueConfig } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';

const ARN = 'arn:aws:sqs:eu-west-1:111111111111:orders';

/** What is known of a queue: its times in seconds, and where it puts dead letters. */
function factsOf(queue: sqs.IQueue): object {
  const { taskRole } = testService({}, new Stack(queue.node.root, 'Other'));
  const { visibilityTimeout, retention, deadLetterRetention, maxReceiveCount, deadLetterQueue }: WorkQueueConfig = WorkQueue.existing(queue)
    .bind(testStack(), { queueName: 'orders', taskRole, removalPolicy: RemovalPolicy.DESTROY });
  const times = [visibilityTimeout, retention, deadLetterRetention].map((duration) => duration?.toSeconds());
  return { times, maxReceiveCount, deadLetterQueue };
}

test('a queue that exists is named, granted and left as it is', () => {
  const stack = testStack();
  const queue = new sqs.Queue(stack, 'Queue');
  const service = testService({ queues: { orders: WorkQueue.existing(queue) } }, stack);
  const template = templateOf(service);
  template.resourceCountIs('AWS::SQS::Queue', 1);
  template.resourceCountIs('AWS::SQS::QueuePolicy', 0);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: Match.arrayWith(['sqs:ReceiveMessage']), Resource: stack.resolve(queue.queueArn) as object }] },
  });
  expect(service.queue('orders')).toBe(queue);
  expect(() => service.deadLetterQueue('orders')).toThrow(/^\[stevedore\.NoSuchQueue\] Stack\/Web: The deadLetterQueue of 'orders' is asked for/);
});

test('what a queue of this app says of itself is known', () => {
  const stack = testStack();
  const queue = new sqs.Queue(stack, 'Deads', { retentionPeriod: Duration.days(7) });
  expect(factsOf(new sqs.Queue(stack, 'Queue', {
    visibilityTimeout: Duration.minutes(1), retentionPeriod: Duration.days(2), deadLetterQueue: { queue, maxReceiveCount: 4 },
  }))).toEqual({ times: [60, 172_800, 604_800], maxReceiveCount: 4, deadLetterQueue: queue });
});

test('of a queue that says nothing the defaults of SQS are known', () => {
  expect(factsOf(new sqs.Queue(testStack(), 'Queue'))).toEqual({ times: [30, 345_600, undefined] });
});

test('of a queue that was imported nothing is known', () => {
  expect(factsOf(sqs.Queue.fromQueueArn(testStack(), 'Queue', ARN))).toEqual({ times: [undefined, undefined, undefined] });
});

test('an imported queue is granted with its key', () => {
  const stack = testStack();
  const queue = sqs.Queue.fromQueueAttributes(stack, 'Queue', { queueArn: ARN, keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/1' });
  templateOf(testService({ queues: { orders: WorkQueue.existing(queue) } }, stack)).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Resource: ARN }, { Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111111111111:key/1' }] },
  });
});

describe.each([
  ['the recommended flags', () => testApp()],
  ['no flags', () => new App()],
])('a queue and a key of another stack close no circle, with %s', (_, makeApp) => {
  test.each([['the queue first', true], ['the service first', false]])('%s', (_order, queueFirst) => {
    const app = makeApp();
    const stack = (id: string) => new Stack(app, id);
    const [first, second] = queueFirst ? [stack('Queues'), stack('Service')] : [stack('Service'), stack('Queues')];
    const [queues, own] = queueFirst ? [first, second] : [second, first];
    const key = new kms.Key(queues, 'Key');
    const queue = new sqs.Queue(queues, 'Queue', { encryptionMasterKey: key, encryption: sqs.QueueEncryption.KMS });
    new ContainerService(own, 'Web', {
      image: IMAGE,
      platform: devPlatform(own),
      queues: { orders: WorkQueue.existing(queue), others: WorkQueue.create({ encryptionKey: key, deadLetterQueue: queue }) },
    });
    app.synth();
    expect(own.dependencies).toEqual([queues]);
    expect(queues.dependencies).toEqual([]);
    Template.fromStack(queues).resourceCountIs('AWS::SQS::QueuePolicy', 0);
  });
});
