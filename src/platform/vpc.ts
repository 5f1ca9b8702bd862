import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NetworkOptions } from './network-options';
import { NetworkContext } from './network-protocol';
import { refuse } from '../private/fail';
import { outsideRange } from '../private/range';

/** More than any region has. */
const MAX_ZONES = 6;

export function checkZones(prop: string, zones: number | undefined): void {
  refuse('AvailabilityZones', outsideRange(prop, zones, { min: 1, max: MAX_ZONES }));
}

/** Nothing but load balancers and NAT gateways lives in public subnets by itself: what needs a public address says so. */
export function publicSubnet(): ec2.SubnetConfiguration {
  return { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false };
}

/** Image layers and most backups go through S3, for which a gateway endpoint is free. */
export function createVpc(scope: Construct, options: NetworkOptions, context: NetworkContext, props: ec2.VpcProps): ec2.Vpc {
  const vpc = new ec2.Vpc(scope, 'Vpc', {
    ipAddresses: options.ipAddresses ?? ec2.IpAddresses.cidr('10.0.0.0/16'),
    maxAzs: options.maxAzs ?? context.availabilityZones,
    ...props,
  });
  vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  return vpc;
}
