import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { NetworkOptions } from './options';
import { Finding } from '../../private/fail';

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html and .../subnet-sizing.html */
const LARGEST_VPC = 16;
const SMALLEST_SUBNET = 28;

/** L2's allocator of a CIDR goes on where it stopped, also with the next VPC: each gets one of its own. */
export function addressesFor({ ipAddresses }: NetworkOptions): ec2.IIpAddresses {
  const usual = ec2.IpAddresses.cidr('10.0.0.0/16');
  if (!ipAddresses) { return usual; }
  return isCidr(ipAddresses) ? ec2.IpAddresses.cidr(ipAddresses.allocateVpcCidr().cidrBlock!) : ipAddresses;
}

/** Subnets are alike: they halve the addresses until there are enough of them. What IPAM gives is not known. */
export function findWrongAddresses(ipAddresses: ec2.IIpAddresses, subnets: number): Finding | undefined {
  const cidr = isCidr(ipAddresses) ? ipAddresses.allocateVpcCidr().cidrBlock! : '';
  const prefix = Number(cidr.split('/')[1] ?? Number.NaN);
  const longest = SMALLEST_SUBNET - Math.ceil(Math.log2(subnets));
  return Number.isNaN(prefix) || (prefix >= LARGEST_VPC && prefix <= longest) ? undefined : {
    given: `ipAddresses is '${cidr}'`,
    allowed: `A prefix from /${LARGEST_VPC} to /${longest} is allowed: the addresses are divided for ${subnets} subnets, some of which may come later`,
    remedy: 'Give such a prefix, or use a VPC of your own with Network.existing()',
  };
}

function isCidr(ipAddresses: ec2.IIpAddresses): boolean {
  return ipAddresses.constructor === ec2.IpAddresses.cidr('10.0.0.0/16').constructor;
}
