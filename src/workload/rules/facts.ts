import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { DeploymentConfig } from '../../deployment';
import { IngressConfig } from '../../ingress';
import { Limits } from '../../private/limits';
import { ScalingConfig } from '../../scaling';
import { ContainerServiceProps, PlacedTaskProps } from '../props';
import { TaskPlan } from '../task-plan';

/** What rules know of every workload, before anything of it is made. */
export interface TaskFacts {
  /** What the user said. */
  readonly props: PlacedTaskProps;
  /** The same, with defaults. */
  readonly plan: TaskPlan;
  /** What AWS offers. */
  readonly limits: Limits;
  /** The subnets of the tasks. */
  readonly subnets: ec2.SelectedSubnets;
}

/** What rules know of a service. */
export interface ServiceFacts {
  /** What the user said. */
  readonly props: ContainerServiceProps;
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /** How many tasks run. */
  readonly scaling: ScalingConfig;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
}

/** What rules know of a container that has been made. */
export interface ContainerFacts {
  /** The container. */
  readonly container: ecs.ContainerDefinition;
}
