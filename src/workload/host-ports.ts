import { aws_ecs as ecs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { InstancePoolConfig } from '../capacity';
import { ContainerPlan } from './container-plan';
import { mapsPorts, TaskRuntime } from './runtime';
import { TaskPlan } from './task-plan';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

/** A port of a container. */
export interface ContainerPort {
  /** What stands before the names of the container's props. */
  readonly prefix: string;
  /** The prop that says so. */
  readonly prop: string;
  /** The port in the container. */
  readonly containerPort: number;
  /**
   * The port of the instance.
   *
   * @default - one that Docker chooses, or none
   */
  readonly hostPort?: number;
  /** The transport protocol. */
  readonly protocol: ecs.Protocol;
}

/** The ports of all containers that are known. L2 has 0 for a range of ports. */
export function portsOf(containers: readonly ContainerPlan[], { ports }: TaskPlan): ContainerPort[] {
  return containers.flatMap(({ prefix, options: { portMappings = [] } }) => portMappings.map((mapping, index) => ({
    prefix,
    prop: prefix === '' ? `ports.${ports[index].name}` : `${prefix}portMappings`,
    containerPort: known(mapping.containerPort) ?? 0,
    hostPort: known(mapping.hostPort),
    protocol: mapping.protocol ?? ecs.Protocol.TCP,
  }))).filter(({ containerPort }) => containerPort > 0);
}

/** A port, and that of the instance. */
type HostPort = ContainerPort & { readonly hostPort: number };

/** The ports of the instance that the task has for itself. Daemons of Managed Instances have none: they share a network that is not the instance's. */
export function hostPortsOf(ports: readonly ContainerPort[], { networkMode, isManagedDaemon }: TaskRuntime): HostPort[] {
  if (isManagedDaemon) { return []; }
  if (networkMode === ecs.NetworkMode.HOST) { return ports.map((port) => ({ ...port, hostPort: port.containerPort })); }
  return mapsPorts(networkMode) ? ports.flatMap(({ hostPort, ...port }) => hostPort ? [{ ...port, hostPort }] : []) : [];
}

/** A workload that has ports of its instances for itself. */
interface Owner {
  readonly scope: IConstruct;
  readonly keys: string[];
  readonly runtime: TaskRuntime;
}

const owners = new WeakMap<InstancePoolConfig, Owner[]>();

/** A daemon is on each instance: whatever wants one of its ports finds no instance. */
export function takeHostPorts(scope: IConstruct, ports: readonly ContainerPort[], runtime: TaskRuntime): void {
  const keys = runtime.isManagedDaemon
    ? ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`)
    : hostPortsOf(ports, runtime).map(({ hostPort, protocol }) => `${hostPort}/${protocol}`);
  if (keys.length === 0) { return; }
  const owner = { scope, keys, runtime };
  for (const pool of runtime.pools) {
    const others = owners.get(pool) ?? [];
    const other = others.find((candidate) => findShared(owner, candidate) !== undefined && excludes(owner, candidate));
    if (other) {
      fail('HostPortTaken', {
        given: `The port ${findShared(owner, other)} of the instances is wanted, and '${other.scope.node.path}' has it`,
        allowed: 'An instance has a port once, and a daemon runs on each instance of its pools',
        remedy: 'Choose another port, another pool or another networkMode',
      }, scope);
    }
    owners.set(pool, [...others, owner]);
  }
}

function findShared(a: Owner, b: Owner): string | undefined {
  return a.keys.find((key) => b.keys.includes(key));
}

/** Two services can be on different instances; a service can be in the pools that a daemon leaves out, or in another network. */
function excludes({ runtime: a }: Owner, { runtime: b }: Owner): boolean {
  if (a.isManagedDaemon !== b.isManagedDaemon) { return false; }
  return (a.onEachInstance && b.onEachInstance) || hasAll(a, b) || hasAll(b, a);
}

function hasAll(daemon: TaskRuntime, service: TaskRuntime): boolean {
  return daemon.onEachInstance && service.pools.every((pool) => daemon.pools.includes(pool));
}
