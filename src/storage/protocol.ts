import { aws_ecs as ecs, aws_kms as kms } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** What a storage is told about the workload that uses it. */
export interface StorageContext {
  /** The name of the volume: the key of the storage. */
  readonly volumeName: string;

  /** The operating system that the containers run on. */
  readonly operatingSystem: ecs.OperatingSystemFamily;

  /**
   * The key of the platform, for volumes that have none of their own.
   *
   * @default - none: keys of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

/** What a storage decides. */
export interface StorageConfig {
  /** The volume, as the task definition declares it. */
  readonly volume: ecs.Volume;

  /**
   * What the service makes for each task.
   *
   * @default - nothing
   */
  readonly serviceManagedVolume?: ecs.ServiceManagedVolume;

  /**
   * Where the workload's container sees it.
   *
   * @default - only sidecars mount it
   */
  readonly mountPath?: string;

  /**
   * Whether the workload's container cannot write to it.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * What must exist before the first task.
   *
   * @default - nothing
   */
  readonly dependencies?: IDependable[];
}

/** A volume of a task. Implement it to bring one of your own; `Storage` has the ready-made ones. */
export interface IStorage {
  /** A word for errors and diagrams, such as `ebs`. */
  readonly storageKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: StorageContext): StorageConfig;
}
