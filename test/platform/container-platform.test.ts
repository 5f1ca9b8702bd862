import { aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { ContainerPlatform, ContainerPlatformProps, Network, Profile } from '../../src';
import { devPlatform, templateOf, testApp, testService, testStack } from '../support/builders';

function platformTemplate(props: ContainerPlatformProps = {}, stack: Stack = testStack()): Template {
  return templateOf(new ContainerPlatform(stack, 'Platform', props));
}

function countsOf(template: Template, ...types: string[]): { [type: string]: number } {
  return Object.fromEntries(types.map((type) => [type, Object.keys(template.findResources(type)).length]));
}

const KINDS = ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::NatGateway', 'AWS::EC2::FlowLog', 'AWS::S3::Bucket', 'AWS::ECS::Cluster'];

test('production has a NAT gateway in each of two zones, flow logs and their bucket', () => {
  expect(Object.values(countsOf(platformTemplate(), ...KINDS))).toEqual([1, 4, 2, 1, 1, 1]);
});

test('development has two public subnets and nothing that costs by the hour', () => {
  expect(Object.values(countsOf(platformTemplate({ profile: Profile.development() }), ...KINDS))).toEqual([1, 2, 0, 0, 0, 1]);
});

test.each([
  ['production', Profile.production(), 'enabled'],
  ['development', Profile.development(), 'disabled'],
])('%s has Container Insights as its profile says', (_, profile, value) => {
  platformTemplate({ profile }).hasResourceProperties('AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value: value }] });
});

test('containerInsights and clusterName reach the cluster', () => {
  platformTemplate({ containerInsights: ecs.ContainerInsights.ENHANCED, clusterName: 'shop' }).hasResourceProperties('AWS::ECS::Cluster', {
    ClusterName: 'shop',
    ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
  });
});

test.each([
  [{ profile: Profile.production() }, true],
  [{ profile: Profile.development() }, false],
  [{ containerInsights: ecs.ContainerInsights.ENHANCED, profile: Profile.development() }, true],
  [{ containerInsights: ecs.ContainerInsights.DISABLED }, false],
])('whether the cluster measures can be read: %#', (props, measures) => {
  expect(new ContainerPlatform(testStack(), 'Platform', props).containerInsights).toBe(measures);
});

test('a cluster of no given name has none in the template', () => {
  platformTemplate().hasResourceProperties('AWS::ECS::Cluster', { ClusterName: Match.absent() });
});

test('the cluster has Fargate and Fargate Spot, and Fargate where a task says nothing', () => {
  const template = platformTemplate();
  template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 1);
  template.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
  });
});

test('a network that is given takes the place of the profile\'s', () => {
  expect(countsOf(platformTemplate({ network: Network.publicSubnets() }), 'AWS::EC2::NatGateway')).toEqual({ 'AWS::EC2::NatGateway': 0 });
});

test('a VPC that is given is used, and its traffic is not logged', () => {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Mine');
  const platform = new ContainerPlatform(stack, 'Platform', { vpc });
  expect(platform.vpc).toBe(vpc);
  expect(Object.values(countsOf(templateOf(stack), 'AWS::EC2::VPC', 'AWS::EC2::FlowLog'))).toEqual([1, 0]);
});

test.each([
  ['private', ['private', 'public'], 'DISABLED', ['private-a', 'private-b']],
  ['public', ['public', 'isolated'], 'ENABLED', ['public-a', 'public-b']],
  ['isolated', ['isolated'], 'DISABLED', ['isolated-a', 'isolated-b']],
] as const)('in a VPC that is given, tasks run in its %s subnets', (_, kinds, AssignPublicIp, Subnets) => {
  const stack = testStack();
  const platform = devPlatform(stack, { vpc: importedVpc(stack, [...kinds]) });
  templateOf(testService({ platform }, stack)).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp, Subnets: [...Subnets] } },
  });
});

test.each([
  ['production', Profile.production(), 'DISABLED', 'PrivateSubnet'],
  ['development', Profile.development(), 'ENABLED', 'PublicSubnet'],
])('in %s, tasks have the subnets and the public addresses that they need', (_, profile, AssignPublicIp, subnet) => {
  const stack = testStack();
  const platform = new ContainerPlatform(stack, 'Platform', { profile });
  templateOf(testService({ platform }, stack)).hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp, Subnets: Array(2).fill({ Ref: Match.stringLikeRegexp(subnet) }) } },
  });
});

test('a pending VPC lookup is not judged', () => {
  const stack = testStack({ account: '123456789012', region: 'eu-west-1' }, testApp());
  const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { isDefault: true });
  expect(() => testService({ platform: devPlatform(stack, { vpc }), subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }, stack)).not.toThrow();
});
