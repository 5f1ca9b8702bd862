import { aws_ecs as ecs } from 'aws-cdk-lib';
import { IngressConfig } from '../ingress';
import { LoggingConfig } from '../logging';
import { IContainerPlatform, ExecSettings } from '../platform';
import { SidecarConfig } from '../sidecar';
import { StorageConfig } from '../storage';
import { WorkQueueConfig } from '../work-queue';
import { readonlyRoot } from './profile';
import { TaskProps } from './props';
import { hasTaskSize, TaskRuntime } from './runtime';
import { TaskPlan } from './task-plan';
import { given } from '../private/given';
import { sortedEntries } from '../private/sorted';

/** What the containers of a task are made of, beside what the user said. */
export interface ContainerParts {
  /** The platform. */
  readonly platform: IContainerPlatform;
  /** The task's defaults. */
  readonly plan: TaskPlan;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /** Where their output goes. */
  readonly logging: LoggingConfig;
  /** The sidecars, by name. */
  readonly sidecars: Map<string, SidecarConfig>;
  /** The volumes, by name. */
  readonly storage: Map<string, StorageConfig>;
  /** The queues, by name. */
  readonly queues: Map<string, WorkQueueConfig>;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
  /**
   * How sessions are opened in the containers.
   *
   * @default - not at all
   */
  readonly exec?: ExecSettings;
}

/** A container as it will be made: the workload's own, or a sidecar. */
export interface ContainerPlan {
  /** Its id below the task definition. */
  readonly id: string;
  /** What stands before the names of its props in messages: nothing for the workload's own, `sidecars.agent.` for a sidecar. */
  readonly prefix: string;
  /** What it is made of. */
  readonly options: ecs.ContainerDefinitionOptions;
  /** The volumes that it sees. */
  readonly mounts: MountPlan[];
  /**
   * What it must have reached before the workload's own starts.
   *
   * @default - the two start in no order
   */
  readonly startsBefore?: ecs.ContainerDependencyCondition;
}

/** A volume in a container. */
export interface MountPlan {
  /** The prop that says so. */
  readonly prop: string;
  /** Where the container sees it. */
  readonly path: string;
  /** The name of the volume. */
  readonly volume: string;
  /** Whether the container cannot write to it. */
  readonly readOnly: boolean;
}

/** Whether a condition is met when the container has ended. */
export function hasEnded(condition: ecs.ContainerDependencyCondition | undefined): boolean {
  return condition === ecs.ContainerDependencyCondition.COMPLETE || condition === ecs.ContainerDependencyCondition.SUCCESS;
}

/** The workload's own container is first: L2 takes the first essential one for the default. */
export function planContainers(props: TaskProps, parts: ContainerParts): ContainerPlan[] {
  const readonly = readonlyRoot(parts.platform, props, parts.runtime);
  return [planOwn(props, readonly, parts), ...[...parts.sidecars].map(([name, sidecar]) => planSidecar(name, sidecar, readonly, parts))];
}

function planOwn(props: TaskProps, readonly: true | undefined, parts: ContainerParts): ContainerPlan {
  const { plan, logging, storage } = parts;
  return {
    id: 'Container',
    prefix: '',
    options: {
      containerName: plan.containerName,
      image: props.image,
      command: props.command,
      entryPoint: props.entryPoint,
      environment: sorted(environmentOf(props, parts)),
      secrets: sorted(props.secrets),
      workingDirectory: props.workingDirectory,
      user: props.user,
      readonlyRootFilesystem: props.readonlyRootFilesystem ?? readonly,
      healthCheck: props.healthCheck,
      stopTimeout: props.stopTimeout,
      gpuCount: props.gpuCount,
      ...(hasTaskSize(parts.runtime) ? {} : { cpu: plan.cpu, memoryLimitMiB: plan.memoryMiB }),
      logging: logging.driver,
      portMappings: keepsNames(parts.runtime) ? plan.ports : plan.ports.map(withoutName),
    },
    mounts: [...storage].flatMap(([volume, { mountPath, readOnly = false }]) =>
      mountPath === undefined ? [] : { prop: `storage.${volume}.mountPath`, path: mountPath, volume, readOnly }),
  };
}

/** The names are for Service Connect, which the other modes have not. */
function keepsNames({ networkMode }: TaskRuntime): boolean {
  return networkMode === ecs.NetworkMode.AWS_VPC || networkMode === ecs.NetworkMode.BRIDGE;
}

function withoutName({ name: _name, appProtocol: _protocol, ...mapping }: ecs.PortMapping): ecs.PortMapping {
  return mapping;
}

function planSidecar(name: string, sidecar: SidecarConfig, readonlyRootFilesystem: true | undefined, { logging }: ContainerParts): ContainerPlan {
  const { container, mounts, readOnlyMounts, startsBefore } = sidecar;
  const prefix = `sidecars.${name}.`;
  return {
    id: `Sidecar-${name}`,
    prefix,
    options: {
      logging: logging.driver,
      readonlyRootFilesystem,
      essential: !hasEnded(startsBefore),
      ...given(container),
      containerName: name,
      environment: sorted(container.environment),
      secrets: sorted(container.secrets),
    },
    mounts: [...mountsOf(`${prefix}mounts`, mounts, false), ...mountsOf(`${prefix}readOnlyMounts`, readOnlyMounts, true)],
    startsBefore,
  };
}

function mountsOf(prop: string, volumes: { [path: string]: string } = {}, readOnly: boolean): MountPlan[] {
  return sortedEntries(volumes).map(([path, volume]) => ({ prop, path, volume, readOnly }));
}

function environmentOf(props: TaskProps, parts: ContainerParts): { [name: string]: string } | undefined {
  const queues = [...parts.queues.values()].map(({ environment }) => environment);
  return queues.length === 0 ? props.environment : Object.assign({}, ...queues, props.environment) as { [name: string]: string };
}

/** Entries without a value stay: a rule refuses them. */
function sorted<T>(map: { [name: string]: T } | undefined): { [name: string]: T } | undefined {
  return map && Object.fromEntries(Object.keys(map).sort().map((name) => [name, map[name]]));
}
