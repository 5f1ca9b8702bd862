import { NatGatewayNetwork } from './nat-gateways';
import { NatGatewayOptions, NetworkOptions } from './network-options';
import { INetwork } from './network-protocol';
import { PublicSubnetNetwork } from './public-subnets';

/** Where a platform's VPC comes from, and how its tasks reach the internet and AWS. */
export class Network {
  /**
   * Tasks in private subnets, with NAT gateways as their way out. Creates a VPC with public and private subnets, the gateways with an Elastic IP
   * each, and a gateway endpoint for S3. You pay for each NAT gateway by the hour and by the GB, and for its address.
   */
  public static natGateways(options: NatGatewayOptions = {}): INetwork {
    return new NatGatewayNetwork(options);
  }

  /**
   * Tasks in public subnets, each with a public address; their security group admits nobody but the load balancer. Creates a VPC with public
   * subnets and a gateway endpoint for S3. You pay by the hour for the public address of each task, and nothing for the network itself.
   */
  public static publicSubnets(options: NetworkOptions = {}): INetwork {
    return new PublicSubnetNetwork(options);
  }

  private constructor() {}
}
