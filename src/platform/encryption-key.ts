import { aws_ecs as ecs, aws_kms as kms } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Profile } from './profile/profile';
import { refuse } from '../private/fail';
import { given } from '../private/given';
import { admitLogs, findAlias, findMultiRegion, findUnusable, keyBehind } from '../private/keys';

/** The key that was given, or one of the platform's own where the profile wants one; it admits CloudWatch Logs. */
export function encryptionKeyOf(scope: Construct, profile: Profile, own: kms.IKey | undefined): kms.IKey | undefined {
  refuse('KeyAlias', findAlias(own), scope);
  const key = own ? keyBehind(own) : createKey(scope, profile);
  if (!key) { return undefined; }
  refuse('EncryptionKey', findUnusable(scope, key), scope);
  admitLogs(scope, key);
  return key;
}

function createKey(scope: Construct, { ownKeys, removalPolicy }: Profile): kms.Key | undefined {
  return ownKeys ? new kms.Key(scope, 'EncryptionKey', {
    description: `Logs, queues and disks of ${scope.node.path}`, enableKeyRotation: true, removalPolicy,
  }) : undefined;
}

/** The disks of tasks on Fargate. L2 admits Fargate in the key's policy, for all clusters of the account. */
export function storageEncryption(
  scope: Construct, fargateEphemeralStorageKmsKey: kms.IKey | undefined,
): Pick<ecs.ClusterProps, 'managedStorageConfiguration'> {
  refuse('EncryptionKey', fargateEphemeralStorageKmsKey && findMultiRegion(fargateEphemeralStorageKmsKey), scope);
  return given({ managedStorageConfiguration: fargateEphemeralStorageKmsKey && { fargateEphemeralStorageKmsKey } });
}
