import { aws_ec2 as ec2, aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { IDeploymentHook } from './hook-protocol';
import { IRollbackAlarm } from './rollback-alarm-protocol';

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

  /**
   * Alarms that make ECS go back to the version before, by name.
   *
   * @default - none
   */
  readonly rollbackAlarms?: { [name: string]: IRollbackAlarm };
}

/** How a deployment exchanges one set of tasks for another, and tests the new one before. */
export interface BlueGreenDeploymentOptions {
  /**
   * How long the old tasks stay ready, to go back to at once, after all traffic has moved: whole minutes, at most a day.
   *
   * @default Duration.minutes(10)
   */
  readonly bakeTime?: Duration;

  /**
   * When ECS gives a deployment up whose tasks do not start or are not healthy, and whether it goes back to the version before.
   *
   * @default - enabled, with rollback
   */
  readonly circuitBreaker?: ecs.DeploymentCircuitBreaker;

  /**
   * A port of the load balancer on which the new version is reached before it gets the traffic. Not together with `testHeader`.
   *
   * @default - none
   */
  readonly testPort?: number;

  /**
   * Whom `testPort` admits. A public load balancer is reached at public addresses, from within the VPC too: name there whom it admits.
   *
   * @default - the first block of addresses of the VPC
   */
  readonly testAllowFrom?: ec2.IPeer[];

  /**
   * A header by which requests to the port of the traffic reach the new version before the others do, as `name: value`. Whoever knows it sees that
   * version. Not together with `testPort`.
   *
   * @default - none
   */
  readonly testHeader?: string;

  /**
   * What ECS calls on the way, and waits for, by name.
   *
   * @default - nothing
   */
  readonly hooks?: { [name: string]: IDeploymentHook };

  /**
   * Alarms that make ECS go back to the version before, by name.
   *
   * @default - none
   */
  readonly rollbackAlarms?: { [name: string]: IRollbackAlarm };
}

/** How a deployment moves the traffic in equal steps. */
export interface LinearDeploymentOptions extends BlueGreenDeploymentOptions {
  /**
   * How much of the traffic moves at each step, in per cent: from 3 to 100, in tenths.
   *
   * @default 10
   */
  readonly stepPercent?: number;

  /**
   * How long each step is watched before the next: whole minutes, at most a day.
   *
   * @default Duration.minutes(6)
   */
  readonly stepBakeTime?: Duration;
}

/** How a deployment moves a little of the traffic first. */
export interface CanaryDeploymentOptions extends BlueGreenDeploymentOptions {
  /**
   * How much of the traffic moves first, in per cent: from 0.1 to 100, in tenths.
   *
   * @default 5
   */
  readonly percent?: number;

  /**
   * How long the first part is watched before the rest moves: whole minutes, at most a day.
   *
   * @default Duration.minutes(10)
   */
  readonly canaryBakeTime?: Duration;
}
