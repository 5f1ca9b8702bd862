import { aws_ecs as ecs, aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { ExecSettings } from './protocol';

/** What a cluster says of sessions: one that was imported says what its attributes say. */
export function settingsOfCluster({ executeCommandConfiguration }: ecs.ICluster): ExecSettings {
  const { kmsKey, logConfiguration, logging } = executeCommandConfiguration ?? {};
  return {
    enabledByDefault: false,
    logGroupArn: logConfiguration?.cloudWatchLogGroup?.logGroupRef.logGroupArn,
    bucketName: logConfiguration?.s3Bucket?.bucketRef.bucketName,
    encryptionKey: kmsKey,
    logged: logging === undefined || logging !== ecs.ExecuteCommandLogging.NONE,
  };
}

/** What a platform made for sessions. */
export interface ExecParts {
  /** The log group of the sessions. */
  readonly logGroup: logs.ILogGroup;
  /** The key of the sessions and of their log. */
  readonly encryptionKey: kms.IKey;
}

export function settingsOf({ logGroup, encryptionKey }: ExecParts): ExecSettings {
  return { enabledByDefault: true, logGroupArn: logGroup.logGroupArn, encryptionKey };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging */
export function configurationOf({ logGroup, encryptionKey }: ExecParts): ecs.ExecuteCommandConfiguration {
  return {
    kmsKey: encryptionKey,
    logging: ecs.ExecuteCommandLogging.OVERRIDE,
    logConfiguration: { cloudWatchLogGroup: logGroup, cloudWatchEncryptionEnabled: true },
  };
}
