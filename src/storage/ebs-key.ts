import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { keyBehind } from '../private/keys';

/**
 * Grants a role of ECS what EBS needs of a key, and returns the key. L2 grants nothing.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html
 */
export function grantKey(role: iam.Role, given: kms.IKey, fromSnapshot: boolean): kms.IKey {
  const key = keyBehind(given);
  for (const permission of permissionsFor(role, fromSnapshot)) {
    role.addToPolicy(new iam.PolicyStatement({ ...permission, resources: [key.keyArn] }));
    // The policy of a key of another stack would wait for the role here, and the volume for the key.
    if (Stack.of(key) === Stack.of(role)) { key.addToResourcePolicy(new iam.PolicyStatement({ ...permission, principals: [role], resources: ['*'] })); }
  }
  return key;
}

function permissionsFor(role: iam.Role, fromSnapshot: boolean): iam.PolicyStatementProps[] {
  const reEncryption = fromSnapshot ? ['kms:ReEncryptFrom', 'kms:ReEncryptTo'] : [];
  const conditions = {
    // The names of services end with .com.cn in China.
    'StringLike': { 'kms:ViaService': `ec2.${Stack.of(role).region}.amazonaws.com*` },
    'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'aws:ebs:id' },
  };
  return [
    { actions: ['kms:DescribeKey'] },
    { actions: ['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', ...reEncryption], conditions },
    { actions: ['kms:CreateGrant'], conditions: { ...conditions, Bool: { 'kms:GrantIsForAWSResource': true } } },
  ];
}
