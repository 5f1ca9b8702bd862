import { aws_autoscaling as autoscaling, aws_ecs as ecs, aws_kms as kms } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PoolScalingOptions } from './pool-options';
import { releaseProtection } from './protection';
import { fail, Finding, refuse } from '../../private/fail';
import { outsideRange, outsideSeconds } from '../../private/range';
import { deployedStackOf } from '../../private/stage';
import { known } from '../../private/tokens';

const STEPS = { min: 1, max: 10_000 };
const RESERVED = /^(aws|ecs|fargate)/i;

/** What a factory can judge alone. */
export function checkScaling(options: PoolScalingOptions): void {
  refuse('R138', outsideRange('targetCapacityPercent', options.targetCapacityPercent, { min: 1, max: 100 }));
  refuse('R138', outsideRange('minScalingStep', options.minScalingStep, STEPS));
  refuse('R138', outsideRange('maxScalingStep', options.maxScalingStep, STEPS));
  refuse('R138', findStepsCrossed(options));
  refuse('R138', outsideSeconds('instanceWarmup', options.instanceWarmup, { min: 0, max: 10_000 }));
  refuse('R138', findNotManaged(options));
  refuse('R138', findProviderName(options.capacityProviderName));
}

/** Makes the capacity provider of a group. The key is the platform's. */
export function createProvider(
  scope: Construct, group: autoscaling.IAutoScalingGroup, options: PoolScalingOptions, encryptionKey: kms.IKey | undefined,
): string {
  refuse('R138', findStackName(scope, options), scope);
  const { managedScaling = true, managedTerminationProtection = false } = options;
  const provider = new ecs.AsgCapacityProvider(scope, 'Provider', {
    autoScalingGroup: group,
    capacityProviderName: options.capacityProviderName,
    enableManagedScaling: managedScaling,
    targetCapacityPercent: options.targetCapacityPercent,
    minimumScalingStepSize: options.minScalingStep,
    maximumScalingStepSize: options.maxScalingStep,
    instanceWarmupPeriod: options.instanceWarmup?.toSeconds(),
    enableManagedDraining: options.managedDraining ?? true,
    enableManagedTerminationProtection: managedTerminationProtection,
  });
  const resource = provider.node.findChild('Provider') as ecs.CfnCapacityProvider;
  // L2 leaves the property out, which would not switch off what was on.
  if (!managedScaling) { resource.addPropertyOverride('AutoScalingGroupProvider.ManagedScaling.Status', 'DISABLED'); }
  if (managedTerminationProtection) { provider.node.addDependency(releaseProtection(scope, group, encryptionKey)); }
  return provider.capacityProviderName;
}

function findStepsCrossed({ minScalingStep, maxScalingStep }: PoolScalingOptions): Finding | undefined {
  const [min, max] = [known(minScalingStep) ?? STEPS.min, known(maxScalingStep) ?? STEPS.max];
  return min <= max ? undefined : {
    given: `minScalingStep is ${min} and maxScalingStep is ${max}`,
    allowed: 'The greatest step is at least the least',
    remedy: 'Lower minScalingStep, or leave both out',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html */
function findNotManaged(options: PoolScalingOptions): Finding | undefined {
  if (options.managedScaling !== false) { return undefined; }
  if (options.managedTerminationProtection) {
    return {
      given: 'managedTerminationProtection is true, and managedScaling is false',
      allowed: 'ECS protects the instances that it scales',
      remedy: 'Leave one of the two out',
    };
  }
  const prop = (['targetCapacityPercent', 'minScalingStep', 'maxScalingStep'] as const).find((name) => options[name] !== undefined);
  return prop && {
    given: `${prop} is given, and managedScaling is false`,
    allowed: 'It says how ECS scales the group',
    remedy: `Leave ${prop} or managedScaling out`,
  };
}

/** A finding where ECS would not take the name of a capacity provider. */
export function findProviderName(given: string | undefined): Finding | undefined {
  const name = known(given);
  return name === undefined || (/^[A-Za-z0-9_-]{1,255}$/.test(name) && !RESERVED.test(name)) ? undefined : {
    given: `capacityProviderName is '${name}'`,
    allowed: 'A name has 1 to 255 letters, digits, hyphens and underscores, and begins with none of aws, ecs and fargate',
    remedy: 'Choose another name, or leave it out',
  };
}

/** CloudFormation begins the names that it makes with that of the stack. Whether ECS minds capital letters it does not say. */
export function findStackName(scope: Construct, { capacityProviderName }: Pick<PoolScalingOptions, 'capacityProviderName'>): Finding | undefined {
  const stackName = known(deployedStackOf(scope).stackName);
  return capacityProviderName !== undefined || stackName === undefined || !RESERVED.test(stackName) ? undefined : {
    given: `The stack is called '${stackName}', and the name that CloudFormation makes for the capacity provider begins with it`,
    allowed: 'ECS takes none that begins with aws, ecs or fargate',
    remedy: 'Give the stack another stackName, or the pool a capacityProviderName',
  };
}

/** Fails where a group of another account or of no known kind could not be protected. */
export function checkProtectable(scope: Construct, group: autoscaling.IAutoScalingGroup, options: PoolScalingOptions): void {
  if (!options.managedTerminationProtection || group instanceof autoscaling.AutoScalingGroup) { return; }
  fail('R138', {
    given: 'managedTerminationProtection is true, and the Auto Scaling group is imported',
    allowed: 'Its new instances must be protected from the start, which cannot be seen from here',
    remedy: 'Leave managedTerminationProtection out, or switch it on where the group is made, with the provider',
  }, scope);
}
