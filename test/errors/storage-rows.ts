import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, Size } from 'aws-cdk-lib';
import { noNumbers, RightRow, Row, service, value, workload } from './row';
import { sidecar } from './sidecar-rows';
import { ContainerServiceProps, EbsStorageOptions, IStorage, Storage, StorageConfig } from '../../src';
import { testStack } from '../support/builders';

const { GP2, GP3, IO1, IO2, SC1, ST1, STANDARD } = ec2.EbsDeviceVolumeType;
const SNAPSHOT = 'snap-05abe246af';

/** A volume of 20 GiB, unless it says otherwise. */
export function ebs(options: Partial<EbsStorageOptions> = {}): IStorage {
  return Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20), ...options });
}

function gib(size: number, volumeType?: ec2.EbsDeviceVolumeType): Partial<EbsStorageOptions> {
  return { size: Size.gibibytes(size), volumeType };
}

function wrong(name: string, options: Partial<EbsStorageOptions>, says: RegExp): Row {
  return value('R104', name, () => ebs(options), says);
}

/** A service with scratch space at a path. */
function scratch(path: string): Partial<ContainerServiceProps> {
  return { storage: { tmp: Storage.scratch({ mountPath: path }) } };
}

/** A service with a storage of the user's own. */
function own(config: StorageConfig | undefined): Partial<ContainerServiceProps> {
  return { storage: { data: { storageKind: 'own', bind: () => config! } } };
}

function managed(stack = testStack()): StorageConfig {
  return { volume: { name: 'data', configuredAtLaunch: true }, serviceManagedVolume: new ecs.ServiceManagedVolume(stack, 'Volume', { name: 'data' }) };
}

const sizeRows: Row[] = [
  wrong('neither a size nor a snapshot', { size: undefined }, /Neither size nor snapshotId is given/),
  ...([[0, GP3], [16_385, GP3], [0, GP2], [16_385, GP2], [3, IO1], [16_385, IO1], [3, IO2], [124, ST1], [124, SC1], [1025, STANDARD]] as const)
    .map(([size, type]) => wrong(`${size} GiB of ${type}`, gib(size, type), new RegExp(`size is ${size} GiB\\. A whole number from`))),
  wrong('a size that is none', gib(Number.NaN), /size is NaN GiB/),
  wrong('half a GiB more', { size: Size.mebibytes(1536) }, /size is 1\.5 GiB/),
  wrong('a type that EBS does not have', { volumeType: 'gp4' as ec2.EbsDeviceVolumeType }, /volumeType is 'gp4'\. EBS has gp3, gp2/),
];

const speedRows: Row[] = [
  ...([[2999, GP3], [80_001, GP3], [99, IO1], [64_001, IO1], [99, IO2], [256_001, IO2]] as const)
    .map(([iops, type]) => wrong(`${iops} IOPS of ${type}`, { ...gib(16_384, type), iops }, new RegExp(`iops is ${iops}\\. A whole number from`))),
  ...noNumbers('R104', 'iops', (iops) => ebs({ iops })),
  ...[GP2, ST1, SC1].map((type) => wrong(`IOPS of ${type}`, { ...gib(200, type), iops: 3000 }, /iops is given, and volumeType is/)),
  ...[IO1, IO2].map((type) => wrong(`${type} without IOPS`, gib(200, type), /iops is left out/)),
  ...([[3501, 7, GP3], [201, 4, IO1], [4001, 4, IO2]] as const)
    .map(([iops, size, type]) => wrong(`${iops} IOPS on ${size} GiB of ${type}`, { ...gib(size, type), iops }, new RegExp(`iops is ${iops} and size is ${size} GiB.*a size of ${size + 1} GiB`))),
  ...[124, 2001].map((throughput) => wrong(`a throughput of ${throughput}`, { throughput, iops: 9000 }, /throughput is \d+\. A whole number from 125 to 2000/)),
  ...noNumbers('R104', 'throughput', (throughput) => ebs({ throughput, iops: 9000 })),
  wrong('a throughput of gp2', { volumeType: GP2, throughput: 125 }, /throughput is given, and volumeType is gp2/),
  wrong('more throughput than 3000 IOPS carry', { throughput: 751 }, /throughput is 751 and iops is 3000, since it is left out.*Give iops 3004/),
  wrong('more throughput than the IOPS carry', { throughput: 1001, iops: 4000 }, /throughput is 1001 and iops is 4000\. /),
];

