import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a placement is told about the workload. */
export interface PlacementContext {
  /** What the task definition is compatible with. */
  readonly compatibility: ecs.Compatibility;

  /** The network mode of the tasks. */
  readonly networkMode: ecs.NetworkMode;
}

/** What a placement decides. */
export interface PlacementConfig {
  /**
   * What ECS prefers among the instances that a task may run on, in order. At most 5, and none on Managed Instances. Where the list is empty, ECS
   * spreads the tasks of a service over availability zones.
   *
   * @default - none
   */
  readonly strategies?: ecs.PlacementStrategy[];

  /**
   * What each instance must fulfil that a task runs on. At most 10.
   *
   * @default - none
   */
  readonly constraints?: ecs.PlacementConstraint[];
}

/** On which instances tasks run. Implement it to bring a placement of your own; `Placement` has the ready-made ones. */
export interface IPlacement {
  /** A word for errors and diagrams, such as `spread`. */
  readonly placementKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: PlacementContext): PlacementConfig;
}
