import {
  DescribeAddressesCommand, DescribeEgressOnlyInternetGatewaysCommand, DescribeFlowLogsCommand, DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand, DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcAttributeCommand, DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { only, Reader, Readers } from './reader';
import { Clients } from '../clients';

const rule: Reader = async ({ ec2 }, id) => {
  const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [id] }));
  const found = only(SecurityGroupRules, id);
  const peer = found.ReferencedGroupInfo?.GroupId;
  return { ...found, CidrIp: found.CidrIpv4, CidrIpv6: found.CidrIpv6, SourceSecurityGroupId: peer, DestinationSecurityGroupId: peer };
};

async function readRouteTable({ ec2 }: Clients, id: unknown) {
  return only((await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [String(id)] }))).RouteTables, String(id));
}

export const EC2_READERS: Readers = {
  'AWS::EC2::VPC': async ({ ec2 }, id) => {
    const vpc = only((await ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))).Vpcs, id);
    const hostnames = await ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: 'enableDnsHostnames' }));
    const support = await ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute: 'enableDnsSupport' }));
    return { ...vpc, EnableDnsHostnames: hostnames.EnableDnsHostnames?.Value, EnableDnsSupport: support.EnableDnsSupport?.Value };
  },
  'AWS::EC2::VPCCidrBlock': async ({ ec2 }, id, { VpcId }) => {
    const { Ipv6CidrBlockAssociationSet } = only((await ec2.send(new DescribeVpcsCommand({ VpcIds: [String(VpcId)] }))).Vpcs, String(VpcId));
    const block = only(Ipv6CidrBlockAssociationSet?.filter(({ AssociationId }) => AssociationId === id), id);
    return { VpcId, AmazonProvidedIpv6CidrBlock: String(block.Ipv6Pool === 'Amazon') };
  },
  'AWS::EC2::Subnet': async ({ ec2 }, id) => {
    const subnet = only((await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }))).Subnets, id);
    return { ...subnet, Ipv6CidrBlock: subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock };
  },
  'AWS::EC2::RouteTable': (clients, id) => readRouteTable(clients, id),
  'AWS::EC2::Route': async (clients, _id, properties) => {
    const { RouteTableId, Routes } = await readRouteTable(clients, properties.RouteTableId);
    const same = Routes?.filter(({ DestinationCidrBlock, DestinationIpv6CidrBlock }) =>
      (DestinationIpv6CidrBlock ?? DestinationCidrBlock) === (properties.DestinationIpv6CidrBlock ?? properties.DestinationCidrBlock));
    return { RouteTableId, ...only(same, 'the route') };
  },
  'AWS::EC2::SubnetRouteTableAssociation': async (clients, id, properties) =>
    only((await readRouteTable(clients, properties.RouteTableId)).Associations?.filter((found) => found.RouteTableAssociationId === id), id),
  'AWS::EC2::InternetGateway': async ({ ec2 }, id) =>
    only((await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }))).InternetGateways, id),
  'AWS::EC2::EgressOnlyInternetGateway': async ({ ec2 }, id) => {
    const { EgressOnlyInternetGateways } = await ec2.send(new DescribeEgressOnlyInternetGatewaysCommand({ EgressOnlyInternetGatewayIds: [id] }));
    const gateway = only(EgressOnlyInternetGateways, id);
    return { ...gateway, VpcId: gateway.Attachments?.[0].VpcId };
  },
  'AWS::EC2::VPCGatewayAttachment': async ({ ec2 }, _id, properties) => {
    const gateway = String(properties.InternetGatewayId);
    const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [gateway] }));
    return { InternetGatewayId: gateway, ...only(only(InternetGateways, gateway).Attachments, 'the attachment') };
  },
  'AWS::EC2::EIP': async ({ ec2 }, address) => only((await ec2.send(new DescribeAddressesCommand({ PublicIps: [address] }))).Addresses, address),
  'AWS::EC2::NatGateway': async ({ ec2 }, id) => {
    const gateway = only((await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }))).NatGateways, id);
    return { ...gateway, AllocationId: gateway.NatGatewayAddresses?.[0].AllocationId };
  },
  'AWS::EC2::VPCEndpoint': async ({ ec2 }, id) => {
    const endpoint = only((await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }))).VpcEndpoints, id);
    const { PolicyDocument, Groups } = endpoint;
    return {
      ...endpoint,
      PolicyDocument: PolicyDocument === undefined ? undefined : JSON.parse(PolicyDocument) as unknown,
      SecurityGroupIds: Groups?.map(({ GroupId }) => GroupId),
    };
  },
  'AWS::EC2::FlowLog': async ({ ec2 }, id) => {
    const found = only((await ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }))).FlowLogs, id);
    return { ...found, ResourceType: found.ResourceId?.startsWith('vpc-') ? 'VPC' : undefined };
  },
  'AWS::EC2::SecurityGroup': async ({ ec2 }, id) => {
    const group = only((await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups, id);
    const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [id] }] }));
    const rules = SecurityGroupRules.map((found) => ({ ...found, CidrIp: found.CidrIpv4 }));
    return {
      ...group,
      GroupDescription: group.Description,
      // Rules beside the group are in the list as well: a group with rules of its own has no others here.
      SecurityGroupIngress: rules.filter(({ IsEgress }) => !IsEgress),
      SecurityGroupEgress: rules.filter(({ IsEgress }) => IsEgress),
    };
  },
  'AWS::EC2::SecurityGroupIngress': rule,
  'AWS::EC2::SecurityGroupEgress': rule,
};
