import { aws_ecs as ecs } from 'aws-cdk-lib';
import { TaskProps } from './props';
import { mapsPorts, TaskRuntime } from './runtime';
import { Limits } from '../private/limits';
import { sortedEntries } from '../private/sorted';
import { known } from '../private/tokens';

const DEFAULT_CPU = 256;
const DEFAULT_MEMORY_MIB = 512;
const DEFAULT_PORT = 80;

/** What a workload's task will be, with the defaults resolved. */
export interface TaskPlan {
  /** The CPU units. */
  readonly cpu: number;
  /** The memory, raised to what is offered. */
  readonly memoryMiB: number;
  /** The name of the container. */
  readonly containerName: string;
  /** The ports, sorted by name. */
  readonly ports: ecs.PortMapping[];
}

export function planTask(props: TaskProps, needsPort: boolean, limits: Limits, runtime: TaskRuntime): TaskPlan {
  const cpu = props.cpu ?? DEFAULT_CPU;
  return {
    cpu,
    memoryMiB: memoryFor(props.memoryMiB, known(cpu) === undefined || !runtime.onFargate ? undefined : limits.fargateMemoryMiB[cpu]),
    containerName: props.containerName ?? 'main',
    ports: portsOf(props, needsPort).map((port) => hasFixedPorts(runtime) ? { ...port, hostPort: port.containerPort } : port),
  };
}

/** The next size up that is offered; what fits none stays as it is, for a rule to refuse. */
function memoryFor(wanted: number | undefined, offered: readonly number[] | undefined): number {
  if (wanted === undefined) { return offered?.[0] ?? DEFAULT_MEMORY_MIB; }
  if (known(wanted) === undefined || !offered || !(wanted > 0)) { return wanted; }
  return offered.find((size) => size >= wanted) ?? wanted;
}

/** The one task of an instance is found at a port that is known beforehand. */
function hasFixedPorts({ onEachInstance, networkMode }: TaskRuntime): boolean {
  return onEachInstance && mapsPorts(networkMode);
}

function portsOf(props: TaskProps, needsPort: boolean): ecs.PortMapping[] {
  const single = props.port ?? (needsPort ? DEFAULT_PORT : undefined);
  if (!props.ports && single !== undefined) {
    return [{ name: 'main', containerPort: single, protocol: ecs.Protocol.TCP, appProtocol: ecs.AppProtocol.http }];
  }
  return sortedEntries(props.ports).map(([name, { port, protocol, appProtocol }]) => ({ name, containerPort: port, protocol, appProtocol }));
}
