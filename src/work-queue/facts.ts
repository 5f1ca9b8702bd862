import { aws_sqs as sqs, Duration, Token } from 'aws-cdk-lib';
import { WorkQueueConfig, WorkQueueContext } from './protocol';
import { Finding } from '../private/fail';
import { given } from '../private/given';
import { variableOf } from '../private/words';

/** What SQS takes where nothing is said. */
const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 4 * 24 * 3600;

/** Lets the tasks take messages, and tells them where. The grant lies with the tasks, also where the queue is of another stack. */
export function workOn(queue: sqs.IQueue, context: WorkQueueContext): Pick<WorkQueueConfig, 'queue' | 'environment'> {
  queue.grantConsumeMessages(context.taskRole);
  return { queue, environment: { [`${variableOf(context.queueName)}_QUEUE_URL`]: queue.queueUrl } };
}

/** What a queue that exists says of itself: nothing, if it was imported. */
export function factsOf(queue: sqs.IQueue): Partial<WorkQueueConfig> {
  const deadLetters = queue instanceof sqs.Queue ? queue.deadLetterQueue : undefined;
  return given({
    visibilityTimeout: secondsOf(queue, 'visibilityTimeout', DEFAULT_VISIBILITY_SECONDS),
    retention: retentionOf(queue),
    maxReceiveCount: deadLetters?.maxReceiveCount,
    deadLetterQueue: deadLetters?.queue,
    deadLetterRetention: deadLetters && retentionOf(deadLetters.queue),
  });
}

export function retentionOf(queue: sqs.IQueue): Duration | undefined {
  return secondsOf(queue, 'messageRetentionPeriod', DEFAULT_RETENTION_SECONDS);
}

/** Whether a queue is FIFO. One that was imported by a name that is not known yet is taken for standard by L2, and may be either. */
export function fifoOf(queue: sqs.IQueue): boolean | undefined {
  return queue.fifo || queue instanceof sqs.Queue || !Token.isUnresolved(queue.queueArn) ? queue.fifo : undefined;
}

export function otherKind(fifo: boolean | undefined, deadLetterQueue: sqs.IQueue | undefined): Finding | undefined {
  const deadLetterFifo = deadLetterQueue && fifoOf(deadLetterQueue);
  if (fifo === undefined || deadLetterFifo === undefined || fifo === deadLetterFifo) { return undefined; }
  const kind = (isFifo: boolean) => isFifo ? 'FIFO' : 'standard';
  return {
    given: `The queue is a ${kind(fifo)} queue, and its deadLetterQueue a ${kind(deadLetterFifo)} one`,
    allowed: 'The dead-letter queue of a queue is of its kind',
    remedy: `Give a ${kind(fifo)} deadLetterQueue`,
  };
}

function secondsOf(queue: sqs.IQueue, prop: 'visibilityTimeout' | 'messageRetentionPeriod', otherwise: number): Duration | undefined {
  const resource = queue.node.defaultChild;
  return resource instanceof sqs.CfnQueue ? Duration.seconds(resource[prop] ?? otherwise) : undefined;
}
