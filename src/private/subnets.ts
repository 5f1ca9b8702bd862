import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Finding, refuse } from './fail';
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

/** Refuses a selection that has subnets of another VPC, or none. What a lookup has still to find is not judged. */
export function refuseNoSubnets(scope: IConstruct, vpc: ec2.IVpc, prop: string, selection: ec2.SubnetSelection | undefined): void {
  if (!selection || vpc.selectSubnets({ subnets: [] }).isPendingLookup) { return; }
  refuse('NoSuchSubnets', findForeign(vpc, prop, selection.subnets ?? []), scope);
  const some = candidatesOf(vpc, selection).length > 0 && vpc.selectSubnets(selection).subnets.length > 0;
  refuse('NoSuchSubnets', some ? undefined : noSubnets(prop, vpc), scope);
}

/** Subnets of a VPC that the app knows lie below it. */
function findForeign(vpc: ec2.IVpc, prop: string, subnets: ec2.ISubnet[]): Finding | undefined {
  const foreign = subnets.find(({ node }) => node.scope !== vpc && node.scope !== undefined && 'vpcId' in node.scope);
  return foreign ? {
    given: `${prop} has '${foreign.node.path}', of another VPC than the platform's`,
    allowed: 'Tasks run in the VPC of their platform',
    remedy: 'Select subnets of that VPC, or give the workload another platform',
  } : undefined;
}

function noSubnets(prop: string, vpc: ec2.IVpc): Finding {
  const { publicSubnets, privateSubnets, isolatedSubnets } = vpc;
  return {
    given: `${prop} selects no subnet`,
    allowed: `The VPC has ${publicSubnets.length} public, ${privateSubnets.length} private and ${isolatedSubnets.length} isolated ones`,
    remedy: 'Select some of these with subnets, or give the platform a VPC that has others',
  };
}
