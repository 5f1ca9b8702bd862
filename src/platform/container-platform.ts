import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_s3 as s3, Resource } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { existingVpc } from './existing-vpc';
import { ImportedPlatform } from './imported-platform';
import { createFlowLog, createLogBucket } from './log-bucket';
import { INetwork, NetworkConfig } from './network-protocol';
import { bindPools, checkPools, poolOf } from './pools';
import { Profile } from './profile';
import { FromClusterOptions, FromPublishedOptions, IContainerPlatform } from './protocol';
import { publish } from './publish';
import { takePublishedName, wrongPublishedName } from './published-facts';
import { PublishedPlatform } from './published-platform';
import { checkShared, registerPlatform } from './registry';
import { IInstancePool, InstancePoolConfig } from '../capacity';
import { checkBrand } from '../private/brand';
import { declareFacts } from '../private/facts';
import { fail, refuse } from '../private/fail';
import { wrongEcsName } from '../private/names';
import { deployedStackOf } from '../private/stage';
import { candidatesOf } from '../private/subnets';

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
   * @default - the profile's: NAT gateways in production, public subnets in development
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
   * What Container Insights measures.
   *
   * @default - the profile's: enabled in production, disabled in development
   */
  readonly containerInsights?: ecs.ContainerInsights;

  /**
   * The name of the cluster. A name of your own stands in the way of a replacement.
   *
   * @default - CloudFormation makes a name
   */
  readonly clusterName?: string;

  /**
   * The key that logs, queues and disks of the platform and its workloads are encrypted with.
   *
   * @default - keys of AWS
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

/**
 * What workloads run on: a VPC, a cluster with Fargate and Fargate Spot, and the defaults of a profile.
 *
 * With the production profile it creates a VPC in two zones with a NAT gateway each, a cluster and a bucket for access and flow logs: its fixed
 * cost is that of the NAT gateways and their addresses. With the development profile the fixed cost is nothing.
 *
 * @example
 * const platform = new ContainerPlatform(this, 'Platform', { profile: Profile.development() });
 */
export class ContainerPlatform extends Construct implements IContainerPlatform {
  /**
   * A platform around a cluster that exists already. Nothing is created but, when it is first needed, a bucket for access logs; the capacity
   * providers of the cluster are left alone.
   */
  public static fromCluster(scope: Construct, id: string, options: FromClusterOptions): IContainerPlatform {
    return new ImportedPlatform(scope, id, options);
  }

  /**
   * A platform of another repository, by the name that it was published as with `publishAs`. Creates nothing: each template that uses the
   * platform reads from parameters of Systems Manager what it uses, when its stack is deployed. The platform is deployed first.
   *
   * @param name the name that the platform was published as
   *
   * @example
   * const platform = ContainerPlatform.fromPublished(this, 'Platform', 'shared');
   */
  public static fromPublished(scope: Construct, id: string, name: string, options: FromPublishedOptions = {}): IContainerPlatform {
    return new PublishedPlatform(scope, id, name, options);
  }

  /**
   * What the workloads of a stack and its nested stacks share that name no platform: a platform of the stack's own, in production profile, made
   * when it is first asked for.
   */
  public static ofStack(scope: Construct): IContainerPlatform {
    const stack = deployedStackOf(scope);
    const existing = stack.node.tryFindChild(SHARED_ID);
    if (existing) { return existing as ContainerPlatform; }
    checkShared(scope);
    return new ContainerPlatform(stack, SHARED_ID);
  }

  /** The cluster. */
  public readonly cluster: ecs.ICluster;
  /** The VPC of the cluster. */
  public readonly vpc: ec2.IVpc;
  /** The security groups of the instances of all pools: none, while there are no pools. */
  public readonly connections: ec2.Connections;
  /** The defaults of the platform and its workloads. */
  public readonly profile: Profile;
  /** The pools of instances that the cluster has, by name. */
  public readonly pools: { [name: string]: InstancePoolConfig };
  /** The subnets that tasks run in. */
  public readonly taskSubnets: ec2.SubnetSelection;
  /** The subnets for load balancers that the internet reaches. */
  public readonly publicSubnets: ec2.SubnetSelection;
  /** Whether the cluster measures with Container Insights: the metric `RunningTaskCount` exists then. */
  public readonly containerInsights: boolean;
  /** The key that logs, queues and disks of the workloads are encrypted with, if it is not one of AWS. */
  public readonly encryptionKey?: kms.IKey;
  private readonly association: ecs.CfnClusterCapacityProviderAssociations;
  private ownLogBucket?: s3.Bucket;

