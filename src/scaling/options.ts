import { Duration } from 'aws-cdk-lib';
import { ScalingSchedule } from './schedule';

/** Between which numbers, and by what, a service scales. */
export interface AutomaticScalingOptions {
  /** The least number of tasks, at least 1. */
  readonly min: number;

  /** The greatest number of tasks. It bounds what the service can cost. */
  readonly max: number;

  /**
   * The average CPU utilisation to hold, in per cent of what the task asks for.
   *
   * @default - 60 where no other target is given, else CPU does not scale the service
   */
  readonly cpuPercent?: number;

  /**
   * The average memory utilisation to hold, in per cent of what the task asks for. For workloads whose memory follows their load.
   *
   * @default - memory does not scale the service
   */
  readonly memoryPercent?: number;

  /**
   * The number of requests that a task gets in a minute. Needs an ingress with a load balancer. Where deployments shift traffic, the requests of
   * both versions count.
   *
   * @default - requests do not scale the service
   */
  readonly requestsPerTarget?: number;

  /**
   * How long messages may wait in a queue. Needs `queues`.
   *
   * @default - no queue scales the service
   */
  readonly backlog?: BacklogOptions;

  /**
   * Other numbers of tasks at other times, by name.
   *
   * @default - `min` and `max` at all times
   */
  readonly schedules?: { [name: string]: ScalingSchedule };

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

/**
 * How long messages may wait. A task may have as many messages, those in work included, as it gets done in the acceptable time: that number is
 * held.
 */
export interface BacklogOptions {
  /** How long a message may take from its arrival to its end, at least `processingTime`. */
  readonly acceptableLatency: Duration;

  /**
   * How long a task works on a message, on average. For a task that works on several at a time, the time divided by their number.
   */
  readonly processingTime: Duration;

  /**
   * The key of the queue in `queues`.
   *
   * @default - the only one
   */
  readonly queue?: string;
}
