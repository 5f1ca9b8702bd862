import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

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
