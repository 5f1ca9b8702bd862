import { aws_ecs as ecs } from 'aws-cdk-lib';
import { TaskFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange } from '../../private/range';
import { known } from '../../private/tokens';
import { machinesOf, orOwnNetwork, TaskRuntime } from '../runtime';

/** What the machines must be able to do that the tasks run on. */
export const runtimeRules: Rule<TaskFacts>[] = [
  { code: 'R79', find: ({ runtime }) => runtime.onFargate ? findNetworkMode(runtime) : undefined },
  { code: 'R80', find: ({ runtime }) => runtime.onFargate ? undefined : findNetworkMode(runtime) },
  { code: 'PoolOperatingSystem', find: findOperatingSystem },
  { code: 'PoolArchitecture', find: findArchitecture },
  { code: 'R82', find: findPortsWithoutNetwork },
  { code: 'R91', find: findNetworkWithoutInterface },
  { code: 'R93', find: findPublicAddress },
  { code: 'GpuCount', find: findGpuOnWindows },
  { code: 'GpuCount', find: findNoGpu },
  { code: 'GpuCount', find: ({ props }) => outsideRange('gpuCount', props.gpuCount, { min: 1, max: 16 }) },
];

function findNetworkMode(runtime: TaskRuntime): Finding | undefined {
  const { networkMode, networkModes } = runtime;
  return networkModes.includes(networkMode) ? undefined : {
    given: `networkMode is ${networkMode}`,
    allowed: `${machinesOf(runtime)} can run tasks with ${networkModes.join(', ')}`,
    remedy: 'Leave networkMode out, or choose one of these',
  };
}

function findOperatingSystem({ props, runtime: { operatingSystem, pools } }: TaskFacts): Finding | undefined {
  const [wanted, there] = [props.operatingSystem, operatingSystem].map((system) => system?._operatingSystemFamily);
  return wanted === undefined || wanted === there ? undefined : {
    given: `operatingSystem is ${wanted}, and the capacity runs ${there}`,
    allowed: 'Containers share the operating system of their machine',
    remedy: pools.length > 0 ? 'Choose a pool of that operating system' : 'Choose a pool of that operating system with Capacity.pool()',
  };
}

function findArchitecture({ props, runtime: { pools } }: TaskFacts): Finding | undefined {
  const wanted = known(props.architecture?._cpuArchitecture);
  const other = pools.map(({ architecture }) => architecture?._cpuArchitecture).find((there) => there !== undefined && there !== wanted);
  return wanted === undefined || other === undefined ? undefined : {
    given: `architecture is ${wanted}, and the instances of the pool are ${other}`,
    allowed: 'An image runs on the architecture that it was built for',
    remedy: 'Leave architecture out, or choose a pool of that architecture',
  };
}

function findPortsWithoutNetwork({ plan, runtime: { networkMode } }: TaskFacts): Finding | undefined {
  return networkMode !== ecs.NetworkMode.NONE || plan.ports.length === 0 ? undefined : {
    given: `networkMode is none, and the container has the port ${plan.ports[0].containerPort}`,
    allowed: 'A task without a network is reached by nobody',
    remedy: 'Leave the ports and the ingress out, or choose another networkMode',
  };
}

/** In the other modes a task has the network of its instance. */
function findNetworkWithoutInterface({ props, runtime: { hasOwnNetwork, networkMode, networkModes } }: TaskFacts): Finding | undefined {
  const prop = hasOwnNetwork ? undefined : (['subnets', 'securityGroups', 'assignPublicIp'] as const).find((name) => props[name] !== undefined);
  return prop && {
    given: `${prop} is given, and networkMode is ${networkMode}`,
    allowed: 'Tasks have subnets, security groups and addresses of their own with awsvpc only: else they have those of their instance',
    remedy: `Leave ${prop} out${orOwnNetwork(networkModes)}`,
  };
}

function findPublicAddress({ props, runtime: { onFargate, hasOwnNetwork } }: TaskFacts): Finding | undefined {
  return props.assignPublicIp !== true || onFargate || !hasOwnNetwork ? undefined : {
    given: 'assignPublicIp is true, and the tasks run on instances',
    allowed: 'ECS gives public addresses to tasks on Fargate only',
    remedy: 'Leave it out, and give the platform a network with private subnets',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html */
function findGpuOnWindows({ props, runtime: { operatingSystem } }: TaskFacts): Finding | undefined {
  return props.gpuCount === undefined || !operatingSystem.isWindows() ? undefined : {
    given: `gpuCount is given, and the containers run on ${operatingSystem._operatingSystemFamily}`,
    allowed: 'ECS gives GPUs to containers on Linux only',
    remedy: 'Leave it out, or choose a pool of Linux whose instance types have GPUs',
  };
}

/** What machines outside AWS have is known to nobody. */
function findNoGpu({ props, runtime: { pools, outside } }: TaskFacts): Finding | undefined {
  const wanted = known(props.gpuCount);
  if (wanted === undefined || outside) { return undefined; }
  const fewest = Math.min(...pools.map(({ gpuCount }) => gpuCount ?? wanted));
  return pools.length > 0 && fewest >= wanted ? undefined : {
    given: `gpuCount is ${wanted}, and ${pools.length > 0 ? `the instances of the pool have ${fewest}` : 'Fargate has none'}`,
    allowed: 'A task gets the GPUs of its instance',
    remedy: 'Choose a pool whose instance types have that many',
  };
}
