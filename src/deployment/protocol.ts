import { aws_ec2 as ec2, aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { IRollbackAlarm } from './rollback-alarm-protocol';

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

  /**
   * Whether ECS moves the traffic between two sets of tasks: each way in needs two target groups then.
   *
   * @default false
   */
  readonly shiftsTraffic?: boolean;

  /**
   * In which steps the traffic is moved.
   *
   * @default - all at once
   */
  readonly trafficShift?: ecs.TrafficShiftConfig;

  /**
   * How long the old tasks stay ready after all traffic has moved: whole minutes.
   *
   * @default - as long as ECS thinks right
   */
  readonly bakeTime?: Duration;

  /**
   * What ECS calls on the way.
   *
   * @default - nothing
   */
  readonly lifecycleHooks?: ecs.IDeploymentLifecycleHookTarget[];

  /**
   * The port on which the new version is reached before it gets the traffic.
   *
   * @default - none
   */
  readonly testPort?: number;

  /**
   * Whom `testPort` admits.
   *
   * @default - the first block of addresses of the VPC
   */
  readonly testAllowFrom?: ec2.IPeer[];

  /**
   * The header by which requests reach the new version before it gets the traffic, as `name: value`.
   *
   * @default - none
   */
  readonly testHeader?: string;

  /**
   * What makes ECS go back to the version before, by name.
   *
   * @default - nothing but the circuit breaker
   */
  readonly rollbackAlarms?: { [name: string]: IRollbackAlarm };

  /**
   * What must exist before the service.
   *
   * @default - nothing
   */
  readonly dependencies?: IDependable[];
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
