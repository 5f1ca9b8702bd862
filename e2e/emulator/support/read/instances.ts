import { DescribeAutoScalingGroupsCommand, DescribePoliciesCommand, DescribeWarmPoolCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeInstanceAttributeCommand, DescribeInstancesCommand, DescribeLaunchTemplatesCommand, DescribeLaunchTemplateVersionsCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2';
import { DescribeCapacityProvidersCommand } from '@aws-sdk/client-ecs';
import { GetInstanceProfileCommand } from '@aws-sdk/client-iam';
import { only, pascalCased, Readers } from './reader';

const OWN = 'launch-template';

/** What the instances of pools are made of. */
export const INSTANCE_READERS: Readers = {
  'AWS::AutoScaling::AutoScalingGroup': async ({ groups }, name) => {
    const group = only((await groups.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }))).AutoScalingGroups, name);
    return { ...group, VPCZoneIdentifier: group.VPCZoneIdentifier?.split(',') };
  },
  'AWS::AutoScaling::ScalingPolicy': async ({ groups }, arn, properties) => {
    const AutoScalingGroupName = String(properties.AutoScalingGroupName);
    const { ScalingPolicies } = await groups.send(new DescribePoliciesCommand({ AutoScalingGroupName }));
    return only(ScalingPolicies?.filter(({ PolicyARN }) => PolicyARN === arn), arn);
  },
  'AWS::AutoScaling::WarmPool': async ({ groups }, name) => {
    const { WarmPoolConfiguration } = await groups.send(new DescribeWarmPoolCommand({ AutoScalingGroupName: name }));
    return { ...WarmPoolConfiguration, AutoScalingGroupName: name };
  },
  'AWS::EC2::Instance': async ({ ec2 }, id) => {
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    const instance = only(only(Reservations, id).Instances, id);
    const { UserData } = await ec2.send(new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: 'userData' }));
    const disks = instance.BlockDeviceMappings?.map(async ({ DeviceName, Ebs }) => {
      const { Volumes } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [Ebs!.VolumeId!] }));
      const { Encrypted, Size, VolumeType } = only(Volumes, DeviceName!);
      return { DeviceName, Ebs: { ...Ebs, Encrypted, VolumeSize: Size, VolumeType } };
    });
    return {
      ...instance,
      BlockDeviceMappings: await Promise.all(disks ?? []),
      NetworkInterfaces: instance.NetworkInterfaces?.map(({ Association, Attachment, Groups, SubnetId }) => ({
        SubnetId,
        AssociatePublicIpAddress: Association?.PublicIp !== undefined,
        DeviceIndex: Attachment?.DeviceIndex,
        GroupSet: Groups?.map(({ GroupId }) => GroupId),
      })),
      AvailabilityZone: instance.Placement?.AvailabilityZone,
      IamInstanceProfile: instance.IamInstanceProfile?.Arn?.split('/').pop(),
      UserData: UserData?.Value,
    };
  },
  'AWS::EC2::LaunchTemplate': async ({ ec2 }, id) => {
    const template = only((await ec2.send(new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] }))).LaunchTemplates, id);
    const { LaunchTemplateVersions } = await ec2.send(new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: ['$Latest'] }));
    const { LaunchTemplateData } = only(LaunchTemplateVersions, id);
    const started = LaunchTemplateData?.TagSpecifications?.filter(({ ResourceType }) => ResourceType !== OWN);
    return {
      ...template,
      // moto puts the tags of the template itself among those of what it starts.
      LaunchTemplateData: { ...LaunchTemplateData, TagSpecifications: started },
      TagSpecifications: [{ ResourceType: OWN, Tags: template.Tags }],
    };
  },
  'AWS::ECS::CapacityProvider': async ({ ecs }, name) => {
    const { capacityProviders } = await ecs.send(new DescribeCapacityProvidersCommand({ capacityProviders: [name] }));
    const provider = only(capacityProviders, name);
    return { ...pascalCased(provider) as object, ClusterName: provider.cluster };
  },
  'AWS::IAM::InstanceProfile': async ({ iam }, name) => {
    const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name }));
    return { ...InstanceProfile, Roles: InstanceProfile?.Roles?.map(({ RoleName }) => RoleName) };
  },
};
