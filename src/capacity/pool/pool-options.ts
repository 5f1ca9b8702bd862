import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, Duration, Size } from 'aws-cdk-lib';
import { InstanceStore } from './instance-store';
import { IPoolImage } from './pool-image-protocol';

/** How ECS scales the Auto Scaling group of a pool, and what it does before an instance ends. */
export interface PoolScalingOptions {
  /**
   * Whether ECS starts and ends instances as tasks need them. Without it the group stays as large as it is, unless something of yours scales it.
   *
   * @default true
   */
  readonly managedScaling?: boolean;

  /**
   * How much of the instances ECS aims to use, in percent, 1 to 100. Below 100, instances stand ready for the next tasks.
   *
   * @default 100
   */
  readonly targetCapacityPercent?: number;

  /**
   * The fewest instances that ECS starts at once, 1 to 10000.
   *
   * @default 1
   */
  readonly minScalingStep?: number;

  /**
   * The most instances that ECS starts at once, 1 to 10000.
   *
   * @default 10000
   */
  readonly maxScalingStep?: number;

  /**
   * How long a new instance takes until it counts, in seconds: ECS starts no further ones for the same tasks, and no old one ends for it.
   *
   * @default Duration.minutes(5)
   */
  readonly instanceWarmup?: Duration;

  /**
   * Whether the tasks of services are moved to other instances before one ends.
   *
   * @default true
   */
  readonly managedDraining?: boolean;

  /**
   * Whether no instance with a task, those of daemons aside, is chosen when the group shrinks. `maxInstanceLifetime` passes by such instances as
   * well. Creates a function that lifts the protection when the pool is deleted, which Auto Scaling would otherwise wait for in vain.
   *
   * @default false
   */
  readonly managedTerminationProtection?: boolean;

  /**
   * The name of the capacity provider. A name of your own stands in the way of a replacement.
   *
   * @default - CloudFormation makes a name
   */
  readonly capacityProviderName?: string;
}

/** How a pool mixes Spot and On-Demand instances. */
export interface SpotMix {
  /**
   * How many On-Demand instances there are before the first on Spot.
   *
   * @default 0
   */
  readonly onDemandBase?: number;

  /**
   * The share of On-Demand in the instances beyond the base, 0 to 100.
   *
   * @default 0
   */
  readonly onDemandPercentAboveBase?: number;

  /**
   * How Spot chooses among the types.
   *
   * @default autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED
   */
  readonly allocationStrategy?: autoscaling.SpotAllocationStrategy;
}

/** The disk with the images and containers of an instance: gp3, always encrypted. */
export interface PoolVolume {
  /**
   * The size, in whole GiB: at least that of the image.
   *
   * @default - that of the image
   */
  readonly size?: Size;

  /**
   * The I/O operations a second.
   *
   * @default - 3000, which are included in the price
   */
  readonly iops?: number;

  /**
   * The throughput in MiB a second.
   *
   * @default - 125, which is included in the price
   */
  readonly throughput?: number;

  /**
   * The key that all disks of an instance are encrypted with: a symmetric one. Its policy lets Auto Scaling use it, where the key is made in this
   * account by this app; `VolumeKey` warns where it is not. An account that never had an Auto Scaling group has no role for this yet:
   * `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com` makes it.
   *
   * @default - `encryptionKey` of the platform, or else the default key of the account for EBS
   */
  readonly encryptionKey?: kms.IKey;
}

/** Instances that were set up in advance. */
export interface WarmInstances {
  /**
   * The fewest that stand ready.
   *
   * @default 0
   */
  readonly minInstances?: number;

  /**
   * How many instances there are, those in use included, up to which others are made ready.
   *
   * @default - the greatest size of the pool
   */
  readonly maxPreparedInstances?: number;

  /**
   * Whether they stand ready stopped, when you pay for their disks only, or running. ECS takes no hibernated ones.
   *
   * @default autoscaling.PoolState.STOPPED
   */
  readonly poolState?: autoscaling.PoolState;
}

/** A pool in an Auto Scaling group that is created. */
export interface AutoScalingGroupPoolOptions extends PoolScalingOptions {
  /**
   * The types of the instances, such as `m7g.large`: all of one architecture, the preferred first. Several help where one is not to be had. Not
   * together with `requirements`.
   *
   * @default ['m6i.large']
   */
  readonly instanceTypes?: string[];

  /**
   * What the instances must have: EC2 chooses among all types that do. Not together with `instanceTypes`.
   *
   * @default - the types are named
   */
  readonly requirements?: ec2.InstanceRequirementsConfig;

