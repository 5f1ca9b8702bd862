import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** How the agent of ECS is configured when an instance starts. */
export enum AgentConfigFormat {
  /** A shell script that writes `/etc/ecs/ecs.config`. */
  SHELL = 'shell',
  /** The settings of Bottlerocket. */
  TOML = 'toml',
  /** A PowerShell script that sets environment variables of the machine. */
  POWERSHELL = 'powershell',
}

/** What an image is told about the pool that starts it. */
export interface PoolImageContext {
  /** The architecture of the instances, as `architectures` of a `PoolImageConfig` takes it. */
  readonly architecture: ecs.CpuArchitecture;

  /** Whether the instances are ARM64, and x86-64 otherwise: what not every language can tell from `architecture`. */
  readonly arm64: boolean;

  /** Whether the instances have GPUs of NVIDIA. */
  readonly gpus: boolean;
}

/** What an image is. */
export interface PoolImageConfig {
  /** The machine image of aws-cdk-lib. Its user data is not used. */
  readonly machineImage: ec2.IMachineImage;

  /** The operating system. */
  readonly operatingSystem: ecs.OperatingSystemFamily;

  /** How the agent of ECS is configured. */
  readonly agentConfigFormat: AgentConfigFormat;

  /** The name of the disk with images and containers, such as `/dev/xvda`. */
  readonly diskName: string;

  /**
   * The architectures that the image exists for.
   *
   * @default - not known: nothing is checked
   */
  readonly architectures?: ecs.CpuArchitecture[];

  /**
   * Whether ECS hands the instances' GPUs to tasks: `true` where the image is for nothing else, `false` where it cannot.
   *
   * @default - if the instances have GPUs
   */
  readonly gpus?: boolean;
}

/** What the instances of a pool start from. Implement it to bring an image of your own kind; `PoolImage` has the ready-made ones. */
export interface IPoolImage {
  /** A word for errors and diagrams, such as `bottlerocket`. */
  readonly poolImageKind: string;

  /**
   * Called once for each platform of each pool that starts from it.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: PoolImageContext): PoolImageConfig;
}
