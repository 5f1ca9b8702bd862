import { aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a logging is told about the workload whose output it takes. */
export interface LoggingContext {
  /** The workload's id, for the names of streams. */
  readonly workloadName: string;

  /** How long the platform's profile keeps logs. */
  readonly retention: logs.RetentionDays;

  /** What the platform's profile does with logs when their stack goes. */
  readonly removalPolicy: RemovalPolicy;

  /** The role by which ECS starts the tasks and writes their output. */
  readonly executionRole: iam.IGrantable;

  /**
   * The key of the platform, for logs that have none of their own.
   *
   * @default - none: keys of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

/** What a logging decides. */
export interface LoggingConfig {
  /**
   * The driver that takes the container's output. What it needs from the execution role, it asks of it when the container is made.
   *
   * @default - the output is dropped
   */
  readonly driver?: ecs.LogDriver;

  /**
   * The log group that holds the output.
   *
   * @default - the output goes elsewhere, or nowhere
   */
  readonly logGroup?: logs.ILogGroup;
}

/** Where the output of containers goes. Implement it to bring a destination of your own; `Logging` has the ready-made ones. */
export interface ILogging {
  /** A word for errors and diagrams, such as `cloudWatch`. */
  readonly loggingKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: LoggingContext): LoggingConfig;
}
