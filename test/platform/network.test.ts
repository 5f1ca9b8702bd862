import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { INetwork, Network } from '../../src';
import { templateOf, testStack } from '../support/builders';

const REGION = { account: '123456789012', region: 'eu-west-1' };

function bind(network: INetwork, availabilityZones = 2): Template {
  const stack = testStack(REGION);
  stack.node.setContext(`availability-zones:account=${REGION.account}:region=${REGION.region}`, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  network.bind(stack, { availabilityZones });
  return templateOf(stack);
}

test('values say what they are', () => {
  expect([Network.natGateways(), Network.publicSubnets()].map((value) => value.networkKind)).toEqual(['natGateways', 'publicSubnets']);
});

test.each([
  ['one a zone', Network.natGateways(), 2, 2, 4],
  ['one a zone of the profile', Network.natGateways(), 3, 3, 6],
  ['one in all', Network.natGateways({ count: 1 }), 2, 1, 4],
  ['as maxAzs says', Network.natGateways({ maxAzs: 1 }), 2, 1, 2],
  ['none', Network.publicSubnets(), 2, 0, 2],
  ['none, as maxAzs says', Network.publicSubnets({ maxAzs: 3 }), 2, 0, 3],
])('NAT gateways: %s', (_, network, zones, gateways, subnets) => {
  const template = bind(network, zones);
  template.resourceCountIs('AWS::EC2::NatGateway', gateways);
  template.resourceCountIs('AWS::EC2::Subnet', subnets);
});

test.each([['natGateways', Network.natGateways], ['publicSubnets', Network.publicSubnets]])('%s: another zone moves no addresses', (_, factory) => {
  const blocks = (zones: number) => Object.entries(bind(factory(), zones).findResources('AWS::EC2::Subnet')).map(([id, { Properties }]) => [id, Properties.CidrBlock]);
  expect(blocks(3)).toEqual(expect.arrayContaining(blocks(2)));
});

test('one value has the same addresses in two networks', () => {
  const network = Network.publicSubnets({ ipAddresses: ec2.IpAddresses.cidr('172.16.0.0/20') });
  expect(bind(network).toJSON()).toEqual(bind(network).toJSON());
});

test('no subnet gives out public addresses of its own accord', () => {
  bind(Network.publicSubnets()).allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
});

test.each([['natGateways', Network.natGateways], ['publicSubnets', Network.publicSubnets]])('%s has its addresses, and a way to S3', (_, factory) => {
  bind(factory()).hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
  const template = bind(factory({ ipAddresses: ec2.IpAddresses.cidr('172.16.0.0/20') }));
  template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '172.16.0.0/20' });
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Gateway',
    ServiceName: { 'Fn::Join': ['', Match.arrayWith(['.s3'])] },
  });
});
