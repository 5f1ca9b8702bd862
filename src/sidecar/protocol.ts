import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** What a sidecar is told about the workload that it runs beside. */
export interface SidecarContext {
  /** The name of the container: the key of the sidecar. */
  readonly sidecarName: string;
}

/** What a sidecar decides. */
export interface SidecarConfig {
  /** The container. Where it says nothing of logging, its output goes where the workload's does. */
  readonly container: ecs.ContainerDefinitionOptions;

  /**
   * The names of the volumes that it reads and writes, by path.
   *
   * @default - none
   */
  readonly mounts?: { [path: string]: string };

  /**
   * The names of the volumes that it only reads, by path.
   *
   * @default - none
   */
  readonly readOnlyMounts?: { [path: string]: string };

  /**
   * What the sidecar must have reached before the workload's container starts.
   *
   * @default - the two start in no order
   */
  readonly startsBefore?: ecs.ContainerDependencyCondition;

  /**
   * What must exist before the first task.
   *
   * @default - nothing
   */
  readonly dependencies?: IDependable[];
}

/** A container beside the workload's own. Implement it to bring one of your own; `Sidecar` has the ready-made ones. */
export interface ISidecar {
  /** A word for errors and diagrams, such as `container`. */
  readonly sidecarKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: SidecarContext): SidecarConfig;
}
