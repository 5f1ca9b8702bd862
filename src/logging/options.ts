import { aws_ecs as ecs, aws_kms as kms, aws_logs as logs, RemovalPolicy, Size } from 'aws-cdk-lib';

/** How output goes to CloudWatch Logs. */
export interface CloudWatchLoggingOptions {
  /**
   * An existing log group. Its retention, removal policy and key are its own.
   *
   * @default - a log group is created
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the created log group keeps its events.
   *
   * @default - the profile's: 1 year in regulated, 3 months in production, 1 week in development, 3 days in preview
   */
  readonly retention?: logs.RetentionDays;

  /**
   * What becomes of the created log group when it leaves the stack.
   *
   * @default - the profile's: retained in production and regulated, destroyed in development and preview
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The key that the created log group is encrypted with. Its policy is made to admit CloudWatch Logs; that of an imported key must do so already.
   *
   * @default - the platform's `encryptionKey`; without one, keys of CloudWatch Logs
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The first part of the names of log streams; the container's name and the task's id follow.
   *
   * @default - the workload's id
   */
  readonly streamPrefix?: string;

  /**
   * What a container does when CloudWatch Logs takes its lines slower than it writes them: wait, or go on and lose some.
   *
   * @default ecs.AwsLogDriverMode.NON_BLOCKING
   */
  readonly mode?: ecs.AwsLogDriverMode;

  /**
   * How much may wait in memory in the non-blocking mode before lines are lost.
   *
   * @default Size.mebibytes(25)
   */
  readonly maxBufferSize?: Size;

  /**
   * The Python strftime pattern that starts each event, for events of several lines. Not together with `multilinePattern`.
   *
   * @default - each line is an event
   */
  readonly datetimeFormat?: string;

  /**
   * The regular expression that starts each event, for events of several lines. Not together with `datetimeFormat`.
   *
   * @default - each line is an event
   */
  readonly multilinePattern?: string;
}
