import { Aws, aws_cloudwatch as cloudwatch, aws_ecs as ecs, CfnElement, CfnResource, Names, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Names of alarms have at most 255 characters, and those of stacks 128. */
const MAX_LENGTH = 120;

/**
 * A name for what a service knows by name only. CloudFormation's own would be a reference, and where the alarm refers to the service, a circle.
 */
export function derivedName(scope: IConstruct): string {
  return `${Aws.STACK_NAME}-${pathIn(Stack.of(scope), scope)}`;
}

/** The name by which a service knows an alarm: a reference to it, unless the alarm refers to the service. */
export function alarmNameOf(alarm: cloudwatch.IAlarm, service: ecs.BaseService): string {
  const resource = alarm.node.defaultChild;
  if (!isAlarm(resource) || !waitsFor(resource, service.node.defaultChild!)) { return alarm.alarmName; }
  // L2 gives each alarm a name, which for most is nothing once it is resolved.
  if (resource.alarmName === undefined || resource.stack.resolve(resource.alarmName) === undefined) {
    resource.alarmName = resource.stack === Stack.of(service) ? derivedName(alarm) : nameAcrossStacks(alarm);
  }
  return resource.alarmName;
}

/** In two stacks the pseudo parameter is two names; of nested ones only the outermost has a name that is known here. */
function nameAcrossStacks(alarm: cloudwatch.IAlarm): string {
  const stack = outermost(Stack.of(alarm));
  return `${stack.stackName}-${pathIn(stack, alarm)}`;
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

/** The path, where that makes a name that no other path makes. */
function pathIn(stack: Stack, scope: IConstruct): string {
  const path = scope.node.path.slice(stack.node.path.length + 1);
  return path.length <= MAX_LENGTH && /^[A-Za-z0-9/]+$/.test(path) ? path.replace(/\//g, '-') : Names.uniqueId(scope).slice(-MAX_LENGTH);
}

type AnyAlarm = cloudwatch.CfnAlarm | cloudwatch.CfnCompositeAlarm;

function isAlarm(resource: IConstruct | undefined): resource is AnyAlarm {
  return isOfType(resource, cloudwatch.CfnAlarm.CFN_RESOURCE_TYPE_NAME) || isOfType(resource, cloudwatch.CfnCompositeAlarm.CFN_RESOURCE_TYPE_NAME);
}

function isOfType(resource: IConstruct | undefined, type: string): boolean {
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType === type;
}

/**
 * An alarm refers to the service by its metrics, and a composite one by the alarms that it is made of. In another stack, whatever it refers to of
 * the service's stack makes its stack wait for that one.
 */
function waitsFor(alarm: AnyAlarm, service: IConstruct): boolean {
  const isUpstream = (target: IConstruct) => target === service || (Stack.of(target) === Stack.of(service) && Stack.of(target) !== alarm.stack);
  const targets = referencesIn('alarmRule' in alarm ? alarm.alarmRule : [alarm.dimensions, alarm.metrics]);
  return targets.some((target) => isUpstream(target) || (isAlarm(target) && target !== alarm && waitsFor(target, service)));
}

function referencesIn(value: unknown): CfnElement[] {
  if (Reference.isReference(value)) { return [value.target as CfnElement]; }
  if (typeof value === 'string') { return Tokenization.reverseString(value).tokens.flatMap(referencesIn); }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}