const volumeRows: Row[] = [
  ...['snap-', 'vol-1', 'snap-xyz'].map((snapshotId) => wrong(`the snapshot '${snapshotId}'`, { snapshotId }, /snapshotId is '/)),
  wrong('a file system that there is not', { fileSystemType: 'fat' as ecs.FileSystemType }, /fileSystemType is fat\. Linux takes ext3, ext4 and xfs, and Windows ntfs/),
  value('KeyAlias', 'an alias that was imported', () => ebs({ encryptionKey: kms.Alias.fromAliasName(testStack(), 'Alias', 'alias/mine') }), /encryptionKey is an alias/),
  workload('R104', 'two EBS volumes', { storage: { a: ebs({ mountPath: '/a' }), b: ebs({ mountPath: '/b' }) } }, /storage has 2 EBS volumes: a, b/),
  workload('R104', 'an EBS volume that no container sees', (stack) => own(managed(stack)), /No container sees the EBS volume 'data'/),
  workload('R104', 'a magnetic volume on Fargate', { storage: { data: ebs({ volumeType: STANDARD }) } }, /storage\.data has the volumeType standard/),
  ...['', 'a.b', 'a/b', 'a'.repeat(256)].map((name) => workload('R95', `the key '${name.slice(0, 5)}'`, { storage: { [name]: Storage.scratch() } }, /a key of storage is '/)),
  workload('NotAValue', 'a sidecar as a storage', { storage: { data: sidecar() as unknown as IStorage } }, /storage\.data is a sidecar value/),
  workload('NotAValue', 'a storage that returns nothing', own(undefined), /bind\(\) of storage\.data returned no volume/),
];

const mountRows: Row[] = [
  workload('R96', 'a volume that is not there', {
    storage: { data: ebs(), tmp: Storage.scratch({ mountPath: '/tmp' }) }, sidecars: { agent: sidecar({ mounts: { '/in': 'date' } }) },
  }, /sidecars\.agent\.mounts has the volume 'date' at '\/in', and the volumes in storage are data, tmp/),
  workload('R96', 'a volume where there are none', { sidecars: { agent: sidecar({ readOnlyMounts: { '/in': 'data' } }) } }, /sidecars\.agent\.readOnlyMounts .* are none/),
  ...['', 'data', './data', '/', '//', '/data/..'].map((path) => workload('R97', `the path '${path}'`, scratch(path), /storage\.tmp\.mountPath has the path '/)),
  workload('R97', 'the relative path of a sidecar', {
    storage: { tmp: Storage.scratch({ mountPath: '/tmp' }) }, sidecars: { agent: sidecar({ mounts: { in: 'tmp' } }) },
  }, /sidecars\.agent\.mounts has the path 'in'/),
  ...['/data', '/data/', '/x/../data'].map((mountPath) => workload('R97', `'/data' and '${mountPath}'`, {
    storage: { data: ebs(), tmp: Storage.scratch({ mountPath }) },
  }, /storage\.data\.mountPath and storage\.tmp\.mountPath both have the path '\/data'/)),
  workload('R97', 'two volumes at one path of a sidecar', {
    ...scratch('/tmp'), sidecars: { agent: sidecar({ mounts: { '/in/': 'tmp' }, readOnlyMounts: { '/in': 'tmp' } }) },
  }, /sidecars\.agent\.mounts and sidecars\.agent\.readOnlyMounts both have the path '\/in'/),
];

export const storageRows: Row[] = [...sizeRows, ...speedRows, ...volumeRows, ...mountRows];

export const rightStorages: RightRow[] = [
  ['sizes at their ends', () => ([
    [1, GP3], [16_384, GP3], [1, GP2], [16_384, GP2], [125, ST1], [16_384, ST1], [125, SC1], [16_384, SC1], [1, STANDARD], [1024, STANDARD],
  ] as const).map(([size, type]) => ebs(gib(size, type)))],
  ['IOPS at their ends', () => ([
    [3000, 1, GP3], [80_000, 160, GP3], [100, 4, IO1], [64_000, 1280, IO1], [100, 4, IO2], [256_000, 256, IO2],
  ] as const).map(([iops, size, type]) => ebs({ ...gib(size, type), iops }))],
  ['throughputs at their ends', () => [{ throughput: 125 }, { throughput: 750 }, { throughput: 2000, iops: 8000 }].map(ebs)],
  ['a snapshot without a size', () => service({ storage: { data: Storage.ebs({ mountPath: '/data', snapshotId: SNAPSHOT }) } })],
  ['IOPS of a snapshot whose size is not known', () => service({ storage: { data: Storage.ebs({ mountPath: '/data', snapshotId: SNAPSHOT, iops: 80_000 }) } })],
  ['a volume that only a sidecar sees', () => service({ storage: { tmp: Storage.scratch() }, sidecars: { agent: sidecar({ mounts: { '/in': 'tmp' } }) } })],
  ['an EBS volume of one\'s own that only a sidecar sees', () => service((stack) => ({ ...own(managed(stack)), sidecars: { agent: sidecar({ mounts: { '/in': 'data' } }) } }))],
  ['one volume at two paths', () => service({ ...scratch('/tmp'), sidecars: { agent: sidecar({ mounts: { '/a': 'tmp' }, readOnlyMounts: { '/b': 'tmp' } }) } })],
  ['one path in two containers', () => service({ ...scratch('/tmp'), sidecars: { agent: sidecar({ mounts: { '/tmp': 'tmp' } }) } })],
  ['a name of 255 characters', () => service({ storage: { ['a'.repeat(255)]: Storage.scratch({ mountPath: '/a' }) } })],
];
