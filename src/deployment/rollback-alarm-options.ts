import { Duration } from 'aws-cdk-lib';

/** When an alarm goes off. */
export interface RollbackAlarmOptions {
  /**
   * The length of time that is measured at a time: a whole number of minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * For how many periods in a row the measure must be reached.
   *
   * @default - 3, or 1 for lines of a log
   */
  readonly evaluationPeriods?: number;
}

/** When errors make ECS go back. */
export interface Http5xxAlarmOptions extends RollbackAlarmOptions {
  /**
   * How many of the requests to a target group must fail, in per cent.
   *
   * @default 5
   */
  readonly percent?: number;

  /**
   * How many requests a target group must have in a period for its errors to count. With fewer, a single error would be many per cent.
   *
   * @default 10
   */
  readonly minRequests?: number;
}

/** When unhealthy targets make ECS go back. */
export interface UnhealthyTargetsAlarmOptions extends RollbackAlarmOptions {
  /**
   * How many targets of a target group must be unhealthy.
   *
   * @default 1
   */
  readonly count?: number;
}

/** When the use of CPU or memory makes ECS go back. */
export interface UtilizationAlarmOptions extends RollbackAlarmOptions {
  /**
   * The average over all tasks of the service, old and new, in per cent of what they ask for.
   *
   * @default 90
   */
  readonly percent?: number;
}

/** When lines of the log make ECS go back. */
export interface LogPatternAlarmOptions extends RollbackAlarmOptions {
  /**
   * How many lines must match in a period.
   *
   * @default 1
   */
  readonly count?: number;
}
