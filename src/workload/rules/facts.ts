import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { DeploymentConfig, RollbackAlarmConfig } from '../../deployment';
import { DiscoveryConfig } from '../../discovery';
import { IngressConfig } from '../../ingress';
import { PlacementConfig } from '../../placement';
import { Limits } from '../../private/limits';
import { ScalingConfig } from '../../scaling';
import { SidecarConfig } from '../../sidecar';
import { StorageConfig } from '../../storage';
import { WorkQueueConfig } from '../../work-queue';
import { ContainerPlan } from '../container-plan';
import { ContainerDaemonProps } from '../daemon-props';
import { ContainerServiceProps, PlacedTaskProps } from '../props';
import { TaskRuntime } from '../runtime';
import { TaskPlan } from '../task-plan';

/** What rules know of every workload, before anything of it is made. */
export interface TaskFacts {
  /** What the user said. */
  readonly props: PlacedTaskProps & Pick<ContainerServiceProps, 'ingress'>;
  /** The same, with defaults. */
  readonly plan: TaskPlan;
  /** What AWS offers. */
  readonly limits: Limits;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /** The subnets of the tasks. */
  readonly subnets: ec2.SelectedSubnets;
}

/** What rules know of the queues of a service. */
export interface QueueFacts {
  /** What the user said. */
  readonly props: ContainerServiceProps;
  /** The queues, by name. */
  readonly queues: Map<string, WorkQueueConfig>;
}

/** What rules know of a service. */
export interface ServiceFacts extends QueueFacts {
  /** The task, with defaults. */
  readonly plan: TaskPlan;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /**
   * On which instances the tasks run.
   *
   * @default - on any
   */
  readonly placement?: PlacementConfig;
  /** How many tasks run. */
  readonly scaling: ScalingConfig;
  /** What makes ECS go back to the version before, by name. */
  readonly rollbackAlarms: Map<string, RollbackAlarmConfig>;
  /** The sidecars, by name. */
  readonly sidecars: Map<string, SidecarConfig>;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
  /**
   * How others find the service.
   *
   * @default - not before one of them connects to it
   */
  readonly discovery?: DiscoveryConfig;
}

/** What rules know of a daemon. */
export interface DaemonFacts {
  /** What the user said. */
  readonly props: ContainerDaemonProps;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
}

/** What rules know of a container before it is made: the workload's own, or a sidecar. */
export interface ContainerFacts extends ContainerPlan {
  /** Whether the tasks run on Fargate. */
  readonly onFargate: boolean;
  /** The operating system that it runs on. */
  readonly operatingSystem: ecs.OperatingSystemFamily;
  /** What AWS offers. */
  readonly limits: Limits;
}

/** What rules know of all containers of a task and of its volumes, before they are made. */
export interface PartsFacts {
  /** The task, with defaults. */
  readonly plan: TaskPlan;
  /** The containers: the workload's own first. */
  readonly containers: ContainerPlan[];
  /** The volumes, by name. */
  readonly storage: Map<string, StorageConfig>;
  /** What AWS offers. */
  readonly limits: Limits;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
}

/** What rules know of a container that has been made. */
export interface ImageFacts {
  /** The container. */
  readonly container: ecs.ContainerDefinition;
  /** What stands before the names of its props. */
  readonly prefix: string;
}

/** What rules know of tasks that reach AWS through endpoints of the VPC only. */
export interface EndpointFacts {
  /** The images of the containers. */
  readonly images: string[];
  /** The region that the tasks run in. */
  readonly region: string;
}
