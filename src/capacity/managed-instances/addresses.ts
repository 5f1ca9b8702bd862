import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Finding } from '../../private/fail';

/**
 * ECS starts these instances with what their subnets say of public addresses, and nothing of its own
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedInstancesNetworkConfiguration.html). What subnets of other apps say is not known.
 */
export function findNoAddress({ publicSubnets }: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Finding | undefined {
  const without = subnets.find((subnet) => publicSubnets.includes(subnet) && givesNoAddress(subnet));
  return without && {
    given: `Managed Instances start in the public subnet '${without.node.path}', which gives them no public address`,
    allowed: 'Without one they do not reach ECS, unless by endpoints of the VPC, and no task starts on them',
    remedy: 'Give the platform Network.natGateways() or Network.endpoints(), or the pool other subnets',
  };
}

function givesNoAddress(subnet: ec2.ISubnet): boolean {
  const resource = subnet.node.defaultChild;
  return ec2.CfnSubnet.isCfnSubnet(resource) && [undefined, false].includes(resource.mapPublicIpOnLaunch as boolean | undefined);
}
