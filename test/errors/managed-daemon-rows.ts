import { aws_ecs as ecs, aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import { noNumbers, RightRow, Row } from './row';
import { ContainerDaemon, ContainerDaemonProps, InstancePool, ISidecar, Logging, Network, SidecarConfig, Storage } from '../../src';
import { Code } from '../../src/private/codes';
import { devPlatform, IMAGE, testStack } from '../support/builders';

type Props = Partial<ContainerDaemonProps>;

/** A stack with a platform of a pool of each kind. */
function poolStack(): Stack {
  const stack = testStack();
  devPlatform(stack, { network: Network.natGateways(), pools: { web: InstancePool.managedInstances(), own: InstancePool.autoScalingGroup() } });
  return stack;
}

function daemon(props: Props | ((stack: Stack) => Props), stack: Stack = poolStack(), id = 'Agent'): ContainerDaemon {
  const given = typeof props === 'function' ? props(stack) : props;
  const platform = stack.node.findChild('Platform') as ReturnType<typeof devPlatform>;
  return new ContainerDaemon(stack, id, { platform, image: IMAGE, ...given.pools ? {} : { pool: 'web' }, ...given });
}

function row(code: Code, name: string, props: Props | ((stack: Stack) => Props), says: RegExp, path = 'Stack/Agent'): Row {
  return { code, name: `managed daemon, ${name}`, act: () => daemon(props), says, path };
}

function own(container: Partial<SidecarConfig['container']>): Props {
  const sidecar: ISidecar = { sidecarKind: 'own', bind: () => ({ container: { image: IMAGE, memoryLimitMiB: 64, ...container } }) };
  return { sidecars: { helper: sidecar } };
}

function second(): void {
  const stack = poolStack();
  daemon({ port: 8125 }, stack, 'First');
  daemon({ port: 8125 }, stack, 'Second');
}

export const managedDaemonRows: Row[] = [
  row('DaemonPools', 'pools of two kinds', { pools: ['own', 'web'] }, /The pool 'web' has Managed Instances, and 'own' has not/),
  row('ManagedDaemon', 'a network mode', { networkMode: ecs.NetworkMode.HOST }, /networkMode is given/),
  row('ManagedDaemon', 'subnets', { subnets: { subnetType: ec2.SubnetType.PUBLIC } }, /subnets is given/),
  row('ManagedDaemon', 'groups', (stack) => ({ securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Theirs', 'sg-1')] }), /securityGroups is given/),
  row('ManagedDaemon', 'a percentage of services', { minHealthyPercent: 50 }, /minHealthyPercent is given/),
  row('ManagedDaemon', 'a GPU', { gpuCount: 1 }, /gpuCount is given/),
  row('ManagedDaemon', 'draining elsewhere', { pool: 'own', drainPercent: 10 }, /drainPercent is given, and .* Auto Scaling group/),
  row('ManagedDaemon', 'criticality elsewhere', { pool: 'own', critical: false }, /critical is given/),
  row('ManagedDaemon', 'a scratch volume', { storage: { tmp: Storage.scratch({ mountPath: '/tmp' }) } }, /storage\.tmp is no folder of the instance/),
  row('ManagedDaemon', 'labels of Docker', own({ dockerLabels: { a: 'b' } }), /sidecars\.helper\.dockerLabels is given/),
  row('ManagedDaemon', 'a GPU of a sidecar', own({ gpuCount: 1 }), /sidecars\.helper\.gpuCount is given/),
  row('ManagedInstances', 'a host name', own({ hostname: 'agent' }), /sidecars\.helper\.hostname is given/),
  row('ManagedDaemon', 'another log driver', own({ logging: new ecs.JsonFileLogDriver() }), /sidecars\.helper\.logging has the driver 'json-file'/),
  { code: 'HostPortTaken', name: 'a port of another managed daemon', act: second, says: /8125\/tcp.*'Stack\/First' has it/, path: 'Stack/Second' },
  { code: 'ManagedDaemon', name: 'its service', act: () => daemon({}).service, says: /service .* is asked for/, path: 'Stack/Agent' },
  { code: 'ManagedDaemon', name: 'its task definition', act: () => daemon({}).taskDefinition, says: /taskDefinition .* is asked for/, path: 'Stack/Agent' },
  { code: 'ManagedDaemon', name: '101 percent', act: () => daemon({ drainPercent: 101 }), says: /drainPercent is 101/, path: 'Stack/Agent' },
  ...noNumbers('ManagedDaemon', 'drainPercent', (drainPercent) => daemon({ drainPercent }), 'Stack/Agent'),
];

export const rightManagedDaemons: RightRow[] = [
  ['bounds of percentages', () => [0, 100].map((drainPercent) => daemon({ drainPercent }))],
  ['two managed daemons with ports of their own', () => {
    const stack = poolStack();
    daemon({ port: 8125 }, stack, 'First');
    daemon({ port: 8126 }, stack, 'Second');
  }],
  ['no logs', () => daemon({ logging: Logging.none() })],
];
