import { App, aws_ecs as ecs, aws_servicediscovery as cloudmap, NestedStack, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { ContainerPlatform, ContainerService, Discovery, FromPublishedOptions, IContainerPlatform } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';

const { DNS_PRIVATE } = cloudmap.NamespaceType;
const HTTP_NAMESPACE = 'AWS::ServiceDiscovery::HttpNamespace';
const DNS_NAMESPACE = 'AWS::ServiceDiscovery::PrivateDnsNamespace';

function web(scope: Stack, platform?: IContainerPlatform, id = 'Web'): ContainerService {
  return new ContainerService(scope, id, { image: IMAGE, platform, discovery: Discovery.serviceConnect() });
}

/** The namespace that the proxies of a service are told. */
function namespaceOf(service: ContainerService): unknown {
  const [{ Properties }] = Object.values(templateOf(service).findResources('AWS::ECS::Service')) as { Properties: { ServiceConnectConfiguration: { Namespace: unknown } } }[];
  return Properties.ServiceConnectConfiguration.Namespace;
}

test('a platform has a namespace where its name is given, and else none', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { namespaceName: 'shop' });
  expect(platform.cloudMapNamespace?.namespaceName).toBe('shop');
  templateOf(stack).hasResourceProperties(HTTP_NAMESPACE, { Name: 'shop' });
  const none = devPlatform(testStack());
  expect(none.cloudMapNamespace).toBeUndefined();
  templateOf(none).resourceCountIs(HTTP_NAMESPACE, 0);
});

test('a namespace that DNS knows lies in the VPC', () => {
  const stack = testStack();
  devPlatform(stack, { namespaceName: 'shop.internal', namespaceType: DNS_PRIVATE });
  templateOf(stack).hasResourceProperties(DNS_NAMESPACE, { Name: 'shop.internal', Vpc: { Ref: Match.stringLikeRegexp('^PlatformNetworkVpc') } });
});

test('the platform that workloads of a stack share makes one of the name of the stack, when it is asked for', () => {
  const stack = testStack();
  const service = web(stack);
  templateOf(stack).hasResourceProperties(HTTP_NAMESPACE, { Name: { Ref: 'AWS::StackName' } });
  expect(namespaceOf(service)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^StevedorePlatformHttpNamespace/), 'Arn'] });
  const without = testStack();
  new ContainerService(without, 'Web', { image: IMAGE });
  templateOf(without).resourceCountIs(HTTP_NAMESPACE, 0);
});

test('nested stacks share it with the stack around them', () => {
  const stack = testStack();
  web(new NestedStack(stack, 'Nested'), undefined, 'Inner');
  web(stack);
  templateOf(stack).resourceCountIs(HTTP_NAMESPACE, 1);
});

test('a cluster that exists brings its own, or is given one', () => {
  const stack = testStack();
  const vpc = importedVpc(stack, ['private']);
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, defaultCloudMapNamespace: { name: 'theirs' } });
  expect(ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc }).cloudMapNamespace).toBe(cluster.defaultCloudMapNamespace);
  const cloudMapNamespace = new cloudmap.HttpNamespace(stack, 'Namespace', { name: 'mine' });
  expect(ContainerPlatform.fromCluster(stack, 'Other', { cluster, vpc, cloudMapNamespace }).cloudMapNamespace).toBe(cloudMapNamespace);
});

test('a stack of services refers to the namespace of its platform by an export, which stays when the services go', () => {
  const exportsWith = (discovery: boolean) => {
    const app = testApp();
    const stack = new Stack(app, 'Platform');
    const platform = devPlatform(stack, { namespaceName: 'shop' });
    const other = new Stack(app, 'Other');
    if (discovery) { web(other, platform); } else { new ContainerService(other, 'Web', { image: IMAGE, platform }); }
    return Object.keys((app.synth().getStackByName('Platform').template as { Outputs: object }).Outputs).sort();
  };
  expect(exportsWith(true)).toEqual(exportsWith(false));
  expect(exportsWith(true).filter((name) => name.includes('Namespace'))).toHaveLength(2);
});

describe('published', () => {
  /** The parameters that a stack reads. */
  function read(options: FromPublishedOptions, discovery = Discovery.serviceConnect()): string[] {
    const stack = testStack();
    const platform = ContainerPlatform.fromPublished(stack, 'Platform', 'shared', options);
    new ContainerService(stack, 'Web', { image: IMAGE, platform, discovery });
    const { Parameters = {} } = templateOf(stack).toJSON() as { Parameters?: { [id: string]: { Default: string } } };
    return Object.values(Parameters).map((parameter) => parameter.Default).filter((name) => name.includes('Namespace')).sort();
  }

  function written(type?: cloudmap.NamespaceType): string[] {
    const stack = testStack();
    devPlatform(stack, { namespaceName: 'shop', namespaceType: type, publishAs: 'shared' });
    const parameters = templateOf(stack).findResources('AWS::SSM::Parameter') as { [id: string]: { Properties: { Name: string } } };
    return Object.values(parameters).map(({ Properties }) => Properties.Name).filter((name) => name.includes('Namespace')).sort();
  }

  const names = (type: string, ...facts: string[]) => facts.map((fact) => `/cdk-stevedore/shared/${type}Namespace${fact}`);

  test('a namespace is written by its type, and read by who uses it', () => {
    expect(written()).toEqual(names('Http', 'Arn', 'Name'));
    expect(written(DNS_PRIVATE)).toEqual(names('Dns', 'Arn', 'Name'));
    expect(read({})).toEqual(names('Http', 'Arn'));
    expect(read({ namespaceType: DNS_PRIVATE })).toEqual(names('Dns', 'Arn'));
    expect(read({ namespaceType: DNS_PRIVATE }, Discovery.cloudMap())).toEqual(names('Dns', 'Arn'));
    expect(read({}, Discovery.none())).toEqual([]);
  });
});

test('two stages of an app without an environment may have namespaces of one name', () => {
  const app: App = testApp();
  expect(() => ['A', 'B'].forEach((id) => devPlatform(new Stack(app, id, { env: { region: id === 'A' ? 'eu-west-1' : 'us-east-1' } }), { namespaceName: 'shop' }))).not.toThrow();
});
