import { aws_kms as kms, aws_sqs as sqs, Duration, RemovalPolicy } from 'aws-cdk-lib';

/** What a queue is like that a service works on. */
export interface WorkQueueOptions {
  /**
   * How long a message that a task has taken stays out of sight of the others: longer than a task works on one, with the time that it has to stop.
   * Then it is handed out again.
   *
   * @default Duration.minutes(5)
   */
  readonly visibilityTimeout?: Duration;

  /**
   * An existing queue for messages that were handed out too often. It is FIFO where this one is.
   *
   * @default - a queue is created that keeps them for 14 days
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * How often a message is handed out before it goes to the dead-letter queue. Tasks that are stopped in the middle of their work count too.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * How long the queue keeps a message that no task takes or finishes.
   *
   * @default Duration.days(4)
   */
  readonly retention?: Duration;

  /**
   * Whether messages of a group are handed out in order, and only once. A queue of the other kind is another queue: a change replaces both queues.
   *
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * Whether messages with the same content count as the same, where their sender does not say. FIFO only.
   *
   * @default - senders say it of each message
   */
  readonly contentBasedDeduplication?: boolean;

  /**
   * How long a message stays out of sight when it is new.
   *
   * @default - it is handed out at once
   */
  readonly deliveryDelay?: Duration;

  /**
   * How long a task that asks for messages waits for one, where it does not say.
   *
   * @default Duration.seconds(20)
   */
  readonly receiveMessageWaitTime?: Duration;

  /**
   * A key of your own for the messages of both queues. The tasks may decrypt with it; grants of the queue give producers what they need.
   *
   * @default - the platform's `encryptionKey`; without one, keys of SQS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What becomes of both queues when they leave the stack.
   *
   * @default - the profile's: retained in production and regulated, destroyed in development and preview
   */
  readonly removalPolicy?: RemovalPolicy;
}
