import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Findings of validators that are right for their rule and wrong for the case. Each is acknowledged on one resource, with a reason that
 * `docs/compliance.md` explains: a test compares the two.
 */
const REASONS = {
  'AwsSolutions-S1': 'This bucket receives the access logs of the platform: logging the writes of logs would only add logs.',
  'AwsSolutions-EC23': 'A public load balancer was asked to be public; the addresses of a VPC, which an internal one admits, the rule cannot read. allowFrom narrows both.',
  'AwsSolutions-EC23 of endpoints': 'The endpoints admit the addresses of the VPC on port 443, which the rule cannot read. endpointsAllowFrom narrows it.',
  'AwsSolutions-EC28': 'What a NAT instance carries is seen in the metrics of every five minutes, which cost nothing.',
  'AwsSolutions-EC29': 'A NAT instance holds nothing, and CloudFormation replaces it: with protection, it could not.',
  'AwsSolutions-ECS2': 'Plain environment variables are settings, not secrets; names that look like secrets are warned about.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers]':
    'AWS keeps this policy in step with what ECS does to target groups and rules when it shifts traffic.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances]':
    'AWS keeps this policy in step with how ECS starts and ends instances.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInstanceRolePolicyForManagedInstances]':
    'AWS keeps this policy in step with its agent, which it updates by itself.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes]':
    'AWS keeps this policy in step with what ECS does to the volumes of tasks.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity]':
    'AWS keeps this policy in step with what ECS does to the certificates of Service Connect and their keys.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonSSMManagedInstanceCore]':
    'AWS keeps this policy in step with what Session Manager does, which is there in the place of SSH.',
  'AwsSolutions-IAM4 of machines outside AWS':
    'AWS keeps this policy in step with what the agent of Systems Manager does, by which the machines get their credentials.',
  'AwsSolutions-AS3': 'Who is to be told of each instance that starts and ends is not for a pool to say; the metrics of the group are on.',
  'AwsSolutions-EC26': 'The launch template encrypts its disks; the rule does not look into the mixed instances policy that names it.',
  'AwsSolutions-IAM5[Resource::*]': 'ecr:GetAuthorizationToken supports no resource but *.',
  'AwsSolutions-IAM5[Resource::*] of instances': 'Of what the agent of ECS does, some supports no resource but *; a condition binds the rest to the cluster.',
  'AwsSolutions-IAM5[Resource::*] of exec': 'The actions of ssmmessages and logs:DescribeLogGroups, which a session needs, support no resource but *.',
  'AwsSolutions-IAM5[Resource::*] of protection': 'autoscaling:DescribeAutoScalingGroups supports no resource but *.',
  'AwsSolutions-IAM5[Resource::<group>]': 'The ARN of an Auto Scaling group has an id in it that CloudFormation does not tell; its name is given.',
  'HIPAA.Security-EC2IMDSv2Enabled': 'The launch template wants IMDSv2; the rule does not look into the mixed instances policy that names it.',
  'NIST.800.53.R5-EC2IMDSv2Enabled': 'The launch template wants IMDSv2; the rule does not look into the mixed instances policy that names it.',
  'NIST.800.53.R5-ALBWAFEnabled': 'The internet does not reach this load balancer; webAcl gives it a web ACL of your own.',
  'PCI.DSS.321-ALBWAFEnabled': 'The internet does not reach this load balancer; webAcl gives it a web ACL of your own.',
  'CloudFormation-Validate::W9007': 'The subnets of another stack are references that the validator takes for one and the same.',
  'CloudFormation-Validate::W3010': 'Where the environment is known, its zones are looked up and kept in cdk.context.json, so that they never move.',
} as const;

export type AcknowledgedRule = keyof typeof REASONS;

/**
 * Acknowledges a finding. It goes by the id that the validator gives it where the rule has several reasons, or names a resource.
 *
 * `acknowledge` takes no id with more than one `::`, as that of a finding on a policy of AWS has: what it would write is written here.
 */
export function acknowledge(construct: IConstruct, rule: AcknowledgedRule, id: string = rule): void {
  const reason = REASONS[rule];
  if (id.split('::').length <= 2) {
    Validations.of(construct).acknowledge({ id, reason });
  } else {
    construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
  }
}

/** The packs of cdk-nag that have the same rules under names of their own. */
const PACKS = ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];

const REASONS_IN_PACKS = {
  EC2RestrictedCommonPorts: 'The group admits the addresses of the VPC, which the rule cannot read, on the ports of its listeners only.',
  EC2RestrictedSSH: 'The group admits the addresses of the VPC, which the rule cannot read, on the ports of its listeners only, and not on 22.',
  ELBv2ACMCertificateRequired: 'This listener answers over HTTP only to send clients on to HTTPS, which has the certificate.',
  S3BucketLoggingEnabled: 'This bucket receives the access logs of the platform: logging the writes of logs would only add logs.',
  S3BucketReplicationEnabled: 'Logs are kept in the region whose traffic they tell of; what must outlive a region is copied by a rule of your own.',
  S3BucketVersioningEnabled: 'Log files are written once and never changed, so that there is nothing to keep a version of.',
  S3DefaultEncryptionKMS: 'Load balancers write to no bucket with a KMS key: this one is encrypted with the key of S3.',
  VPCNoUnrestrictedRouteToIGW: 'This is the route of a public subnet, where load balancers and NAT gateways are, and in private networks nothing else.',
} as const;

/** Acknowledges a finding that all packs have. */
export function acknowledgeInPacks(construct: IConstruct, ...rules: (keyof typeof REASONS_IN_PACKS)[]): void {
  for (const rule of rules) {
    for (const pack of PACKS) { Validations.of(construct).acknowledge({ id: `${pack}-${rule}`, reason: REASONS_IN_PACKS[rule] }); }
  }
}
