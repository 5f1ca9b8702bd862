import { aws_ec2 as ec2, aws_route53 as route53 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { ContainerPlatform, Ingress, INetwork, Network, NetworkOptions, Visibility } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';

const REGION = { account: '123456789012', region: 'eu-west-1' };

/** Those that create a VPC. */
const CREATED: [string, (options?: NetworkOptions) => INetwork][] = [
  ['natGateways', Network.natGateways], ['natInstances', Network.natInstances], ['publicSubnets', Network.publicSubnets], ['endpoints', Network.endpoints],
  ['dualStack', Network.dualStack],
];

function bind(network: INetwork, availabilityZones = 2): Template {
  const stack = testStack(REGION);
  stack.node.setContext(`availability-zones:account=${REGION.account}:region=${REGION.region}`, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  network.bind(stack, { availabilityZones });
  return templateOf(stack);
}

test('values say what they are', () => {
  const vpc = importedVpc(testStack(), ['private']);
  const values = [...CREATED.map(([, factory]) => factory()), Network.existing(vpc)];
  expect(values.map((value) => value.networkKind)).toEqual([...CREATED.map(([kind]) => kind), 'existing']);
});

test.each([
  ['one a zone', Network.natGateways(), 2, 2, 4],
  ['one a zone of the profile', Network.natGateways(), 3, 3, 6],
  ['one in all', Network.natGateways({ count: 1 }), 2, 1, 4],
  ['as maxAzs says', Network.natGateways({ maxAzs: 1 }), 2, 1, 2],
  ['none', Network.publicSubnets(), 2, 0, 2],
  ['none, beside IPv6', Network.dualStack({ natGateways: 0 }), 2, 0, 4],
  ['one beside IPv6', Network.dualStack({ natGateways: 1 }), 2, 1, 4],
  ['one a zone beside IPv6', Network.dualStack(), 3, 3, 6],
  ['none, but instances', Network.natInstances(), 2, 0, 4],
  ['none, as maxAzs says', Network.publicSubnets({ maxAzs: 3 }), 2, 0, 3],
])('NAT gateways: %s', (_, network, zones, gateways, subnets) => {
  const template = bind(network, zones);
  template.resourceCountIs('AWS::EC2::NatGateway', gateways);
  template.resourceCountIs('AWS::EC2::Subnet', subnets);
});

test.each(CREATED)('%s: another zone moves no addresses', (_, factory) => {
  const blocks = (zones: number) => Object.entries(bind(factory(), zones).findResources('AWS::EC2::Subnet')).map(([id, { Properties }]) => [id, Properties.CidrBlock]);
  expect(blocks(3)).toEqual(expect.arrayContaining(blocks(2)));
});

test('one value has the same addresses in two networks', () => {
  const network = Network.publicSubnets({ ipAddresses: ec2.IpAddresses.cidr('172.16.0.0/20') });
  expect(bind(network).toJSON()).toEqual(bind(network).toJSON());
});

test.each(CREATED)('%s: no subnet gives out public addresses of its own accord', (_, factory) => {
  bind(factory()).allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
});

test.each(CREATED)('%s has its addresses, and a way to S3', (_, factory) => {
  bind(factory()).hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' });
  const template = bind(factory({ ipAddresses: ec2.IpAddresses.cidr('172.16.0.0/20') }));
  template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '172.16.0.0/20' });
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Gateway',
    ServiceName: { 'Fn::Join': ['', Match.arrayWith(['.s3'])] },
  });
});

