import { aws_ecs as ecs } from 'aws-cdk-lib';
import { CapacityConfig, InstancePoolConfig } from '../capacity';
import { TaskProps } from './props';

/** What the tasks run on: the capacity's answer, and the user's choice within it. */
export interface TaskRuntime {
  /** What the task definition must be compatible with. */
  readonly compatibility: ecs.Compatibility;
  /** The network mode. */
  readonly networkMode: ecs.NetworkMode;
  /** The modes that there are. */
  readonly networkModes: ecs.NetworkMode[];
  /** The operating system. */
  readonly operatingSystem: ecs.OperatingSystemFamily;
  /**
   * The architecture.
   *
   * @default - that of each instance: the pools have different ones, or it is not known
   */
  readonly architecture?: ecs.CpuArchitecture;
  /** The pools of instances: none on Fargate. */
  readonly pools: InstancePoolConfig[];
  /** Whether the tasks run on Fargate. */
  readonly onFargate: boolean;
  /** Whether the tasks run on machines outside AWS. */
  readonly outside: boolean;
  /** Whether the tasks run on Managed Instances. */
  readonly onManagedInstances: boolean;
  /** Whether each task has a network interface of its own, with a security group. */
  readonly hasOwnNetwork: boolean;
  /** Whether one task runs on each instance: the workload is a daemon. */
  readonly onEachInstance: boolean;
  /** Whether it is a daemon of Managed Instances, which ECS has a resource of its own for. */
  readonly isManagedDaemon: boolean;
}

/** The modes of Docker, on Linux and on Windows: containers have ports of their own, which are mapped to those of the instance. */
const MAPPED: readonly string[] = ['bridge', 'nat'] satisfies `${ecs.NetworkMode}`[];

export function mapsPorts(networkMode: ecs.NetworkMode): boolean {
  return MAPPED.includes(networkMode);
}

export function resolveRuntime(props: TaskProps, capacity: CapacityConfig, onEachInstance = false): TaskRuntime {
  const { compatibility, networkModes = [capacity.networkMode], operatingSystem, pools = [] } = capacity;
  const onManagedInstances = compatibility === ecs.Compatibility.MANAGED_INSTANCES;
  const isManagedDaemon = onEachInstance && onManagedInstances;
  const ofDaemon = isManagedDaemon ? ecs.NetworkMode.HOST : networkOfInstance(networkModes);
  const networkMode = props.networkMode ?? (onEachInstance ? ofDaemon : undefined) ?? capacity.networkMode;
  const onFargate = [ecs.Compatibility.FARGATE, ecs.Compatibility.EC2_AND_FARGATE].includes(compatibility);
  return {
    compatibility,
    networkMode,
    networkModes,
    operatingSystem,
    architecture: props.architecture ?? capacity.architecture ?? (onFargate || onManagedInstances ? ecs.CpuArchitecture.X86_64 : undefined),
    pools,
    onFargate,
    outside: compatibility === ecs.Compatibility.EXTERNAL,
    onManagedInstances,
    hasOwnNetwork: networkMode === ecs.NetworkMode.AWS_VPC,
    onEachInstance,
    isManagedDaemon,
  };
}

/**
 * Daemons of Managed Instances share a network of their own on each instance, which has no name: that of the instance is the nearest to it.
 * Another daemon in awsvpc mode would take a network interface of each instance and have an address that nobody knows; in host mode it could be taken for
 * the instance (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-host.html).
 */
function networkOfInstance(networkModes: readonly ecs.NetworkMode[]): ecs.NetworkMode | undefined {
  return networkModes.find(mapsPorts);
}

/** The end of a remedy, where the capacity offers it. */
export function orOwnNetwork(networkModes: readonly ecs.NetworkMode[]): string {
  return networkModes.includes(ecs.NetworkMode.AWS_VPC) ? ', or use awsvpc' : '';
}

/** For messages. */
export function machinesOf({ onFargate, outside }: TaskRuntime): string {
  if (outside) { return 'Machines outside AWS'; }
  return onFargate ? 'Fargate' : 'The instances of the pool';
}

/** Windows knows no size of a task: its containers have one each. */
export function hasTaskSize({ onFargate, operatingSystem }: TaskRuntime): boolean {
  return onFargate || !operatingSystem.isWindows();
}
