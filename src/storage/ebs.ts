import { aws_ec2 as ec2, aws_ecs as ecs, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEbs } from './ebs-checks';
import { grantKey } from './ebs-key';
import { EbsStorageOptions } from './options';
import { IStorage, StorageConfig, StorageContext } from './protocol';
import { given } from '../private/given';
import { createInfrastructureRole } from '../private/infrastructure-role';
import { VOLUME_LIMITS } from '../private/limits';

export class EbsStorage implements IStorage {
  public readonly storageKind = 'ebs';
  private readonly volumeType: ec2.EbsDeviceVolumeType;

  constructor(private readonly options: EbsStorageOptions) {
    this.volumeType = options.volumeType ?? ec2.EbsDeviceVolumeType.GP3;
    checkEbs(this.volumeType, options);
  }

  public bind(scope: Construct, context: StorageContext): StorageConfig {
    const { mountPath, readOnly, snapshotId } = this.options;
    const encryptionKey = this.options.encryptionKey ?? context.encryptionKey;
    const role = createInfrastructureRole(scope, 'Role', 'service-role/AmazonECSInfrastructureRolePolicyForVolumes');
    const kmsKey = encryptionKey && grantKey(role, encryptionKey, snapshotId !== undefined);
    return given({
      volume: { name: context.volumeName, configuredAtLaunch: true },
      serviceManagedVolume: this.createVolume(scope, context, { role, kmsKeyId: kmsKey }),
      mountPath,
      readOnly,
      dependencies: [role],
    });
  }

  private createVolume(
    scope: Construct, { volumeName: name, operatingSystem }: StorageContext, access: ecs.ServiceManagedEBSVolumeConfiguration,
  ): ecs.ServiceManagedVolume {
    const { size, snapshotId, iops, throughput, fileSystemType } = this.options;
    const { min } = VOLUME_LIMITS[this.volumeType]!.sizeGiB;
    const volume = new ecs.ServiceManagedVolume(scope, 'Volume', {
      name,
      managedEBSVolume: {
        ...access,
        encrypted: true,
        volumeType: this.volumeType,
        size: size?.isUnresolved() ? Size.gibibytes(min) : size,
        snapShotId: snapshotId,
        iops,
        throughput,
        fileSystemType: fileSystemType ?? (operatingSystem.isWindows() ? ecs.FileSystemType.NTFS : ecs.FileSystemType.XFS),
        tagSpecifications: [{ propagateTags: ecs.EbsPropagatedTagSource.SERVICE }],
      },
    });
    // L2 would take the placeholder of a size that is not known for a negative number: it gets one that it lets pass first.
    return Object.assign(volume, { config: { ...volume.config, size } });
  }
}
