import { aws_ec2 as ec2, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { fail } from '../private/fail';
import { knowsAddresses } from '../private/subnets';
import { known } from '../private/tokens';

/** An Application Load Balancer wants subnets in two zones, and a public one wants public subnets. */
export function checkSubnets(scope: Construct, vpc: ec2.IVpc, selection: ec2.SubnetSelection, internal: boolean): void {
  if (!internal && vpc.publicSubnets.length === 0) {
    fail('NoPublicSubnets', {
      given: 'The load balancer is public, and the VPC has no public subnets',
      allowed: 'A load balancer that the internet reaches lies in public subnets',
      remedy: 'Use visibility: Visibility.INTERNAL, or a VPC with public subnets',
    }, scope);
  }
  const { subnets, isPendingLookup } = vpc.selectSubnets(selection);
  // Zones that only the deployment will know are different ones: L2 takes each once.
  const zones = new Set(subnets.map((subnet, position) => known(subnet.availabilityZone) ?? position));
  if (isPendingLookup || Token.isUnresolved(vpc.availabilityZones) || zones.size >= 2) { return; }
  fail('R143', {
    given: `The subnets of the load balancer lie in ${zones.size} availability zone`,
    allowed: 'An Application Load Balancer wants two',
    remedy: 'Give the platform two availability zones',
  }, scope);
}

export function checkCidr(scope: Construct, vpc: ec2.IVpc, prop: string): void {
  if (knowsAddresses(vpc)) { return; }
  fail('AllowFrom', {
    given: `${prop} is left out, and the VPC was imported without its addresses`,
    allowed: `Without ${prop} the addresses of the VPC are admitted`,
    remedy: `Give ${prop}, or vpcCidrBlock to Vpc.fromVpcAttributes()`,
  }, scope);
}
