import { Duration } from 'aws-cdk-lib';
import { QueueFacts, ServiceFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange } from '../../private/range';
import { known, knownSeconds } from '../../private/tokens';
import { WorkQueueConfig } from '../../work-queue';

const QUEUE_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
/** What ECS gives a container where nothing is said. */
const DEFAULT_STOP_TIMEOUT = Duration.seconds(30);

/** What queues may be called: the names become parts of ids and of environment variables. */
export const queueNameRules: Rule<Pick<QueueFacts, 'props'>>[] = [{ code: 'QueueName', find: findQueueName }];

/** What queues may say, and what their variables may be called. */
export const queueRules: Rule<QueueFacts>[] = [
  { code: 'R108', find: findVariableTwice },
  { code: 'R157', find: ({ queues }) => firstOf(queues, findManyReceives), warns: true },
  { code: 'R160', find: ({ queues }) => firstOf(queues, findShortRetention) },
  { code: 'R160', find: ({ queues }) => firstOf(queues, findShortDeadLetterRetention), warns: true },
];

/** What the queue and the scaling by it must agree on. */
export const backlogRules: Rule<ServiceFacts>[] = [{ code: 'R159', find: findShortVisibility, warns: true }];

function findQueueName({ props }: Pick<QueueFacts, 'props'>): Finding | undefined {
  const name = Object.keys(props.queues ?? {}).sort().find((key) => !QUEUE_NAME.test(key));
  return name === undefined ? undefined : {
    given: `queues has the name '${name}'`,
    allowed: 'A name has letters, digits, hyphens and underscores, and a letter first',
    remedy: 'Choose another name',
  };
}

/** The container would find one of them only. */
function findVariableTwice({ props, queues }: QueueFacts): Finding | undefined {
  const owners = new Map<string, string>();
  for (const prop of ['environment', 'secrets'] as const) {
    for (const name of Object.keys(props[prop] ?? {})) { owners.set(name, prop); }
  }
  for (const [queueName, { environment }] of queues) {
    for (const name of Object.keys(environment)) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        return {
          given: `The queue '${queueName}' has the variable ${name}, as has ${owner}`,
          allowed: 'A container has a variable once',
          remedy: `Give the queue another name${owner.startsWith('the queue') ? '' : `, or leave ${name} out of ${owner}`}`,
        };
      }
      owners.set(name, `the queue '${queueName}'`);
    }
  }
  return undefined;
}

function findManyReceives(name: string, { maxReceiveCount }: WorkQueueConfig): Finding | undefined {
  return outsideRange(`maxReceiveCount of the queue '${name}'`, maxReceiveCount, { min: 1, max: 1000, remedy: 'Give less' });
}

/** A task that is stopped hands its message back only by the visibility timeout. */
function findShortRetention(name: string, { retention, visibilityTimeout, maxReceiveCount }: WorkQueueConfig): Finding | undefined {
  const kept = knownSeconds(retention);
  const hidden = knownSeconds(visibilityTimeout);
  const times = known(maxReceiveCount);
  if (kept === undefined || hidden === undefined || times === undefined || kept > hidden * times) { return undefined; }
  return {
    given: `The queue '${name}' keeps messages for ${kept} seconds, and hides them ${times} times for ${hidden}`,
    allowed: 'A message that is never finished would expire before it reached the dead-letter queue',
    remedy: `Give retention more than ${hidden * times} seconds, a shorter visibilityTimeout or a lower maxReceiveCount`,
  };
}

/** A FIFO queue counts the age of a message anew when it is dead-lettered. In a standard queue it goes on. */
function findShortDeadLetterRetention(name: string, { queue, retention, deadLetterRetention }: WorkQueueConfig): Finding | undefined {
  const kept = knownSeconds(retention);
  const deadLetters = knownSeconds(deadLetterRetention);
  if (queue.fifo || kept === undefined || deadLetters === undefined || deadLetters >= kept) { return undefined; }
  return {
    given: `The queue '${name}' keeps messages for ${kept} seconds, and its dead-letter queue for ${deadLetters}`,
    allowed: 'A message that waited long would expire as soon as it is dead-lettered',
    remedy: `Let the dead-letter queue keep messages longer than ${kept} seconds`,
  };
}

function findShortVisibility({ props, scaling, queues }: ServiceFacts): Finding | undefined {
  const hidden = knownSeconds(queues.get(scaling.backlogQueue ?? '')?.visibilityTimeout);
  const processing = knownSeconds(scaling.processingTime);
  const stopping = knownSeconds(props.stopTimeout ?? DEFAULT_STOP_TIMEOUT);
  if (hidden === undefined || processing === undefined || stopping === undefined || hidden >= processing + stopping) { return undefined; }
  return {
    given: `The queue '${scaling.backlogQueue}' hides a message for ${hidden} seconds, and a task works on one for ${processing} and may take ${stopping} to stop`,
    allowed: 'A message that comes into sight too soon is worked on twice',
    remedy: `Give visibilityTimeout at least ${Math.ceil(processing + stopping)} seconds`,
  };
}

function firstOf(queues: QueueFacts['queues'], find: (name: string, queue: WorkQueueConfig) => Finding | undefined): Finding | undefined {
  for (const [name, queue] of queues) {
    const finding = find(name, queue);
    if (finding) { return finding; }
  }
  return undefined;
}
