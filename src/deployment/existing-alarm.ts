import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { IRollbackAlarm, RollbackAlarmConfig } from './rollback-alarm-protocol';

export class ExistingAlarm implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'existing';

  constructor(private readonly alarm: cloudwatch.IAlarm) {}

  public bind(): RollbackAlarmConfig {
    return { alarms: [this.alarm] };
  }
}
