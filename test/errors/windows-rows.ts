import { aws_ecs as ecs, Size, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RightRow, Row, workload } from './row';
import { sidecar } from './sidecar-rows';
import { Capacity, ContainerDaemon, ContainerSidecarOptions, ContainerServiceProps, InstancePoolConfig, Storage } from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, IMAGE, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const { AWS_VPC, NAT } = ecs.NetworkMode;
const FACTS = { networkModes: [AWS_VPC, NAT], operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, instanceAttributes: { pool: 'web' } };

type Props = Partial<ContainerServiceProps>;

/** What says that a service runs on Windows, in the mode that needs no way out of its subnets. */
export function onWindows(props: Props, facts: Partial<InstancePoolConfig> = {}) {
  return (stack: Stack): Props => ({
    platform: devPlatform(stack, { pools: { web: new TestPool({ ...FACTS, ...facts }) } }), capacity: Capacity.pool('web'), networkMode: NAT, ...props,
  });
}

/** The same is wrong in a service and in a daemon. */
function wrong(code: Code, name: string, props: Props, says: RegExp, facts: Partial<InstancePoolConfig> = {}): Row[] {
  return [
    workload(code, `${name} on Windows`, onWindows(props, facts), says),
    {
      code,
      name: `${name} on Windows, in a daemon`,
      path: 'Stack/Web',
      says,
      act: () => {
        const stack = testStack();
        const { capacity, ...own } = onWindows(props, facts)(stack);
        return new ContainerDaemon(stack, 'Web', { image: IMAGE, pool: 'web', ...own });
      },
    },
  ];
}

const withSidecar = (options: Partial<ContainerSidecarOptions>): Props => ({ sidecars: { agent: sidecar(options) } });
const scratch = (mountPath: string, readOnly?: boolean): Props => ({ storage: { tmp: Storage.scratch({ mountPath, readOnly }) } });
const ebs = (fileSystemType?: ecs.FileSystemType) =>
  ({ storage: { data: Storage.ebs({ mountPath: 'C:\\data', size: Size.gibibytes(20), fileSystemType }) } });

export const windowsRows: Row[] = [
  ...wrong('R38', 'a read-only root', { readonlyRootFilesystem: true }, /readonlyRootFilesystem is given, and the containers run on WINDOWS_SERVER_2022_CORE/),
  ...wrong('R38', 'a read-only root of a sidecar', withSidecar({ memoryMiB: 64, readonlyRootFilesystem: true }), /sidecars\.agent\.readonlyRootFilesystem is given/),
  ...wrong('R39', 'a user', { user: 'ContainerAdministrator' }, /user is given, and the containers run on WINDOWS_SERVER_2022_CORE/),
  ...wrong('R39', 'the user of a sidecar', withSidecar({ memoryMiB: 64, user: 'app' }), /sidecars\.agent\.user is given/),
  ...wrong('R36', 'memory that is kept for a sidecar', withSidecar({ memoryMiB: 64, memoryReservationMiB: 32 }), /sidecars\.agent\.memoryReservationMiB is given/),
  ...wrong('R28', 'a sidecar without memory', withSidecar({}), /sidecars\.agent\.memoryMiB is left out/),
  ...wrong('GpuCount', 'GPUs', { gpuCount: 1 }, /gpuCount is given, and the containers run on WINDOWS_SERVER_2022_CORE/, { gpuCount: 4 }),
  ...wrong('ReadOnlyMount', 'a volume that is only read', scratch('C:\\data', true), /storage\.tmp\.mountPath has the volume 'tmp' for reading only/),
  ...wrong('ReadOnlyMount', 'a volume that a sidecar only reads', {
    ...scratch('C:\\data'), ...withSidecar({ memoryMiB: 64, readOnlyMounts: { 'C:\\in': 'tmp' } }),
  }, /sidecars\.agent\.readOnlyMounts has the volume 'tmp' for reading only/),
  ...['/data', 'data', 'C:', 'C:\\', 'C:/', 'C:data', 'C:\\data\\..'].flatMap((path) =>
    wrong('R97', `the path '${path}'`, scratch(path), /storage\.tmp\.mountPath has the path '.*such as C:\\data\.$/)),
  ...wrong('R97', 'two volumes at one path', {
    storage: { a: Storage.scratch({ mountPath: 'C:\\Data' }), b: Storage.scratch({ mountPath: 'c:/data/' }) },
  }, /storage\.a\.mountPath and storage\.b\.mountPath both have the path 'c:\\data'/),
  workload('R104', 'a file system of Linux on Windows', onWindows(ebs(ecs.FileSystemType.XFS)), /storage\.data has the fileSystemType xfs, and the containers run on WINDOWS/),
  workload('R104', 'a file system of Windows on Linux', {
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20), fileSystemType: ecs.FileSystemType.NTFS }) },
  }, /storage\.data has the fileSystemType ntfs, and the containers run on LINUX/),
];

function right(props: Props): Construct {
  const stack = testStack();
  return testService(onWindows(props)(stack), stack);
}

export const rightWindows: RightRow[] = [
  ['a health check on Windows', () => right({ healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost'] } })],
  ['a command, a directory and variables on Windows', () => right({ command: ['serve'], entryPoint: ['powershell'], workingDirectory: 'C:\\app', environment: { A: 'b' } })],
  ['a root that is writable on Windows', () => right({ readonlyRootFilesystem: false })],
  ['scratch space on Windows', () => right({ ...scratch('C:\\data'), ...withSidecar({ memoryMiB: 64, mounts: { 'D:/in': 'tmp' } }) })],
  ['a sidecar that needs as much as the workload on Windows', () => right({ cpu: 256, memoryMiB: 512, ...withSidecar({ cpu: 512, memoryMiB: 1024 }) })],
  ['an EBS volume on Windows', () => right(ebs())],
];

/** Absolute where Windows takes it for that. */
export const quietWindows: [name: string, act: () => Construct][] = ['C:\\app', 'c:/app', '\\app', '/app']
  .map((workingDirectory) => [`the directory ${workingDirectory} on Windows`, () => right({ workingDirectory })]);

export const windowsWarnings = ['app', 'C:app'].map((workingDirectory) => ({
  code: 'WorkingDirectory' as const, name: `${workingDirectory} on Windows`, act: () => right({ workingDirectory }), says: `workingDirectory is '${workingDirectory}'`,
}));
