import { Aws, aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_s3 as s3, aws_servicediscovery as cloudmap, Resource } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { checkNamespace, createNamespace } from './cloud-map-namespace';
import { encryptionKeyOf, storageEncryption } from './encryption-key';
import { ExternalMachines, InstancePoolConfig } from '../capacity';
import { configurationOf, ExecParts, settingsOf } from './exec/exec';
import { createExecLog } from './exec/log';
import { ExecSettings } from './exec/protocol';
import { ImportedPlatform } from './imported-platform';
import { createFlowLog, createLogBucket } from './log-bucket';
import { Endpoints } from './network/endpoints';
import { existingVpc } from './network/existing-network';
import { NetworkConfig } from './network/protocol';
import { bindPools, checkPools, poolOf } from './pools';
import { Profile } from './profile/profile';
import { ContainerPlatformProps } from './props';
import { FromClusterOptions, FromPublishedOptions, IContainerPlatform } from './protocol';
import { takePublishedName, wrongPublishedName } from './published/facts';
import { PublishedPlatform } from './published/platform';
import { publish } from './published/publish';
import { checkShared, registerPlatform } from './registry';
import { bindTaskEvents } from './task-events/binding';
import { TaskEventsConfig } from './task-events/protocol';
import { createWebAcl } from './web-acl';
import { checkBrand, checkConfig } from '../private/brand';
import { declareFacts } from '../private/facts';
import { fail, refuse } from '../private/fail';
import { wrongEcsName } from '../private/names';
import { useManagedPolicies } from '../private/roles';
import { deployedStackOf } from '../private/stage';
import { candidatesOf } from '../private/subnets';

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
  /** Where the tags of tasks come from. */
  public readonly propagateTags: ecs.PropagatedTagSource;
  /** Whether the subnets have addresses of IPv6 beside those of IPv4. */
  public readonly dualStack: boolean;
  /** How sessions of ECS Exec are opened in the containers of the cluster: not at all, if it is not there. */
  public readonly execSettings?: ExecSettings;
  /** What was made for the events of tasks: the topic to subscribe to, and the log group. */
  public readonly taskEvents?: TaskEventsConfig;
  private readonly endpoints?: Endpoints;
  private readonly exec?: ExecParts;
  private ownNamespace?: cloudmap.INamespace;
  private readonly association: ecs.CfnClusterCapacityProviderAssociations;
  private ownLogBucket?: s3.Bucket;
  private ownExternalMachines?: ExternalMachines;
  private ownWebAclArn?: string;

  constructor(scope: Construct, id: string, props: ContainerPlatformProps = {}) {
    super(scope, id);
    registerPlatform(this, id === SHARED_ID);
    checkProps(this, props);
    this.profile = props.profile ?? Profile.production();
    this.propagateTags = props.propagateTags ?? ecs.PropagatedTagSource.SERVICE;
    if (this.profile.managedPolicies) { useManagedPolicies(this); }
    this.encryptionKey = encryptionKeyOf(this, this.profile, props.encryptionKey);
    // Made at once where it will be used: the platform's stack must not depend on what other stacks log.
    if (this.profile.accessLogs || this.profile.flowLogs) { this.ownLogBucket = createLogBucket(this, this.profile); }
    if (this.profile.webAcl) { this.ownWebAclArn = createWebAcl(this, this.profile, this.encryptionKey); }
    const network = this.bindNetwork(props);
    this.vpc = network.vpc;
    this.taskSubnets = network.taskSubnets;
    this.publicSubnets = network.publicSubnets;
    this.dualStack = network.dualStack ?? false;
    this.endpoints = network.endpoints && new Endpoints(this, 'Endpoints', network, network.endpoints);
    const containerInsightsV2 = props.containerInsights ?? this.profile.containerInsights;
    this.containerInsights = containerInsightsV2 !== ecs.ContainerInsights.DISABLED;
    this.exec = createExecLog(this, props);
    this.execSettings = this.exec && settingsOf(this.exec);
    this.cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: this.vpc,
      clusterName: props.clusterName,
      containerInsightsV2,
      executeCommandConfiguration: this.exec && configurationOf(this.exec),
      ...storageEncryption(this, this.encryptionKey),
    });
    this.pools = bindPools(this, props.pools);
    this.connections = new ec2.Connections({ securityGroups: Object.values(this.pools).flatMap(({ securityGroups = [] }) => securityGroups) });
    if (props.namespaceName !== undefined) { this.ownNamespace = createNamespace(this, this.vpc, props.namespaceName, props); }
    this.association = this.associateCapacity();
    if (props.externalMachines) { this.ownExternalMachines = this.externalMachines; }
    this.taskEvents = bindTaskEvents(this, props);
    declareFacts(this, () => this.facts());
    if (props.publishAs !== undefined) { publish(this, props.publishAs, this.ownLogBucket, this.ownWebAclArn); }
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

  /** Whether tasks reach AWS through endpoints of the VPC only, which the platform makes as they are needed. */
  public get endpointsOnly(): boolean {
    return this.endpoints !== undefined;
  }

  /**
   * Makes endpoints for services of AWS, each once, where the network has no other way out. Workloads call it for what they are known to need;
   * call it for what they get later, such as secrets that are added to a container.
   *
   * @param services what is to be reached
   * @returns what to wait for: nothing with another way out
   */
  public reach(services: ec2.InterfaceVpcEndpointAwsService[]): IDependable[] {
    return this.endpoints?.reach(services) ?? [];
  }

  /**
   * The namespace in which services find each other. That of a platform that the workloads of a stack share is made when it is first asked for:
   * no other stack can come and go with it.
   */
  public get cloudMapNamespace(): cloudmap.INamespace | undefined {
    if (this.node.id === SHARED_ID) { this.ownNamespace ??= createNamespace(this, this.vpc, Aws.STACK_NAME); }
    return this.ownNamespace;
  }

  /** What services wait for, so that a cluster can be taken down in order. */
  public get serviceDependencies(): IDependable[] {
    return [this.association];
  }

  /** What services on machines outside AWS wait for beside that: without their role, the machines could not say that a task has ended. */
  public get externalServiceDependencies(): IDependable[] {
    return [this.externalMachines];
  }

  /** How machines outside AWS join the cluster; made when it is first asked for, if not at once. */
  public get externalMachines(): ExternalMachines {
    return this.ownExternalMachines ??= new ExternalMachines(this, 'ExternalMachines', { cluster: this.cluster });
  }

  /** The bucket for access and flow logs; where the profile wants neither, made when it is first asked for. */
  public get logBucket(): s3.IBucket {
    return this.ownLogBucket ??= createLogBucket(this, this.profile);
  }

  /** The web ACL for public load balancers; where the profile wants none, made when it is first asked for. */
  public get webAclArn(): string {
    return this.ownWebAclArn ??= createWebAcl(this, this.profile, this.encryptionKey);
  }

  /** All that services may refer to. An imported VPC has names that nobody exports. */
  private facts(): string[] {
    const { vpc, ownLogBucket, ownWebAclArn, encryptionKey, exec } = this;
    const subnets = [{}, this.taskSubnets, this.publicSubnets].flatMap((selection) => candidatesOf(vpc, selection));
    const network = Resource.isOwnedResource(vpc) ? [vpc.vpcId, vpc.vpcCidrBlock, ...subnets.map((subnet) => subnet.subnetId)] : [];
    const pools = Object.values(this.pools).flatMap(({ capacityProviderName, securityGroups = [] }) =>
      [capacityProviderName, ...securityGroups.map((group) => group.securityGroupId)]);
    const namespace = this.ownNamespace ? [this.ownNamespace.namespaceArn, this.ownNamespace.namespaceId] : [];
    const keys = [encryptionKey, exec?.encryptionKey].filter((key) => key && deployedStackOf(key) === deployedStackOf(this));
    return [
      this.cluster.clusterName, ...network, ...pools, ...namespace,
      ...ownLogBucket ? [ownLogBucket.bucketName] : [], ...ownWebAclArn ? [ownWebAclArn] : [],
      ...new Set(keys.flatMap((key) => [key!.keyArn, key!.keyId])), ...exec ? [exec.logGroup.logGroupArn] : [],
    ];
  }

  private bindNetwork(props: ContainerPlatformProps): NetworkConfig {
    if (props.vpc) { return existingVpc(this, props.vpc); }
    const network = props.network ?? this.profile.network;
    checkBrand(this, 'network', network, 'networkKind', 'Network');
    const scope = new Construct(this, 'Network');
    const { availabilityZones, restrictDefaultSecurityGroup } = this.profile;
    const config = network.bind(scope, { availabilityZones, restrictDefaultSecurityGroup });
    checkConfig(this, 'network', 'NetworkConfig', config, 'vpc');
    const isOwn = config.vpc.node.scopes.includes(scope);
    if (isOwn && this.profile.flowLogs) { createFlowLog(this, config.vpc, this.logBucket); }
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
  checkNamespace(scope, props);
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
