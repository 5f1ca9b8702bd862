import { App, aws_ec2 as ec2, aws_s3 as s3, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import {
  ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, FromPublishedOptions, IContainerPlatform, Ingress, Network,
  Profile, Visibility,
} from '../../src';
import { IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';
import { cycleIn } from '../support/cycles';
import { templatesOf } from '../support/examples';

const WEB = { ingress: Ingress.applicationLoadBalancer() };
const INTERNAL = { ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) };

/** What a platform writes, by the names of the parameters. */
function written(props: (stack: Stack) => ContainerPlatformProps = () => ({})): { [name: string]: unknown } {
  const stack = testStack();
  const template = templateOf(new ContainerPlatform(stack, 'Platform', { publishAs: 'shared', ...props(stack) }));
  return Object.fromEntries(Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties }) => [Properties.Name, Properties.Value]));
}

/** What a stack reads when it is deployed. */
function read(stack: Stack): string[] {
  const parameters = (templateOf(stack).toJSON() as { Parameters?: { [id: string]: { Default: string } } }).Parameters ?? {};
  return Object.values(parameters).map((parameter) => parameter.Default).filter((name) => name.startsWith('/cdk-stevedore/')).sort();
}

function reader(options?: FromPublishedOptions, stack: Stack = testStack()): IContainerPlatform {
  return ContainerPlatform.fromPublished(stack, 'Platform', 'shared', options);
}

/** A service on a platform of another repository. */
function readerService(options: FromPublishedOptions = {}, props: Partial<ContainerServiceProps> = {}, stack: Stack = testStack()): Stack {
  return Stack.of(testService({ platform: reader(options, stack), ...props }, stack));
}

const names = (...facts: string[]) => facts.map((fact) => `/cdk-stevedore/shared/${fact}`).sort();
const vpcOf = (...kinds: Parameters<typeof importedVpc>[1]) => (stack: Stack) => ({ vpc: importedVpc(stack, kinds) });

describe('what is written', () => {
  test.each<[string, (stack: Stack) => ContainerPlatformProps, string[]]>([
    ['in production', () => ({}), ['VpcCidr', 'PrivateTaskSubnetIds', 'PublicSubnetIds', 'LogBucketName']],
    ['in development', () => ({ profile: Profile.development() }), ['VpcCidr', 'PublicTaskSubnetIds']],
    ['in regulated', () => ({ profile: Profile.regulated() }), ['VpcCidr', 'PrivateTaskSubnetIds', 'PublicSubnetIds', 'LogBucketName', 'EncryptionKeyArn', 'WebAclArn']],
    ['for flow logs alone', () => ({ profile: Profile.development({ flowLogs: true }) }), ['VpcCidr', 'PublicTaskSubnetIds', 'LogBucketName']],
    ['in isolated subnets', vpcOf('isolated'), ['VpcCidr', 'IsolatedTaskSubnetIds', 'LogBucketName']],
    ['without public subnets', vpcOf('private'), ['VpcCidr', 'PrivateTaskSubnetIds', 'LogBucketName']],
    ['without addresses', (stack) => ({ vpc: importedVpc(stack, ['private'], { vpcCidrBlock: undefined }) }), ['PrivateTaskSubnetIds', 'LogBucketName']],
  ])('%s, is what the platform has', (_, props, facts) => {
    expect(Object.keys(written(props)).sort()).toEqual(names('ClusterName', 'VpcId', 'AvailabilityZones', ...facts));
  });

  test('is one subnet of each zone, in the order of the zones', () => {
    const groups = ['App', 'Data'].map((name) => ({ name, subnetType: ec2.SubnetType.PRIVATE_ISOLATED }));
    expect(written((stack) => ({ vpc: new ec2.Vpc(stack, 'Mine', { subnetConfiguration: groups }) }))).toMatchObject({
      '/cdk-stevedore/shared/IsolatedTaskSubnetIds': { 'Fn::Join': [',', [{ Ref: expect.stringMatching(/AppSubnet1/) }, { Ref: expect.stringMatching(/AppSubnet2/) }]] },
      '/cdk-stevedore/shared/AvailabilityZones': { 'Fn::Join': [',', [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }]] },
    });
    expect(written(vpcOf('private', 'public'))).toMatchObject({
      '/cdk-stevedore/shared/AvailabilityZones': 'a,b',
      '/cdk-stevedore/shared/PrivateTaskSubnetIds': 'private-a,private-b',
      '/cdk-stevedore/shared/PublicSubnetIds': 'public-a,public-b',
    });
  });

  test('is written when it can be used', () => {
    const template = templateOf(new ContainerPlatform(testStack(), 'Platform', { publishAs: 'shared' }));
    const parts = ['CapacityProviders', 'LogBucketPolicy', 'PrivateSubnet1DefaultRoute', 'PrivateSubnet2DefaultRoute', 'PublicSubnet2DefaultRoute'];
    template.allResources('AWS::SSM::Parameter', { DependsOn: Match.arrayWith(parts.map((part) => Match.stringLikeRegexp(part))) });
    expect(cycleIn(template.toJSON())).toBeUndefined();
  });

  test.each<[string, (vpcStack: Stack) => Stack]>([
    ['a stack', (vpcStack) => new Stack(vpcStack.node.root as App, 'Own')],
    ['a nested stack', (vpcStack) => new NestedStack(vpcStack, 'Own')],
  ])('waits for a VPC of another stack: %s', (_, place) => {
    const vpcStack = testStack();
    const own = place(vpcStack);
    new ContainerPlatform(own, 'Platform', { vpc: new ec2.Vpc(vpcStack, 'Mine'), publishAs: 'shared' });
    expect(Object.values(templatesOf(own.node.root as App)).map(cycleIn).filter(Boolean)).toEqual([]);
    templateOf(own).resourceCountIs('AWS::SSM::Parameter', 7);
  });

  test('is nothing, where the platform is not published', () => {
    templateOf(new ContainerPlatform(testStack(), 'Platform')).resourceCountIs('AWS::SSM::Parameter', 0);
  });
});

