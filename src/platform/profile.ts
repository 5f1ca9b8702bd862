import { aws_ecs as ecs, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Capacity, ICapacity } from '../capacity';
import { Network } from './network';
import { INetwork } from './network-protocol';
import { checkZones } from './vpc';
import { refuse } from '../private/fail';
import { given } from '../private/given';
import { MAX_TASKS } from '../private/limits';
import { outsideRange } from '../private/range';

/** What to change of a profile. */
export interface ProfileOverrides {
  /**
   * The number of availability zones.
   *
   * @default 2
   */
  readonly availabilityZones?: number;

  /**
   * The network that is created where the platform is given none.
   *
   * @default - NAT gateways in production, public subnets in development
   */
  readonly network?: INetwork;

  /**
   * The capacity of workloads that name none.
   *
   * @default - Fargate in production, Fargate Spot in development
   */
  readonly capacity?: ICapacity;

  /**
   * The number of tasks of services that say nothing of scaling.
   *
   * @default - 2 in production, 1 in development
   */
  readonly minTasks?: number;

  /**
   * How long logs are kept.
   *
   * @default - 3 months in production, 1 week in development
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * What becomes of logs, queues and buckets when they leave their stack.
   *
   * @default - retained in production, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether load balancers are protected from deletion.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether load balancers log their requests.
   *
   * @default - yes in production, no in development
   */
  readonly accessLogs?: boolean;

  /**
   * Whether the VPC that the platform creates logs its traffic.
   *
   * @default - yes in production, no in development
   */
  readonly flowLogs?: boolean;

  /**
   * What Container Insights measures.
   *
   * @default - enabled in production, disabled in development
   */
  readonly containerInsights?: ecs.ContainerInsights;
}

/** Defaults that go together. A profile sets what a platform and its workloads do where they do not say; each entry can be overridden. */
export class Profile {
  /** Cheap and quick to remove: one task on Fargate Spot, in public subnets. */
  public static development(overrides: ProfileOverrides = {}): Profile {
    return new Profile('development', {
      availabilityZones: 2,
      network: Network.publicSubnets(),
      capacity: Capacity.fargateSpot(),
      minTasks: 1,
      logRetention: logs.RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
      deletionProtection: false,
      accessLogs: false,
      flowLogs: false,
      containerInsights: ecs.ContainerInsights.DISABLED,
      ...given(overrides),
    });
  }

  /** For systems that people depend on: two tasks on Fargate in two zones, a NAT gateway in each, and logs that outlive the stack. The default. */
  public static production(overrides: ProfileOverrides = {}): Profile {
    return new Profile('production', {
      availabilityZones: 2,
      network: Network.natGateways(),
      capacity: Capacity.fargate(),
      minTasks: 2,
      logRetention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: false,
      accessLogs: true,
      flowLogs: true,
      containerInsights: ecs.ContainerInsights.ENABLED,
      ...given(overrides),
    });
  }

  /** The number of availability zones. */
  public readonly availabilityZones: number;
  /** The network that is created where the platform is given none. */
  public readonly network: INetwork;
  /** The capacity of workloads that name none. */
  public readonly capacity: ICapacity;
  /** The number of tasks of services that say nothing of scaling. */
  public readonly minTasks: number;
  /** How long logs are kept. */
  public readonly logRetention: logs.RetentionDays;
  /** What becomes of logs and buckets when they leave their stack. */
  public readonly removalPolicy: RemovalPolicy;
  /** Whether load balancers are protected from deletion. */
  public readonly deletionProtection: boolean;
  /** Whether load balancers log their requests. */
  public readonly accessLogs: boolean;
  /** Whether the VPC that the platform creates logs its traffic. */
  public readonly flowLogs: boolean;
  /** What Container Insights measures. */
  public readonly containerInsights: ecs.ContainerInsights;

  private constructor(
    /** The name of the profile, such as `production`. */
    public readonly profileName: string,
    settings: Required<ProfileOverrides>,
  ) {
    checkZones('availabilityZones', settings.availabilityZones);
    refuse('R120', outsideRange('minTasks', settings.minTasks, { min: 0, max: MAX_TASKS }));
    this.availabilityZones = settings.availabilityZones;
    this.network = settings.network;
    this.capacity = settings.capacity;
    this.minTasks = settings.minTasks;
    this.logRetention = settings.logRetention;
    this.removalPolicy = settings.removalPolicy;
    this.deletionProtection = settings.deletionProtection;
    this.accessLogs = settings.accessLogs;
    this.flowLogs = settings.flowLogs;
    this.containerInsights = settings.containerInsights;
  }
}
