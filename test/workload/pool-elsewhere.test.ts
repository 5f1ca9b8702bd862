import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ContainerServiceProps, Ingress } from '../../src';
import { IMAGE, templateOf, testApp } from '../support/builders';
import { TestPool } from '../support/pools';

const { BRIDGE, HOST } = ecs.NetworkMode;
const RULE = 'AWS::EC2::SecurityGroupIngress';

interface Place { readonly shared: Stack; readonly own: Stack; readonly platform: ContainerPlatform }

/** A platform with a pool in one stack, and another stack for its workloads. */
function place(): Place {
  const app = testApp();
  const [shared, own] = [new Stack(app, 'Shared'), new Stack(app, 'Own')];
  return { shared, own, platform: new ContainerPlatform(shared, 'Platform', { pools: { web: new TestPool() } }) };
}

function bridged({ own, platform }: Place, id: string, props: Partial<ContainerServiceProps> = {}): ContainerService {
  return new ContainerService(own, id, { platform, image: IMAGE, capacity: Capacity.pool('web'), networkMode: BRIDGE, port: 80, ...props });
}

function peer({ own, platform }: Place): ContainerService {
  return new ContainerService(own, 'Peer', { platform, image: IMAGE });
}

/** How many rules each of the two stacks has. */
function rulesOf({ shared, own }: Place): number[] {
  return [shared, own].map((stack) => Object.keys(Template.fromStack(stack).findResources(RULE)).length);
}

test('who reaches a service in bridge mode is said in the stack of the service', () => {
  const here = place();
  bridged(here, 'Web').connections.allowDefaultPortFrom(peer(here));
  expect(rulesOf(here)).toEqual([0, 1]);
});

test('who reaches a daemon is said in the stack of the daemon', () => {
  const here = place();
  const daemon = new ContainerDaemon(here.own, 'Agent', { platform: platformWithAttribute(here), image: IMAGE, pool: 'web', port: 8125 });
  daemon.connections.allowDefaultPortFrom(peer(here));
  expect(rulesOf(here)).toEqual([0, 1]);
});

function platformWithAttribute({ shared }: Place): ContainerPlatform {
  return new ContainerPlatform(shared, 'Second', { pools: { web: new TestPool({ instanceAttributes: { pool: 'web' } }) } });
}

test('a port of its own for health checks is opened in the stack of the service', () => {
  const here = place();
  bridged(here, 'Web', { networkMode: HOST, ingress: Ingress.applicationLoadBalancer({ healthCheck: { port: '9000' } }) });
  expect(rulesOf(here)).toEqual([0, 2]);
});

test('EC2 takes a rule once: two services say it once', () => {
  const here = place();
  const reader = peer(here);
  for (const id of ['One', 'Two']) { bridged(here, id).connections.allowDefaultPortFrom(reader); }
  expect(rulesOf(here)).toEqual([0, 1]);
});

test('the load balancer reaches the instances by one rule', () => {
  const here = place();
  const web = bridged(here, 'Web', { ingress: Ingress.applicationLoadBalancer() });
  templateOf(web).hasResourceProperties(RULE, { FromPort: 32_768, ToPort: 65_535 });
  expect(rulesOf(here)).toEqual([0, 1]);
});
