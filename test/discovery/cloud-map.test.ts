import { aws_ecs as ecs, aws_servicediscovery as cloudmap, Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerService, ContainerServiceProps, Discovery, Network, PortSpec } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const { A, AAAA, A_AAAA, SRV } = cloudmap.DnsRecordType;
const { AWS_VPC, BRIDGE, HOST } = ecs.NetworkMode;

function registered(props: Partial<ContainerServiceProps>): ContainerService {
  const stack = testStack();
  const platform = devPlatform(stack, {
    namespaceName: 'shop.internal', namespaceType: cloudmap.NamespaceType.DNS_PRIVATE, pools: { web: new TestPool() }, network: Network.natGateways({ count: 1 }),
  });
  return testService({ platform, ...props }, stack);
}

interface Registry { Name: string; DnsConfig: { DnsRecords: { TTL: number; Type: string }[] }; HealthCheckCustomConfig: object }

/** The service of Cloud Map, and what the service of ECS says of it. */
function partsOf(service: ContainerService): [registry: Registry, registries: object[]] {
  const [{ Properties }] = Object.values(templateOf(service).findResources('AWS::ServiceDiscovery::Service')) as { Properties: Registry }[];
  const [own] = Object.values(templateOf(service).findResources('AWS::ECS::Service')) as { Properties: { ServiceRegistries: object[] } }[];
  return [Properties, own.Properties.ServiceRegistries];
}

test('a service has a name in the namespace of its platform, for the addresses of its tasks', () => {
  const [{ Name, DnsConfig, HealthCheckCustomConfig }, registries] = partsOf(registered({ discovery: Discovery.cloudMap() }));
  expect({ Name, DnsConfig, HealthCheckCustomConfig }).toEqual({
    Name: 'web',
    DnsConfig: {
      DnsRecords: [{ TTL: 10, Type: 'A' }],
      NamespaceId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformDnsNamespace/), 'Id'] },
      RoutingPolicy: 'MULTIVALUE',
    },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
  });
  expect(registries).toEqual([{ RegistryArn: { 'Fn::GetAtt': [expect.stringMatching(/^WebDiscoveryRegistry/), 'Arn'] } }]);
});

test.each([
  [AWS_VPC, undefined, ['A']],
  [AWS_VPC, A_AAAA, ['A', 'AAAA']],
  [AWS_VPC, AAAA, ['AAAA']],
  [AWS_VPC, A, ['A']],
  [AWS_VPC, SRV, ['SRV']],
  [BRIDGE, undefined, ['SRV']],
  [HOST, undefined, ['SRV']],
  [HOST, SRV, ['SRV']],
])('in the mode %s, records %s are %s', (networkMode, recordType, types) => {
  const service = registered({ capacity: Capacity.pool('web'), networkMode, port: 8080, discovery: Discovery.cloudMap({ recordType }) });
  const [{ DnsConfig }, registries] = partsOf(service);
  expect(DnsConfig.DnsRecords.map(({ Type }) => Type)).toEqual(types);
  // Only SRV records tell a port.
  const port = types[0] === 'SRV' ? { ContainerName: 'main', ContainerPort: 8080 } : {};
  expect(registries).toEqual([{ RegistryArn: expect.anything() as unknown, ...port }]);
});

test('the options are what the registry has', () => {
  const service = registered({
    ports: { main: PortSpec.http(80), api: PortSpec.grpc(50051) },
    discovery: Discovery.cloudMap({ name: 'api.ledger', ttl: Duration.minutes(5), recordType: SRV, portName: 'api' }),
  });
  const [{ Name, DnsConfig }, registries] = partsOf(service);
  expect([Name, DnsConfig.DnsRecords]).toEqual(['api.ledger', [{ TTL: 300, Type: 'SRV' }]]);
  expect(registries).toMatchObject([{ ContainerPort: 50051 }]);
});

test('what is registered by its addresses is called by name and port, without proxies', () => {
  const service = registered({ port: 8080, discovery: Discovery.cloudMap() });
  expect(service.endpoint()).toMatchObject({ host: 'web.shop.internal', port: 8080, url: 'http://web.shop.internal:8080' });
  expect(service.endpoint().serviceConnectNamespace).toBeUndefined();
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { ServiceConnectConfiguration: { Enabled: false } });
});

test('what is registered by its ports is called by a name alone: DNS tells the port', () => {
  const service = registered({ capacity: Capacity.pool('web'), networkMode: BRIDGE, port: 8080, discovery: Discovery.cloudMap() });
  const { host, port, url, openedPort } = service.endpoint();
  expect([host, port, url, openedPort.toString()]).toEqual(['web.shop.internal', undefined, undefined, '32768-65535']);
});

test('a service waits for its registry, and its registry for the namespace', () => {
  const service = registered({ discovery: Discovery.cloudMap() });
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': Match.anyValue() } }] });
  templateOf(service).hasResourceProperties('AWS::ServiceDiscovery::Service', { NamespaceId: { 'Fn::GetAtt': Match.anyValue() } });
});
