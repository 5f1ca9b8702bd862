import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ICapacity } from '../capacity';
import { NetworkedTaskProps } from './props';

/** A daemon: one task on each instance of its pools, or on each machine outside AWS. */
export interface ContainerDaemonProps extends NetworkedTaskProps {
  /**
   * The pool that the daemon runs on: its key in `pools` of the platform. Short for `pools: ['…']`, and not together with it.
   *
   * @default - those of `pools`
   */
  readonly pool?: string;

  /**
   * The pools that the daemon runs on, by their keys in `pools` of the platform.
   *
   * @default - that of `pool`
   */
  readonly pools?: string[];

  /**
   * Machines outside AWS in the place of pools: `Capacity.external()`, and no other. Not together with `pool` and `pools`.
   *
   * @default - the instances of the pools
   */
  readonly capacity?: ICapacity;

  /**
   * The least of the tasks that stay healthy while a new version takes over, in per cent, 0 to 99. On each instance the old task stops before the new
   * one starts; this says on how many at once. ECS rounds up: on one instance anything above 0 keeps the only task, and the deployment never ends.
   * Not on Managed Instances, where a new version comes with new instances.
   *
   * @default 0
   */
  readonly minHealthyPercent?: number;

  /**
   * Where the tags of tasks come from, beside those that ECS gives them itself: what tasks cost is found by their tags.
   *
   * @default - as the platform says: ecs.PropagatedTagSource.SERVICE
   */
  readonly propagateTags?: ecs.PropagatedTagSource;

  /**
   * How many of the instances are drained and replaced at once while a new version takes over, in per cent, 0 to 100. Managed Instances only.
   *
   * @default 25
   */
  readonly drainPercent?: number;

  /**
   * Whether an instance takes no tasks without the daemon, and is replaced when the daemon fails. Managed Instances only.
   *
   * @default true
   */
  readonly critical?: boolean;

  /**
   * The name of the service, by which other tasks can be placed beside the daemon, or that of the managed daemon. A name of your own stands in the
   * way of a replacement.
   *
   * @default - CloudFormation makes a name; a managed daemon has one made of its path
   */
  readonly serviceName?: string;
}
