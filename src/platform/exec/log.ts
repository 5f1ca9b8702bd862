import { aws_kms as kms, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ExecParts } from './exec';
import { admitLogs } from '../../private/keys';
import { IContainerPlatform } from '../protocol';

/** What the user says of sessions. */
interface ExecProps {
  /**
   * Whether there are any.
   *
   * @default false
   */
  readonly execEnabled?: boolean;
}

/**
 * The log group of sessions, and the key that both are encrypted with: the platform's, or one that is made here. What people did in containers is
 * kept as long as other logs are.
 */
export function createExecLog(
  platform: Construct & Pick<IContainerPlatform, 'profile' | 'encryptionKey'>, { execEnabled }: ExecProps,
): ExecParts | undefined {
  if (!execEnabled) { return undefined; }
  const { logRetention: retention, removalPolicy } = platform.profile;
  const scope = new Construct(platform, 'Exec');
  const encryptionKey = platform.encryptionKey ?? createKey(scope, removalPolicy);
  return { logGroup: new logs.LogGroup(scope, 'LogGroup', { retention, removalPolicy, encryptionKey }), encryptionKey };
}

function createKey(scope: Construct, removalPolicy: RemovalPolicy): kms.Key {
  const key = new kms.Key(scope, 'Key', { description: 'Sessions of ECS Exec, and their log', enableKeyRotation: true, removalPolicy });
  admitLogs(scope, key);
  return key;
}
