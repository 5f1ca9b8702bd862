import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Findings of validators that are right for their rule and wrong for the case. Each is acknowledged on one resource, with a reason that
 * `docs/compliance.md` explains: a test compares the two.
 */
const REASONS = {
  'AwsSolutions-S1': 'This bucket receives the access logs of the platform: logging the writes of logs would only add logs.',
  'AwsSolutions-EC23': 'A public load balancer was asked to be public; the addresses of a VPC, which an internal one admits, the rule cannot read. allowFrom narrows both.',
  'AwsSolutions-ECS2': 'Plain environment variables are settings, not secrets; names that look like secrets are warned about.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers]':
    'AWS keeps this policy in step with what ECS does to target groups and rules when it shifts traffic.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes]':
    'AWS keeps this policy in step with what ECS does to the volumes of tasks.',
  'AwsSolutions-IAM5[Resource::*]': 'ecr:GetAuthorizationToken supports no resource but *.',
  'CloudFormation-Validate::W9007': 'The subnets of another stack are references that the validator takes for one and the same.',
  'CloudFormation-Validate::W3010': 'Where the environment is known, its zones are looked up and kept in cdk.context.json, so that they never move.',
} as const;

export type AcknowledgedRule = keyof typeof REASONS;

/** `acknowledge` takes no id with more than one `::`, as that of a finding on a policy of AWS has: what it would write is written here. */
export function acknowledge(construct: IConstruct, id: AcknowledgedRule): void {
  if (id.split('::').length <= 2) {
    Validations.of(construct).acknowledge({ id, reason: REASONS[id] });
  } else {
    construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: REASONS[id] });
  }
}
