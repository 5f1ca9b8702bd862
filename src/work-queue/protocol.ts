import { aws_iam as iam, aws_kms as kms, aws_sqs as sqs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a work queue is told about the service that works on it. */
export interface WorkQueueContext {
  /** The name of the queue: its key. */
  readonly queueName: string;

  /** The role of the tasks, which may take messages. */
  readonly taskRole: iam.IGrantable;

  /** What the platform's profile does with queues when their stack goes. */
  readonly removalPolicy: RemovalPolicy;

  /**
   * The key of the platform, for queues that have none of their own.
   *
   * @default - none: keys of SQS
   */
  readonly encryptionKey?: kms.IKey;
}

/** What a work queue decides. */
export interface WorkQueueConfig {
  /** The queue. */
  readonly queue: sqs.IQueue;

  /**
   * Where messages go that were taken too often.
   *
   * @default - not known, or nowhere
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /** The environment variables by which the container finds the queue. */
  readonly environment: { [name: string]: string };

  /**
   * How long a message that was taken stays out of sight.
   *
   * @default - not known
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How long the queue keeps a message.
   *
   * @default - not known
   */
  readonly retention?: Duration;

  /**
   * How often a message is handed out before it goes to the dead-letter queue.
   *
   * @default - not known, or without end
   */
  readonly maxReceiveCount?: number;

  /**
   * How long the dead-letter queue keeps a message.
   *
   * @default - not known
   */
  readonly deadLetterRetention?: Duration;
}

/** A queue that a service works on. Implement it to bring one of your own; `WorkQueue` has the ready-made ones. */
export interface IWorkQueue {
  /** A word for errors and diagrams, such as `create`. */
  readonly workQueueKind: string;

  /**
   * Called once for each service, before the task definition is made.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: WorkQueueContext): WorkQueueConfig;
}
