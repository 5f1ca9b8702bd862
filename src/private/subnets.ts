import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { known } from './tokens';

/** The subnets that L2 filters. It throws where there are none, and names neither the construct nor the prop. */
export function candidatesOf(vpc: ec2.IVpc, selection: ec2.SubnetSelection): ec2.ISubnet[] {
  const all = [...vpc.publicSubnets, ...vpc.privateSubnets, ...vpc.isolatedSubnets];
  if (selection.subnets) { return selection.subnets; }
  if (selection.subnetGroupName !== undefined) {
    return all.filter((subnet) => subnet.node.id.replace(/Subnet\d+$/, '') === selection.subnetGroupName);
  }
  switch (selection.subnetType) {
    case undefined: return all;
    case ec2.SubnetType.PUBLIC: return vpc.publicSubnets;
    case ec2.SubnetType.PRIVATE_ISOLATED: return vpc.isolatedSubnets;
    default: return vpc.privateSubnets;
  }
}

/** The zones, or undefined where one is not known: a subnet that was imported without its zone throws when it is asked for it. */
export function zonesIn(subnets: readonly ec2.ISubnet[]): string[] | undefined {
  const zones = subnets.map((subnet) => '_availabilityZone' in subnet && subnet._availabilityZone === undefined ? undefined : known(subnet.availabilityZone));
  return zones.includes(undefined) ? undefined : [...new Set(zones as string[])];
}

/** What was imported without its addresses keeps them in this field, and throws when it is asked for them. */
export function knowsAddresses(vpc: ec2.IVpc): boolean {
  return !('cidr' in vpc) || vpc.cidr !== undefined;
}
