import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_s3 as s3, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import { IConstruct, IDependable } from 'constructs';
import { InstancePoolConfig } from '../capacity';
import { INamespaceOwner } from '../discovery';
import { ILogBucketOwner, IWebAclOwner } from '../ingress';
import { ExecSettings } from './exec/protocol';
import { Profile } from './profile/profile';

/** What workloads run on: a cluster with its capacity, in a VPC, with a profile. */
export interface IContainerPlatform extends IConstruct, ec2.IConnectable, ILogBucketOwner, INamespaceOwner, IWebAclOwner {
  /** The cluster. */
  readonly cluster: ecs.ICluster;

  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;

  /** The defaults of the platform and its workloads. */
  readonly profile: Profile;

  /** The capacity providers that the cluster has, by name. */
  readonly capacityProviders: string[];

  /** The pools of instances that the cluster has, by name. */
  readonly pools: { [name: string]: InstancePoolConfig };

  /** The subnets that tasks run in. */
  readonly taskSubnets: ec2.SubnetSelection;

  /** The subnets for load balancers that the internet reaches. */
  readonly publicSubnets: ec2.SubnetSelection;

  /** What services wait for, so that a cluster can be taken down in order. */
  readonly serviceDependencies: IDependable[];

  /** What services on machines outside AWS wait for beside that. */
  readonly externalServiceDependencies: IDependable[];

  /** Whether the cluster measures with Container Insights: the metric `RunningTaskCount` exists then. */
  readonly containerInsights: boolean;

  /**
   * The key that logs, queues and disks of the workloads are encrypted with.
   *
   * @default - keys of AWS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How sessions of ECS Exec are opened in the containers of the cluster.
   *
   * @default - not at all
   */
  readonly execSettings?: ExecSettings;

  /** Where the tags of tasks come from, where their workload does not say. */
  readonly propagateTags: ecs.PropagatedTagSource;

  /** Whether the subnets have addresses of IPv6 beside those of IPv4. */
  readonly dualStack: boolean;

  /** Whether tasks reach AWS through endpoints of the VPC only, which the platform makes as they are needed. */
  readonly endpointsOnly: boolean;

  /**
   * A pool of instances. Of a cluster that exists already, and of a published platform, none is known.
   *
   * @param name the key of the pool in `pools`
   */
  pool(name: string): InstancePoolConfig;

  /**
   * Makes endpoints for services of AWS and for S3, each once, in the stack of the platform. Workloads call it for what they are known to need;
   * call it for what they get later. With any other way out, and on platforms that were imported or published, it does nothing.
   *
   * @param services what is to be reached
   * @returns what to wait for
   */
  reach(services: ec2.InterfaceVpcEndpointAwsService[]): IDependable[];
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
   * A namespace in which services find each other, with `Discovery` and `connectTo()`.
   *
   * @default - the default namespace of a cluster of the same app, if it has one
   */
  readonly cloudMapNamespace?: cloudmap.INamespace;

  /**
   * Whether the cluster measures with Container Insights.
   *
   * @default - what a cluster of the same app does; false for one that was imported
   */
  readonly containerInsights?: boolean;

  /**
   * Where the tags of the tasks of the workloads come from, beside those that ECS gives them itself: what tasks cost is found by their tags.
   *
   * @default ecs.PropagatedTagSource.SERVICE
   */
  readonly propagateTags?: ecs.PropagatedTagSource;

  /**
   * An existing bucket for access logs, whose policy admits the load balancers.
   *
   * @default - a bucket is created when it is first needed
   */
  readonly logBucket?: s3.IBucket;

  /**
   * The key that logs, queues and disks of the workloads are encrypted with.
   *
   * @default - with a profile that wants one (`ownKeys`), a key is created; keys of AWS else
   */
  readonly encryptionKey?: kms.IKey;
}

/** What is to be known of a published platform before anything is deployed. */
export interface FromPublishedOptions {
  /**
   * The defaults of the workloads. Give the profile that the platform has: what it says of zones, networks, Container Insights and access logs is
   * taken to be true of the platform.
   *
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * In how many availability zones the tasks run: as many as those of the platform, or fewer.
   *
   * @default - those of the profile: 2
   */
  readonly availabilityZones?: number;

  /**
   * The kind of subnets that the tasks of the platform run in. A kind that the platform does not have is not found, and the deployment fails.
   *
   * @default - what the network of the profile has: public ones in development, private ones else
   */
  readonly taskSubnetType?: ec2.SubnetType;

  /**
   * Where the tags of the tasks of the workloads come from, beside those that ECS gives them itself: what tasks cost is found by their tags.
   *
   * @default ecs.PropagatedTagSource.SERVICE
   */
  readonly propagateTags?: ecs.PropagatedTagSource;

  /**
   * Whether the workloads are open to sessions of ECS Exec, where they do not say. Only if the platform has `execEnabled`.
   *
   * @default false
   */
  readonly execEnabled?: boolean;

  /**
   * The type of the platform's namespace. One that the platform does not have is not found, and the deployment of who uses it fails.
   *
   * @default cloudmap.NamespaceType.HTTP
   */
  readonly namespaceType?: cloudmap.NamespaceType;

  /**
   * An existing bucket for access logs, whose policy admits the load balancers.
   *
   * @default - the platform's own, which it has if its profile wants access logs or flow logs
   */
  readonly logBucket?: s3.IBucket;

  /**
   * The key that logs, queues and disks of the workloads are encrypted with.
   *
   * @default - the platform's own, which it has if its profile wants one (`ownKeys`)
   */
  readonly encryptionKey?: kms.IKey;
}
