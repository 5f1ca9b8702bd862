import { aws_autoscaling as autoscaling } from 'aws-cdk-lib';
import { ManagedInstancesPoolOptions } from './managed-instances/options';
import { ManagedInstancesPool } from './managed-instances/pool';
import { AutoScalingGroupPool } from './pool/auto-scaling-group';
import { ExistingPool } from './pool/existing-pool';
import { AutoScalingGroupPoolOptions, ExistingPoolOptions } from './pool/pool-options';
import { IInstancePool } from './pool/pool-protocol';

/** Instances that tasks run on. A platform has them by name, in `pools`. */
export class InstancePool {
  /**
   * Instances of EC2 in an Auto Scaling group, which ECS makes larger and smaller as tasks need it, down to none.
   *
   * Creates a launch template, an Auto Scaling group, a capacity provider, a security group that admits nothing, and a role with its instance
   * profile. You pay for each instance while it runs, with its disk, and for nothing else; `maxInstances` bounds it.
   */
  public static autoScalingGroup(options: AutoScalingGroupPoolOptions = {}): IInstancePool {
    return new AutoScalingGroupPool(options);
  }

  /**
   * Amazon ECS Managed Instances: ECS chooses, starts, patches and ends instances of EC2 as tasks need them, down to none. Linux only, in awsvpc and
   * host mode.
   *
   * Creates a capacity provider, a security group that admits nothing, a role by which ECS starts instances, and one for the instances with its
   * instance profile. You pay for each instance while it runs, with its disk, and a fee for its management; nothing bounds how many there are but the
   * tasks, and the quotas of the account.
   */
  public static managedInstances(options: ManagedInstancesPoolOptions = {}): IInstancePool {
    return new ManagedInstancesPool(options);
  }

  /**
   * The instances of an Auto Scaling group of your own. They must join the cluster of the platform by themselves: `ECS_CLUSTER` in their user data,
   * and a role that lets them. A group belongs to one pool.
   *
   * Creates a capacity provider, which costs nothing.
   */
  public static existing(group: autoscaling.IAutoScalingGroup, options: ExistingPoolOptions = {}): IInstancePool {
    return new ExistingPool(group, options);
  }

  private constructor() {}
}
