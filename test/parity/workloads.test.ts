import { aws_ecs as ecs, Duration, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ownPlatform } from './place';
import { Capacity, ContainerDaemon, ContainerService, PortSpec, Sidecar, Storage, TaskProps } from '../../src';
import { Code } from '../../src/private/codes';
import { StevedoreError } from '../../src/private/fail';
import { IMAGE, testStack } from '../support/builders';

const { AWS_VPC, BRIDGE, HOST } = ecs.NetworkMode;
const MODES = [AWS_VPC, BRIDGE, HOST];
const TASK = { image: IMAGE, port: 8080 };

/** Each workload that runs on instances. */
const WORKLOADS: { [name: string]: (scope: Construct, props: TaskProps) => unknown } = {
  'a service': (scope, props) => new ContainerService(scope, 'Workload', { capacity: Capacity.pool('web'), ...props }),
  'a daemon': (scope, props) => new ContainerDaemon(scope, 'Workload', { pool: 'web', ...props }),
};

/** Each workload that runs on machines outside AWS. */
const OUTSIDE: typeof WORKLOADS = {
  'a service outside AWS': (scope, props) => new ContainerService(scope, 'Workload', { capacity: Capacity.external(), ...props }),
  'a daemon outside AWS': (scope, props) => new ContainerDaemon(scope, 'Workload', { capacity: Capacity.external(), ...props }),
};

const stack = testStack();
const platform = ownPlatform(stack);

/** The code that a workload refuses a task with, by workload and network mode. */
function codesOf(props: Partial<TaskProps>, workloads = WORKLOADS, modes = MODES): { [cell: string]: string | undefined } {
  const cells = Object.keys(workloads).flatMap((workload) => modes.map((networkMode) => ({ workload, networkMode })));
  return Object.fromEntries(cells.map(({ workload, networkMode }) => {
    const scope = new Construct(stack, `${workload} in ${networkMode}`);
    try {
      workloads[workload](scope, { ...TASK, platform, networkMode, ...props });
      return [scope.node.id, undefined];
    } catch (error) {
      return [scope.node.id, error instanceof StevedoreError ? error.code : String(error)];
    } finally {
      stack.node.tryRemoveChild(scope.node.id);
    }
  }));
}

test.each<[Code, string, Partial<TaskProps>]>([
  ['R18', 'cpu that no instance has', { cpu: 100 }],
  ['R33', 'too little memory', { memoryMiB: 5 }],
  ['R17', 'storage of Fargate', { ephemeralStorageGiB: 50 }],
  ['R25', 'a name with a blank', { containerName: 'my agent' }],
  ['R51', 'a short stopTimeout', { stopTimeout: Duration.seconds(1) }],
  ['R54', 'a health check that comes too often', { healthCheck: { command: ['true'], interval: Duration.seconds(1) } }],
  ['R83', 'a port that there is not', { port: 70_000 }],
  ['R84', 'a port twice', { port: undefined, ports: { a: PortSpec.http(80), b: PortSpec.tcp(80) } }],
  ['R96', 'a volume that is not there', { sidecars: { helper: Sidecar.container({ image: IMAGE, mounts: { '/x': 'gone' } }) } }],
  ['R97', 'two volumes at one path', { storage: { a: Storage.scratch({ mountPath: '/x' }), b: Storage.scratch({ mountPath: '/x' }) } }],
  ['EnvironmentName', 'a variable with =', { environment: { 'A=B': 'x' } }],
  ['GpuCount', 'a GPU that the instances have not', { gpuCount: 1 }],
  ['PoolArchitecture', 'another architecture', { architecture: ecs.CpuArchitecture.ARM64 }],
  ['PoolOperatingSystem', 'another operating system', { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE }],
  ['NotAValue', 'a storage as logging', { logging: Storage.scratch() as never }],
])('%s: %s is refused alike by services and daemons, in each network mode', (code, _, props) => {
  const codes = codesOf(props);
  expect(Object.keys(codes)).toHaveLength(6);
  expect(codes).toEqual(Object.fromEntries(Object.keys(codes).map((cell) => [cell, code])));
});

test.each<[Code, string, Partial<TaskProps>]>([
  ['R18', 'cpu that no instance has', { cpu: 100 }],
  ['R17', 'storage of Fargate', { ephemeralStorageGiB: 50 }],
  ['R106', 'an EBS volume', { storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) } }],
  ['PoolOperatingSystem', 'another operating system', { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE }],
])('%s: %s is refused alike by services and daemons outside AWS, in each network mode', (code, _, props) => {
  const codes = codesOf(props, OUTSIDE, [BRIDGE, HOST]);
  expect(Object.keys(codes)).toHaveLength(4);
  expect(codes).toEqual(Object.fromEntries(Object.keys(codes).map((cell) => [cell, code])));
});
