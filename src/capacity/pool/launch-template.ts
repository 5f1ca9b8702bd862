import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { agentConfigOf } from './agent-config';
import { Machines } from './machines';
import { AgentConfigFormat, PoolImageConfig } from './pool-image-protocol';
import { AutoScalingGroupPoolOptions, PoolVolume } from './pool-options';
import { InstancePoolContext } from './pool-protocol';
import { userDataFor } from './user-data';
import { findLongUserData } from './user-data-size';
import { admitAutoScaling } from './volume-key';
import { refuse } from '../../private/fail';

/** What a launch template is made of. */
export interface LaunchTemplateParts {
  /** What the user said. */
  readonly options: AutoScalingGroupPoolOptions;
  /** What the instances are. */
  readonly machines: Machines;
  /** What the instances start from. */
  readonly image: PoolImageConfig;
  /** Where the pool belongs. */
  readonly context: InstancePoolContext;
  /** The group of the instances. */
  readonly securityGroup: ec2.ISecurityGroup;
  /** The role of the instances. */
  readonly instanceRole: iam.IRole;
  /** What the instances register with. */
  readonly attributes: { [name: string]: string };
}

export function createLaunchTemplate(scope: Construct, parts: LaunchTemplateParts): ec2.LaunchTemplate {
  const { options, machines: { types }, image, context, securityGroup, instanceRole } = parts;
  const disks = image.agentConfigFormat === AgentConfigFormat.TOML ? ['/dev/xvda', image.diskName] : [image.diskName];
  const encryptionKey = options.rootVolume?.encryptionKey ?? context.encryptionKey;
  if (encryptionKey) { admitAutoScaling(scope, encryptionKey); }
  const onStart = userData(parts);
  refuse('UserData', findLongUserData(onStart), scope);
  const template = new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
    machineImage: image.machineImage,
    // L2 wants one for a group without a mixed instances policy.
    instanceType: types.length === 1 && !options.spot ? new ec2.InstanceType(types[0]) : undefined,
    userData: onStart,
    role: instanceRole,
    securityGroup,
    keyPair: options.keyPair,
    blockDevices: disks.map((deviceName) => disk(deviceName, encryptionKey)),
    requireImdsv2: true,
    httpPutResponseHopLimit: 1,
    detailedMonitoring: options.detailedMonitoring ?? false,
    ...(context.publicSubnets ? { associatePublicIpAddress: true } : {}),
  });
  // L2 names instances and disks by the path of the template that they start from.
  Tags.of(template).add('Name', scope.node.path);
  const resource = template.node.defaultChild as ec2.CfnLaunchTemplate;
  disks.forEach((deviceName, index) => shape(resource, index, deviceName === image.diskName ? options.rootVolume : undefined));
  if (options.metadataHopLimit !== undefined) {
    resource.addPropertyOverride('LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit', options.metadataHopLimit);
  }
  return template;
}

const PLACEHOLDER_GIB = 1;

function disk(deviceName: string, kmsKey: kms.IKey | undefined): ec2.BlockDevice {
  const volume = ec2.BlockDeviceVolume.ebs(PLACEHOLDER_GIB, {
    encrypted: true, kmsKey, deleteOnTermination: true, volumeType: ec2.EbsDeviceVolumeType.GP3,
  });
  return { deviceName, volume };
}

/** L2 wants a size, where EC2 takes that of the image, and knows no numbers that only the deployment knows. */
function shape(resource: ec2.CfnLaunchTemplate, index: number, { size, iops, throughput }: PoolVolume = {}): void {
  const path = `LaunchTemplateData.BlockDeviceMappings.${index}.Ebs`;
  if (size) { resource.addPropertyOverride(`${path}.VolumeSize`, size.toGibibytes()); } else { resource.addPropertyDeletionOverride(`${path}.VolumeSize`); }
  if (iops !== undefined) { resource.addPropertyOverride(`${path}.Iops`, iops); }
  if (throughput !== undefined) { resource.addPropertyOverride(`${path}.Throughput`, throughput); }
}

function userData({ options, machines, image, context, attributes }: LaunchTemplateParts): ec2.UserData {
  const facts = {
    format: image.agentConfigFormat,
    clusterName: context.cluster.clusterName,
    attributes,
    gpus: image.gpus ?? (machines.gpus ?? 0) > 0,
    spot: options.spot !== undefined,
    warmPool: options.warmPool !== undefined,
  };
  return userDataFor({
    format: facts.format,
    config: agentConfigOf(facts, options.agentConfig),
    instanceStorePath: options.instanceStore?.mountPath,
    warmPool: facts.warmPool,
    lines: [...options.userData ?? []],
  });
}
