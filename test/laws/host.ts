import { App, aws_ec2 as ec2, aws_servicediscovery as cloudmap, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  Capacity, ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, Deployment, ICapacity, IDeployment,
  IDeploymentHook, IDiscovery,
  IIngress, IInstancePool, ILogging, INetwork, Ingress, InstancePool, InstanceStore, IPoolImage, IRollbackAlarm, IScaling, ISidecar, IStorage,
  ITaskEvents, IWorkQueue, Placement, PoolWeight, PortSpec, Profile, Scaling, ScalingSchedule, Sidecar, Storage, WorkQueue,
} from '../../src';
import { devPlatform, IMAGE, testApp } from '../support/builders';
import { TestPool } from '../support/pools';

/** Puts a value into the construct that binds it. */
type Host = (scope: Construct, id: string, value: object) => void;

/** How a value comes into a real workload or platform, by the type that its factory returns. */
export const HOSTS: { [type: string]: Host } = {
  ICapacity: (scope, id, value) => service(scope, id, { capacity: value as ICapacity }),
  IDeployment: (scope, id, value) => service(scope, id, { deployment: value as IDeployment, ingress: Ingress.applicationLoadBalancer() }),
  IDeploymentHook: (scope, id, value) => service(scope, id, { deployment: Deployment.blueGreen({ hooks: { hook: value as IDeploymentHook } }) }),
  // Each has a namespace of its own: a name is free once in it.
  IDiscovery: (scope, id, value) => service(scope, id, {
    discovery: value as IDiscovery,
    platform: devPlatform(new Construct(scope, `${id}Place`), {
      vpc: vpcOf(scope), namespaceName: `${id.toLowerCase()}.internal`, namespaceType: cloudmap.NamespaceType.DNS_PRIVATE,
    }),
  }),
  IIngress: (scope, id, value) => service(scope, id, { ingress: value as IIngress }),
  IInstancePool: (scope, id, value) => platform(scope, id, { pools: { web: value as IInstancePool }, vpc: vpcOf(scope) }),
  ILogging: (scope, id, value) => service(scope, id, { logging: value as ILogging }),
  INetwork: (scope, id, value) => platform(scope, id, { network: value as INetwork }),
  IPoolImage: (scope, id, value) => {
    const machineImage = value as IPoolImage;
    const web = InstancePool.autoScalingGroup({ machineImage, instanceTypes: typesFor(machineImage) });
    platform(scope, id, { pools: { web }, vpc: vpcOf(scope) });
  },
  IRollbackAlarm: (scope, id, value) => service(scope, id, {
    deployment: Deployment.rolling({ rollbackAlarms: { alarm: value as IRollbackAlarm } }), ingress: Ingress.applicationLoadBalancer(),
  }),
  IScaling: (scope, id, value) => service(scope, id, {
    scaling: value as IScaling, ingress: Ingress.applicationLoadBalancer(), queues: { orders: WorkQueue.create() },
  }),
  ISidecar: (scope, id, value) => service(scope, id, {
    sidecars: { agent: value as ISidecar }, storage: { shared: Storage.scratch({ mountPath: '/shared' }) },
  }),
  IStorage: (scope, id, value) => service(scope, id, {
    storage: { data: value as IStorage }, sidecars: { agent: Sidecar.container({ image: IMAGE, mounts: { '/data': 'data' } }) },
  }),
  InstanceStore: (scope, id, value) => platform(scope, id, {
    pools: { web: InstancePool.autoScalingGroup({ instanceTypes: ['m6id.large'], instanceStore: value as InstanceStore }) }, vpc: vpcOf(scope),
  }),
  ITaskEvents: (scope, id, value) => platform(scope, id, { taskEvents: value as ITaskEvents, vpc: vpcOf(scope) }),
  IWorkQueue: (scope, id, value) => service(scope, id, { queues: { orders: value as IWorkQueue } }),
  Placement: (scope, id, value) => service(scope, id, { placement: value as Placement, capacity: Capacity.pool('web') }),
  PoolWeight: (scope, id, value) => service(scope, id, { capacity: Capacity.pools({ web: value as PoolWeight, spot: PoolWeight.of(1) }) }),
  PortSpec: (scope, id, value) => service(scope, id, { ports: { main: value as PortSpec } }),
  Profile: (scope, id, value) => {
    const subject = new ContainerPlatform(scope, `${id}Platform`, { profile: value as Profile });
    new ContainerService(scope, id, { platform: subject, image: IMAGE, ingress: Ingress.applicationLoadBalancer() });
  },
  ScalingSchedule: (scope, id, value) => service(scope, id, {
    scaling: Scaling.automatic({ min: 1, max: 2, schedules: { daily: value as ScalingSchedule } }),
  }),
};

/** An app with stacks, each with the given values in workloads of its own. */
export function appWith(stacks: string[], build: (stack: Stack) => void): App {
  const app = testApp();
  for (const id of stacks) { build(new Stack(app, id)); }
  return app;
}

/** A service on a platform that all services of the stack share, in a VPC that exists: it takes the least time. */
function service(scope: Construct, id: string, props: Partial<ContainerServiceProps>): void {
  const shared = scope.node.tryFindChild('Platform') as ContainerPlatform | undefined ?? devPlatform(scope, { vpc: vpcOf(scope), pools: { web: new TestPool(), spot: new TestPool() } });
  new ContainerService(scope, id, { platform: shared, image: IMAGE, ...props });
}

/** The VPC that exists, once in a stack. */
function vpcOf(scope: Construct): ec2.IVpc {
  return scope.node.tryFindChild('Vpc') as ec2.IVpc | undefined ?? existingVpc(scope);
}

/** Images with drivers want something to drive. */
function typesFor({ poolImageKind }: IPoolImage): string[] {
  return [{ gpu: 'g6.xlarge', neuron: 'inf2.xlarge' }[poolImageKind] ?? 'm6i.large'];
}

function platform(scope: Construct, id: string, props: ContainerPlatformProps): void {
  new ContainerPlatform(scope, id, { profile: Profile.development(), ...props });
}

function existingVpc(scope: Construct): ec2.IVpc {
  const tables = (name: string) => [`rtb-${name}1`, `rtb-${name}2`];
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['a', 'b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    publicSubnetRouteTableIds: tables('public'),
    privateSubnetIds: ['subnet-3', 'subnet-4'],
    privateSubnetRouteTableIds: tables('private'),
  });
}
