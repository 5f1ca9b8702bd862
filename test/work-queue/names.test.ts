import { aws_sqs as sqs, RemovalPolicy } from 'aws-cdk-lib';
import { ContainerService, IWorkQueue, WorkQueue } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

/** The names of the variables of the container, as the template has them. */
function variablesOf(service: ContainerService): string[] {
  const [task] = Object.values(templateOf(service).findResources('AWS::ECS::TaskDefinition'));
  return (task.Properties.ContainerDefinitions[0].Environment as { Name: string }[]).map(({ Name }) => Name);
}

test.each([
  ['orders', 'ORDERS'],
  ['newOrders', 'NEW_ORDERS'],
  ['new-orders', 'NEW_ORDERS'],
  ['new_orders', 'NEW_ORDERS'],
  ['NewOrders', 'NEW_ORDERS'],
  ['ORDERS', 'ORDERS'],
  ['ordersV2', 'ORDERS_V2'],
  ['orders2', 'ORDERS2'],
  ['HTTPCalls', 'HTTP_CALLS'],
  ['callsByHTTP', 'CALLS_BY_HTTP'],
])('the queue %s is found by %s_QUEUE_URL', (queueName, prefix) => {
  const { environment } = WorkQueue.existing(new sqs.Queue(testStack(), 'Queue'))
    .bind(testStack(), { queueName, taskRole: testService().taskRole, removalPolicy: RemovalPolicy.DESTROY });
  expect(Object.keys(environment)).toEqual([`${prefix}_QUEUE_URL`]);
});

test('the container has the variables of its queues beside its own', () => {
  const service = testService({ environment: { MODE: 'x' }, queues: { orders: WorkQueue.create(), mails: WorkQueue.create() } });
  expect(variablesOf(service)).toEqual(['MAILS_QUEUE_URL', 'MODE', 'ORDERS_QUEUE_URL']);
});

test('a queue of your own names its variables itself', () => {
  const own: IWorkQueue = {
    workQueueKind: 'own',
    bind: (scope) => {
      const queue = new sqs.Queue(scope, 'Queue');
      return { queue, environment: { BROKER: queue.queueUrl } };
    },
  };
  expect(variablesOf(testService({ queues: { orders: own } }))).toEqual(['BROKER']);
});
