import { aws_kms as kms, aws_logs as logs, aws_sns as sns, RemovalPolicy } from 'aws-cdk-lib';

/** Why a task stopped. Each stopped task is of one kind, but for tasks of which several containers failed in different ways. */
export enum StoppedTaskKind {
  /** A container that the task cannot do without ended with an exit code that says that it failed. */
  FAILED_EXIT = 'FailedExit',
  /** A container used more memory than it has. */
  OUT_OF_MEMORY = 'OutOfMemory',
  /** An image could not be pulled. */
  IMAGE_PULL = 'ImagePull',
  /** The task did not start for another reason, such as a secret that it may not read or a subnet without addresses. */
  FAILED_START = 'FailedStart',
  /** ECS stopped the task because it failed health checks of a load balancer or of a container. */
  HEALTH_CHECK = 'HealthCheck',
  /** The machine was not healthy, or was about to be taken away. */
  INFRASTRUCTURE = 'Infrastructure',
  /** Spot capacity was taken back. */
  SPOT_INTERRUPTION = 'SpotInterruption',
  /** ECS stopped the task for a deployment or a smaller number of tasks. */
  SCHEDULER = 'Scheduler',
  /** Somebody stopped the task, or a program did. */
  USER = 'User',
  /** ECS says nothing of the kind, or something that came after this version of the library. */
  OTHER = 'Other',
}

/** What becomes of stopped tasks. */
export interface StoppedTaskOptions {
  /**
   * The kinds of stopped tasks that people are told of. With an empty list nobody is told, and the log group is all that there is.
   *
   * @default - all but SPOT_INTERRUPTION, SCHEDULER and USER, which happen day by day
   */
  readonly alertOn?: StoppedTaskKind[];

  /**
   * An existing topic. A role is granted to publish to it; the topic stays as it is.
   *
   * @default - `notificationTopic` of the platform, else a topic is created
   */
  readonly topic?: sns.ITopic;

  /**
   * Addresses that the topic writes to, by a name of yours. Each gets a message that asks for consent first. Only for the topic that is created here.
   *
   * @default - none: subscribe to the topic, which is `taskEvents.topic` of the platform
   */
  readonly emails?: { [name: string]: string };

  /**
   * A key of your own for the topic and the log group. The policy of an imported one must let CloudWatch Logs use it.
   *
   * @default - the platform's, else keys of AWS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the log group keeps the events.
   *
   * @default - as long as the profile keeps logs: 1 year in regulated, 3 months in production, 1 week in development, 3 days in preview
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * What becomes of the log group when it leaves the stack.
   *
   * @default - the profile's: retained in production and regulated, destroyed in development and preview
   */
  readonly removalPolicy?: RemovalPolicy;
}
