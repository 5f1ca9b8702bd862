import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_servicediscovery as cloudmap, aws_sns as sns } from 'aws-cdk-lib';
import { IInstancePool } from '../capacity';
import { INetwork } from './network/protocol';
import { Profile } from './profile/profile';
import { ITaskEvents } from './task-events/protocol';

/** What a platform is made of. */
export interface ContainerPlatformProps {
  /**
   * The defaults of the platform and its workloads.
   *
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * The network to create. Not together with `vpc`.
   *
   * @default - the profile's: NAT gateways in production and regulated, public subnets in development and preview
   */
  readonly network?: INetwork;

  /**
   * An existing VPC. Tasks run in its private subnets, or in its public ones with an address each where it has no private ones.
   * Not together with `network`.
   *
   * @default - a VPC is created
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Pools of instances that tasks run on, by name, beside Fargate and Fargate Spot. A workload runs there with `Capacity.pool(name)`.
   *
   * @default - none
   */
  readonly pools?: { [name: string]: IInstancePool };

  /**
   * Whether machines outside AWS join the cluster, for workloads with `Capacity.external()`: the role for them and the command that registers one are
   * made at once, and stay whatever workloads there are.
   *
   * @default - they are made when the first workload with `Capacity.external()` needs them, and go with the last
   */
  readonly externalMachines?: boolean;

  /**
   * What Container Insights measures.
   *
   * @default - the profile's: enhanced in regulated, enabled in production, disabled in development and preview
   */
  readonly containerInsights?: ecs.ContainerInsights;

  /**
   * Where the tags of the tasks of its workloads come from, beside those that ECS gives them itself: what tasks cost is found by their tags.
   *
   * @default ecs.PropagatedTagSource.SERVICE
   */
  readonly propagateTags?: ecs.PropagatedTagSource;

  /**
   * Whether people who are granted it open sessions in the containers, with ECS Exec: the default of the workloads of the platform. Creates a log
   * group for what is done in sessions and, unless the platform has a key, a KMS key for both, which costs a dollar a month.
   *
   * @default false
   */
  readonly execEnabled?: boolean;

  /**
   * What becomes of the events of tasks: `TaskEvents.stoppedTasks()` tells why tasks stopped.
   *
   * @default - nothing
   */
  readonly taskEvents?: ITaskEvents;

  /**
   * Where the platform tells people of what goes wrong: of stopped tasks, with `taskEvents`.
   *
   * @default - each feature that tells something creates a topic where it is given none
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * The name of a namespace of Cloud Map, in which services find each other with `Discovery` and `connectTo()`. The name is free once in each region
   * of an account, and for the type `DNS_PRIVATE` once in the VPC: do not take that of a domain that you have in public, or the VPC sees only this one.
   *
   * @default - there is none; the platform that the workloads of a stack share makes one of the stack's name when it is first asked for
   */
  readonly namespaceName?: string;

  /**
   * Who can ask the namespace: with `HTTP` only Service Connect, and programs that ask Cloud Map; with `DNS_PRIVATE` also whoever asks DNS in the
   * VPC, which `Discovery.cloudMap()` needs, and which costs a hosted zone. Another type is another namespace: give it another name.
   *
   * @default cloudmap.NamespaceType.HTTP
   */
  readonly namespaceType?: cloudmap.NamespaceType;

  /**
   * The name of the cluster. A name of your own stands in the way of a replacement.
   *
   * @default - CloudFormation makes a name
   */
  readonly clusterName?: string;

  /**
   * The key that logs, sessions, queues and disks of the platform and its workloads are encrypted with: a symmetric one of this region, and not a
   * multi-Region key. CloudWatch Logs and Fargate are admitted in its policy; that of an imported key must admit them already.
   *
   * @default - with a profile that wants one (`ownKeys`), a key is created; keys of AWS else
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The name by which programs in other repositories find the platform, with `ContainerPlatform.fromPublished()`. Writes what they need to know
   * into parameters of Systems Manager, below `/cdk-stevedore/<name>/`, which cost nothing. The name is free once in each region of an account.
   *
   * @default - the platform is used in its own app only
   */
  readonly publishAs?: string;
}
