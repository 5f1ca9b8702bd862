import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a deployment is told about the workload. */
export interface DeploymentContext {
  /** The network mode of the tasks. */
  readonly networkMode: ecs.NetworkMode;
}

/** What a deployment decides. */
export interface DeploymentConfig {
  /**
   * How ECS brings a new revision into service.
   *
   * @default - as ECS does by itself: rolling
   */
  readonly strategy?: ecs.DeploymentStrategy;

  /** The least of the wanted tasks that stay healthy in a deployment, in per cent. */
  readonly minHealthyPercent: number;

  /** The most of the wanted tasks that run in a deployment, in per cent. */
  readonly maxHealthyPercent: number;

  /**
   * When ECS gives a deployment up, and what it does then.
   *
   * @default - it never does
   */
  readonly circuitBreaker?: ecs.DeploymentCircuitBreaker;
}

/** How a new version takes over. Implement it to bring a way of your own; `Deployment` has the ready-made ones. */
export interface IDeployment {
  /** A word for errors and diagrams, such as `rolling`. */
  readonly deploymentKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: DeploymentContext): DeploymentConfig;
}
