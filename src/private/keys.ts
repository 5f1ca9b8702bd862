import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Finding, warn } from './fail';
import { known } from './tokens';

/** The key that an alias stands for. Permissions on an alias are of no effect. */
export function keyBehind(given: kms.IKey): kms.IKey {
  return given instanceof kms.Alias ? given.aliasTargetKey : given;
}

/** Permissions are given on a key itself, which the name of an alias alone does not tell. */
export function findAlias(given: kms.IKey | undefined): Finding | undefined {
  return given === undefined || given instanceof kms.Alias || !('aliasName' in given) ? undefined : {
    given: 'encryptionKey is an alias that was imported by its name',
    allowed: 'Permissions are given on the key itself, and Fargate takes no alias',
    remedy: 'Give kms.Key.fromLookup() the name of the alias, or kms.Key.fromKeyArn() the ARN of the key',
  };
}

/**
 * Logs, queues and disks are encrypted with symmetric keys of their own region.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function findUnusable(scope: IConstruct, key: kms.IKey): Finding | undefined {
  const { keySpec } = (key.node.defaultChild ?? {}) as Partial<kms.CfnKey>;
  if (known(keySpec ?? undefined) !== undefined && keySpec !== kms.KeySpec.SYMMETRIC_DEFAULT) {
    return {
      given: `encryptionKey is of the kind ${keySpec}`,
      allowed: 'Services of AWS encrypt with symmetric keys',
      remedy: 'Leave its keySpec and keyUsage out, or give another key',
    };
  }
  const [here, there] = [Stack.of(scope).region, key.env.region].map((region) => known(region));
  return here === undefined || there === undefined || here === there ? undefined : {
    given: `encryptionKey is in ${there}, and what it is to encrypt in ${here}`,
    allowed: 'Logs, queues and disks are encrypted with keys of their own region',
    remedy: `Give a key of ${here}`,
  };
}

/** Whether a key has replicas in other regions, or is one. */
export function findMultiRegion(key: kms.IKey): Finding | undefined {
  const { multiRegion } = (key.node.defaultChild ?? {}) as Partial<kms.CfnKey>;
  return multiRegion !== true && !known(key.keyId)?.startsWith('mrk-') ? undefined : {
    given: 'encryptionKey is a multi-Region key',
    allowed: 'Fargate encrypts the disks of tasks with single-Region keys',
    remedy: 'Give another key',
  };
}

/**
 * Lets CloudWatch Logs use a key for the log groups of the account and region. It asks for no group in particular: the policy lies in the stack of
 * the key, and the groups in those of the workloads, which would wait for each other.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitLogs(scope: IConstruct, key: kms.IKey): void {
  const stack = Stack.of(key);
  const { statementAdded } = key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': stack.formatArn({ service: 'logs', resource: '*' }) } },
  }));
  if (statementAdded) { return; }
  warn('KeyPolicy', {
    given: 'encryptionKey is a key that was imported, whose policy cannot be seen or changed here',
    allowed: 'CloudWatch Logs makes a log group only with a key whose policy admits it, and Fargate starts tasks only with one that admits Fargate',
    remedy: 'See to it that its policy has the statements of docs/profiles.md, and acknowledge this warning',
  }, scope);
}

/**
 * Lets a role write to log groups that are encrypted with a key, and through CloudWatch Logs only. The policy of an imported key, or of one in
 * another stack, must leave permissions to IAM, as default key policies do.
 */
export function grantLogging(role: iam.IGrantable, key: kms.IKey): void {
  role.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: [key.keyArn],
    // The names of services end with .com.cn in China.
    conditions: { StringLike: { 'kms:ViaService': `logs.${Stack.of(key).region}.amazonaws.com*` } },
  }));
}
