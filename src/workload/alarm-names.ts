import { Aws, aws_cloudwatch as cloudwatch, aws_ecs as ecs, CfnResource, Names, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { deployedStackOf } from '../private/stage';

/** Names of alarms have at most 255 characters, and those of stacks 128. */
const MAX_LENGTH = 120;

/**
 * A name for what a service knows by name only. CloudFormation's own would be a reference, and where the alarm refers to the service, a circle.
 */
export function derivedName(scope: IConstruct): string {
  return `${Aws.STACK_NAME}-${pathIn(Stack.of(scope), scope)}`;
}

/** Gives an alarm without a name one. For those that were made after the service: by some way or other they may refer to it. */
export function giveName(alarm: cloudwatch.IAlarm, service: ecs.BaseService): void {
  const resource = alarm.node.defaultChild;
  if (!isAlarm(resource) || hasName(resource)) { return; }
  resource.alarmName = resource.stack === Stack.of(service) ? derivedName(alarm) : nameAcrossStacks(alarm);
}

/** The name by which a service knows an alarm: its own, which is no reference, or else a reference. */
export function nameOf(alarm: cloudwatch.IAlarm, service: ecs.BaseService): string {
  const resource = alarm.node.defaultChild;
  if (!isAlarm(resource) || !hasName(resource)) { return alarm.alarmName; }
  const isReadable = resource.stack === Stack.of(service) || !Token.isUnresolved(resource.alarmName);
  return isReadable ? resource.alarmName! : alarm.alarmName;
}

/** L2 gives each alarm a name, which for most is nothing once it is resolved. */
function hasName(resource: AnyAlarm): boolean {
  return resource.alarmName !== undefined && resource.stack.resolve(resource.alarmName) !== undefined;
}

/** In two stacks the pseudo parameter is two names; of nested ones only the outermost has a name that is known here. */
function nameAcrossStacks(alarm: cloudwatch.IAlarm): string {
  const stack = deployedStackOf(alarm);
  return `${stack.stackName}-${pathIn(stack, alarm)}`;
}

/** The path, where that makes a name that no other path makes. */
function pathIn(stack: Stack, scope: IConstruct): string {
  const path = scope.node.path.slice(stack.node.path.length + 1);
  return path.length <= MAX_LENGTH && /^[A-Za-z0-9/]+$/.test(path) ? path.replace(/\//g, '-') : Names.uniqueId(scope).slice(-MAX_LENGTH);
}

type AnyAlarm = cloudwatch.CfnAlarm | cloudwatch.CfnCompositeAlarm;

function isAlarm(resource: IConstruct | undefined): resource is AnyAlarm {
  const types = [cloudwatch.CfnAlarm.CFN_RESOURCE_TYPE_NAME, cloudwatch.CfnCompositeAlarm.CFN_RESOURCE_TYPE_NAME];
  return CfnResource.isCfnResource(resource) && types.includes(resource.cfnResourceType);
}
