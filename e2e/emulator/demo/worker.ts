import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { end, start } from '../support/children';
import { Clients } from '../support/clients';
import { Complaint } from '../support/complaint';
import { Emulator } from '../support/emulator';
import { LOOPBACK } from '../support/loopback';
import { CACHE } from '../support/paths';
import { emulatorPython } from '../support/python';

const ORDERS = 5;
const SECONDS = 60;

/** Runs the program that stands in a task definition, with the environment that stands there, until it has done the orders that it is sent. */
export async function runWorker(emulator: Emulator, clients: Clients, taskDefinition: string): Promise<string[]> {
  const { program, environment } = await taskOf(clients, taskDefinition);
  const queueUrl = environment.ORDERS_QUEUE_URL;
  await clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: numbers(ORDERS).map((number) => entry(number)) }));
  const child = start({
    program: await emulatorPython(CACHE),
    args: ['-c', program],
    cwd: CACHE,
    // What ECS adds to a task's environment: the region, and the way to the credentials of its role.
    env: { ...environment, ...emulator.environment, ...LOOPBACK },
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) { stream.on('data', (chunk) => { printed += chunk; }); }
  let ended = false;
  child.once('close', () => { ended = true; });
  const done = () => printed.split('\n').filter((line) => line.endsWith('is done'));
  try {
    await until(() => done().length === ORDERS, () => `The worker did ${done().length} of ${ORDERS} orders in ${SECONDS} seconds, and printed: ${printed}`);
    // Told to stop with an order in hand, it finishes that.
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: entry(ORDERS + 1, 1).MessageBody }));
    await until(async () => (await countsOf(clients, queueUrl)).inHand === 1, () => `The worker did not take order ${ORDERS + 1}, and printed: ${printed}`);
    child.kill('SIGTERM');
    await until(() => ended, () => 'The worker did not stop when it was told to.');
  } finally {
    end(child);
  }
  const { waiting, inHand } = await countsOf(clients, queueUrl);
  if (waiting + inHand > 0) { throw new Complaint(`${waiting + inHand} orders are still in the queue; the worker printed: ${printed}`); }
  return [...done(), `told to stop with order ${ORDERS + 1} in hand, it did that and ended with exit code ${child.exitCode}; the queue is empty`];
}

async function taskOf({ ecs }: Clients, arn: string): Promise<{ program: string; environment: { [name: string]: string } }> {
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
  const [{ command = [], environment = [] }] = taskDefinition?.containerDefinitions ?? [{}];
  return { program: command[0], environment: Object.fromEntries(environment.map(({ name, value }) => [name!, value!])) };
}

function numbers(count: number): number[] {
  return [...Array(count).keys()].map((index) => index + 1);
}

function entry(number: number, seconds = 0.1): { Id: string; MessageBody: string } {
  return { Id: String(number), MessageBody: JSON.stringify({ number, seconds }) };
}

async function until(condition: () => boolean | Promise<boolean>, complaint: () => string): Promise<void> {
  const deadline = Date.now() + SECONDS * 1000;
  while (!await condition()) {
    if (Date.now() > deadline) { throw new Complaint(complaint()); }
    await sleep(20);
  }
}

async function countsOf({ sqs }: Clients, queueUrl: string): Promise<{ waiting: number; inHand: number }> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }));
  return { waiting: Number(Attributes.ApproximateNumberOfMessages), inHand: Number(Attributes.ApproximateNumberOfMessagesNotVisible) };
}
