import { Duration } from 'aws-cdk-lib';

/** When an alarm goes off. */
export interface RollbackAlarmOptions {
  /**
   * The length of time that is measured at a time: whole minutes, at most an hour.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * For how many periods in a row the measure must be reached: at most a day together.
   *
   * @default - 3, or 1 for lines of a log
   */
  readonly evaluationPeriods?: number;
}

/** When errors make ECS go back. */
export interface Http5xxAlarmOptions extends RollbackAlarmOptions {
  /**
   * How many of the requests must be answered with a 5xx, in per cent: of those to a target group, or to the load balancer.
   *
   * @default 5
   */
  readonly percent?: number;

  /**
   * How many requests there must be in a period for errors to count. With fewer, a single error would be many per cent.
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
