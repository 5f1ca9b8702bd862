import { aws_cloudwatch as cloudwatch, aws_logs as logs } from 'aws-cdk-lib';
import { ExistingAlarm } from './existing-alarm';
import { LogPatternAlarm } from './log-pattern-alarm';
import { Http5xxAlarmOptions, LogPatternAlarmOptions, UnhealthyTargetsAlarmOptions, UtilizationAlarmOptions } from './rollback-alarm-options';
import { IRollbackAlarm } from './rollback-alarm-protocol';
import { Http5xxAlarm, UnhealthyTargetsAlarm } from './target-group-alarms';
import { UtilizationAlarm } from './utilization-alarm';

/**
 * What makes ECS go back to the version before while a deployment goes on. An alarm that is off when the deployment starts counts; one that is
 * already on is left out of that deployment.
 */
export class RollbackAlarm {
  /** An alarm that exists already. Creates nothing. */
  public static existing(alarm: cloudwatch.IAlarm): IRollbackAlarm {
    return new ExistingAlarm(alarm);
  }

  /**
   * The tasks answer too many requests with a 5xx. Needs a load balancer. Creates an alarm on two metrics for each target group, so that the few
   * requests of a canary are not lost among the others; it costs what CloudWatch takes for these metrics.
   */
  public static http5xx(options: Http5xxAlarmOptions = {}): IRollbackAlarm {
    return new Http5xxAlarm(options);
  }

  /** Targets fail their health checks. Needs a load balancer. Creates an alarm on one metric for each target group. */
  public static unhealthyTargets(options: UnhealthyTargetsAlarmOptions = {}): IRollbackAlarm {
    return new UnhealthyTargetsAlarm(options);
  }

  /** The tasks use too much CPU. Creates an alarm on one metric. */
  public static cpu(options: UtilizationAlarmOptions = {}): IRollbackAlarm {
    return new UtilizationAlarm('cpu', 'CPUUtilization', options);
  }

  /** The tasks use too much memory. Creates an alarm on one metric. */
  public static memory(options: UtilizationAlarmOptions = {}): IRollbackAlarm {
    return new UtilizationAlarm('memory', 'MemoryUtilization', options);
  }

  /**
   * The output of the containers, old and new, has lines of a pattern. Needs a logging into a log group. Creates a metric filter and an alarm on its
   * metric, which is a custom metric and costs what CloudWatch takes for one.
   */
  public static logPattern(pattern: logs.IFilterPattern, options: LogPatternAlarmOptions = {}): IRollbackAlarm {
    return new LogPatternAlarm(pattern, options);
  }

  private constructor() {}
}
