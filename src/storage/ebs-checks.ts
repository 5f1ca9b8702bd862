import { aws_ec2 as ec2, aws_ecs as ecs, SizeRoundingBehavior } from 'aws-cdk-lib';
import { EbsStorageOptions } from './options';
import { fail, Finding, refuse } from '../private/fail';
import { findAlias } from '../private/keys';
import { GP3_THROUGHPUT, VOLUME_LIMITS, VolumeLimits } from '../private/limits';
import { outsideRange } from '../private/range';
import { known } from '../private/tokens';

/** What EBS takes. aws-cdk-lib looks at most of it, too, and later. */
export function checkEbs(type: ec2.EbsDeviceVolumeType, options: EbsStorageOptions): void {
  const limits = VOLUME_LIMITS[type] ?? failUnknownType(type);
  const size = sizeOf(options);
  refuse('R104', findNoSize(options));
  refuse('R104', outsideRange('size', size, { ...limits.sizeGiB, unit: 'GiB' }));
  refuse('R104', findIops(type, limits, options.iops));
  refuse('R104', findManyIops(type, limits, options.iops, size));
  refuse('R104', findThroughput(type, options.throughput));
  refuse('R104', findMuchThroughput(options));
  refuse('R104', findSnapshot(options.snapshotId));
  refuse('R104', findFileSystem(options.fileSystemType));
  refuse('KeyAlias', findAlias(options.encryptionKey));
}

function failUnknownType(type: string): never {
  return fail('R104', {
    given: `volumeType is '${type}'`,
    allowed: `EBS has ${Object.keys(VOLUME_LIMITS).join(', ')}`,
    remedy: 'Give one of ec2.EbsDeviceVolumeType, or leave it out for gp3',
  });
}

/** In GiB, with its fraction. */
function sizeOf({ size }: EbsStorageOptions): number | undefined {
  return size?.isUnresolved() ? undefined : size?.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

function findNoSize({ size, snapshotId }: EbsStorageOptions): Finding | undefined {
  return size !== undefined || snapshotId !== undefined ? undefined : {
    given: 'Neither size nor snapshotId is given',
    allowed: 'A volume has a size, or that of its snapshot',
    remedy: 'Give one, such as Size.gibibytes(20)',
  };
}

function findIops(type: string, { iops: allowed }: VolumeLimits, iops: number | undefined): Finding | undefined {
  if (!allowed) {
    return iops === undefined ? undefined : {
      given: `iops is given, and volumeType is ${type}`,
      allowed: 'They are chosen for gp3, io1 and io2',
      remedy: 'Leave iops out, or use gp3',
    };
  }
  if (iops === undefined && type !== ec2.EbsDeviceVolumeType.GP3) {
    return {
      given: `volumeType is ${type}, and iops is left out`,
      allowed: `An ${type} volume has the IOPS that it is given, ${allowed.min} to ${allowed.max}`,
      remedy: 'Give iops, or leave volumeType out for gp3',
    };
  }
  return outsideRange('iops', iops, allowed);
}

/** The least number can be had for any size. */
function findManyIops(type: string, { iops: allowed }: VolumeLimits, iops: number | undefined, size: number | undefined): Finding | undefined {
  const wanted = known(iops);
  if (!allowed || wanted === undefined || size === undefined) { return undefined; }
  const most = Math.max(allowed.min, allowed.perGiB * size);
  return wanted <= most ? undefined : {
    given: `iops is ${wanted} and size is ${size} GiB`,
    allowed: `${type} has at most ${allowed.perGiB} IOPS for each GiB, which is ${most}`,
    remedy: `Give less, or a size of ${Math.ceil(wanted / allowed.perGiB)} GiB`,
  };
}

function findThroughput(type: string, throughput: number | undefined): Finding | undefined {
  return throughput === undefined || type === ec2.EbsDeviceVolumeType.GP3 ? outsideRange('throughput', throughput, GP3_THROUGHPUT) : {
    given: `throughput is given, and volumeType is ${type}`,
    allowed: 'It is chosen for gp3 only',
    remedy: 'Leave throughput out, or volumeType',
  };
}

function findMuchThroughput({ throughput, iops }: EbsStorageOptions): Finding | undefined {
  const wanted = known(throughput);
  const operations = iops === undefined ? VOLUME_LIMITS.gp3!.iops!.min : known(iops);
  if (wanted === undefined || operations === undefined || wanted <= operations * GP3_THROUGHPUT.perIops) { return undefined; }
  return {
    given: `throughput is ${wanted} and iops is ${operations}${iops === undefined ? ', since it is left out' : ''}`,
    allowed: `gp3 has at most ${GP3_THROUGHPUT.perIops} MiB a second for each of its IOPS, which is ${operations * GP3_THROUGHPUT.perIops}`,
    remedy: `Give iops ${Math.ceil(wanted / GP3_THROUGHPUT.perIops)}, or less throughput`,
  };
}

function findSnapshot(snapshotId: string | undefined): Finding | undefined {
  const id = known(snapshotId);
  return id === undefined || /^snap-[0-9a-fA-F]+$/.test(id) ? undefined : {
    given: `snapshotId is '${id}'`,
    allowed: "The id of a snapshot is 'snap-' and hexadecimal digits",
    remedy: 'Look it up in the console of EC2, below Snapshots',
  };
}

function findFileSystem(type: ecs.FileSystemType | undefined): Finding | undefined {
  const { EXT3, EXT4, XFS, NTFS } = ecs.FileSystemType;
  return type === undefined || [EXT3, EXT4, XFS, NTFS].includes(type) ? undefined : {
    given: `fileSystemType is ${type}`,
    allowed: `Linux takes ${EXT3}, ${EXT4} and ${XFS}, and Windows ${NTFS}`,
    remedy: 'Give one of these, or leave it out',
  };
}