  /**
   * The architecture of the instances that are chosen by `requirements`.
   *
   * @default - that of `instanceTypes`; with `requirements`, x86-64
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * What the instances start from.
   *
   * @default - Amazon Linux 2023, with the drivers that instances with GPUs, Inferentia or Trainium need
   */
  readonly machineImage?: IPoolImage;

  /**
   * The fewest instances.
   *
   * @default 0
   */
  readonly minInstances?: number;

  /**
   * The most instances, which bounds what the pool can cost.
   *
   * @default 10
   */
  readonly maxInstances?: number;

  /**
   * Use of Spot instances, which EC2 may take back with two minutes' warning. `{}` is all Spot.
   *
   * @default - On-Demand instances only
   */
  readonly spot?: SpotMix;

  /**
   * Instances that were set up in advance, for pools that must grow fast.
   *
   * @default - none
   */
  readonly warmPool?: WarmInstances;

  /**
   * The disk with the images and containers of an instance.
   *
   * @default - as large as the image says, gp3, encrypted
   */
  readonly rootVolume?: PoolVolume;

  /**
   * What the NVMe disks of the instances are used for.
   *
   * @default - they are left alone
   */
  readonly instanceStore?: InstanceStore;

  /**
   * Settings of the agent of ECS, by name: `{ ECS_IMAGE_PULL_BEHAVIOR: 'prefer-cached' }`. They override what the library sets.
   *
   * @default - what the library needs
   */
  readonly agentConfig?: { [name: string]: string };

  /**
   * Attributes that the instances register with, for the placement of tasks and daemons: `{ disk: 'fast' }` is found by
   * `Placement.memberOf('attribute:disk == fast')`. That of the pool's name, `stevedore.pool`, is there in any case.
   *
   * @default - none
   */
  readonly instanceAttributes?: { [name: string]: string };

  /**
   * Lines that follow on what the library does when an instance starts: shell, PowerShell, or the settings of Bottlerocket. All of it together may
   * have 16 KB.
   *
   * @default - none
   */
  readonly userData?: string[];

  /**
   * A role of your own for the instances. It is granted what the agent needs, and nothing else: not Session Manager.
   *
   * @default - a role is created
   */
  readonly instanceRole?: iam.IRole;

  /**
   * A key pair for SSH. The security group stays closed: open it where you connect from.
   *
   * @default - none: Session Manager gives a shell
   */
  readonly keyPair?: ec2.IKeyPair;

  /**
   * The zones that instances start in, such as `us-east-1a`.
   *
   * @default - those of the platform's tasks
   */
  readonly availabilityZones?: string[];

  /**
   * How old an instance may become, 1 to 365 days, or 0 for no limit: it is drained and replaced then, by one from the newest launch template.
   *
   * @default - 14 days; no limit with `managedTerminationProtection`
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * Whether a deployment that changes what instances start from replaces those that run at once, and waits for it. AWS's newer images are such
   * changes.
   *
   * @default false - they are replaced as they reach `maxInstanceLifetime`
   */
  readonly instanceRefresh?: boolean;

  /**
   * The average use of the instances' CPU, in percent, 1 to 100, that the group is scaled for: the second choice, where `managedScaling` is false.
   *
   * @default - ECS scales by what tasks need
   */
  readonly scaleOnCpuPercent?: number;

  /**
   * How many steps the instance's metadata may travel, 1 to 64. Tasks in bridge mode read the metadata, and act as the instance, from 2 on.
   *
   * @default 1
   */
  readonly metadataHopLimit?: number;

  /**
   * Whether the instances report their metrics each minute, which is paid for, and not every five.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
}

/** What is known of an Auto Scaling group that exists. */
export interface ExistingPoolOptions extends PoolScalingOptions {
  /**
   * The operating system of the instances.
   *
   * @default - Linux; needed where the group starts Windows
   */
  readonly operatingSystem?: ecs.OperatingSystemFamily;

  /**
   * The architecture of the instances.
   *
   * @default - not known: nothing is checked
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * How many GPUs each instance has.
   *
   * @default - not known: nothing is checked
   */
  readonly gpuCount?: number;

  /**
   * The most instances that there may be.
   *
   * @default - not known: nothing is checked
   */
  readonly maxInstances?: number;

  /**
   * The security groups of the instances.
   *
   * @default - those of the group, where it is made in this app
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The attributes that the instances register with, for the placement of tasks.
   *
   * @default - those that ECS gives itself
   */
  readonly instanceAttributes?: { [name: string]: string };
}
