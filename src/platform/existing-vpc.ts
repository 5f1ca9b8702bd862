import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { NetworkConfig } from './network-protocol';

/**
 * Tasks go where their traffic gets out: private subnets with a NAT, else public ones with an address each, else what there is (a VPC with
 * nothing but isolated subnets has its endpoints).
 */
export function existingVpc(vpc: ec2.IVpc): NetworkConfig {
  return { vpc, taskSubnets: { subnetType: taskSubnetType(vpc) }, publicSubnets: { subnetType: ec2.SubnetType.PUBLIC } };
}

function taskSubnetType(vpc: ec2.IVpc): ec2.SubnetType {
  if (vpc.privateSubnets.length > 0) { return ec2.SubnetType.PRIVATE_WITH_EGRESS; }
  return vpc.publicSubnets.length > 0 ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_ISOLATED;
}
