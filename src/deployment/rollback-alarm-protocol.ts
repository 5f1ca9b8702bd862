import { aws_cloudwatch as cloudwatch, aws_elasticloadbalancingv2 as elbv2, aws_logs as logs, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What a rollback alarm is told about the service that it watches. */
export interface RollbackAlarmContext {
  /**
   * A name for an alarm on metrics of the service itself. The service knows its alarms by name, and such an alarm knows the service: were the name
   * CloudFormation's, each would wait for the other.
   */
  readonly alarmName: string;

  /** The name of the cluster. */
  readonly clusterName: string;

  /** The name of the service. */
  readonly serviceName: string;

  /** The target groups that the tasks join, by name: `main` and `mainAlternate`. Empty without a load balancer. */
  readonly targetGroups: { [name: string]: elbv2.IApplicationTargetGroup };

  /**
   * The load balancer of the service's own.
   *
   * @default - it has none
   */
  readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

  /**
   * The log group that holds the output of the containers.
   *
   * @default - the output goes elsewhere, or nowhere
   */
  readonly logGroup?: logs.ILogGroup;
}

/** What a rollback alarm decides. */
export interface RollbackAlarmConfig {
  /** The alarms: one of them is enough. */
  readonly alarms: cloudwatch.IAlarm[];

  /**
   * How long what they measure must go on until they go off.
   *
   * @default - not known
   */
  readonly goesOffAfter?: Duration;
}

/** What makes ECS go back to the version before. Implement it to bring an alarm of your own; `RollbackAlarm` has the ready-made ones. */
export interface IRollbackAlarm {
  /** A word for errors and diagrams, such as `http5xx`. */
  readonly rollbackAlarmKind: string;

  /**
   * Called once for each service, after the service was made.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig;
}
