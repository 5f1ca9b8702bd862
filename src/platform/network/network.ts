import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { DualStackNetwork } from './dual-stack';
import { EndpointNetwork } from './endpoint-network';
import { ExistingNetwork } from './existing-network';
import { NatGatewayNetwork } from './nat-gateways';
import { NatInstanceNetwork } from './nat-instances';
import {
  DualStackOptions, EndpointNetworkOptions, ExistingNetworkOptions, NatGatewayOptions, NatInstanceOptions, NetworkOptions,
} from './options';
import { INetwork } from './protocol';
import { PublicSubnetNetwork } from './public-subnets';
import { copyOf } from '../../private/given';

/**
 * Where a platform's VPC comes from, and how its tasks reach the internet and AWS.
 *
 * What each costs is said for two zones and 730 hours a month, by list prices of us-east-1 in November 2026, traffic not counted. `docs/cost.md`
 * has the formulas.
 */
export class Network {
  /**
   * Tasks in private subnets, with NAT gateways as their way out. Creates a VPC with public and private subnets, the gateways with an Elastic IP
   * each, and a gateway endpoint for S3. You pay for each NAT gateway by the hour and by the GB, and for its address: about $73 a month for two, and
   * $0.045 for each GB.
   */
  public static natGateways(options: NatGatewayOptions = {}): INetwork {
    return new NatGatewayNetwork(options);
  }

  /**
   * Tasks in private subnets, with EC2 instances of your own as their way out: cheap, and yours to look after. Creates a VPC with public and
   * private subnets, an instance of Amazon Linux 2023 for each zone with a public address, an encrypted disk, a role that may do nothing and
   * a security group that admits the private subnets only, and a gateway endpoint for S3. An instance that fails is repaired by EC2 in place, and the
   * tasks of its zone have no way out meanwhile; nor have they for the minute in which a deployment replaces it by one of a newer image, with
   * another address. You pay for the instances, their disks and their addresses: about $21 a month for two t4g.micro.
   */
  public static natInstances(options: NatInstanceOptions = {}): INetwork {
    return new NatInstanceNetwork(options);
  }

  /**
   * Tasks in public subnets, each with a public address; their security group admits nobody but the load balancer. Creates a VPC with public
   * subnets and a gateway endpoint for S3. You pay by the hour for the public address of each task, about $3.65 a month, and nothing for the network
   * itself.
   */
  public static publicSubnets(options: NetworkOptions = {}): INetwork {
    return new PublicSubnetNetwork(options);
  }

  /**
   * Tasks in isolated subnets: no way to the internet and none from it, but endpoints of the VPC for the services of AWS that are needed. Creates a
   * VPC with isolated subnets and gateway endpoints for S3 and DynamoDB; the platform adds an interface endpoint for each service that a pool or
   * workload is known to need, when it is created: images in Amazon ECR (two), CloudWatch Logs, secrets, queues, the agent of instances (three).
   * What programs call beside that is said in `endpoints`. Images have to be in Amazon ECR. You pay for each interface endpoint in each zone by the
   * hour, and by the GB: about $15 a month for each in two zones, about $44 for the three of a service with images in ECR and logs.
   */
  public static endpoints(options: EndpointNetworkOptions = {}): INetwork {
    return new EndpointNetwork(copyOf(options));
  }

  /**
   * Subnets with addresses of IPv4 and IPv6. Tasks in private subnets reach the internet over IPv6 through an egress-only internet gateway, which
   * costs nothing, and over IPv4 through NAT gateways; public load balancers answer on both. Creates a VPC with a block of IPv6 addresses of
   * Amazon's, public and private subnets, both kinds of gateways, and a gateway endpoint for S3. You pay for the NAT gateways, as with
   * `natGateways()`: about $73 a month for two. With `natGateways: 0` there are none, and you pay for interface endpoints, as with `endpoints()`.
   *
   * ECS gives tasks on Fargate an address of IPv6 only with its account setting `dualStackIPv6`, for the whole account or for the role of
   * CloudFormation, which no template can change: `aws ecs put-account-setting-default --name dualStackIPv6 --value enabled`. Without it tasks have
   * IPv4 only.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
   */
  public static dualStack(options: DualStackOptions = {}): INetwork {
    return new DualStackNetwork(copyOf(options));
  }

  /**
   * A VPC that exists already, whose subnets you choose. Creates nothing; with `addEndpoints` the endpoints that workloads need, each about $15 a
   * month in two zones.
   *
   * @param vpc the VPC, of the same app or imported
   */
  public static existing(vpc: ec2.IVpc, options: ExistingNetworkOptions = {}): INetwork {
    return new ExistingNetwork(vpc, copyOf(options));
  }

  private constructor() {}
}
