import { aws_ecs as ecs } from 'aws-cdk-lib';

/** How a rolling deployment exchanges tasks. */
export interface RollingDeploymentOptions {
  /**
   * The least of the wanted tasks that stay healthy, in per cent, rounded up. Below `maxHealthyPercent`.
   *
   * @default 100
   */
  readonly minHealthyPercent?: number;

  /**
   * The most of the wanted tasks that run at a time, in per cent, rounded down.
   *
   * @default 200
   */
  readonly maxHealthyPercent?: number;

  /**
   * When ECS gives a deployment up whose tasks do not start or are not healthy, and whether it goes back to the version before.
   *
   * @default - enabled, with rollback
   */
  readonly circuitBreaker?: ecs.DeploymentCircuitBreaker;
}
