import { ArnFormat, Aws, aws_events as events, aws_iam as iam, aws_logs as logs, aws_sns as sns, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createRole } from '../../private/roles';

/** CloudFormation takes names of policies of at most 255 characters, and those of stacks have at most 128. */
const MAX_LENGTH = 120;

/**
 * The role by which rules publish. EventBridge takes no conditions in the policy of a topic, nor in that of its key: without a role, rules of other
 * accounts could publish as well. The key of an imported topic is known only if the topic was imported with it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function createPublisher(scope: Construct, topic: sns.ITopic): iam.Role {
  const stack = Stack.of(scope);
  const role = createRole(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('events.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
    }),
  });
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
  topic.masterKey?.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
  return role;
}

export function topicTarget(topic: sns.ITopic, role: iam.IRole, input: events.RuleTargetInput): events.IRuleTarget {
  return { bind: () => ({ arn: topic.topicArn, role, input }) };
}

/** L2's own target writes the policy by a function of its own. */
export function logGroupTarget(logGroup: logs.ILogGroup): events.IRuleTarget {
  const arn = Stack.of(logGroup).formatArn({
    service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return { bind: () => ({ arn }) };
}

/** CloudWatch Logs knows policies by name, ten in a region of an account. */
export function allowEvents(scope: Construct, logGroup: logs.ILogGroup): logs.ResourcePolicy {
  return new logs.ResourcePolicy(scope, 'LogPolicy', {
    resourcePolicyName: `${Aws.STACK_NAME}-${Names.uniqueId(scope).slice(-MAX_LENGTH)}`,
    policyStatements: [new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('events.amazonaws.com'), new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    })],
  });
}
