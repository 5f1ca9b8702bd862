import { aws_iam as iam, aws_kms as kms, aws_sqs as sqs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerService, ContainerServiceProps, Profile, WorkQueue, WorkQueueOptions } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const FIFO = { fifo: true };

function worker(options: WorkQueueOptions = {}, props: Partial<ContainerServiceProps> = {}, stack?: Stack): ContainerService {
  return testService({ queues: { orders: WorkQueue.create(options) }, ...props }, stack);
}

/** The queues of a template by what their logical ids say of them. */
function queuesOf(template: Template): { [name: string]: { Properties: object; DeletionPolicy: string } } {
  return Object.fromEntries(Object.entries(template.findResources('AWS::SQS::Queue'))
    .map(([id, queue]) => [id.replace(/^WebQueuesorders|[0-9A-F]{8}$/g, ''), queue as { Properties: object; DeletionPolicy: string }]));
}

test('the defaults: encrypted, long polling, five tries, four days, and two weeks for what failed', () => {
  const { Queue, DeadLetterQueue, ...others } = queuesOf(templateOf(worker()));
  expect(Queue.Properties).toEqual({
    VisibilityTimeout: 300,
    MessageRetentionPeriod: 345_600,
    ReceiveMessageWaitTimeSeconds: 20,
    SqsManagedSseEnabled: true,
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/DeadLetterQueue/), 'Arn'] }, maxReceiveCount: 5 },
  });
  expect(DeadLetterQueue.Properties).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  expect(others).toEqual({});
});

test('the options', () => {
  const { Queue } = queuesOf(templateOf(worker({
    visibilityTimeout: Duration.minutes(1),
    maxReceiveCount: 3,
    retention: Duration.days(1),
    deliveryDelay: Duration.seconds(10),
    receiveMessageWaitTime: Duration.seconds(0),
  })));
  expect(Queue.Properties).toMatchObject({
    VisibilityTimeout: 60, MessageRetentionPeriod: 86_400, DelaySeconds: 10, ReceiveMessageWaitTimeSeconds: 0, RedrivePolicy: { maxReceiveCount: 3 },
  });
});

test('an option that is there and undefined overrides nothing', () => {
  const said = { visibilityTimeout: undefined, maxReceiveCount: undefined, fifo: undefined };
  const [some, none] = [said, {}].map((options) => templateOf(worker(options)));
  expect(some.toJSON()).toEqual(none.toJSON());
});

test('each of the queues refuses whoever comes without TLS', () => {
  const template = templateOf(worker());
  const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy'));
  expect(policies.flatMap(({ Properties }) => Properties.Queues).map(({ Ref }) => Ref).sort()).toEqual(Object.keys(template.findResources('AWS::SQS::Queue')).sort());
  template.allResourcesProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'sqs:*', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
  });
});

test.each<[string, Profile, RemovalPolicy | undefined, string]>([
  ['the development profile', Profile.development(), undefined, 'Delete'],
  ['the production profile', Profile.production(), undefined, 'Retain'],
  ['its own word', Profile.production(), RemovalPolicy.DESTROY, 'Delete'],
])('queues and their policies go or stay by %s', (_, profile, removalPolicy, expected) => {
  const template = templateOf(worker({ removalPolicy }, { profile }));
  for (const type of ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy']) {
    expect(Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([expected, expected]);
  }
});

test('a FIFO queue is another resource than a standard one, and so is its dead-letter queue', () => {
  const queues = queuesOf(templateOf(worker({ ...FIFO, contentBasedDeduplication: true })));
  expect(Object.keys(queues).sort()).toEqual(['FifoDeadLetterQueue', 'FifoQueue']);
  expect(queues.FifoQueue.Properties).toMatchObject({ FifoQueue: true, ContentBasedDeduplication: true });
  expect(queues.FifoDeadLetterQueue.Properties).toMatchObject({ FifoQueue: true });
});

test('a dead-letter queue that is given takes the place of the own one', () => {
  const stack = testStack();
  const deadLetterQueue = new sqs.Queue(stack, 'Given');
  const service = worker({ deadLetterQueue }, {}, stack);
  const template = templateOf(service);
  template.resourceCountIs('AWS::SQS::Queue', 2);
  template.hasResourceProperties('AWS::SQS::Queue', {
    RedrivePolicy: { deadLetterTargetArn: stack.resolve(deadLetterQueue.queueArn) as object, maxReceiveCount: 5 },
  });
  expect(service.deadLetterQueue('orders')).toBe(deadLetterQueue);
});

test('tasks may take messages, and no more', () => {
  const service = worker();
  const actions = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'].map((action) => `sqs:${action}`);
  templateOf(service).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: actions, Effect: 'Allow', Resource: Stack.of(service).resolve(service.queue('orders').queueArn) as object }] },
    Roles: [Stack.of(service).resolve(service.taskRole.roleName)],
  });
});

test('the first task waits for the grant', () => {
  const template = templateOf(worker());
  const [policy] = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { PolicyName: Match.stringLikeRegexp('TaskRole') } }));
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([policy]) });
});

test('a key of your own encrypts both queues, and the tasks may decrypt with it', () => {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const template = templateOf(worker({ encryptionKey }, {}, stack));
  template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: stack.resolve(encryptionKey.keyArn) as object, SqsManagedSseEnabled: Match.absent() });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([{ Action: 'kms:Decrypt', Effect: 'Allow', Resource: stack.resolve(encryptionKey.keyArn) as object }]) },
  });
});

test('a producer is granted to send, with the key', () => {
  const stack = testStack();
  const service = worker({ encryptionKey: new kms.Key(stack, 'Key') }, {}, stack);
  const producer = new iam.Role(stack, 'Producer', { assumedBy: new iam.AnyPrincipal() });
  service.queue('orders').grantSendMessages(producer);
  templateOf(service).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [Match.objectLike({ Action: Match.arrayWith(['sqs:SendMessage']) }), Match.objectLike({ Action: Match.arrayWith(['kms:GenerateDataKey*']) })],
    },
    Roles: [stack.resolve(producer.roleName)],
  });
});

test('the workload has the queues at hand', () => {
  const service = worker();
  expect(service.queue('orders').node.path).toBe('Stack/Web/Queues/orders/Queue');
  expect(service.deadLetterQueue('orders').node.path).toBe('Stack/Web/Queues/orders/DeadLetterQueue');
});
