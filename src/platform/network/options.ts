import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { EndpointSettings } from './endpoint-settings';

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

/** A network with NAT instances. */
export interface NatInstanceOptions extends NetworkOptions {
  /**
   * How many NAT instances. With fewer than one a zone, the tasks of other zones lose their way out too when an instance or its zone fails.
   *
   * @default - one in each availability zone
   */
  readonly count?: number;

  /**
   * The type of the instances, for ARM64 or for x86-64. With less than 1 GiB of memory, `dnf` may be killed while it installs what translates
   * addresses.
   *
   * @default - t4g.micro
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The image of the instances. It is to be of Amazon Linux 2023, of the architecture of the type: the instance installs `iptables` when it starts.
   * With an id that you write down, an instance is replaced when you say so.
   *
   * @default - the newest image of Amazon Linux 2023 at each deployment: a newer one replaces the instances
   */
  readonly machineImage?: ec2.IMachineImage;
}

/** A network without a way out. */
export interface EndpointNetworkOptions extends NetworkOptions {
  /**
   * Services that the programs in the containers call, beside those that the workloads are known to need for their images, logs, secrets and
   * queues. Each is an interface endpoint.
   *
   * @default - none
   */
  readonly endpoints?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * The ids of other accounts whose roles the tasks take on. The endpoints that the workloads are known to need pass on what roles and users of the
   * platform's account ask for, and of these.
   *
   * @default - none
   */
  readonly trustedAccounts?: string[];

  /**
   * Whether there are public subnets too, with an internet gateway, for load balancers that the internet reaches. Tasks stay without a way out.
   *
   * @default false
   */
  readonly publicSubnets?: boolean;
}

/** A network with IPv6. */
export interface DualStackOptions extends NetworkOptions {
  /**
   * How many NAT gateways, for IPv4. With none, tasks reach the internet over IPv6 only, and the services of AWS that ECS calls for them, which
   * it does over IPv4, through endpoints that the platform makes.
   *
   * @default - one in each availability zone
   */
  readonly natGateways?: number;

  /**
   * Services that the programs in the containers call over IPv4, beside those that the workloads are known to need. Each is an interface
   * endpoint. With `natGateways: 0` only.
   *
   * @default - none
   */
  readonly endpoints?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * The ids of other accounts whose roles the tasks take on. With `natGateways: 0` only.
   *
   * @default - none
   */
  readonly trustedAccounts?: string[];
}

/** A network that exists already. */
export interface ExistingNetworkOptions extends EndpointSettings {
  /**
   * The subnets that tasks run in, and internal load balancers.
   *
   * @default - the private ones with a way out; the public ones where there are none of these; the isolated ones where there are no others
   */
  readonly taskSubnets?: ec2.SubnetSelection;

  /**
   * The subnets for load balancers that the internet reaches.
   *
   * @default - the public ones
   */
  readonly loadBalancerSubnets?: ec2.SubnetSelection;

  /**
   * Whether the platform makes the endpoints that its workloads need, since the tasks have no other way out.
   *
   * @default false
   */
  readonly addEndpoints?: boolean;

  /**
   * Whether the subnets have addresses of IPv6 beside those of IPv4. Public load balancers have both then, and tasks may send to both.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}
