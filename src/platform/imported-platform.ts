import { aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_s3 as s3, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { encryptionKeyOf } from './encryption-key';
import { InstancePoolConfig } from '../capacity';
import { settingsOfCluster } from './exec/exec';
import { ExecSettings } from './exec/protocol';
import { checkKey, createLogBucket } from './log-bucket';
import { existingVpc } from './network/existing-network';
import { NetworkConfig } from './network/protocol';
import { poolOf } from './pools';
import { Profile } from './profile/profile';
import { FromClusterOptions, IContainerPlatform } from './protocol';
import { registerPlatform } from './registry';
import { createWebAcl } from './web-acl';

export class ImportedPlatform extends Construct implements IContainerPlatform {
  public readonly cluster: ecs.ICluster;
  public readonly vpc: ec2.IVpc;
  public readonly connections: ec2.Connections;
  public readonly profile: Profile;
  public readonly propagateTags: ecs.PropagatedTagSource;
  public readonly encryptionKey?: kms.IKey;
  public readonly pools: { [name: string]: InstancePoolConfig } = {};
  /** Its endpoints are the business of whoever made the VPC. */
  public readonly endpointsOnly = false;
  public readonly dualStack = false;
  public readonly cloudMapNamespace?: cloudmap.INamespace;
  private readonly providers?: string[];
  private readonly insights?: boolean;
  private readonly network: NetworkConfig;
  private ownLogBucket?: s3.IBucket;
  private ownWebAclArn?: string;

  constructor(scope: Construct, id: string, options: FromClusterOptions) {
    super(scope, id);
    registerPlatform(this, false);
    checkKey(this, options.logBucket);
    this.cluster = options.cluster;
    this.vpc = options.vpc;
    this.connections = options.cluster.connections;
    this.profile = options.profile ?? Profile.production();
    this.propagateTags = options.propagateTags ?? ecs.PropagatedTagSource.SERVICE;
    this.encryptionKey = encryptionKeyOf(this, this.profile, options.encryptionKey);
    this.providers = options.capacityProviders;
    this.cloudMapNamespace = options.cloudMapNamespace ?? options.cluster.defaultCloudMapNamespace;
    this.insights = options.containerInsights;
    this.network = existingVpc(this, options.vpc);
    this.ownLogBucket = options.logBucket;
  }

  /** A cluster of the same app knows its providers; of another one the usual ones are taken to be there. */
  public get capacityProviders(): string[] {
    return [...this.providers ?? (this.cluster instanceof ecs.Cluster ? this.cluster.capacityProviderNames : ['FARGATE', 'FARGATE_SPOT'])];
  }

  public get containerInsights(): boolean {
    return this.insights ?? hasInsights(this.cluster);
  }

  /** What the cluster says of itself; of one that was imported, what its attributes say. */
  public get execSettings(): ExecSettings { return settingsOfCluster(this.cluster); }

  /** With a cluster of the same app this also waits for the association that L2 makes below it at synthesis. */
  public get serviceDependencies(): IDependable[] { return [this.cluster]; }

  /** Its machines have joined it by what others made. */
  public get externalServiceDependencies(): IDependable[] { return []; }

  public get taskSubnets(): ec2.SubnetSelection { return this.network.taskSubnets; }
  public get publicSubnets(): ec2.SubnetSelection { return this.network.publicSubnets; }

  public pool(name: string): InstancePoolConfig { return poolOf(this, name); }

  public reach(): IDependable[] { return []; }

  public get logBucket(): s3.IBucket {
    return this.ownLogBucket ??= createLogBucket(this, this.profile);
  }

  public get webAclArn(): string {
    return this.ownWebAclArn ??= createWebAcl(this, this.profile, this.encryptionKey);
  }
}

/** A cluster of the same app has settings, which nobody can see of another one. */
function hasInsights(cluster: ecs.ICluster): boolean {
  const { clusterSettings } = (cluster.node.defaultChild ?? {}) as Partial<ecs.CfnCluster>;
  const settings = Array.isArray(clusterSettings) ? clusterSettings as ecs.CfnCluster.ClusterSettingsProperty[] : [];
  return settings.some(({ name, value }) => name === 'containerInsights' && value !== ecs.ContainerInsights.DISABLED);
}