  constructor(scope: Construct, id: string, props: ContainerPlatformProps = {}) {
    super(scope, id);
    registerPlatform(this, id === SHARED_ID);
    checkProps(this, props);
    this.profile = props.profile ?? Profile.production();
    this.encryptionKey = props.encryptionKey;
    // Made at once where it will be used: the platform's stack must not depend on what other stacks log.
    if (this.profile.accessLogs || this.profile.flowLogs) { this.ownLogBucket = createLogBucket(this, this.profile); }
    const network = this.bindNetwork(props);
    this.vpc = network.vpc;
    this.taskSubnets = network.taskSubnets;
    this.publicSubnets = network.publicSubnets;
    const containerInsightsV2 = props.containerInsights ?? this.profile.containerInsights;
    this.containerInsights = containerInsightsV2 !== ecs.ContainerInsights.DISABLED;
    this.cluster = new ecs.Cluster(this, 'Cluster', { vpc: this.vpc, clusterName: props.clusterName, containerInsightsV2 });
    this.pools = bindPools(this, props.pools);
    this.connections = new ec2.Connections({ securityGroups: Object.values(this.pools).flatMap(({ securityGroups = [] }) => securityGroups) });
    this.association = this.associateCapacity();
    declareFacts(this, () => this.facts());
    if (props.publishAs !== undefined) { publish(this, props.publishAs, this.ownLogBucket); }
  }

  /** The capacity providers that the cluster has, by name. */
  public get capacityProviders(): string[] {
    return [...OF_FARGATE, ...Object.values(this.pools).map(({ capacityProviderName }) => capacityProviderName)];
  }

  /**
   * A pool of instances.
   *
   * @param name the key of the pool in `pools`
   */
  public pool(name: string): InstancePoolConfig {
    return poolOf(this, name);
  }

  /** What services wait for, so that a cluster can be taken down in order. */
  public get serviceDependencies(): IDependable[] {
    return [this.association];
  }

  /** The bucket for access and flow logs; where the profile wants neither, made when it is first asked for. */
  public get logBucket(): s3.IBucket {
    return this.ownLogBucket ??= createLogBucket(this, this.profile);
  }

  /** All that services may refer to. An imported VPC has names that nobody exports. */
  private facts(): string[] {
    const { vpc, ownLogBucket } = this;
    const subnets = [{}, this.taskSubnets, this.publicSubnets].flatMap((selection) => candidatesOf(vpc, selection));
    const network = Resource.isOwnedResource(vpc) ? [vpc.vpcId, vpc.vpcCidrBlock, ...subnets.map((subnet) => subnet.subnetId)] : [];
    const pools = Object.values(this.pools).flatMap(({ capacityProviderName, securityGroups = [] }) =>
      [capacityProviderName, ...securityGroups.map((group) => group.securityGroupId)]);
    return [this.cluster.clusterName, ...network, ...pools, ...ownLogBucket ? [ownLogBucket.bucketName] : []];
  }

  private bindNetwork(props: ContainerPlatformProps): NetworkConfig {
    if (props.vpc) { return existingVpc(props.vpc); }
    const network = props.network ?? this.profile.network;
    checkBrand(this, 'network', network, 'networkKind', 'Network');
    const config = network.bind(new Construct(this, 'Network'), { availabilityZones: this.profile.availabilityZones });
    if (this.profile.flowLogs) { createFlowLog(this, config.vpc, this.logBucket); }
    return config;
  }

  /**
   * L2's own association comes into being only at synthesis, so that no service could wait for it: a service that outlives the association, or
   * that comes before it, makes CloudFormation fail. Providers of Managed Instances belong to their cluster without one.
   */
  private associateCapacity(): ecs.CfnClusterCapacityProviderAssociations {
    const pools = Object.values(this.pools).filter(({ compatibility }) => compatibility !== ecs.Compatibility.MANAGED_INSTANCES);
    const association = new ecs.CfnClusterCapacityProviderAssociations(this, 'CapacityProviders', {
      cluster: this.cluster.clusterName,
      capacityProviders: [...OF_FARGATE, ...pools.map(({ capacityProviderName }) => capacityProviderName)],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    });
    for (const { dependencies = [] } of pools) { association.node.addDependency(...dependencies); }
    return association;
  }
}

const SHARED_ID = 'StevedorePlatform';
const OF_FARGATE = ['FARGATE', 'FARGATE_SPOT'];

function checkProps(scope: Construct, props: ContainerPlatformProps): void {
  refuse('ClusterName', wrongEcsName('clusterName', props.clusterName), scope);
  checkPools(scope, props.pools);
  refuse('PublishAs', wrongPublishedName('publishAs', props.publishAs), scope);
  if (props.vpc && props.network) {
    fail('NetworkAndVpc', {
      given: 'vpc and network are both given',
      allowed: 'A platform has one VPC: one that exists, or one that it creates',
      remedy: 'Leave one out',
    }, scope);
  }
  takePublishedName(scope, props.publishAs);
}
