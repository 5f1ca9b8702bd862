import { Duration } from 'aws-cdk-lib';

/** Between which numbers, and by what, a service scales. */
export interface AutomaticScalingOptions {
  /** The least number of tasks, at least 1. */
  readonly min: number;

  /** The greatest number of tasks. It bounds what the service can cost. */
  readonly max: number;

  /**
   * The average CPU utilisation to hold, in per cent of what the task asks for.
   *
   * @default - 60 where memoryPercent is not given either, else CPU does not scale the service
   */
  readonly cpuPercent?: number;

  /**
   * The average memory utilisation to hold, in per cent of what the task asks for. For workloads whose memory follows their load.
   *
   * @default - memory does not scale the service
   */
  readonly memoryPercent?: number;

  /**
   * How long after a scale-in the next one may follow.
   *
   * @default Duration.minutes(5)
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long after a scale-out the next one may follow.
   *
   * @default Duration.minutes(1)
   */
  readonly scaleOutCooldown?: Duration;
}
