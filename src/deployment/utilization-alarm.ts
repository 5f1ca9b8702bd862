import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkTiming, createAlarm, goesOffAfter, Timing, timingOf } from './alarm';
import { UtilizationAlarmOptions } from './rollback-alarm-options';
import { IRollbackAlarm, RollbackAlarmConfig, RollbackAlarmContext } from './rollback-alarm-protocol';
import { refuse } from '../private/fail';
import { outsideRange } from '../private/range';

const DEFAULT_PERCENT = 90;

export class UtilizationAlarm implements IRollbackAlarm {
  private readonly timing: Timing;

  constructor(
    public readonly rollbackAlarmKind: string, private readonly metricName: string, private readonly options: UtilizationAlarmOptions,
  ) {
    this.timing = timingOf(options);
    checkTiming(this.timing);
    // A container without a hard limit can use more than the task asks for.
    refuse('RollbackAlarm', outsideRange('percent', options.percent, { min: 1, max: 1000 }));
  }

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const metric = new cloudwatch.Metric({
      namespace: 'AWS/ECS',
      metricName: this.metricName,
      dimensionsMap: { ClusterName: context.clusterName, ServiceName: context.serviceName },
      period: this.timing.period,
    });
    const alarm = createAlarm(scope, 'Alarm', metric, this.options.percent ?? DEFAULT_PERCENT, this.timing, context.alarmName);
    return { alarms: [alarm], ...goesOffAfter(this.timing) };
  }
}
