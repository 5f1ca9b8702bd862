import { aws_ec2 as ec2 } from 'aws-cdk-lib';

/** What every network that is created has. */
export interface NetworkOptions {
  /**
   * The addresses of the VPC.
   *
   * @default ec2.IpAddresses.cidr('10.0.0.0/16')
   */
  readonly ipAddresses?: ec2.IIpAddresses;

  /**
   * The greatest number of availability zones.
   *
   * @default - the profile's: 2
   */
  readonly maxAzs?: number;
}

/** A network with NAT gateways. */
export interface NatGatewayOptions extends NetworkOptions {
  /**
   * How many NAT gateways. With fewer than one a zone, the tasks of a zone lose their way out when the zone of their gateway fails, and traffic
   * between zones is paid for.
   *
   * @default - one in each availability zone
   */
  readonly count?: number;
}
