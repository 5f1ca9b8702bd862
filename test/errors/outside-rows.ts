import { aws_ec2 as ec2, aws_ecs as ecs, Size, Stack } from 'aws-cdk-lib';
import { RightRow, Row, service } from './row';
import {
  Capacity, ContainerDaemon, ContainerDaemonProps, ContainerService, ContainerServiceProps, Ingress, IScaling, IStorage, Placement, Scaling, Storage,
} from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, IMAGE, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

type Workload = ContainerService | ContainerDaemon;

/** What a service and a daemon may both be told. */
type SharedProps = Partial<Omit<ContainerServiceProps & ContainerDaemonProps, 'capacity'>>;

function outside(props: Partial<ContainerServiceProps> = {}): ContainerService {
  return service({ capacity: Capacity.external(), ...props });
}

function daemon(props: Partial<ContainerDaemonProps> = {}, stack: Stack = testStack()): ContainerDaemon {
  const platform = devPlatform(stack, { pools: { web: new TestPool({ instanceAttributes: { pool: 'web' } }) } });
  return new ContainerDaemon(stack, 'Agent', { platform, image: IMAGE, capacity: Capacity.external(), ...props });
}

function only(code: Code, name: string, props: Partial<ContainerServiceProps>, says: RegExp): Row {
  return { code, name: `${name} outside AWS`, act: () => outside(props), says, path: 'Stack/Web' };
}

/** The same rule for each workload. */
function both(code: Code, name: string, props: SharedProps, says: RegExp): Row[] {
  return [
    only(code, name, props, says),
    { code, name: `${name} of a daemon outside AWS`, act: () => daemon(props), says, path: 'Stack/Agent' },
  ];
}

function agent(code: Code, name: string, props: Partial<ContainerDaemonProps>, says: RegExp): Row {
  return { code, name, act: () => daemon(props), says, path: 'Stack/Agent' };
}

/** What is done with a workload that has no security group. */
function groupless(name: string, act: (workload: Workload) => unknown): Row[] {
  const says = /The security group is asked for, and the tasks run on machines outside AWS/;
  return [
    { code: 'R125', name, act: () => act(outside({ port: 80 })), says, path: 'Stack/Web' },
    { code: 'R125', name: `${name} of a daemon`, act: () => act(daemon({ port: 80 })), says, path: 'Stack/Agent' },
  ];
}

/** A volume of Amazon EFS, as a storage of the user's own declares it. */
const EFS: IStorage = {
  storageKind: 'own', bind: (_, { volumeName }) => ({ volume: { name: volumeName, efsVolumeConfiguration: { fileSystemId: 'fs-1' } }, mountPath: '/data' }),
};

/** A scaling of the user's own. */
const OWN_SCALING: IScaling = { scalingKind: 'own', bind: (scope, context) => Scaling.automatic({ min: 1, max: 2 }).bind(scope, context) };

export const outsideRows: Row[] = [
  only('R125', 'an ingress', { ingress: Ingress.applicationLoadBalancer() }, /ingress is given, and the tasks run on machines outside AWS/),
  only('R125', 'automatic scaling', { scaling: Scaling.automatic({ min: 1, max: 2 }) }, /scaling is automatic, and the tasks run on machines outside AWS/),
  only('R125', 'a scaling of your own', { scaling: OWN_SCALING }, /scaling is automatic/),
  only('R129', 'rebalancing', { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED }, /availabilityZoneRebalancing is ENABLED, and the tasks run on machines outside AWS/),
  ...both('R80', 'awsvpc', { networkMode: ecs.NetworkMode.AWS_VPC }, /networkMode is awsvpc\. Machines outside AWS can run tasks with bridge, host, none/),
  ...both('R82', 'a port without a network', { networkMode: ecs.NetworkMode.NONE, port: 80 }, /networkMode is none, and the container has the port 80/),
  ...both('R91', 'subnets', { subnets: {} }, /subnets is given, and networkMode is bridge.*Leave subnets out\.$/),
  ...both('R91', 'security groups', { securityGroups: [] }, /securityGroups is given, and networkMode is bridge/),
  only('R91', 'a public address', { assignPublicIp: true }, /assignPublicIp is given, and networkMode is bridge/),
  ...both('R106', 'an EBS volume', { storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) } }, /storage\.data is an EBS volume, and the (tasks run on machines outside AWS|workload is a daemon)/),
  ...both('R125', 'a file system of Amazon EFS', { storage: { data: EFS } }, /storage\.data is a file system of Amazon EFS, and the tasks run on machines outside AWS/),
  ...both('R17', 'storage of Fargate', { ephemeralStorageGiB: 50 }, /ephemeralStorageGiB is given, and the tasks run on machines outside AWS\..*Leave it out\.$/),
  ...both('R18', 'too small a share of the processor', { cpu: 127 }, /cpu is 127/),
  ...both('PoolOperatingSystem', 'Windows', { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE }, /operatingSystem is WINDOWS_SERVER_2022_CORE, and the capacity runs LINUX/),
  ...both('GpuCount', 'no GPU', { gpuCount: 0 }, /gpuCount is 0/),
  agent('DaemonPools', 'a pool beside the machines', { pool: 'web' }, /capacity is given, and pool or pools as well/),
  agent('DaemonPools', 'pools beside the machines', { pools: ['web'] }, /capacity is given, and pool or pools as well/),
  agent('DaemonPools', 'a pool as capacity', { capacity: Capacity.pool('web') }, /capacity is of the kind 'pool'/),
  agent('R122', 'a daemon on Fargate', { capacity: Capacity.fargate() }, /The capacity is for tasks of the compatibility FARGATE/),
  ...groupless('the security group', ({ securityGroup }) => securityGroup),
  ...groupless('a rule from', ({ connections }) => connections.allowFrom(ec2.Peer.anyIpv4(), ec2.Port.HTTP)),
  ...groupless('a rule to', ({ connections }) => connections.allowToAnyIpv4(ec2.Port.HTTP)),
  ...groupless('a rule among them', ({ connections }) => connections.allowInternally(ec2.Port.HTTP)),
  ...groupless('a rule for the default port', ({ connections }) => connections.allowDefaultPortFromAnyIpv4()),
  ...groupless('a rule of another service', (workload) => testService({}, new Stack(Stack.of(workload), 'Other')).connections.allowFrom(workload, ec2.Port.HTTP)),
  ...groupless('another group', (workload) => workload.connections.addSecurityGroup(ec2.SecurityGroup.fromSecurityGroupId(workload, 'Theirs', 'sg-1'))),
];

export const rightOutside: RightRow[] = [
  ['a port in host mode outside AWS', () => outside({ networkMode: ecs.NetworkMode.HOST, port: 8080 })],
  ['no network outside AWS', () => outside({ networkMode: ecs.NetworkMode.NONE })],
  ['more GPUs than are known outside AWS', () => outside({ gpuCount: 4 })],
  ['placement outside AWS', () => outside({ placement: Placement.binpackMemory().plus(Placement.distinctInstances()) })],
  ['a size that Fargate does not have outside AWS', () => outside({ cpu: 200, memoryMiB: 300 })],
  ['a daemon outside AWS', () => daemon({ networkMode: ecs.NetworkMode.HOST, minHealthyPercent: 99 })],
];
