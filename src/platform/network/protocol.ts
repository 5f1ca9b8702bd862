import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EndpointSettings } from './endpoint-settings';

/** What a network is told about the platform that it is made for. */
export interface NetworkContext {
  /** How many availability zones the profile wants. */
  readonly availabilityZones: number;

  /**
   * Whether the default security group of a VPC has no rules.
   *
   * @default - as the feature flag of aws-cdk-lib says
   */
  readonly restrictDefaultSecurityGroup?: boolean;
}

/** What a network decides. */
export interface NetworkConfig {
  /** The VPC. */
  readonly vpc: ec2.IVpc;

  /** The subnets that tasks run in. */
  readonly taskSubnets: ec2.SubnetSelection;

  /** The subnets for load balancers that the internet reaches. */
  readonly publicSubnets: ec2.SubnetSelection;

  /**
   * How the platform makes endpoints of the VPC, where tasks reach AWS through nothing else. It makes those that its pools and workloads need,
   * in the subnets of the tasks.
   *
   * @default - tasks have another way out, and the platform makes no endpoints
   */
  readonly endpoints?: EndpointSettings;

  /**
   * Whether the subnets have addresses of IPv6 beside those of IPv4.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}

/** The VPC of a platform. Implement it to bring a network of your own; `Network` has the ready-made ones. */
export interface INetwork {
  /** A word for errors and diagrams, such as `natGateways`. */
  readonly networkKind: string;

  /**
   * Called once for each platform.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: NetworkContext): NetworkConfig;
}
