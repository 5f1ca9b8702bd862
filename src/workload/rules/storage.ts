import { posix, win32 } from 'node:path';
import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { ContainerFacts, PartsFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';

/** Where a container may see volumes. */
export const mountRules: Rule<ContainerFacts>[] = [
  { code: 'R97', find: findNoPath },
  { code: 'R97', find: findPathTwice },
];

/** What volumes a task may have. */
export const volumeRules: Rule<PartsFacts>[] = [
  { code: 'R96', find: findUnknownVolume },
  { code: 'R96', find: findOtherName },
  { code: 'R104', find: findSecondManaged },
  { code: 'R104', find: findUnmountedManaged },
  { code: 'R104', find: findMagnetic },
  { code: 'R104', find: findFileSystem },
  { code: 'R106', find: findManagedOfDaemon },
  { code: 'UnmountedVolume', find: findUnmounted, warns: true },
];

function findNoPath({ mounts, operatingSystem }: ContainerFacts): Finding | undefined {
  const windows = operatingSystem.isWindows();
  const isBelowRoot = windows ? isBelowDrive : (path: string) => path.startsWith('/') && posix.resolve(path) !== '/';
  const mount = mounts.find(({ path }) => known(path) !== undefined && !isBelowRoot(path));
  return mount && {
    given: `${mount.prop} has the path '${mount.path}'`,
    allowed: windows ? 'A container on Windows sees a volume at an absolute path below a drive' : 'A container sees a volume at an absolute path below /',
    remedy: windows ? 'Write one, such as C:\\data' : 'Write one, such as /data',
  };
}

function isBelowDrive(path: string): boolean {
  return /^[a-z]:[\\/]/i.test(path) && win32.parse(win32.normalize(path)).base !== '';
}

/** Docker takes `/data` and `/data/` for one path; for Windows capitals are small letters, too. */
function keyOf(path: string, operatingSystem: ecs.OperatingSystemFamily): string {
  return operatingSystem.isWindows() ? win32.resolve(path).toLowerCase() : posix.resolve(path);
}

function findPathTwice({ mounts, operatingSystem }: ContainerFacts): Finding | undefined {
  const owners = new Map<string, string>();
  for (const { prop, path } of mounts) {
    if (known(path) === undefined) { continue; }
    const key = keyOf(path, operatingSystem);
    const other = owners.get(key);
    if (other !== undefined) {
      return { given: `${other} and ${prop} both have the path '${key}'`, allowed: 'A container sees one volume at a path', remedy: 'Choose another path' };
    }
    owners.set(key, prop);
  }
  return undefined;
}

function findUnknownVolume({ containers, storage }: PartsFacts): Finding | undefined {
  const mount = containers.flatMap(({ mounts }) => mounts).find(({ volume }) => !storage.has(volume));
  return mount && {
    given: `${mount.prop} has the volume '${mount.volume}' at '${mount.path}', and the volumes in storage are ${[...storage.keys()].join(', ') || 'none'}`,
    allowed: 'A container sees the volumes of its task',
    remedy: 'Name one of these, or add it to storage',
  };
}

/** ECS looks for the volume of the service by its name in the task. */
function findOtherName({ storage }: PartsFacts): Finding | undefined {
  const other = [...storage].find(([name, { serviceManagedVolume }]) => serviceManagedVolume && serviceManagedVolume.name !== name);
  return other && {
    given: `The storage '${other[0]}' returned a serviceManagedVolume of the name '${other[1].serviceManagedVolume!.name}'`,
    allowed: 'The volumes of a task have the names that they have in storage',
    remedy: 'Let bind() use volumeName of its context',
  };
}

function managedOf(storage: PartsFacts['storage']): string[] {
  return [...storage].filter(([, { serviceManagedVolume }]) => serviceManagedVolume !== undefined).map(([name]) => name);
}

function findSecondManaged({ storage }: PartsFacts): Finding | undefined {
  const names = managedOf(storage);
  return names.length <= 1 ? undefined : {
    given: `storage has ${names.length} EBS volumes: ${names.join(', ')}`,
    allowed: 'ECS attaches one to a task',
    remedy: 'Leave all but one out, or use Storage.scratch() for the others',
  };
}

function unmountedOf({ containers, storage }: PartsFacts): string[] {
  const mounted = containers.flatMap(({ mounts }) => mounts).map(({ volume }) => volume);
  return [...storage.keys()].filter((name) => !mounted.includes(name));
}

function findUnmountedManaged(facts: PartsFacts): Finding | undefined {
  const name = managedOf(facts.storage).find((volume) => unmountedOf(facts).includes(volume));
  return name === undefined ? undefined : {
    given: `No container sees the EBS volume '${name}'`,
    allowed: 'ECS attaches a volume for a container that sees it',
    remedy: `Let the storage return a mountPath, or a sidecar mount it by mounts: { '/data': '${name}' }`,
  };
}

function findMagnetic({ storage, runtime }: PartsFacts): Finding | undefined {
  const magnetic = [...storage].find(([, { serviceManagedVolume }]) =>
    serviceManagedVolume?.config?.volumeType === ec2.EbsDeviceVolumeType.STANDARD);
  return !magnetic || !runtime.onFargate ? undefined : {
    given: `storage.${magnetic[0]} has the volumeType standard`,
    allowed: 'Fargate attaches no magnetic volumes',
    remedy: 'Leave volumeType out for gp3, or use st1 or sc1',
  };
}

/** What a volume is formatted with. One that is not said is that of the operating system. */
function findFileSystem({ storage, runtime: { operatingSystem } }: PartsFacts): Finding | undefined {
  const windows = operatingSystem.isWindows();
  const foreign = [...storage].find(([, { serviceManagedVolume }]) => {
    const type = serviceManagedVolume?.config?.fileSystemType;
    return type !== undefined && (type === ecs.FileSystemType.NTFS) !== windows;
  });
  return foreign && {
    given: `storage.${foreign[0]} has the fileSystemType ${foreign[1].serviceManagedVolume!.config!.fileSystemType}, and the containers run on ${operatingSystem._operatingSystemFamily}`,
    allowed: windows ? 'Windows takes ntfs' : 'Linux takes xfs, ext4 and ext3',
    remedy: 'Leave it out',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
function findManagedOfDaemon({ storage, runtime }: PartsFacts): Finding | undefined {
  const [name] = runtime.onEachInstance ? managedOf(storage) : [];
  return name === undefined ? undefined : {
    given: `storage.${name} is an EBS volume, and the workload is a daemon`,
    allowed: 'ECS attaches volumes to the tasks of services that are no daemons',
    remedy: 'Use Storage.scratch(), or give the pool a larger rootVolume',
  };
}

/** It may still be mounted by a container that is added to the task definition. */
function findUnmounted(facts: PartsFacts): Finding | undefined {
  const [name] = unmountedOf(facts);
  return name === undefined ? undefined : {
    given: `No container sees the volume '${name}'`,
    allowed: 'It is of no use',
    remedy: `Give it a mountPath, or let a sidecar mount it by mounts: { '/data': '${name}' }`,
  };
}
