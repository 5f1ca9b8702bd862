import { App, aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, NestedStack, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ContainerServiceProps, Deployment, IIngress, Ingress } from '../../src';
import { IMAGE, templateOf, testApp } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { TestPool } from '../support/pools';
import { Stacks, stackOf } from '../support/stacks';
import { CfnTemplate } from '../support/template';
import { missingWaits, needsOf } from '../support/waits';

const { BRIDGE, HOST, NAT } = ecs.NetworkMode;
const WINDOWS = { operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, networkModes: [NAT] };
const OPENING = 'opening for a load balancer';

/** The stack of the platform, and that of the service. */
type Layout = (app: App) => [shared: Stack, own: Stack];

const LAYOUTS: { [name: string]: Layout } = {
  'one stack': (app) => { const stack = new Stack(app, 'Stack'); return [stack, stack]; },
  'two stacks, the platform first': (app) => [new Stack(app, 'Shared'), new Stack(app, 'Own')],
  'two stacks, the service first': (app) => { const own = new Stack(app, 'Own'); return [new Stack(app, 'Shared'), own]; },
  'a nested stack': (app) => { const stack = new Stack(app, 'Stack'); return [stack, new NestedStack(stack, 'Nested')]; },
};

const CASES = Object.entries(LAYOUTS).flatMap(([name, layout]) => [BRIDGE, HOST, NAT].map((networkMode) => [name, networkMode, layout] as const));

function platformIn(stack: Stack, networkMode: ecs.NetworkMode): ContainerPlatform {
  return new ContainerPlatform(stack, 'Platform', { pools: { web: new TestPool({ instanceAttributes: { pool: 'web' }, ...networkMode === NAT ? WINDOWS : {} }) } });
}

function web(stack: Stack, id: string, props: Pick<ContainerServiceProps, 'platform' | 'networkMode' | 'deployment' | 'ingress'>): ContainerService {
  return new ContainerService(stack, id, { image: IMAGE, capacity: Capacity.pool('web'), ingress: Ingress.applicationLoadBalancer(), ...props });
}

test.each(CASES)('%s, in %s mode: the service waits until the load balancer reaches the instances', (_, networkMode, layout) => {
  const app = testApp();
  const [shared, own] = layout(app);
  const platform = platformIn(shared, networkMode);
  web(own, 'Web', { platform, networkMode, deployment: Deployment.blueGreen() });
  const stacks = Stacks.of(app);
  const openings = needsOf(stacks).filter(({ kind }) => kind === OPENING);
  expect(openings).toHaveLength(1);
  expect(stackOf(openings[0].resource)).toBe(own.node.path);
  expect(missingWaits(stacks)).toEqual([]);
  expect(cycleBetween(stacks)).toBeUndefined();
});

test('two services and a daemon in three stacks each have their rules, and none waits for another', () => {
  const app = testApp();
  const [shared, ...others] = ['Shared', 'One', 'Two', 'Agents'].map((id) => new Stack(app, id));
  const platform = platformIn(shared, BRIDGE);
  const [one] = others.slice(0, 2).map((stack) => web(stack, 'Web', { platform, networkMode: BRIDGE }));
  const agent = new ContainerDaemon(others[2], 'Agent', { platform, image: IMAGE, pool: 'web', port: 8125 });
  agent.connections.allowDefaultPortFrom(one);
  agent.connections.allowDefaultPortFrom(ec2.Peer.ipv4('192.0.2.0/24'));
  const stacks = Stacks.of(app);
  expect(needsOf(stacks).filter(({ kind }) => kind === OPENING).map(({ resource }) => stackOf(resource)).sort()).toEqual(['One', 'Two']);
  expect(missingWaits(stacks)).toEqual([]);
  expect(others.map((stack) => stack.dependencies)).toEqual(others.map(() => [shared]));
});

test('an ingress of one\'s own, whose load balancer is not known, is waited for as well', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const ingress: IIngress = {
    ingressKind: 'own',
    bind: (scope, { vpc }) => {
      const targetGroup = new elbv2.ApplicationTargetGroup(scope, 'Group', { vpc, port: 80, targetType: elbv2.TargetType.INSTANCE });
      new elbv2.ApplicationLoadBalancer(scope, 'Balancer', { vpc }).addListener('Listener', { port: 80, defaultTargetGroups: [targetGroup] });
      return { portName: 'main', targetGroup };
    },
  };
  web(stack, 'Web', { platform: platformIn(stack, BRIDGE), networkMode: BRIDGE, ingress });
  expect(needsOf(Stacks.of(app)).filter(({ kind }) => kind === OPENING)).toHaveLength(1);
  expect(missingWaits(Stacks.of(app))).toEqual([]);
});

test('one without a load balancer waits for that of no other', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const platform = platformIn(stack, BRIDGE);
  const services = [web(stack, 'Web', { platform, networkMode: BRIDGE }), web(stack, 'Worker', { platform, networkMode: BRIDGE, ingress: undefined })];
  const { Resources = {} } = templateOf(stack).toJSON() as CfnTemplate;
  const waits = services.map(({ service }) => [Resources[stack.getLogicalId(service.node.defaultChild as ecs.CfnService)].DependsOn].flat());
  const rules = waits.map((ids) => ids.filter((id) => id !== undefined && Resources[id].Type === 'AWS::EC2::SecurityGroupIngress'));
  expect(rules.map(({ length }) => length)).toEqual([1, 0]);
});

test('what else lies below the security group of the instances is not waited for', () => {
  const app = testApp();
  const stack = new Stack(app, 'Stack');
  const platform = platformIn(stack, BRIDGE);
  const service = web(stack, 'Web', { platform, networkMode: BRIDGE });
  const note = new ec2.CfnPrefixList(service.securityGroup, 'Note', { addressFamily: 'IPv4', maxEntries: 1, prefixListName: service.service.serviceName });
  expect(cycleBetween(Stacks.of(app))).toBeUndefined();
  expect(note.node.path).toContain('Platform/Pools/web');
});
