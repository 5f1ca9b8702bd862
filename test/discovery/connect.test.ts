import { aws_ec2 as ec2, aws_ecs as ecs, aws_servicediscovery as cloudmap, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Capacity, ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, Discovery, IContainerPlatform, PortSpec } from '../../src';
import { devPlatform, IMAGE, testApp, testStack } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { TestPool } from '../support/pools';
import { Stacks } from '../support/stacks';
import { missingWaits } from '../support/waits';

const BRIDGE = { capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE };
const RULE = 'AWS::EC2::SecurityGroupIngress';

function place(scope: Construct, props: ContainerPlatformProps = {}): ContainerPlatform {
  return devPlatform(scope, { namespaceName: 'shop', pools: { web: new TestPool() }, ...props });
}

function make(scope: Construct, id: string, platform: IContainerPlatform, props: Partial<ContainerServiceProps> = {}): ContainerService {
  return new ContainerService(scope, id, { platform, image: IMAGE, cpu: 512, memoryMiB: 1024, port: 8080, ...props });
}

interface Container { environment?: { name: string; value: string }[] }

/** The variables of the container of a service. */
function variablesOf({ taskDefinition }: ContainerService): { [name: string]: string } {
  const resource = taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  const [{ environment = [] }] = Stack.of(taskDefinition).resolve(resource.containerDefinitions) as Container[];
  return Object.fromEntries(environment.map(({ name, value }) => [name, value]));
}

interface Connected { ServiceConnectConfiguration: { Services?: object[] } }

function reports(stacks: Stacks): { circle?: string[]; missing: unknown[] } {
  return { circle: cycleBetween(stacks), missing: missingWaits(stacks) };
}

/** The services that a service of the same stack waits for. */
function waitsOf(stacks: Stacks, stack: string, id: string): string[] {
  const own = stacks.ofType('AWS::ECS::Service').find((node) => node.startsWith(`${stack}/${id}`))!;
  return [stacks.resourceAt(own).DependsOn ?? []].flat().filter((name) => stacks.resourcesOf(stack)[name].Type === 'AWS::ECS::Service');
}

/** From where, to where, and at which ports the rules of a stack open. */
function rulesOf(stacks: Stacks, stack: string): unknown[] {
  return stacks.ofType(RULE).filter((node) => node.startsWith(`${stack}/`)).map((node) => stacks.resourceAt(node).Properties as { [name: string]: unknown })
    .filter(({ Description }) => Description === 'Connections between services').map(({ FromPort, ToPort }) => [FromPort, ToPort]);
}

test('the client knows the server, may reach it and comes after it, and both have proxies', () => {
  const app = testApp();
  const stack = testStack(undefined, app);
  const platform = place(stack);
  const [web, ledger] = [make(stack, 'Web', platform, { port: undefined }), make(stack, 'Ledger', platform)];
  web.connectTo(ledger);
  expect(variablesOf(web)).toEqual({ LEDGER_HOST: 'ledger', LEDGER_PORT: '8080', LEDGER_URL: 'http://ledger:8080' });
  expect(variablesOf(ledger)).toEqual({});
  const stacks = Stacks.of(app);
  expect(waitsOf(stacks, 'Stack', 'Web')).toEqual([expect.stringMatching(/^LedgerService/)]);
  expect(rulesOf(stacks, 'Stack')).toEqual([[8080, 8080]]);
  expect(reports(stacks)).toEqual({ circle: undefined, missing: [] });
  const configurations = stacks.ofType('AWS::ECS::Service').map((node) => (stacks.resourceAt(node).Properties as Connected).ServiceConnectConfiguration);
  expect(configurations).toMatchObject([{ Enabled: true }, { Enabled: true, Services: [{ DiscoveryName: 'ledger', PortName: 'main' }] }]);
  expect(configurations[0].Services).toBeUndefined();
});

test.each<[string, PortSpec, string]>([
  ['HTTP', PortSpec.http(80), 'http://stock-api:80'],
  ['gRPC', PortSpec.grpc(80), 'grpc://stock-api:80'],
  ['TCP', PortSpec.tcp(80), 'tcp://stock-api:80'],
])('the address of a port of %s says so', (_, main, url) => {
  const stack = testStack();
  const server = make(stack, 'StockApi', place(stack), { port: undefined, ports: { main } });
  expect(server.endpoint()).toMatchObject({ host: 'stock-api', port: 80, url });
});

test('a port that is named is part of the variables, and another port of the server is another name in the namespace', () => {
  const app = testApp();
  const stack = testStack(undefined, app);
  const platform = place(stack);
  const ledger = make(stack, 'Ledger', platform, { port: undefined, ports: { main: PortSpec.http(80), admin: PortSpec.http(9000) } });
  const web = make(stack, 'Web', platform);
  web.connectTo(ledger, 'admin');
  web.connectTo(ledger, undefined, 'BOOKS');
  expect(variablesOf(web)).toMatchObject({ LEDGER_ADMIN_URL: 'http://ledger:9000', BOOKS_URL: 'http://ledger:80' });
  const stacks = Stacks.of(app);
  const [server] = stacks.ofType('AWS::ECS::Service').map((node) => (stacks.resourceAt(node).Properties as Connected).ServiceConnectConfiguration);
  expect(server).toMatchObject({ Services: [{ PortName: 'admin', DiscoveryName: 'ledger-admin' }, { PortName: 'main', DiscoveryName: 'ledger' }] });
});