describe('NAT instances', () => {
  test('admit what comes from private subnets, and nobody else', () => {
    bind(Network.natInstances()).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: ['10.0.128.0/19', '10.0.160.0/19'].map((CidrIp) => ({ CidrIp, IpProtocol: '-1', Description: 'What leaves a private subnet' })),
    });
  });

  test('are small, forward, encrypt their disks, and give their metadata for a token only', () => {
    const template = bind(Network.natInstances());
    template.resourceCountIs('AWS::EC2::Instance', 2);
    template.allResourcesProperties('AWS::EC2::Instance', {
      InstanceType: 't4g.micro',
      SourceDestCheck: false,
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) }],
      NetworkInterfaces: [Match.objectLike({ AssociatePublicIpAddress: true })],
    });
    template.hasParameter('*', { Default: Match.stringLikeRegexp('al2023-ami-kernel-.*-arm64') });
  });

  test('may do nothing', () => {
    const template = bind(Network.natInstances());
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourcePropertiesCountIs('AWS::IAM::Role', { ManagedPolicyArns: Match.absent(), Policies: Match.absent() }, 2);
  });

  test.each([[undefined, ['PublicSubnet1', 'PublicSubnet2', 'PublicSubnet3']], [1, ['PublicSubnet1', 'PublicSubnet1', 'PublicSubnet1']]])(
    'with count %s, each zone gets out through its own, or through one that there is', (count, expected) => {
      const template = bind(Network.natInstances({ count }), 3);
      const routes = template.findResources('AWS::EC2::Route', { Properties: { InstanceId: Match.anyValue() } });
      expect(Object.values(routes).map(({ Properties }) => /PublicSubnet\d/.exec(Properties.InstanceId.Ref as string)![0])).toEqual(expected);
    },
  );

  test('are of the type that is said, with the image for it', () => {
    const template = bind(Network.natInstances({ instanceType: new ec2.InstanceType('t3.small') }));
    template.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 't3.small' });
    template.hasParameter('*', { Default: Match.stringLikeRegexp('al2023-ami-kernel-.*-x86_64') });
  });

  test('are made without a word of what is deprecated', () => {
    const said = jest.spyOn(console, 'warn').mockImplementation();
    bind(Network.natInstances());
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

describe('IPv6', () => {
  const dualStack = (props = {}) => {
    const stack = testStack();
    testService({ platform: devPlatform(stack, { network: Network.dualStack() }), ...props }, stack);
    return templateOf(stack);
  };

  test('leaves private subnets through an egress-only gateway, and is let out', () => {
    const template = dualStack();
    template.resourceCountIs('AWS::EC2::EgressOnlyInternetGateway', 1);
    template.resourcePropertiesCountIs('AWS::EC2::Route', { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: Match.anyValue() }, 2);
    template.allResourcesProperties('AWS::EC2::Subnet', { AssignIpv6AddressOnCreation: true });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Tasks of a workload', SecurityGroupEgress: Match.arrayWith([Match.objectLike({ CidrIpv6: '::/0' })]),
    });
  });

  test('comes in through a gateway that is attached by then', () => {
    const routes = dualStack().findResources('AWS::EC2::Route', { Properties: { DestinationIpv6CidrBlock: '::/0', GatewayId: Match.anyValue() } });
    expect(Object.values(routes).map(({ DependsOn }) => (DependsOn as string[]).filter((id) => id.includes('VPCGW')).length)).toEqual([1, 1]);
  });

  test('reaches public load balancers, and those only', () => {
    const open = dualStack({ ingress: Ingress.applicationLoadBalancer() });
    open.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { IpAddressType: 'dualstack' });
    open.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 80 }), Match.objectLike({ CidrIpv6: '::/0', FromPort: 80 })],
    });
    const internal = dualStack({ ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) });
    internal.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { IpAddressType: Match.absent() });
  });

  test('has records of its own', () => {
    const stack = testStack();
    const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
    const platform = devPlatform(stack, { network: Network.dualStack() });
    testService({ platform, ingress: Ingress.applicationLoadBalancer({ domain: { zone, name: 'www.example.com' } }) }, stack);
    for (const Type of ['A', 'AAAA']) { templateOf(stack).hasResourceProperties('AWS::Route53::RecordSet', { Name: 'www.example.com.', Type }); }
  });

  test('without a NAT gateway tasks start through endpoints', () => {
    const stack = testStack();
    expect(devPlatform(stack, { network: Network.dualStack({ natGateways: 0 }) }).endpointsOnly).toBe(true);
  });
});

describe('a network that exists', () => {
  test('has the usual subnets, or those that are said', () => {
    const vpc = importedVpc(testStack(), ['public', 'private', 'isolated']);
    const chosen = { taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, loadBalancerSubnets: { subnets: [vpc.publicSubnets[0]] } };
    const [usual, said] = [{}, chosen].map((options) => Network.existing(vpc, options).bind(testStack(), { availabilityZones: 2 }));
    expect(vpc.selectSubnets(usual.taskSubnets).subnetIds).toEqual(['private-a', 'private-b']);
    expect(vpc.selectSubnets(said.taskSubnets).subnetIds).toEqual(['isolated-a', 'isolated-b']);
    expect(vpc.selectSubnets(said.publicSubnets).subnetIds).toEqual(['public-a']);
  });

  test('logs no traffic: its flow logs are its owner\'s', () => {
    const stack = testStack();
    new ContainerPlatform(stack, 'Platform', { network: Network.existing(new ec2.Vpc(stack, 'Vpc')) });
    templateOf(stack).resourceCountIs('AWS::EC2::FlowLog', 0);
  });

  test('with IPv6 has load balancers for it', () => {
    const stack = testStack();
    const platform = devPlatform(stack, { network: Network.existing(importedVpc(stack, ['public', 'private']), { dualStack: true }) });
    testService({ platform, ingress: Ingress.applicationLoadBalancer() }, stack);
    templateOf(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { IpAddressType: 'dualstack' });
  });
});
