import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** What a pool is told about the platform that it belongs to. */
export interface InstancePoolContext {
  /** The name of the pool: its key in `pools` of the platform. */
  readonly poolName: string;

  /** The cluster that the instances join. */
  readonly cluster: ecs.ICluster;

  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;

  /** The subnets for instances: those of the platform's tasks. */
  readonly subnets: ec2.SubnetSelection;

  /** Whether these subnets are public: an instance there reaches nothing without a public address. */
  readonly publicSubnets: boolean;

  /**
   * The key of the platform, for the disks of instances.
   *
   * @default - keys of AWS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether the subnets have addresses of IPv6 beside those of IPv4.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}

/** What a pool is. What is left out is not known: nothing is checked against it. */
export interface InstancePoolConfig {
  /** The capacity provider, by name. */
  readonly capacityProviderName: string;

  /** What the task definition must be compatible with. */
  readonly compatibility: ecs.Compatibility;

  /** The network modes that tasks may have there, the default first. */
  readonly networkModes: ecs.NetworkMode[];

  /** The operating system of the instances. */
  readonly operatingSystem: ecs.OperatingSystemFamily;

  /**
   * The architecture of the instances.
   *
   * @default - not known
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * How many GPUs each instance has. 0 where it has none.
   *
   * @default - not known
   */
  readonly gpuCount?: number;

  /**
   * The most instances that there may be.
   *
   * @default - not known
   */
  readonly maxInstances?: number;

  /**
   * The security groups of the instances, which those of tasks in bridge and host mode are.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The attributes that ECS knows the instances by, for the placement of tasks.
   *
   * @default - those that ECS gives itself
   */
  readonly instanceAttributes?: { [name: string]: string };

  /**
   * The zones that the instances start in.
   *
   * @default - not known
   */
  readonly availabilityZones?: string[];

  /**
   * The role of the instances.
   *
   * @default - not known
   */
  readonly instanceRole?: iam.IRole;

  /**
   * The Auto Scaling group.
   *
   * @default - the pool has none
   */
  readonly autoScalingGroup?: autoscaling.IAutoScalingGroup;

  /**
   * What the association of the pool with the cluster waits for; with Managed Instances, which have none, what the services on the pool wait for.
   *
   * @default - nothing but the capacity provider
   */
  readonly dependencies?: IDependable[];
}

/** Instances that tasks run on. Implement it to bring a pool of your own; `InstancePool` has the ready-made ones. */
export interface IInstancePool {
  /** A word for errors and diagrams, such as `autoScalingGroup`. */
  readonly instancePoolKind: string;

  /**
   * Called once for each platform that the pool belongs to.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig;
}
