import { aws_cloudwatch as cloudwatch, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkTiming, createAlarm, goesOffAfter, Timing, timingOf } from './alarm';
import { LogPatternAlarmOptions } from './rollback-alarm-options';
import { IRollbackAlarm, RollbackAlarmConfig, RollbackAlarmContext } from './rollback-alarm-protocol';
import { fail, refuse } from '../private/fail';
import { MAX_INTEGER } from '../private/limits';
import { outsideRange } from '../private/range';

/** A line that should not be there is enough. */
const LINE_PERIODS = 1;
const METRIC_NAMESPACE = 'Stevedore/RollbackAlarms';

export class LogPatternAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'logPattern';

  private readonly timing: Timing;

  constructor(private readonly pattern: logs.IFilterPattern, private readonly options: LogPatternAlarmOptions) {
    this.timing = timingOf(options, LINE_PERIODS);
    checkTiming(this.timing);
    refuse('RollbackAlarm', outsideRange('count', options.count, { min: 1, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const logGroup = context.logGroup ?? fail('RollbackAlarmSource', {
      given: 'A rollback alarm of the kind logPattern reads a log group, and the output of the containers goes to none',
      allowed: 'It needs Logging.cloudWatch()',
      remedy: 'Log there, or leave the alarm out',
    }, scope);
    // The name of the alarm is unique in its account and region, and so the metric is this service's only.
    const metricName = context.alarmName;
    new logs.MetricFilter(scope, 'MetricFilter', {
      logGroup, filterPattern: this.pattern, metricNamespace: METRIC_NAMESPACE, metricName, metricValue: '1',
    });
    const lines = new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE, metricName, period: this.timing.period, statistic: cloudwatch.Stats.SUM,
    });
    return { alarms: [createAlarm(scope, 'Alarm', lines, this.options.count ?? 1, this.timing)], ...goesOffAfter(this.timing) };
  }
}