test('services of a stack that call each other, over others too, wait for none of them, and for the rest', () => {
  const app = testApp();
  const stack = testStack(undefined, app);
  const platform = place(stack);
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => make(stack, id, platform));
  a.connectTo(b);
  b.connectTo(c);
  c.connectTo(a);
  c.connectTo(c);
  a.connectTo(d);
  const stacks = Stacks.of(app);
  expect(reports(stacks)).toEqual({ circle: undefined, missing: [] });
  expect(['A', 'B', 'C', 'D'].map((id) => waitsOf(stacks, 'Stack', `${id}Service`))).toEqual([[expect.stringMatching(/^DService/)], [], [], []]);
});

test.each([
  ['the platform first', ['Platform', 'Server', 'Client']],
  ['the platform last', ['Client', 'Server', 'Platform']],
])('across stacks, %s, the rule lies with the client, whose stack comes after that of the server', (_, ids) => {
  for (const props of [{}, BRIDGE]) {
    const app = testApp();
    const scopes = Object.fromEntries(ids.map((id) => [id, new Stack(app, id)]));
    const platform = place(scopes.Platform);
    const [client, server] = [make(scopes.Client, 'Web', platform), make(scopes.Server, 'Ledger', platform, props)];
    client.connectTo(server);
    const stacks = Stacks.of(app);
    expect(['Client', 'Server', 'Platform'].map((id) => rulesOf(stacks, id).length)).toEqual([1, 0, 0]);
    expect(stacks.find('Client').dependencies).toContain('Server');
    expect(stacks.find('Server').dependencies).toEqual(['Platform']);
    expect(reports(stacks)).toEqual({ circle: undefined, missing: [] });
  }
});

test('the rules of instances lie with the server or with the pool, and each is there once', () => {
  const app = testApp();
  const scopes = Object.fromEntries(['Platform', 'One', 'Two', 'Server'].map((id) => [id, new Stack(app, id)]));
  const platform = place(scopes.Platform);
  const own = make(scopes.Server, 'Own', platform);
  const bridged = make(scopes.Server, 'Bridged', platform, BRIDGE);
  for (const id of ['One', 'Two']) {
    const client = make(scopes[id], 'Web', platform, { ...BRIDGE, discovery: Discovery.serviceConnectClient() });
    client.connectTo(own);
    client.connectTo(bridged);
  }
  const stacks = Stacks.of(app);
  expect(rulesOf(stacks, 'Platform')).toEqual([[32768, 65535]]);
  expect(rulesOf(stacks, 'Server')).toEqual([[8080, 8080]]);
  expect([...rulesOf(stacks, 'One'), ...rulesOf(stacks, 'Two')]).toEqual([]);
  expect(reports(stacks)).toEqual({ circle: undefined, missing: [] });
});

test('nested stacks of one stack connect one way, and with the stack around them', () => {
  const app = testApp();
  const stack = testStack(undefined, app);
  const platform = place(stack);
  const [a, b] = ['A', 'B'].map((id) => make(new NestedStack(stack, id), `${id}Web`, platform));
  const outer = make(stack, 'Outer', platform);
  a.connectTo(b);
  outer.connectTo(a);
  expect(() => b.connectTo(a)).toThrow('[stevedore.MutualStacks]');
  expect(reports(Stacks.of(app))).toEqual({ circle: undefined, missing: [] });
});

test('a name in DNS is told as it is, and SRV records as a host alone', () => {
  const stack = testStack();
  const platform = place(stack, { namespaceName: 'shop.internal', namespaceType: cloudmap.NamespaceType.DNS_PRIVATE });
  const ledger = make(stack, 'Ledger', platform, { discovery: Discovery.cloudMap() });
  const stock = make(stack, 'Stock', platform, { ...BRIDGE, discovery: Discovery.cloudMap() });
  const web = make(stack, 'Web', platform, { discovery: Discovery.none() });
  web.connectTo(ledger);
  web.connectTo(stock);
  expect(variablesOf(web)).toEqual({
    LEDGER_HOST: 'ledger.shop.internal', LEDGER_PORT: '8080', LEDGER_URL: 'http://ledger.shop.internal:8080', STOCK_HOST: 'stock.shop.internal',
  });
});

test('a pool that lets nothing out is opened to the server', () => {
  const app = testApp();
  const stack = testStack(undefined, app);
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const group = new ec2.SecurityGroup(stack, 'Instances', { vpc, allowAllOutbound: false });
  const platform = place(stack, { vpc, pools: { web: new TestPool({ securityGroups: [group] }) } });
  make(stack, 'Web', platform, BRIDGE).connectTo(make(stack, 'Ledger', platform));
  const stacks = Stacks.of(app);
  const [rule] = stacks.ofType('AWS::EC2::SecurityGroupEgress').map((node) => stacks.resourceAt(node).Properties);
  expect(rule).toMatchObject({ FromPort: 8080, ToPort: 8080 });
});
