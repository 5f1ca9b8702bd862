import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, Size } from 'aws-cdk-lib';

/** An EBS volume for each task. */
export interface EbsStorageOptions {
  /** Where the workload's container sees the volume. */
  readonly mountPath: string;

  /**
   * The size, in whole GiB.
   *
   * @default - that of the snapshot; without one it is needed
   */
  readonly size?: Size;

  /**
   * The type of the volume. Fargate attaches no magnetic ones (`STANDARD`).
   *
   * @default ec2.EbsDeviceVolumeType.GP3
   */
  readonly volumeType?: ec2.EbsDeviceVolumeType;

  /**
   * The I/O operations a second. For gp3, io1 and io2; needed for the last two.
   *
   * @default - 3000 for gp3, which are included in its price
   */
  readonly iops?: number;

  /**
   * The throughput in MiB a second. For gp3 only.
   *
   * @default - 125, which is included in the price
   */
  readonly throughput?: number;

  /**
   * The snapshot that each volume starts as a copy of.
   *
   * @default - each volume starts empty
   */
  readonly snapshotId?: string;

  /**
   * The key that the volumes are encrypted with: a symmetric key of the same account and region. ECS is granted what it needs of it. The policy of
   * an imported key, or of one in another stack, must leave permissions to IAM, as default key policies do. A snapshot that is encrypted with a
   * key of yours needs that key here.
   *
   * @default - the platform's `encryptionKey`; without one, the account's default for EBS, which is a key of AWS if you set none
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How the volume is formatted: with a snapshot, as the snapshot is.
   *
   * @default - ecs.FileSystemType.XFS; on Windows ecs.FileSystemType.NTFS
   */
  readonly fileSystemType?: ecs.FileSystemType;

  /**
   * Whether the workload's container cannot write to the volume. Sidecars say it for themselves.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Disk space of the task's own that its containers share. */
export interface ScratchStorageOptions {
  /**
   * Where the workload's container sees the volume.
   *
   * @default - only sidecars see it
   */
  readonly mountPath?: string;

  /**
   * Whether the workload's container cannot write to the volume. Sidecars say it for themselves.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}
