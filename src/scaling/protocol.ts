import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a scaling is told about the service that it scales. */
export interface ScalingContext {
  /** The service. */
  readonly service: ecs.IBaseService;

  /** The target groups that the tasks join: both where traffic can be shifted, none without a load balancer. */
  readonly targetGroups: elbv2.IApplicationTargetGroup[];

  /** The queues that the service works on, by name. */
  readonly queues: { [name: string]: sqs.IQueue };

  /** Whether the cluster measures with Container Insights, which counts the running tasks. */
  readonly containerInsights: boolean;
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

  /**
   * The name of the queue whose backlog scales the service.
   *
   * @default - none
   */
  readonly backlogQueue?: string;

  /**
   * How long a task works on a message of that queue.
   *
   * @default - not known
   */
  readonly processingTime?: Duration;
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
