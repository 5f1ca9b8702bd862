import {
  Annotations, aws_ec2 as ec2, aws_ecs as ecs, aws_kms as kms, aws_s3 as s3, aws_servicediscovery as cloudmap, aws_ssm as ssm, Fn, Lazy, Stack,
} from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { InstancePoolConfig } from '../../capacity';
import { refuse } from '../../private/fail';
import { checkPublishedType, isPrivateZone } from '../cloud-map-namespace';
import { encryptionKeyOf } from '../encryption-key';
import { ExecSettings } from '../exec/protocol';
import { checkKey } from '../log-bucket';
import { DualStackNetwork } from '../network/dual-stack';
import { EndpointNetwork } from '../network/endpoint-network';
import { PublicSubnetNetwork } from '../network/public-subnets';
import { checkZones } from '../network/vpc';
import { poolOf } from '../pools';
import { Profile } from '../profile/profile';
import { FromPublishedOptions, IContainerPlatform } from '../protocol';
import { namespaceFacts, parameterName, PublishedFact, taskSubnetFact, wrongPublishedName } from './facts';
import { registerPlatform } from '../registry';

export class PublishedPlatform extends Construct implements IContainerPlatform {
  public readonly cluster: ecs.ICluster;
  public readonly vpc: ec2.IVpc;
  public readonly connections: ec2.Connections;
  public readonly profile: Profile;
  public readonly propagateTags: ecs.PropagatedTagSource;
  public readonly pools: { [name: string]: InstancePoolConfig } = {};
  public readonly taskSubnets: ec2.SubnetSelection;
  public readonly publicSubnets: ec2.SubnetSelection = { subnetType: ec2.SubnetType.PUBLIC };
  public readonly containerInsights: boolean;
  /** Its endpoints are the business of the program that made it. */
  public readonly endpointsOnly = false;
  public readonly dualStack: boolean;
  public readonly execSettings?: ExecSettings;
  public readonly logBucket: s3.IBucket;
  public readonly encryptionKey?: kms.IKey;
  private readonly publishedName: string;
  private readonly namespaceType?: cloudmap.NamespaceType;
  private namespace?: cloudmap.INamespace;

  constructor(scope: Construct, id: string, name: string, options: FromPublishedOptions) {
    super(scope, id);
    registerPlatform(this, false);
    refuse('PublishAs', wrongPublishedName('name', name), this);
    checkPublishedType(this, options.namespaceType);
    checkZones('availabilityZones', options.availabilityZones, this);
    checkKey(this, options.logBucket);
    this.publishedName = name;
    this.profile = options.profile ?? Profile.production();
    this.propagateTags = options.propagateTags ?? ecs.PropagatedTagSource.SERVICE;
    this.containerInsights = this.profile.containerInsights !== ecs.ContainerInsights.DISABLED;
    this.dualStack = this.profile.network instanceof DualStackNetwork;
    this.taskSubnets = { subnetType: options.taskSubnetType ?? taskSubnetTypeOf(this.profile) };
    this.vpc = this.importVpc(options.availabilityZones ?? this.profile.availabilityZones);
    this.cluster = ecs.Cluster.fromClusterAttributes(this, 'Cluster', {
      clusterName: this.read('ClusterName'), vpc: this.vpc, securityGroups: [], hasEc2Capacity: false,
    });
    this.connections = this.cluster.connections;
    this.execSettings = options.execEnabled ? this.importExec() : undefined;
    this.namespaceType = options.namespaceType;
    this.logBucket = options.logBucket ?? s3.Bucket.fromBucketName(this, 'LogBucket', this.read('LogBucketName'));
    this.encryptionKey = options.encryptionKey ? encryptionKeyOf(this, this.profile, options.encryptionKey) : this.importKey();
  }

  public get capacityProviders(): string[] { return ['FARGATE', 'FARGATE_SPOT']; }

  public get webAclArn(): string { return this.read('WebAclArn'); }

  public get cloudMapNamespace(): cloudmap.INamespace {
    return this.namespace ??= this.importNamespace(this.namespaceType);
  }

  /** The platform was there before it was published. */
  public get serviceDependencies(): IDependable[] { return []; }

  public pool(name: string): InstancePoolConfig { return poolOf(this, name); }

  /** Its machines have joined it by what it made itself. */
  public get externalServiceDependencies(): IDependable[] { return []; }

  public reach(): IDependable[] { return []; }

  /** CloudWatch Logs is admitted where the platform was made. */
  private importKey(): kms.IKey | undefined {
    return this.profile.ownKeys ? kms.Key.fromKeyArn(this, 'EncryptionKey', this.read('EncryptionKeyArn')) : undefined;
  }

  private importExec(): ExecSettings {
    const encryptionKey = kms.Key.fromKeyArn(this, 'ExecKey', this.read('ExecKeyArn'));
    return { enabledByDefault: true, logGroupArn: this.read('ExecLogGroupArn'), encryptionKey };
  }

  private importVpc(zones: number): ec2.IVpc {
    const taskSubnetType = this.taskSubnets.subnetType!;
    const taskSubnetIds = this.readList(taskSubnetFact(taskSubnetType), zones);
    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: this.read('VpcId'),
      vpcCidrBlock: this.read('VpcCidr'),
      availabilityZones: this.readList('AvailabilityZones', zones),
      publicSubnetIds: this.readList('PublicSubnetIds', zones),
      ...taskSubnetAttributes(taskSubnetType, taskSubnetIds),
    });
    Annotations.of(vpc).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId'); // routes are the platform's business
    return vpc;
  }

  private importNamespace(type: cloudmap.NamespaceType | undefined): cloudmap.INamespace {
    const [nameFact, arnFact] = namespaceFacts(isPrivateZone(type));
    const namespaceArn = this.read(arnFact);
    const attributes = { namespaceName: this.read(nameFact), namespaceArn, namespaceId: Fn.select(1, Fn.split('/', namespaceArn)) };
    return isPrivateZone(type)
      ? cloudmap.PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(this, 'DnsNamespace', attributes)
      : cloudmap.HttpNamespace.fromHttpNamespaceAttributes(this, 'HttpNamespace', attributes);
  }

  /**
   * Each template reads by itself what it uses, and nothing else: the stacks need no exports of each other, and what the platform does not have is
   * missed by those only who use it.
   */
  private read(fact: PublishedFact): string {
    const name = parameterName(this.publishedName, fact);
    return Lazy.uncachedString({ produce: ({ scope }) => ssm.StringParameter.valueForStringParameter(Stack.of(scope), name) });
  }

  private readList(fact: PublishedFact, length: number): string[] {
    const values = Fn.split(',', this.read(fact));
    return Array.from({ length }, (_, index) => Fn.select(index, values));
  }
}

function taskSubnetTypeOf({ network }: Profile): ec2.SubnetType {
  if (network instanceof EndpointNetwork) { return ec2.SubnetType.PRIVATE_ISOLATED; }
  return network instanceof PublicSubnetNetwork ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS;
}

function taskSubnetAttributes(type: ec2.SubnetType, ids: string[]): Partial<ec2.VpcAttributes> {
  switch (type) {
    case ec2.SubnetType.PUBLIC: return { publicSubnetIds: ids };
    case ec2.SubnetType.PRIVATE_ISOLATED: return { isolatedSubnetIds: ids };
    default: return { privateSubnetIds: ids };
  }
}
