import { TaskFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { wrongEcsName, wrongKey } from '../../private/names';
import { ContainerServiceProps } from '../props';

/** What a task and its parts may be called. Keys become ids: they are looked at before anything is made of them. */
export const nameRules: Rule<TaskFacts>[] = [
  { code: 'R25', find: ({ plan }) => wrongEcsName('containerName', plan.containerName) },
  { code: 'R25', find: ({ props }) => wrongKey('sidecars', props.sidecars) },
  { code: 'R26', find: ({ props }) => wrongEcsName('family', props.family) },
  { code: 'R95', find: ({ props }) => wrongKey('storage', props.storage) },
  { code: 'R24', find: findNameTwice },
  { code: 'R21', find: findTooMany },
];

/** What a service may be called. */
export const serviceNameRules: Rule<{ readonly props: Pick<ContainerServiceProps, 'serviceName'> }>[] = [
  { code: 'R119', find: ({ props }) => wrongEcsName('serviceName', props.serviceName) },
];

function findNameTwice({ props, plan }: TaskFacts): Finding | undefined {
  return Object.keys(props.sidecars ?? {}).includes(plan.containerName) ? {
    given: `sidecars has '${plan.containerName}', which is the name of the workload's own container`,
    allowed: 'The containers of a task have different names',
    remedy: 'Give the sidecar another key, or the container another containerName',
  } : undefined;
}

function findTooMany({ props, limits }: TaskFacts): Finding | undefined {
  const count = Object.keys(props.sidecars ?? {}).length + 1;
  return count <= limits.containers ? undefined : {
    given: `The task has ${count} containers, the workload's own among them`,
    allowed: `ECS takes at most ${limits.containers}`,
    remedy: 'Give fewer sidecars',
  };
}
