import { aws_ecs as ecs, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { ICapacity } from '../../capacity';
import { INetwork } from '../network/protocol';

/** What to change of a profile. */
export interface ProfileOverrides {
  /**
   * The number of availability zones.
   *
   * @default 2
   */
  readonly availabilityZones?: number;

  /**
   * The network that is created where the platform is given none.
   *
   * @default - NAT gateways in production and regulated, public subnets in development and preview
   */
  readonly network?: INetwork;

  /**
   * The capacity of workloads that name none.
   *
   * @default - Fargate in production and regulated, Fargate Spot in development and preview
   */
  readonly capacity?: ICapacity;

  /**
   * The number of tasks of services that say nothing of scaling.
   *
   * @default - 2 in production and regulated, 1 in development and preview
   */
  readonly minTasks?: number;

  /**
   * How long logs are kept.
   *
   * @default - 1 year in regulated, 3 months in production, 1 week in development, 3 days in preview
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * What becomes of logs, queues, buckets and keys when they leave their stack. A bucket that is destroyed is emptied first.
   *
   * @default - retained in production and regulated, destroyed in development and preview
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether load balancers are protected from deletion.
   *
   * @default - yes in regulated, no in the others
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether load balancers log their requests.
   *
   * @default - yes in production and regulated, no in development and preview
   */
  readonly accessLogs?: boolean;

  /**
   * Whether the VPC that the platform creates logs its traffic.
   *
   * @default - yes in production and regulated, no in development and preview
   */
  readonly flowLogs?: boolean;

  /**
   * What Container Insights measures.
   *
   * @default - enhanced in regulated, enabled in production, disabled in development and preview
   */
  readonly containerInsights?: ecs.ContainerInsights;

  /**
   * Whether the platform makes a KMS key of its own where it is given no `encryptionKey`, for logs, queues and disks.
   *
   * @default - yes in regulated, no in the others
   */
  readonly ownKeys?: boolean;

  /**
   * Whether Application Load Balancers that the internet reaches are behind the platform's web ACL, with managed rules of AWS.
   *
   * @default - yes in regulated, no in the others
   */
  readonly webAcl?: boolean;

  /**
   * Whether containers on Linux that say nothing cannot write to their own file system. Volumes stay writable.
   *
   * @default - yes in regulated, no in the others
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * Whether what roles may do stands in policies of their own (`AWS::IAM::ManagedPolicy`) rather than inline.
   *
   * @default - yes in regulated, no in the others
   */
  readonly managedPolicies?: boolean;

  /**
   * Whether the VPC that the platform creates has all rules taken from its default security group, which nothing here uses. aws-cdk-lib does it by a
   * function, whose log group stays when the stack goes.
   *
   * @default - yes in regulated, no in preview; in the others as the feature flag `@aws-cdk/aws-ec2:restrictDefaultSecurityGroup` says, which new
   * apps have
   */
  readonly restrictDefaultSecurityGroup?: boolean;
}

/** A whole profile. Only what is left to a feature flag has no value. */
export type ProfileSettings = Required<Omit<ProfileOverrides, 'restrictDefaultSecurityGroup'>> & Pick<ProfileOverrides, 'restrictDefaultSecurityGroup'>;
