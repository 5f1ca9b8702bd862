import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkProtectable, checkScaling, createProvider } from './capacity-provider';
import { findOtherVpc } from './group-vpc';
import { networkModesOn } from '../network-modes';
import { ExistingPoolOptions } from './pool-options';
import { IInstancePool, InstancePoolConfig, InstancePoolContext } from './pool-protocol';
import { fail, refuse } from '../../private/fail';
import { copyOf, given } from '../../private/given';
import { MAX_INTEGER } from '../../private/limits';
import { TakenNames } from '../../private/names';
import { outsideRange } from '../../private/range';
import { known } from '../../private/tokens';

export class ExistingPool implements IInstancePool {
  public readonly instancePoolKind = 'existing';
  private readonly options: ExistingPoolOptions;
  private readonly operatingSystem: ecs.OperatingSystemFamily;

  constructor(private readonly group: autoscaling.IAutoScalingGroup, options: ExistingPoolOptions) {
    this.options = copyOf(options);
    checkScaling(options);
    refuse('GpuCount', outsideRange('gpuCount', options.gpuCount, { min: 0, max: MAX_INTEGER }));
    refuse('InstanceCount', outsideRange('maxInstances', options.maxInstances, { min: 1, max: MAX_INTEGER }));
    const windows = group.osType === ec2.OperatingSystemType.WINDOWS;
    this.operatingSystem = options.operatingSystem ?? (windows ? failWhichWindows() : ecs.OperatingSystemFamily.LINUX);
  }

  public bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig {
    const { group, options, operatingSystem } = this;
    takeGroup(scope, group);
    refuse('GroupElsewhere', findOtherVpc(group, context.vpc), scope);
    checkProtectable(scope, group, options);
    return given({
      capacityProviderName: createProvider(scope, group, options, context.encryptionKey),
      compatibility: ecs.Compatibility.EC2,
      networkModes: networkModesOn(operatingSystem),
      operatingSystem,
      architecture: options.architecture,
      gpuCount: known(options.gpuCount),
      maxInstances: known(options.maxInstances),
      securityGroups: options.securityGroups ? [...options.securityGroups] : securityGroupsOf(group),
      instanceAttributes: options.instanceAttributes && { ...options.instanceAttributes },
      instanceRole: group instanceof autoscaling.AutoScalingGroup ? group.role : undefined,
      autoScalingGroup: group,
    });
  }
}

/** Which pool of a platform has which group: ECS takes a second capacity provider of a group for an error. */
const groups = new TakenNames();

function takeGroup(scope: Construct, group: autoscaling.IAutoScalingGroup): void {
  const other = groups.take(scope.node.scope ?? scope, group.node.addr, scope);
  refuse('R137', other && {
    given: `The Auto Scaling group '${group.node.path}' is that of the pool '${other.node.path}' as well`,
    allowed: 'ECS takes one capacity provider for a group',
    remedy: 'Give each pool a group of its own',
  }, scope);
}

function securityGroupsOf(group: autoscaling.IAutoScalingGroup): ec2.ISecurityGroup[] | undefined {
  return group instanceof autoscaling.AutoScalingGroup ? [...group.connections.securityGroups] : undefined;
}

function failWhichWindows(): never {
  return fail('PoolImage', {
    given: 'The Auto Scaling group starts Windows, and operatingSystem is left out',
    allowed: 'A task definition is for one version and edition of Windows Server',
    remedy: 'Give operatingSystem, such as ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE',
  });
}
