import { StoppedTaskKind } from './options';

/** How a kind is known, and what is said of it. */
export interface KindFacts {
  /** What the detail of its events has, beside what all events of stopped tasks have. */
  readonly detail: { readonly [field: string]: unknown };
  /** What happened: it goes on with the group of the task. */
  readonly title: string;
  /** Whether the containers have exit codes that say something. */
  readonly exitCodes: boolean;
  /** Where to look next. */
  readonly next: string;
}

const OUT_OF_MEMORY = 'OutOfMemoryError';
/** Of several errors of the agent, such as `CannotPullContainerError` and `CannotPullImageManifestError`. */
const CANNOT_PULL = 'CannotPull';
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html#ECS-Type-Task-stopCode */
const STOP_CODES = [
  'TaskFailedToStart', 'EssentialContainerExited', 'UserInitiated', 'ServiceSchedulerInitiated', 'SpotInterruption', 'TerminationNotice', 'InfrastructureHealth',
];

const begins = (prefix: string) => [{ prefix }];
const beginsOtherwise = (prefix: string) => [{ 'anything-but': { prefix } }];
const ABSENT = [{ exists: false }];

/**
 * Containers are a list, and what is said of them is true where one container meets all of it: that none does cannot be said. So a container that
 * was killed (137) counts as failed only if it says nothing of memory, and one that went when the others did (143) does not count.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 */
const FAILED_CONTAINER = [
  { containers: { exitCode: [{ 'anything-but': [0, 137, 143] }] } },
  { containers: { exitCode: [137], reason: ABSENT } },
  { containers: { exitCode: [137], reason: beginsOtherwise(OUT_OF_MEMORY) } },
];

/** By kind. On instances the reason stands with the container, on Fargate with the task. */
export const KINDS: { readonly [kind in StoppedTaskKind]: KindFacts } = {
  [StoppedTaskKind.FAILED_EXIT]: {
    detail: { stopCode: ['EssentialContainerExited'], stoppedReason: beginsOtherwise(OUT_OF_MEMORY), $or: FAILED_CONTAINER },
    title: 'A container failed in',
    exitCodes: true,
    next: 'the last lines of the logs of the container. 1 is for the program to explain, 137 is killed, 139 a crash in native code, 126 and 127 a command that cannot be run',
  },
  [StoppedTaskKind.OUT_OF_MEMORY]: {
    detail: {
      stopCode: ['EssentialContainerExited'],
      $or: [{ stoppedReason: begins(OUT_OF_MEMORY) }, { containers: { reason: begins(OUT_OF_MEMORY) } }],
    },
    title: 'A container ran out of memory in',
    exitCodes: true,
    next: 'the metric MemoryUtilization of the service before that time. Raise memoryMiB, or find what grows',
  },
  [StoppedTaskKind.IMAGE_PULL]: {
    detail: {
      stopCode: ['TaskFailedToStart'],
      $or: [{ stoppedReason: begins(CANNOT_PULL) }, { containers: { reason: begins(CANNOT_PULL) } }],
    },
    title: 'An image could not be pulled for',
    exitCodes: false,
    next: 'whether the image and its tag are there, whether the execution role may pull it, and whether the subnets have a way to the registry',
  },
  [StoppedTaskKind.FAILED_START]: {
    detail: {
      stopCode: ['TaskFailedToStart'],
      stoppedReason: beginsOtherwise(CANNOT_PULL),
      $or: [{ containers: { reason: ABSENT } }, { containers: { reason: beginsOtherwise(CANNOT_PULL) } }],
    },
    title: 'A task did not start in',
    exitCodes: false,
    next: 'the reason: most often a secret or a log group that the execution role may not use, a subnet without free addresses, or a command that is not in the image',
  },
  [StoppedTaskKind.HEALTH_CHECK]: {
    detail: { stopCode: ['ServiceSchedulerInitiated'], stoppedReason: begins('Task failed ') },
    title: 'A task failed its health checks in',
    exitCodes: false,
    next: 'the logs of the container, and whether it answers in time: the path and the timeout of the check, healthCheckGracePeriod, and the CPU that it has',
  },
  [StoppedTaskKind.INFRASTRUCTURE]: {
    detail: { stopCode: ['InfrastructureHealth', 'TerminationNotice'] },
    title: 'A machine failed or went away under',
    exitCodes: false,
    next: 'whether the service has its number of tasks again, and the health dashboard of AWS. A service replaces the task by itself; a task that was run by hand is not run again',
  },
  [StoppedTaskKind.SPOT_INTERRUPTION]: {
    detail: { stopCode: ['SpotInterruption'] },
    title: 'Spot capacity was taken back from',
    exitCodes: false,
    next: 'nothing, if the service has its number of tasks again. If it happens often, run some tasks on demand',
  },
  [StoppedTaskKind.SCHEDULER]: {
    detail: { stopCode: ['ServiceSchedulerInitiated'], stoppedReason: beginsOtherwise('Task failed ') },
    title: 'A deployment or a scaling stopped a task of',
    exitCodes: true,
    next: 'nothing, if there was one. An exit code of 137 is a container that did not stop in time',
  },
  [StoppedTaskKind.USER]: {
    detail: { stopCode: ['UserInitiated'] },
    title: 'Somebody stopped a task of',
    exitCodes: true,
    next: 'the event StopTask in CloudTrail, which says who',
  },
  [StoppedTaskKind.OTHER]: {
    detail: { $or: [{ stopCode: ABSENT }, { stopCode: [{ 'anything-but': STOP_CODES }] }] },
    title: 'A task stopped in',
    exitCodes: true,
    next: 'the reason. An instance that was terminated takes its tasks with it and says no more',
  },
};

/** What people are told of where nobody says: what should not happen. */
export const ALERTED: readonly StoppedTaskKind[] = [
  StoppedTaskKind.FAILED_EXIT, StoppedTaskKind.OUT_OF_MEMORY, StoppedTaskKind.IMAGE_PULL, StoppedTaskKind.FAILED_START, StoppedTaskKind.HEALTH_CHECK,
  StoppedTaskKind.INFRASTRUCTURE, StoppedTaskKind.OTHER,
];

/** A task changes its state several times on the way, and is stopped once. */
export function detailOf(clusterArn: string, kind?: StoppedTaskKind): { [field: string]: unknown } {
  return { clusterArn: [clusterArn], lastStatus: ['STOPPED'], ...kind && KINDS[kind].detail };
}
