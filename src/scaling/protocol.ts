import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a scaling is told about the service that it scales. */
export interface ScalingContext {
  /** The service. */
  readonly service: ecs.IBaseService;
}

/** What a scaling decides. */
export interface ScalingConfig {
  /** The least number of tasks that the service is to run. */
  readonly minTasks: number;

  /** The greatest number of tasks that the service is to run. */
  readonly maxTasks: number;

  /**
   * How many tasks a deployment asks for.
   *
   * @default - a deployment leaves the number as it is
   */
  readonly desiredCount?: number;

  /**
   * What scales the service.
   *
   * @default - the number is fixed
   */
  readonly scalableTaskCount?: ecs.ScalableTaskCount;
}

/** How many tasks a service runs. Implement it to bring a scaling of your own; `Scaling` has the ready-made ones. */
export interface IScaling {
  /** A word for errors and diagrams, such as `automatic`. */
  readonly scalingKind: string;

  /**
   * Called once for each service, after the service was made.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: ScalingContext): ScalingConfig;
}
