import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkEbs } from './ebs-checks';
import { grantKey } from './ebs-key';
import { EbsStorageOptions } from './options';
import { IStorage, StorageConfig, StorageContext } from './protocol';
import { acknowledge } from '../private/acknowledge';
import { given } from '../private/given';
import { VOLUME_LIMITS } from '../private/limits';

export class EbsStorage implements IStorage {
  public readonly storageKind = 'ebs';
  private readonly volumeType: ec2.EbsDeviceVolumeType;

  constructor(private readonly options: EbsStorageOptions) {
    this.volumeType = options.volumeType ?? ec2.EbsDeviceVolumeType.GP3;
    checkEbs(this.volumeType, options);
  }

  public bind(scope: Construct, context: StorageContext): StorageConfig {
    const { mountPath, readOnly, encryptionKey, snapshotId } = this.options;
    const role = createRole(scope);
    const kmsKey = encryptionKey && grantKey(role, encryptionKey, snapshotId !== undefined);
    return given({
      volume: { name: context.volumeName, configuredAtLaunch: true },
      serviceManagedVolume: this.createVolume(scope, context.volumeName, { role, kmsKeyId: kmsKey }),
      mountPath,
      readOnly,
      dependencies: [role],
    });
  }

  private createVolume(scope: Construct, name: string, access: ecs.ServiceManagedEBSVolumeConfiguration): ecs.ServiceManagedVolume {
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
        fileSystemType: fileSystemType ?? ecs.FileSystemType.XFS,
        tagSpecifications: [{ propagateTags: ecs.EbsPropagatedTagSource.SERVICE }],
      },
    });
    // L2 would take the placeholder of a size that is not known for a negative number: it gets one that it lets pass first.
    return Object.assign(volume, { config: { ...volume.config, size } });
  }
}

/** Made here and not by L2, whose role the service would not wait for. */
function createRole(scope: Construct): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonECSInfrastructureRolePolicyForVolumes')],
  });
  acknowledge(role, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes]');
  return role;
}
