import { TaskFacts } from './facts';
import { Rule } from './rule';
import { Code } from '../../private/codes';
import { Finding } from '../../private/fail';
import { MAX_INTEGER } from '../../private/limits';
import { outsideRange } from '../../private/range';
import { known } from '../../private/tokens';

const MEMORY_RULES: [Code, number][] = [
  ['R3', 256], ['R4', 512], ['R5', 1024], ['R6', 2048], ['R7', 4096], ['R8', 8192], ['R9', 16384], ['R10', 32768],
];

/** What sizes Fargate has; an instance has room for any. */
export const sizeRules: Rule<TaskFacts>[] = [
  {
    code: 'R18',
    find: ({ plan, runtime }) => runtime.onFargate ? undefined : outsideRange('cpu', plan.cpu, { min: 128, max: 196_608 }),
  },
  {
    code: 'R33',
    find: ({ plan, runtime }) => runtime.onFargate ? undefined : outsideRange('memoryMiB', plan.memoryMiB, { min: 6, max: MAX_INTEGER, unit: 'MiB' }),
  },
  { code: 'R17', find: findStorageOnInstances },
  { code: 'R2', find: findCpu },
  ...MEMORY_RULES.map(([code, cpu]) => ({ code, find: (facts: TaskFacts) => findMemory(facts, cpu) })),
  {
    code: 'R16',
    find: ({ props, limits }) => outsideRange('ephemeralStorageGiB', props.ephemeralStorageGiB, {
      min: 21, max: limits.fargateEphemeralStorageGiB, unit: 'GiB', remedy: 'Leave it out for the 20 GiB that every task has',
    }),
  },
];

function findStorageOnInstances({ props, runtime }: TaskFacts): Finding | undefined {
  return runtime.onFargate || props.ephemeralStorageGiB === undefined ? undefined : {
    given: `ephemeralStorageGiB is given, and the tasks run on ${runtime.outside ? 'machines outside AWS' : 'instances'}`,
    allowed: `There they share the disk of their ${runtime.outside ? 'machine' : 'instance'}`,
    remedy: `Leave it out${runtime.outside ? '' : `, and give the pool a larger ${runtime.onManagedInstances ? 'storageSize' : 'rootVolume'}`}`,
  };
}

function findCpu({ plan, limits, runtime }: TaskFacts): Finding | undefined {
  const cpu = known(plan.cpu);
  if (cpu === undefined || !runtime.onFargate || limits.fargateMemoryMiB[cpu]) { return undefined; }
  const sizes = Object.keys(limits.fargateMemoryMiB).map(Number);
  const next = sizes.find((size) => size > cpu) ?? sizes[sizes.length - 1];
  return { given: `cpu is ${cpu}`, allowed: `Fargate offers ${sizes.join(', ')}`, remedy: `Give cpu ${next}` };
}

function findMemory({ plan, limits, runtime }: TaskFacts, cpu: number): Finding | undefined {
  const memory = known(plan.memoryMiB);
  const offered = limits.fargateMemoryMiB[cpu];
  if (plan.cpu !== cpu || memory === undefined || !runtime.onFargate || offered.includes(memory)) { return undefined; }
  const fitting = Object.entries(limits.fargateMemoryMiB).find(([, sizes]) => sizes.includes(memory) || sizes[sizes.length - 1] >= memory);
  return {
    given: `memoryMiB is ${memory} with cpu ${cpu}`,
    allowed: `Fargate offers ${offered[0]} to ${offered[offered.length - 1]} MiB for it`,
    remedy: fitting && memory > 0 ? `Give less memory, or cpu ${fitting[0]}` : 'Give memoryMiB a value in that range',
  };
}