describe('what is read', () => {
  const networks: [string, (stack: Stack) => ContainerPlatformProps, FromPublishedOptions][] = [
    ['production', () => ({}), {}],
    ['development', () => ({ profile: Profile.development() }), { profile: Profile.development() }],
    ['production in public subnets', () => ({ network: Network.publicSubnets() }), { taskSubnetType: ec2.SubnetType.PUBLIC }],
    ['development with NAT gateways', () => ({ profile: Profile.development({ network: Network.natGateways() }) }), { profile: Profile.development({ network: Network.natGateways() }) }],
  ];

  test.each(networks)('has been written: %s', (_, props, options) => {
    const stack = testStack();
    const platform = reader(options, stack);
    for (const [index, service] of [{}, WEB, INTERNAL].entries()) { new ContainerService(stack, `Web${index}`, { image: IMAGE, platform, ...service }); }
    const all = Object.keys(written(props));
    expect(all).toEqual(expect.arrayContaining(read(stack)));
    expect(all.filter((name) => !read(stack).includes(name))).toEqual(names('AvailabilityZones'));
  });

  test('of isolated subnets has been written', () => {
    const stack = readerService({ taskSubnetType: ec2.SubnetType.PRIVATE_ISOLATED }, INTERNAL);
    expect(Object.keys(written(vpcOf('isolated')))).toEqual(expect.arrayContaining(read(stack)));
  });

  test.each([
    [ec2.SubnetType.PUBLIC, {}],
    [ec2.SubnetType.PRIVATE_WITH_EGRESS, { profile: Profile.development() }],
    [ec2.SubnetType.PRIVATE_ISOLATED, {}],
  ])('in %s subnets that the platform does not have, is not there', (taskSubnetType, props) => {
    const all = Object.keys(written(() => props));
    expect(read(readerService({ taskSubnetType })).filter((name) => !all.includes(name))).toEqual([expect.stringMatching(/TaskSubnetIds$/)]);
  });

  test.each([
    ['a worker', {}, ['ClusterName', 'VpcId', 'PrivateTaskSubnetIds']],
    ['a public service', WEB, ['ClusterName', 'VpcId', 'PrivateTaskSubnetIds', 'PublicSubnetIds', 'LogBucketName']],
    ['an internal service', INTERNAL, ['ClusterName', 'VpcId', 'PrivateTaskSubnetIds', 'VpcCidr', 'LogBucketName']],
  ])('by %s, is what it uses', (_, props, facts) => {
    expect(read(readerService({}, props))).toEqual(names(...facts));
  });

  test('by each stack, is read by itself', () => {
    const app = testApp();
    const platform = reader({}, new Stack(app, 'Shared'));
    const own = new Stack(app, 'Own');
    const nested = new NestedStack(own, 'Nested');
    for (const stack of [own, nested]) { new ContainerService(stack, 'Web', { image: IMAGE, platform }); }
    expect([read(own), read(nested)]).toEqual([names('ClusterName', 'VpcId', 'PrivateTaskSubnetIds'), names('ClusterName', 'VpcId', 'PrivateTaskSubnetIds')]);
    expect(own.dependencies).toEqual([]);
    expect(templatesOf(app).Shared).not.toHaveProperty('Outputs');
  });

  test('needs no lookup', () => {
    expect((readerService({}, WEB).node.root as App).synth().manifest.missing).toBeUndefined();
  });

  test.each(['eu-west-1', 'cn-north-1'])('is the same in %s', (region) => {
    const stack = testStack({ account: '111111111111', region }, new Stage(testApp(), 'Live'));
    expect(read(readerService({}, WEB, stack))).toEqual(read(readerService({}, WEB)));
  });
});

describe('a published platform', () => {
  test.each([
    ['private', {}, 'DISABLED', 2],
    ['public', { profile: Profile.development() }, 'ENABLED', 2],
    ['three', { availabilityZones: 3 }, 'DISABLED', 3],
    ['as many as its profile has', { profile: Profile.production({ availabilityZones: 4 }) }, 'DISABLED', 4],
  ])('has subnets: %s', (_, options, AssignPublicIp, count) => {
    templateOf(readerService(options)).hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp, Subnets: Array.from({ length: count }, () => Match.anyValue()) } },
    });
  });

  test('creates nothing, and says nothing', () => {
    const platform = reader();
    expect(templateOf(platform).findResources('*')).toEqual({});
    expect(platform.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => /warning|info|error/.test(type))).toEqual([]);
  });

  test('has the defaults of its profile, and what each platform has', () => {
    const platform = reader();
    expect(platform).toMatchObject({ capacityProviders: ['FARGATE', 'FARGATE_SPOT'], serviceDependencies: [], containerInsights: true, profile: { profileName: 'production' } });
    expect(platform.connections.securityGroups).toEqual([]);
    expect(reader({ profile: Profile.development() }).containerInsights).toBe(false);
  });

  test('has the bucket that is given', () => {
    const stack = testStack();
    const template = templateOf(readerService({ logBucket: s3.Bucket.fromBucketName(stack, 'Logs', 'their-logs') }, WEB, stack));
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.bucket', Value: 'their-logs' }]),
    });
    template.resourceCountIs('AWS::S3::Bucket', 0);
  });
});
