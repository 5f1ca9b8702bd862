import { aws_ec2 as ec2, aws_ecs as ecs, aws_s3 as s3 } from 'aws-cdk-lib';
import { IConstruct, IDependable } from 'constructs';
import { ILogBucketOwner } from '../ingress';
import { Profile } from './profile';

/** What workloads run on: a cluster with its capacity, in a VPC, with a profile. */
export interface IContainerPlatform extends IConstruct, ec2.IConnectable, ILogBucketOwner {
  /** The cluster. */
  readonly cluster: ecs.ICluster;

  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;

  /** The defaults of the platform and its workloads. */
  readonly profile: Profile;

  /** The capacity providers that the cluster has, by name. */
  readonly capacityProviders: string[];

  /** The subnets that tasks run in. */
  readonly taskSubnets: ec2.SubnetSelection;

  /** The subnets for load balancers that the internet reaches. */
  readonly publicSubnets: ec2.SubnetSelection;

  /** What services wait for, so that a cluster can be taken down in order. */
  readonly serviceDependencies: IDependable[];
}

/** A cluster that exists already. */
export interface FromClusterOptions {
  /** The cluster. */
  readonly cluster: ecs.ICluster;

  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;

  /**
   * The capacity providers that the cluster has, by name. With an empty list, services on Fargate name their launch type instead.
   *
   * @default - what a cluster of the same app has; FARGATE and FARGATE_SPOT for one that was imported
   */
  readonly capacityProviders?: string[];

  /**
   * The defaults of the workloads.
   *
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * An existing bucket for access logs, whose policy admits the load balancers.
   *
   * @default - a bucket is created when it is first needed
   */
  readonly logBucket?: s3.IBucket;
}
