import { aws_ec2 as ec2, aws_ecs as ecs, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { existingVpc } from './existing-vpc';
import { createLogBucket } from './log-bucket';
import { NetworkConfig } from './network-protocol';
import { Profile } from './profile';
import { FromClusterOptions, IContainerPlatform } from './protocol';
import { registerPlatform } from './registry';
import { Finding, refuse } from '../private/fail';

export class ImportedPlatform extends Construct implements IContainerPlatform {
  public readonly cluster: ecs.ICluster;
  public readonly vpc: ec2.IVpc;
  public readonly connections: ec2.Connections;
  public readonly profile: Profile;
  private readonly providers?: string[];
  private readonly network: NetworkConfig;
  private ownLogBucket?: s3.IBucket;

  constructor(scope: Construct, id: string, options: FromClusterOptions) {
    super(scope, id);
    registerPlatform(this, false);
    refuse('LogBucketKey', findKey(options.logBucket), this);
    this.cluster = options.cluster;
    this.vpc = options.vpc;
    this.connections = options.cluster.connections;
    this.profile = options.profile ?? Profile.production();
    this.providers = options.capacityProviders;
    this.network = existingVpc(options.vpc);
    this.ownLogBucket = options.logBucket;
  }

  /** A cluster of the same app knows its providers; of another one the usual ones are taken to be there. */
  public get capacityProviders(): string[] {
    return [...this.providers ?? (this.cluster instanceof ecs.Cluster ? this.cluster.capacityProviderNames : ['FARGATE', 'FARGATE_SPOT'])];
  }

  /** With a cluster of the same app this also waits for the association that L2 makes below it at synthesis. */
  public get serviceDependencies(): IDependable[] { return [this.cluster]; }

  public get taskSubnets(): ec2.SubnetSelection { return this.network.taskSubnets; }
  public get publicSubnets(): ec2.SubnetSelection { return this.network.publicSubnets; }

  public get logBucket(): s3.IBucket {
    return this.ownLogBucket ??= createLogBucket(this, this.profile);
  }
}

function findKey(bucket: s3.IBucket | undefined): Finding | undefined {
  return bucket?.encryptionKey ? {
    given: 'logBucket is encrypted with a key of yours',
    allowed: 'Load balancers write to buckets that are encrypted with the key of S3',
    remedy: 'Give such a bucket, or leave logBucket out',
  } : undefined;
}
