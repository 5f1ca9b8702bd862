import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration, Size } from 'aws-cdk-lib';

/** How Managed Instances use the Capacity Reservations of an account. */
export enum ReservationPreference {
  /** In reserved capacity only: where none is left, no instance starts. */
  RESERVATIONS_ONLY = 'RESERVATIONS_ONLY',
  /** In reserved capacity first, and On-Demand where none is left. */
  RESERVATIONS_FIRST = 'RESERVATIONS_FIRST',
  /** On-Demand, beside all reserved capacity. */
  RESERVATIONS_EXCLUDED = 'RESERVATIONS_EXCLUDED',
}

/** The Capacity Reservations that instances start in. */
export interface ReservedCapacity {
  /**
   * The ARN of a resource group with Capacity Reservations.
   *
   * @default - any that is open and fits
   */
  readonly groupArn?: string;

  /**
   * What happens where no reserved capacity is left.
   *
   * @default ReservationPreference.RESERVATIONS_FIRST
   */
  readonly preference?: ReservationPreference;
}

/** A pool whose instances ECS chooses, starts, patches and ends. */
export interface ManagedInstancesPoolOptions {
  /**
   * The types that ECS chooses from, such as `m7g.large` or `c7g.*`. Short for `allowedInstanceTypes` of `requirements`, and not together with it.
   *
   * @default - what `requirements` says
   */
  readonly instanceTypes?: string[];

  /**
   * What the instances must have: ECS chooses among all types that do.
   *
   * @default - those types for general use that cost least for the tasks
   */
  readonly requirements?: ec2.InstanceRequirementsConfig;

  /**
   * The architecture of the instances, where `instanceTypes` and `requirements` leave it open. Tasks for the other one are refused.
   *
   * @default - that of each task: the pool has both
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * Whether the instances are bought On-Demand, or run on spare capacity, which EC2 may take back with two minutes' warning. Not together with
   * `reservedCapacity`.
   *
   * @default ecs.CapacityOptionType.ON_DEMAND
   */
  readonly capacityOptionType?: ecs.CapacityOptionType;

  /**
   * The Capacity Reservations that instances start in. `{}` is any that fits, and On-Demand where there is none.
   *
   * @default - reservations are not looked for
   */
  readonly reservedCapacity?: ReservedCapacity;

  /**
   * The size of the disk that the tasks of an instance share, with their images: 30 to 16384 GiB. The disk is on EBS, and encrypted where the
   * account encrypts by default.
   *
   * @default - 80 GiB
   */
  readonly storageSize?: Size;

  /**
   * Whether an instance with instance stores uses them for that disk, and none on EBS.
   *
   * @default false
   */
  readonly useLocalStorage?: boolean;

  /**
   * Whether the instances report their metrics each minute, which is paid for, and not every five.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;

  /**
   * How long an instance stays idle, or used little, until ECS ends it or moves its tasks to others: up to an hour. A longer time keeps room for the
   * next tasks, a shorter one costs less. Not together with `infrastructureOptimization: false`.
   *
   * @default - ECS decides
   */
  readonly scaleInAfter?: Duration;

  /**
   * Whether ECS ends instances that are idle, and moves the tasks of those that are used little. Without it an instance stays for its 14 days.
   *
   * @default true
   */
  readonly infrastructureOptimization?: boolean;

  /**
   * Whether ECS replaces instances that it finds impaired, such as those with a broken GPU.
   *
   * @default - ECS decides
   */
  readonly autoRepair?: boolean;

  /**
   * Whether the instances use cryptographic modules that are validated for FIPS 140-2.
   *
   * @default - in the regions of GovCloud
   */
  readonly fipsEnabled?: boolean;

  /**
   * Whether the instances get the tags of their capacity provider: those of its stack and its app, which bills are sorted by.
   *
   * @default true
   */
  readonly propagateTags?: boolean;

  /**
   * Whether an instance finds its own tags in its metadata, which takes no keys with a slash.
   *
   * @default false
   */
  readonly tagsInMetadata?: boolean;

  /**
   * The subnets that instances start in.
   *
   * @default - those of the platform's tasks
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Security groups of the instances, beside their own.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * A role of your own for the instances, for AWS's agent of ECS: tasks do not act by it. Its name begins with `ecsInstanceRole`, unless you give an
   * `infrastructureRole` that may pass it.
   *
   * @default - a role with AWS's policy for it
   */
  readonly instanceRole?: iam.IRole;

  /**
   * A role of your own by which ECS starts and ends the instances. It is granted nothing.
   *
   * @default - a role with AWS's policy for it
   */
  readonly infrastructureRole?: iam.IRole;

  /**
   * The name of the capacity provider. A name of your own stands in the way of a replacement.
   *
   * @default - CloudFormation makes a name
   */
  readonly capacityProviderName?: string;
}
