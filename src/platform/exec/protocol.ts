import { aws_kms as kms } from 'aws-cdk-lib';

/** How sessions of ECS Exec are opened on a cluster, and where what is done in them is logged. */
export interface ExecSettings {
  /** Whether workloads that do not say are open to sessions. */
  readonly enabledByDefault: boolean;

  /**
   * The ARN of the log group of the sessions, with its streams: it ends with `:*`.
   *
   * @default - the log group of each workload's container, if it has one
   */
  readonly logGroupArn?: string;

  /**
   * The name of a bucket that sessions are logged to.
   *
   * @default - none
   */
  readonly bucketName?: string;

  /**
   * The key that sessions are encrypted with, beside TLS.
   *
   * @default - TLS alone
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether sessions are logged at all.
   *
   * @default true
   */
  readonly logged?: boolean;
}
