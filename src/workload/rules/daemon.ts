import { aws_ecs as ecs } from 'aws-cdk-lib';
import { DaemonFacts } from './facts';
import { sumOf } from './instances';
import { managedDaemonRules } from './managed-daemon';
import { serviceNameRules } from './names';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange } from '../../private/range';
import { known } from '../../private/tokens';

/** What a daemon may say. */
export const daemonRules: Rule<DaemonFacts>[] = [
  ...managedDaemonRules,
  { code: 'R122', find: findNoDaemons },
  { code: 'DaemonPools', find: findOtherCapacity },
  ...serviceNameRules,
  {
    code: 'R121',
    find: ({ props }) => outsideRange('minHealthyPercent', props.minHealthyPercent, {
      min: 0, max: 99, remedy: 'Lower it: the old task of an instance stops before the new one starts',
    }),
  },
  { code: 'R121', find: findStall },
];

function findNoDaemons({ props, runtime }: DaemonFacts): Finding | undefined {
  switch (runtime.compatibility) {
    case ecs.Compatibility.EC2: return undefined;
    case ecs.Compatibility.EXTERNAL: return undefined;
    case ecs.Compatibility.MANAGED_INSTANCES: return undefined;
    default: return {
      given: `The ${props.capacity ? 'capacity' : 'pool'} is for tasks of the compatibility ${ecs.Compatibility[runtime.compatibility]}`,
      allowed: 'ECS runs daemons on the instances of Auto Scaling groups and on Managed Instances',
      remedy: 'Choose a pool of these, or run a sidecar in each task',
    };
  }
}

/** A constraint finds the instances of pools, and it is made of their names. */
function findOtherCapacity({ props, runtime }: DaemonFacts): Finding | undefined {
  return props.capacity === undefined || runtime.outside ? undefined : {
    given: `capacity is of the kind '${props.capacity.capacityKind}'`,
    allowed: 'A daemon runs on the instances of pools, or on machines outside AWS with Capacity.external()',
    remedy: "Name the pool, as in pool: 'web'",
  };
}

/** ECS rounds the least number of healthy tasks up: what keeps all tasks of many instances keeps all of few. */
function findStall({ props, runtime }: DaemonFacts): Finding | undefined {
  const percent = known(props.minHealthyPercent) ?? 0;
  const most = sumOf(runtime.pools.map(({ maxInstances }) => known(maxInstances)));
  if (!most || Math.ceil(most * percent / 100) < most) { return undefined; }
  return {
    given: `minHealthyPercent is ${percent}, and there are at most ${most} instance${most === 1 ? '' : 's'}`,
    allowed: 'ECS rounds up and keeps the tasks of all of them, so that a deployment could stop no old one',
    remedy: `Give ${Math.floor((most - 1) * 100 / most)} or less, or leave it out`,
  };
}
