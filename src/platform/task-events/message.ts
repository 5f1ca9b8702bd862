import { aws_events as events } from 'aws-cdk-lib';
import { KindFacts } from './kinds';

/**
 * What people read, line by line. EventBridge puts each line in quotation marks, and leaves out what the event does not have.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function messageOf({ title, exitCodes, next }: KindFacts): events.RuleTargetInput {
  const field = (path: string) => events.EventField.fromPath(`$.detail.${path}`);
  const [cluster, task] = [field('clusterArn'), field('taskArn')];
  return events.RuleTargetInput.fromMultilineText([
    `${title} ${field('group')}`,
    `Reason: ${field('stoppedReason')}`,
    `Containers: ${field('containers[*].name')}`,
    ...exitCodes ? [`Exit codes: ${field('containers[*].exitCode')}`] : [],
    `Reasons of containers: ${field('containers[*].reason')}`,
    `Task: ${task}`,
    `Task definition: ${field('taskDefinitionArn')}`,
    `Zone: ${field('availabilityZone')}`,
    `Stopped at: ${field('stoppedAt')}`,
    `Look at next: ${next}.`,
    `All of it, for an hour: aws ecs describe-tasks --cluster ${cluster} --tasks ${task}`,
  ].join('\n'));
}
