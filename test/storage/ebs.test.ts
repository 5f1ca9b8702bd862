import { aws_ec2 as ec2, aws_ecs as ecs, Size, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EbsStorageOptions, Storage } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

function serviceWith(options: Partial<EbsStorageOptions> = {}, stack = testStack()): Template {
  return templateOf(testService({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20), ...options }) } }, stack));
}

function hasVolume(template: Template, expected: object): void {
  template.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ Name: 'data', ManagedEBSVolume: Match.objectLike(expected) }] });
}

/** The logical ids of the role by which ECS makes the volumes. */
function volumeRoles(template: Template): string[] {
  const ofEcs = { Statement: [Match.objectLike({ Principal: { Service: 'ecs.amazonaws.com' } })] };
  return Object.keys(template.findResources('AWS::IAM::Role', { Properties: { AssumeRolePolicyDocument: ofEcs } }));
}

test('a volume is gp3, encrypted, formatted as xfs and has the tags of the service', () => {
  templateOf(testService({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) } })).hasResourceProperties('AWS::ECS::Service', {
    VolumeConfigurations: [{
      Name: 'data',
      ManagedEBSVolume: {
        VolumeType: 'gp3',
        SizeInGiB: 20,
        Encrypted: true,
        KmsKeyId: Match.absent(),
        FilesystemType: 'xfs',
        TagSpecifications: [{ ResourceType: 'volume', PropagateTags: 'SERVICE' }],
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebStoragedataRole'), 'Arn'] },
      },
    }],
  });
});

test.each<[string, Partial<EbsStorageOptions>, object]>([
  ['size', { size: Size.tebibytes(1) }, { SizeInGiB: 1024 }],
  ['volumeType', { volumeType: ec2.EbsDeviceVolumeType.ST1, size: Size.gibibytes(125) }, { VolumeType: 'st1', SizeInGiB: 125 }],
  ['iops', { iops: 5000 }, { Iops: 5000 }],
  ['throughput', { throughput: 250 }, { Throughput: 250 }],
  ['snapshotId', { snapshotId: 'snap-0a', size: undefined }, { SnapshotId: 'snap-0a', SizeInGiB: Match.absent() }],
  ['fileSystemType', { fileSystemType: ecs.FileSystemType.EXT4 }, { FilesystemType: 'ext4' }],
])('%s reaches the volume', (_, options, expected) => {
  hasVolume(serviceWith(options), expected);
});

// aws-cdk-lib takes a mount of a volume that the task definition does not declare.
test('the task definition declares the volume, and the container sees it', () => {
  serviceWith().hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }],
    ContainerDefinitions: [Match.objectLike({ MountPoints: [{ ContainerPath: '/data', SourceVolume: 'data', ReadOnly: false }] })],
  });
});

test('the container can be kept from writing', () => {
  serviceWith({ readOnly: true }).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ MountPoints: [{ ContainerPath: '/data', SourceVolume: 'data', ReadOnly: true }] })],
  });
});

test('ECS makes the volumes by a role of its own, and by no other', () => {
  const template = serviceWith();
  expect(volumeRoles(template)).toHaveLength(1);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs.amazonaws.com' } }] },
    ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes']] }],
  });
});

test('the service is made after the role, and deleted before it', () => {
  const template = serviceWith();
  expect(volumeRoles(template)).toHaveLength(1);
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith(volumeRoles(template)) });
});

test('tags reach the role', () => {
  const stack = testStack();
  const service = testService({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) } }, stack);
  Tags.of(service).add('team', 'shop');
  templateOf(service).hasResource('AWS::IAM::Role', { Properties: { ManagedPolicyArns: Match.anyValue(), Tags: [{ Key: 'team', Value: 'shop' }] } });
});
