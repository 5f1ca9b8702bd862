import { aws_ecs as ecs, aws_kms as kms, aws_logs as logs, aws_sns as sns, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What task events are told about the platform. */
export interface TaskEventsContext {
  /** The cluster whose tasks are told of. */
  readonly cluster: ecs.ICluster;

  /** How long the platform's profile keeps logs. */
  readonly logRetention: logs.RetentionDays;

  /** What the platform's profile does with logs when their stack goes. */
  readonly removalPolicy: RemovalPolicy;

  /**
   * Where the platform tells people of what goes wrong.
   *
   * @default - nowhere in particular
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * The key of the platform.
   *
   * @default - keys of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

/** What task events decide. */
export interface TaskEventsConfig {
  /**
   * Where people are told: subscribe to it.
   *
   * @default - nobody is told
   */
  readonly topic?: sns.ITopic;

  /**
   * Where the events are kept.
   *
   * @default - nowhere
   */
  readonly logGroup?: logs.ILogGroup;
}

/** What becomes of the events of a cluster's tasks. Implement it to bring something of your own; `TaskEvents` has the ready-made ones. */
export interface ITaskEvents {
  /** A word for errors and diagrams, such as `stoppedTasks`. */
  readonly taskEventsKind: string;

  /**
   * Called once for each platform.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: TaskEventsContext): TaskEventsConfig;
}
