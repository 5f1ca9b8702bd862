import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NetworkOptions } from './options';
import { NetworkContext } from './protocol';
import { addressesFor, findWrongAddresses } from './vpc-addresses';
import { acknowledge, acknowledgeInPacks } from '../../private/acknowledge';
import { Finding, refuse, warn } from '../../private/fail';
import { tagProviders } from '../../private/provider-tags';
import { outsideRange, unknownNumber } from '../../private/range';

/** As many as the largest region has. */
export const MAX_ZONES = 6;

export function checkZones(prop: string, zones: number | undefined, scope?: Construct): void {
  refuse('AvailabilityZones', unknownNumber(prop, zones) ?? outsideRange(prop, zones, { min: 1, max: MAX_ZONES }), scope);
}

/** Room for this many zones is left in the addresses: with another number, subnets keep theirs, or they would collide while they are replaced. */
const ZONES_WITH_ROOM = 4;

/** Nothing but load balancers and NAT lives in public subnets by itself: what needs a public address says so. */
export function publicSubnet(options: { readonly reserved?: boolean } = {}): ec2.SubnetConfiguration {
  return { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false, ...options };
}

/** Where tasks run that have no public address. A network without such subnets leaves room for them, so that it can get them later. */
export function privateSubnet(options: { readonly reserved: boolean }): ec2.SubnetConfiguration {
  return { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, ...options };
}

/** A private subnet that has lost its way out, and is the same for the rest: a network can take its way out from it, or give it one. */
export function isolatedSubnet(): ec2.SubnetConfiguration {
  return { ...privateSubnet({ reserved: false }), subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
}

/** Image layers of Amazon ECR come from S3, for which a gateway endpoint is free. */
export function createVpc(scope: Construct, options: NetworkOptions, context: NetworkContext, props: ec2.VpcProps): ec2.Vpc {
  const zones = options.maxAzs ?? context.availabilityZones;
  const ipAddresses = addressesFor(options);
  const subnets = (props.subnetConfiguration?.length ?? 0) * Math.max(ZONES_WITH_ROOM, zones);
  refuse('NetworkAddresses', findWrongAddresses(ipAddresses, subnets), scope);
  const vpc = new ec2.Vpc(scope, 'Vpc', {
    ipAddresses,
    maxAzs: zones,
    reservedAzs: Math.max(ZONES_WITH_ROOM - zones, 0),
    restrictDefaultSecurityGroup: context.restrictDefaultSecurityGroup,
    ...props,
  });
  tagProviders(vpc);
  vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  acknowledge(vpc, 'CloudFormation-Validate::W3010');
  // One in each zone; availabilityZones counts those that room is left for.
  const got = Math.max(vpc.publicSubnets.length, vpc.isolatedSubnets.length);
  for (const { node } of vpc.publicSubnets) { acknowledgeInPacks(node.findChild('DefaultRoute'), 'VPCNoUnrestrictedRouteToIGW'); }
  if (got < zones) { warn('FewerZones', fewerZones(got, zones), scope); }
  return vpc;
}

function fewerZones(got: number, wanted: number): Finding {
  return {
    given: `${wanted} availability zones are wanted, and the VPC has ${got}`,
    allowed: 'A stack without an environment has two, for want of knowing its region',
    remedy: 'Give the stack an env with account and region, or want fewer zones',
  };
}
