import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { warn } from '../../private/fail';

const ROLE = 'AWSServiceRoleForAutoScaling';

/**
 * Lets Auto Scaling start instances with disks that are encrypted with a key. It is the policy of the key that must say so, since nobody can add to the
 * permissions of a service-linked role. https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function admitAutoScaling(scope: Construct, key: kms.IKey): void {
  const { account } = Stack.of(scope);
  const role = Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role/aws-service-role/autoscaling.amazonaws.com', resourceName: ROLE });
  const statements = USES.map((use) => new iam.PolicyStatement({ ...use, principals: [new iam.ArnPrincipal(role)], resources: ['*'] }));
  if (key.env.account === account && statements.every((statement) => key.addToResourcePolicy(statement).statementAdded)) { return; }
  warn('VolumeKey', {
    given: `The disks are encrypted with '${key.node.path}', and this app cannot change the policy of that key`,
    allowed: `No instance starts unless the key lets the role ${ROLE} of the account use it`,
    remedy: 'Add the two statements that AWS documents for Auto Scaling to the policy of the key, and for a key of another account create a grant for the '
      + 'role as well: https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html',
  }, scope);
}

const USES: iam.PolicyStatementProps[] = [
  { actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'] },
  { actions: ['kms:CreateGrant'], conditions: { Bool: { 'kms:GrantIsForAWSResource': true } } },
];
