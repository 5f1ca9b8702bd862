import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InstancePoolConfig } from './pool/pool-protocol';

/** What a capacity is told about the platform that it runs in. */
export interface CapacityContext {
  /** The capacity providers that the platform's cluster has, by name. Empty where it has none. */
  readonly capacityProviders: string[];

  /** The pools that the platform has, by name. */
  readonly pools: { [name: string]: InstancePoolConfig };
}

/** What a capacity decides. */
export interface CapacityConfig {
  /** What the task definition must be compatible with. */
  readonly compatibility: ecs.Compatibility;

  /** The network mode of the tasks, where the user does not say. */
  readonly networkMode: ecs.NetworkMode;

  /**
   * The network modes that the user may choose from.
   *
   * @default - that of `networkMode` only
   */
  readonly networkModes?: ecs.NetworkMode[];

  /** The operating system that the tasks run on. */
  readonly operatingSystem: ecs.OperatingSystemFamily;

  /**
   * The architecture that the tasks run on.
   *
   * @default - either: the user says which, or it is x86-64
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * The pools of instances that the tasks run on.
   *
   * @default - none
   */
  readonly pools?: InstancePoolConfig[];

  /**
   * How tasks are spread over capacity providers. An update of it replaces nothing.
   *
   * @default - the cluster has no providers: the service names its launch type
   */
  readonly capacityProviderStrategies?: ecs.CapacityProviderStrategy[];
}

/** Where tasks run. Implement it to bring a capacity of your own; `Capacity` has the ready-made ones. */
export interface ICapacity {
  /** A word for errors and diagrams, such as `fargate`. */
  readonly capacityKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: CapacityContext): CapacityConfig;
}
