import {
  aws_autoscaling as autoscaling, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, CustomResource, Duration,
  RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { RELEASE_CODE } from './protection-code';
import { acknowledge } from '../../private/acknowledge';
import { grantLogging } from '../../private/keys';
import { createRole } from '../../private/roles';

/**
 * Lifts the protection of the instances when the pool is deleted, after the capacity provider and before the group. ECS leaves them protected, and
 * Auto Scaling then waits for ever to end them (https://github.com/aws/containers-roadmap/issues/2862).
 */
export function releaseProtection(scope: Construct, group: autoscaling.IAutoScalingGroup, encryptionKey: kms.IKey | undefined): IDependable {
  const parent = new Construct(scope, 'Protection');
  const { autoScalingGroupName } = group;
  const role = createRole(parent, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const logGroup = new logs.LogGroup(parent, 'Logs', { retention: logs.RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY, encryptionKey });
  logGroup.grantWrite(role);
  if (encryptionKey) { grantLogging(role, encryptionKey); }
  role.addToPolicy(new iam.PolicyStatement({ actions: ['autoscaling:DescribeAutoScalingGroups'], resources: ['*'] }));
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['autoscaling:SetInstanceProtection', 'autoscaling:UpdateAutoScalingGroup'],
    resources: [group.autoScalingGroupArn],
  }));
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*] of protection', 'AwsSolutions-IAM5[Resource::*]');
  acknowledge(role, 'AwsSolutions-IAM5[Resource::<group>]', `AwsSolutions-IAM5[Resource::${groupAsFound(group)}]`);
  const handler = new lambda.Function(parent, 'Function', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(RELEASE_CODE),
    timeout: Duration.minutes(2),
    role,
    logGroup,
  });
  const resource = new CustomResource(parent, 'Resource', {
    serviceToken: handler.functionArn,
    resourceType: 'Custom::ScaleInProtection',
    serviceTimeout: Duration.minutes(5),
    properties: { AutoScalingGroupName: autoScalingGroupName },
  });
  // It must be able to do so until it is gone.
  resource.node.addDependency(role, logGroup);
  return resource;
}

/** The ARN of the group, as cdk-nag writes it: references in angle brackets. */
function groupAsFound(group: autoscaling.IAutoScalingGroup): string {
  const { 'Fn::Join': [, parts] } = Stack.of(group).resolve(group.autoScalingGroupArn) as { 'Fn::Join': [string, (string | { Ref: string })[]] };
  return parts.map((part) => typeof part === 'string' ? part : `<${part.Ref}>`).join('');
}
