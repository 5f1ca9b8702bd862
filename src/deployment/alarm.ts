import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RollbackAlarmOptions } from './rollback-alarm-options';
import { fail, refuse } from '../private/fail';
import { outsideRange } from '../private/range';
import { knownSeconds } from '../private/tokens';

const DEFAULT_PERIOD = Duration.minutes(1);
/** CloudWatch evaluates at most a week; a deployment under CloudFormation lasts at most a day and a half. */
const MAX_PERIODS = 60;

export function periodOf(options: RollbackAlarmOptions): Duration {
  return options.period ?? DEFAULT_PERIOD;
}

/** What is not measured is not wrong: a deployment without requests must not be rolled back for it. */
export function createAlarm(
  scope: Construct, id: string, metric: cloudwatch.IMetric, threshold: number, options: RollbackAlarmOptions, alarmName?: string,
): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, id, {
    alarmName,
    alarmDescription: 'Rolls a deployment back',
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: options.evaluationPeriods ?? 3,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

export function checkAlarm(options: RollbackAlarmOptions): void {
  const seconds = knownSeconds(options.period);
  if (seconds !== undefined && (seconds < 60 || seconds % 60 !== 0 || seconds > 3600)) {
    fail('RollbackAlarm', {
      given: `period is ${seconds} seconds`,
      allowed: 'ECS and its load balancers measure each minute: whole minutes from 1 to 60 are allowed',
      remedy: 'Give Duration.minutes(1), or leave it out',
    });
  }
  refuse('RollbackAlarm', outsideRange('evaluationPeriods', options.evaluationPeriods, { min: 1, max: MAX_PERIODS }));
}
