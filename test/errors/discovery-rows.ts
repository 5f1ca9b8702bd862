import { App, aws_acmpca as acmpca, aws_ecs as ecs, aws_servicediscovery as cloudmap, Duration, Stack } from 'aws-cdk-lib';
import { foreign, RightRow, Row, value } from './row';
import { sidecar } from './sidecar-rows';
import type { WarningRow } from './warning-rows';
import {
  Capacity, ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, Deployment, Discovery, IContainerService,
  Ingress, PortSpec,
  Scaling,
} from '../../src';
import { devPlatform, IMAGE, testApp, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

type Props = Partial<ContainerServiceProps>;

const DNS: ContainerPlatformProps = { namespaceName: 'shop.internal', namespaceType: cloudmap.NamespaceType.DNS_PRIVATE };
const ON_POOL: Props = { capacity: Capacity.pool('web') };
const HOST: Props = { ...ON_POOL, networkMode: ecs.NetworkMode.HOST };
const OUTSIDE: Props = { capacity: Capacity.external() };
const EXTERNAL: ContainerPlatformProps = { externalMachines: true };
const SIZED: Props = { cpu: 512, memoryMiB: 1024 };

/** Services on one platform, by their ids. */
export function services(props: { [id: string]: Props }, platformProps: ContainerPlatformProps = { namespaceName: 'shop' }, pool = new TestPool()): ContainerService[] {
  const stack = testStack();
  const platform = devPlatform(stack, { pools: { web: pool }, ...platformProps });
  return Object.entries(props).map(([id, given]) => new ContainerService(stack, id, { image: IMAGE, platform, ...SIZED, ...given }));
}

function one(props: Props, platformProps?: ContainerPlatformProps, pool?: TestPool): ContainerService {
  return services({ Web: props }, platformProps, pool)[0];
}

/** A client that connects to a server, on one platform. */
function connected(web: Props, ledger: Props, platformProps?: ContainerPlatformProps, portName?: string, prefix?: string): ContainerService {
  const [client, server] = services({ Web: web, Ledger: ledger }, platformProps);
  client.connectTo(server, portName, prefix);
  return client;
}

function windows(): TestPool {
  return new TestPool({ operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, networkModes: [ecs.NetworkMode.AWS_VPC] });
}

function authority(): acmpca.ICertificateAuthority {
  return acmpca.CertificateAuthority.fromCertificateAuthorityArn(testStack(), 'Authority', 'arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/a');
}

/** Services in two stacks, on a platform in a third. */
function acrossStacks(app: App = testApp()): ContainerService[] {
  const platform = devPlatform(new Stack(app, 'Platform'), { namespaceName: 'shop' });
  return ['A', 'B'].map((id) => new ContainerService(new Stack(app, id), 'Web', {
    image: IMAGE, platform, ...SIZED, port: 80, discovery: Discovery.serviceConnect({ dnsName: id.toLowerCase() }),
  }));
}

function mutual(): void {
  const [a, b] = acrossStacks();
  a.connectTo(b);
  b.connectTo(a);
}

/** A service in the stack of the platform that calls one in a stack that comes later. */
function againstThePlatform(): void {
  const app = testApp();
  const stack = new Stack(app, 'Platform');
  const platform = devPlatform(stack, { namespaceName: 'shop' });
  const later = new ContainerService(new Stack(app, 'Later'), 'Ledger', { image: IMAGE, platform, ...SIZED, port: 80 });
  new ContainerService(stack, 'Web', { image: IMAGE, platform, ...SIZED }).connectTo(later);
}

function twoNamespaces(): void {
  const stack = testStack();
  const [client, server] = ['shop', 'other'].map((namespaceName) => new ContainerService(stack, namespaceName, {
    image: IMAGE, platform: new ContainerPlatform(stack, `${namespaceName}Platform`, { namespaceName }), ...SIZED, port: 80,
  }));
  client.connectTo(server);
}

function namespacesOf(...names: string[]): void {
  const app = testApp();
  names.forEach((namespaceName, index) => devPlatform(new Stack(app, `Stack${index}`), { namespaceName }));
}

function row(code: Row['code'], name: string, act: () => unknown, says: RegExp, path = 'Stack/Web'): Row {
  return { code, name, act, says, path };
}

const inDiscovery = (code: Row['code'], name: string, act: () => unknown, says: RegExp) => row(code, name, act, says, 'Stack/Web/Discovery');

const SERVICE_CONNECT_ROWS: Row[] = [
  ...['', '-a', 'A', 'a b', 'a'.repeat(128)].map((dnsName) => value('R135', `the name '${dnsName.slice(0, 5)}'`, () => Discovery.serviceConnect({ dnsName }), /dnsName is '/)),
  ...(['idle', 'perRequest'] as const).map((prop) =>
    value('R135', `a long ${prop}`, () => Discovery.serviceConnect({ timeouts: { [prop]: Duration.seconds(2_147_483_648) } }), new RegExp(`timeouts.${prop} is 2147483648 seconds`))),
  row('R135', 'a name that is too long for the namespace', () => one({ discovery: Discovery.serviceConnect({ dnsName: 'a'.repeat(65) }) }), /discoveryName is 'a+'/),
  inDiscovery('R135', 'a port that there is not', () => one({ discovery: Discovery.serviceConnect({ portName: 'api' }) }), /portName is 'api', and the ports are main/),
  row('R135', 'UDP', () => one({ ports: { main: PortSpec.udp(53) }, discovery: Discovery.serviceConnect() }), /port 'main' is UDP/),
  row('R135', 'a request of TCP', () => one({
    ports: { main: PortSpec.tcp(5432) }, discovery: Discovery.serviceConnect({ timeouts: { perRequest: Duration.seconds(1) } }),
  }), /timeouts.perRequest is given, and the port 'main' speaks TCP/),
  row('R135', 'host mode', () => one({ ...HOST, discovery: Discovery.serviceConnect() }), /networkMode is host/),
  row('R135', 'a client in host mode', () => connected(HOST, { port: 80 }), /networkMode is host/),
  row('R135', 'mode none', () => one({ ...ON_POOL, networkMode: ecs.NetworkMode.NONE, discovery: Discovery.serviceConnectClient() }), /networkMode is none/),
  row('R135', 'Windows', () => one({ ...ON_POOL, discovery: Discovery.serviceConnect() }, undefined, windows()), /The tasks run on Windows/),
  row('R135', 'machines outside AWS', () => one({ ...OUTSIDE, discovery: Discovery.serviceConnect() }, EXTERNAL), /The tasks run on machines outside AWS/),
  row('R135', 'no room for the proxy', () => one({
    ...ON_POOL, memoryMiB: 512, discovery: Discovery.serviceConnect(), sidecars: { agent: sidecar({ memoryMiB: 512 }) },
  }), /sidecars may take 512 MiB, and the task has 512/),
  row('R135', 'TLS in bridge mode', () => one({
    ...ON_POOL, networkMode: ecs.NetworkMode.BRIDGE, discovery: Discovery.serviceConnect({ tls: { certificateAuthority: authority() } }),
  }), /tls is given, and networkMode is bridge/),
  row('R135', 'TLS behind a load balancer', () => one({
    ingress: Ingress.applicationLoadBalancer(), discovery: Discovery.serviceConnect({ tls: { certificateAuthority: authority() } }),
  }), /tls is given for the port 'main', and the ingress leads there too/),
  row('R135', 'a name twice', () => services({
    Other: { discovery: Discovery.serviceConnect({ dnsName: 'web' }) }, Web: { discovery: Discovery.serviceConnect() },
  }), /The name in the namespace is 'web', as is that of 'Stack\/Other'/),
  inDiscovery('WhichPort', 'two ports without main', () => one({
    ports: { a: PortSpec.http(80), b: PortSpec.http(81) }, discovery: Discovery.serviceConnect(),
  }), /The discovery names no port, and the ports are a, b/),
  inDiscovery('WhichPort', 'no ports', () => one({ ports: {}, discovery: Discovery.serviceConnect() }), /and the ports are none/),
  row('NoNamespace', 'a platform without one', () => one({ discovery: Discovery.serviceConnect() }, {}), /uses Service Connect, and the platform 'Stack\/Platform' has no namespace/),
  row('NotAValue', 'an ingress as discovery', () => one({ discovery: foreign('ingress') }), /discovery is a ingress value/),
  row('NotAValue', 'a discovery that decides nothing', () => one({ discovery: { discoveryKind: 'idle', bind: () => ({}) } }), /bind\(\) of discovery returned no serviceConnect/),
];

const CLOUD_MAP_ROWS: Row[] = [
  ...['', '-a', 'A', 'a..b', 'a'.repeat(64)].map((name) => value('R134', `the name '${name.slice(0, 5)}'`, () => Discovery.cloudMap({ name }), /name is '/)),
  value('R134', 'another kind of record', () => Discovery.cloudMap({ recordType: cloudmap.DnsRecordType.CNAME }), /recordType is CNAME/),
  value('R134', 'a long ttl', () => Discovery.cloudMap({ ttl: Duration.seconds(2_147_483_648) }), /ttl is 2147483648 seconds/),
  inDiscovery('R134', 'a port that there is not', () => one({ discovery: Discovery.cloudMap({ portName: 'api' }) }, DNS), /portName is 'api'/),
  inDiscovery('R134', 'addresses in host mode', () => one({ ...HOST, discovery: Discovery.cloudMap({ recordType: cloudmap.DnsRecordType.A }) }, DNS), /recordType is A, and networkMode is host/),
  inDiscovery('R134', 'mode none', () => one({ ...ON_POOL, networkMode: ecs.NetworkMode.NONE, ports: {}, discovery: Discovery.cloudMap() }, DNS), /networkMode is none/),
  inDiscovery('R134', 'a namespace that DNS does not know', () => one({ discovery: Discovery.cloudMap() }), /namespace of the platform is of the type HTTP/),
  inDiscovery('R134', 'a name twice', () => services({
    Other: { discovery: Discovery.serviceConnect({ dnsName: 'web' }) }, Web: { discovery: Discovery.cloudMap() },
  }, DNS), /name in the namespace is 'web', as is that of 'Stack\/Other'/),
  inDiscovery('NoNamespace', 'a platform without one, for Cloud Map', () => one({ discovery: Discovery.cloudMap() }, {}), /found by Cloud Map, and its platform has no namespace/),
  row('R125', 'a name for machines outside AWS', () => one({ ...OUTSIDE, discovery: Discovery.cloudMap() }, { ...DNS, ...EXTERNAL }), /found by Cloud Map, and the tasks run on machines outside AWS/),
  row('R120', 'more tasks than a name leads to', () => one({ discovery: Discovery.cloudMap(), scaling: Scaling.manual(1001) }, DNS), /up to 1001 tasks/),
];

const CONNECTION_ROWS: Row[] = [
  row('NotAValue', 'a connection to nothing', () => one({}).connectTo({} as IContainerService), /connectTo\(\) was given no service/),
  row('NoNamespace', 'a client without one', () => connected({}, { port: 80 }, {}), /has no namespace/, 'Stack/Ledger'),
  row('NoDiscovery', 'a server that is not to be found', () => connected({}, { port: 80, discovery: Discovery.none() }), /The service is connected to/, 'Stack/Ledger'),
  row('NoDiscovery', 'a server that is a client', () => connected({}, { port: 80, discovery: Discovery.serviceConnectClient() }), /The service is connected to/, 'Stack/Ledger'),
  row('NoDiscovery', 'a client without proxies', () => connected({ discovery: Discovery.none() }, { port: 80 }), /The service is to use Service Connect/),
  row('WhichPort', 'a server without ports', () => connected({}, {}), /is connected to, and its ports are none/, 'Stack/Ledger'),
  row('R135', 'a port that the server has not', () => connected({}, { port: 80 }, undefined, 'api'), /lead to the port 'api', and the ports are main/, 'Stack/Ledger'),
  row('WhichPort', 'another port than that of the SRV records', () => connected({}, {
    ...HOST, ports: { main: PortSpec.http(80), api: PortSpec.http(81) }, discovery: Discovery.cloudMap(),
  }, DNS, 'api'), /connected to at the port 'api'/, 'Stack/Ledger'),
  row('OtherNamespace', 'two platforms', twoNamespaces, /namespace 'shop', and 'Stack\/other' in 'other'/, 'Stack/shop'),
  row('MutualStacks', 'both ways', mutual, /connects to 'A\/Web', whose stack comes after that of this one/, 'B/Web'),
  row('MutualStacks', 'from the stack of the platform', againstThePlatform, /connects to 'Later\/Ledger'/, 'Platform/Web'),
  row('R125', 'a client outside AWS', () => connected(OUTSIDE, { discovery: Discovery.cloudMap() }, { ...DNS, ...EXTERNAL }), /The security group is asked for/),
  row('R108', 'a variable that there is', () => connected({ environment: { LEDGER_URL: 'x' } }, { port: 80 }), /variable LEDGER_URL, which environment has/),
  row('R108', 'a variable of another connection', () => {
    const [client, ledger, stock] = services({ Web: {}, Ledger: { port: 80 }, Stock: { port: 80 } });
    client.connectTo(ledger, undefined, 'BACKEND');
    client.connectTo(stock, undefined, 'BACKEND');
  }, /variable BACKEND_HOST, which the service 'Stack\/Ledger' has/),
  row('EnvironmentName', 'a prefix with a hyphen', () => connected({}, { port: 80 }, undefined, undefined, 'a-b'), /prefix is 'a-b'/),
  row('TestTraffic', 'a header of TCP', () => one({
    ports: { main: PortSpec.tcp(80) }, discovery: Discovery.serviceConnect(), deployment: Deployment.blueGreen({ testHeader: 'x-a: b' }),
  }), /testHeader is given, and the service has no ingress/),
  row('TestTraffic', 'a port over Service Connect', () => one({
    discovery: Discovery.serviceConnect(), deployment: Deployment.blueGreen({ testPort: 8080 }),
  }), /testPort is given, and the service has no ingress/),
];

const platform = (code: Row['code'], name: string, props: ContainerPlatformProps, says: RegExp) => row(code, name, () => devPlatform(testStack(), props), says, 'Stack/Platform');

const NAMESPACE_ROWS: Row[] = [
  ...['', 'a b', 'ä', 'a'.repeat(1025)].map((namespaceName) => platform('NamespaceName', `'${namespaceName.slice(0, 5)}'`, { namespaceName }, /namespaceName is '/)),
  ...['', 'a..b', '-a', `${'a'.repeat(64)}.b`].map((namespaceName) => platform('NamespaceName', `'${namespaceName.slice(0, 5)}' in DNS`, { ...DNS, namespaceName }, /namespaceName is '/)),
  platform('NamespaceName', 'in public', { ...DNS, namespaceType: cloudmap.NamespaceType.DNS_PUBLIC }, /namespaceType is DNS_PUBLIC/),
  platform('NamespaceName', 'a type without a name', { namespaceType: cloudmap.NamespaceType.DNS_PRIVATE }, /namespaceType is DNS_PRIVATE, and namespaceName is not given/),
  row('NamespaceName', 'a published one in public', () =>
    ContainerPlatform.fromPublished(testStack(), 'Platform', 'shop', { namespaceType: cloudmap.NamespaceType.DNS_PUBLIC }), /namespaceType is DNS_PUBLIC/, 'Stack/Platform'),
  row('NamespaceTwice', 'in one environment', () => namespacesOf('shop', 'shop'), /namespaceName is 'shop', as is that of 'Stack0\/Platform'/, 'Stack1/Platform'),
];

export const discoveryRows: Row[] = [...SERVICE_CONNECT_ROWS, ...CLOUD_MAP_ROWS, ...CONNECTION_ROWS, ...NAMESPACE_ROWS];

export const rightDiscoveries: RightRow[] = [
  ['a name of 127 characters for an address alone', () => Discovery.serviceConnect({ dnsName: 'a'.repeat(127) })],
  ['a name of 64 characters', () => one({ discovery: Discovery.serviceConnect({ dnsName: 'a'.repeat(64) }) })],
  ['timeouts of zero', () => one({ discovery: Discovery.serviceConnect({ timeouts: { idle: Duration.seconds(0), perRequest: Duration.seconds(0) } }) })],
  ['an idle timeout of TCP', () => one({ ports: { main: PortSpec.tcp(80) }, discovery: Discovery.serviceConnect({ timeouts: { idle: Duration.hours(2) } }) })],
  ['Service Connect in bridge mode', () => one({ ...ON_POOL, networkMode: ecs.NetworkMode.BRIDGE, discovery: Discovery.serviceConnect() })],
  ['TLS beside a load balancer on another port', () => one({
    ports: { main: PortSpec.http(80), inner: PortSpec.http(81) },
    ingress: Ingress.applicationLoadBalancer(),
    discovery: Discovery.serviceConnect({ portName: 'inner', tls: { certificateAuthority: authority() } }),
  })],
  ['1000 tasks that a name leads to', () => one({ discovery: Discovery.cloudMap(), scaling: Scaling.manual(1000) }, DNS)],
  ['a client in host mode of a name in DNS', () => connected(HOST, { discovery: Discovery.cloudMap() }, DNS)],
  ['a client without proxies of a name in DNS', () => connected({ discovery: Discovery.none() }, { discovery: Discovery.cloudMap() }, DNS)],
  ['the same connection twice', () => {
    const [client, server] = services({ Web: {}, Ledger: { port: 80 } });
    client.connectTo(server);
    client.connectTo(server);
  }],
  ['two stacks, one way', () => {
    const [a, b] = acrossStacks();
    a.connectTo(b);
  }],
  ['two names of HTTP namespaces', () => namespacesOf('shop', 'other')],
];

export const discoveryWarnings: WarningRow[] = [
  {
    code: 'ProxyRoom',
    name: 'a size that nobody chose',
    act: () => one({ cpu: undefined, memoryMiB: undefined, discovery: Discovery.serviceConnect() }),
    says: 'A proxy of Service Connect runs in each task, and cpu is not given: the task has 256 CPU units and 512 MiB',
    mended: true,
  },
  {
    code: 'MutualConnections',
    name: 'two that call each other',
    act: () => {
      const [a, b] = services({ A: { port: 80 }, B: { port: 80 } });
      a.connectTo(b);
      b.connectTo(a);
      return b;
    },
    says: "The service and 'Stack/A' call each other",
    mended: true,
  },
  {
    code: 'R134',
    name: 'names whose traffic is shifted',
    act: () => one({ discovery: Discovery.cloudMap(), deployment: Deployment.blueGreen() }, DNS),
    says: 'The deployment shifts traffic, and the service is found by Cloud Map',
  },
];

export const quietDiscoveries: [name: string, act: () => ContainerService][] = [
  ['a canary over Service Connect', () => one({ discovery: Discovery.serviceConnect(), deployment: Deployment.canary({ testHeader: 'x-a: b' }) })],
  ['a size that somebody chose', () => one({ discovery: Discovery.serviceConnect() })],
  ['one that calls another', () => connected({}, { port: 80 })],
];
