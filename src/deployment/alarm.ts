import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RollbackAlarmOptions } from './rollback-alarm-options';
import { fail, refuse } from '../private/fail';
import { outsideRange } from '../private/range';
import { known, knownSeconds } from '../private/tokens';

const DEFAULT_PERIOD = Duration.minutes(1);
const DEFAULT_PERIODS = 3;
/** CloudWatch looks back at most a day. */
const MAX_MINUTES = 24 * 60;

/** When an alarm goes off, with the defaults resolved. */
export interface Timing {
  /** The length of time that is measured at a time. */
  readonly period: Duration;
  /** For how many periods in a row the measure must be reached. */
  readonly evaluationPeriods: number;
}

export function timingOf(options: RollbackAlarmOptions, evaluationPeriods: number = DEFAULT_PERIODS): Timing {
  return { period: options.period ?? DEFAULT_PERIOD, evaluationPeriods: options.evaluationPeriods ?? evaluationPeriods };
}

/** How long the measure must be reached. */
export function goesOffAfter({ period, evaluationPeriods }: Timing): { goesOffAfter?: Duration } {
  const seconds = knownSeconds(period);
  return seconds === undefined || known(evaluationPeriods) === undefined ? {} : { goesOffAfter: Duration.seconds(seconds * evaluationPeriods) };
}

/** What is not measured is not wrong: a deployment without requests must not be rolled back for it. */
export function createAlarm(
  scope: Construct, id: string, metric: cloudwatch.IMetric, threshold: number, timing: Timing, alarmName?: string,
): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, id, {
    alarmName,
    alarmDescription: 'Rolls a deployment back',
    metric,
    threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: timing.evaluationPeriods,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}

export function checkTiming({ period, evaluationPeriods }: Timing): void {
  const seconds = knownSeconds(period);
  if (seconds !== undefined && (seconds < 60 || seconds % 60 !== 0 || seconds > 3600)) {
    fail('RollbackAlarm', {
      given: `period is ${seconds} seconds`,
      allowed: 'ECS and its load balancers measure each minute: whole minutes from 1 to 60 are allowed',
      remedy: 'Give Duration.minutes(1), or leave it out',
    });
  }
  const most = seconds === undefined ? MAX_MINUTES : MAX_MINUTES / (seconds / 60);
  refuse('RollbackAlarm', outsideRange('evaluationPeriods', evaluationPeriods, {
    min: 1, max: Math.floor(most), remedy: 'Give less: period times evaluationPeriods is at most a day',
  }));
}
