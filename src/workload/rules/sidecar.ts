import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { ContainerFacts, PartsFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { MAX_INTEGER } from '../../private/limits';
import { outsideRange, outsideSeconds } from '../../private/range';
import { known } from '../../private/tokens';
import { hasEnded } from '../container-plan';
import { hasTaskSize } from '../runtime';

const LEAST_MEMORY = { min: 6, max: MAX_INTEGER, unit: 'MiB' };

/** What a container may say of its size and of when it starts. The workload's own has the task's size, and starts last. */
export const sidecarRules: Rule<ContainerFacts>[] = [
  { code: 'R33', find: ({ prefix, options }) => outsideRange(`${prefix}memoryMiB`, options.memoryLimitMiB, LEAST_MEMORY) },
  { code: 'R33', find: ({ prefix, options }) => outsideRange(`${prefix}memoryReservationMiB`, options.memoryReservationMiB, LEAST_MEMORY) },
  { code: 'R29', find: findUnknownLimit },
  { code: 'R29', find: findReservation },
  { code: 'R34', find: ({ prefix, options }) => outsideRange(`${prefix}cpu`, options.cpu, { min: 2, max: 262_144 }) },
  { code: 'R47', find: findNoHealthCheck },
  { code: 'R48', find: findEssential },
  {
    code: 'R50',
    find: ({ prefix, options, limits, onFargate }) =>
      outsideSeconds(`${prefix}startTimeout`, options.startTimeout, { min: 2, max: onFargate ? limits.fargateStartTimeoutSeconds : MAX_INTEGER }),
  },
];

/** What the containers take of the size of their task, where it has one. */
export const sharedSizeRules: Rule<PartsFacts>[] = ([
  ['R31', findLargeContainer],
  ['R30', findMemorySum],
  ['R32', findCpuSum],
] as const).map(([code, find]) => ({ code, find: (facts) => hasTaskSize(facts.runtime) ? find(facts) : undefined }));

/** L2 compares the two, and would take the placeholder of a limit that is not known for a negative number. */
function findUnknownLimit({ prefix, options: { memoryLimitMiB, memoryReservationMiB } }: ContainerFacts): Finding | undefined {
  return !Token.isUnresolved(memoryLimitMiB) || memoryReservationMiB === undefined ? undefined : {
    given: `${prefix}memoryMiB is known only when the stack is deployed, and ${prefix}memoryReservationMiB is given`,
    allowed: 'aws-cdk-lib compares the two',
    remedy: 'Give a plain number, or leave memoryReservationMiB out',
  };
}

function findReservation({ prefix, options }: ContainerFacts): Finding | undefined {
  const limit = known(options.memoryLimitMiB);
  const reserved = known(options.memoryReservationMiB);
  return limit === undefined || reserved === undefined || limit > reserved ? undefined : {
    given: `${prefix}memoryMiB is ${limit} and ${prefix}memoryReservationMiB is ${reserved}`,
    allowed: 'A container may use more than is reserved for it',
    remedy: 'Leave memoryReservationMiB out, or raise memoryMiB above it',
  };
}

function findNoHealthCheck({ prefix, options, startsBefore }: ContainerFacts): Finding | undefined {
  return startsBefore !== ecs.ContainerDependencyCondition.HEALTHY || options.healthCheck ? undefined : {
    given: `${prefix}startsBefore is HEALTHY, and the sidecar has no healthCheck`,
    allowed: 'Only a health check can say that a container is healthy',
    remedy: `Give ${prefix}healthCheck, or use START`,
  };
}

function findEssential({ prefix, options, startsBefore }: ContainerFacts): Finding | undefined {
  return !hasEnded(startsBefore) || options.essential !== true ? undefined : {
    given: `${prefix}startsBefore is ${startsBefore}, and ${prefix}essential is true`,
    allowed: 'When an essential container ends, its task is stopped',
    remedy: `Leave ${prefix}essential out, or use START or HEALTHY`,
  };
}

function findLargeContainer({ containers, plan }: PartsFacts): Finding | undefined {
  const memory = known(plan.memoryMiB);
  const large = containers.find(({ options }) => memory !== undefined && (known(options.memoryLimitMiB) ?? 0) > memory);
  return large && {
    given: `${large.prefix}memoryMiB is ${large.options.memoryLimitMiB}, and that of the task is ${memory}`,
    allowed: 'A container has at most the memory of its task',
    remedy: 'Give it less, or raise memoryMiB of the workload',
  };
}

function findMemorySum({ containers, plan }: PartsFacts): Finding | undefined {
  const reserved = sumOf(containers.map(({ options }) => options.memoryReservationMiB ?? options.memoryLimitMiB));
  const memory = known(plan.memoryMiB);
  return memory === undefined || reserved <= memory ? undefined : {
    given: `The sidecars reserve ${reserved} MiB together, and memoryMiB of the task is ${memory}`,
    allowed: 'The containers of a task share its memory',
    remedy: 'Raise memoryMiB of the workload, or let the sidecars reserve less',
  };
}

function findCpuSum({ containers, plan }: PartsFacts): Finding | undefined {
  const used = sumOf(containers.map(({ options }) => options.cpu));
  const cpu = known(plan.cpu);
  return cpu === undefined || used <= cpu ? undefined : {
    given: `The sidecars have cpu ${used} together, and the task has ${cpu}`,
    allowed: 'The containers of a task share its cpu',
    remedy: 'Raise cpu of the workload, or give the sidecars less',
  };
}

/** What is not known counts for nothing. */
function sumOf(numbers: (number | undefined)[]): number {
  return numbers.reduce<number>((sum, number) => sum + (known(number) ?? 0), 0);
}
