"""Instances, and what they start from: launch templates and instance profiles."""
from __future__ import annotations

from base64 import b64decode

from ..resource import Call, Kind, Made, Properties, kind, only
from .ec2 import Tagged


@kind
class LaunchTemplate(Tagged):
    """Changed data are a new version, which is the latest one and not the default."""

    type = 'AWS::EC2::LaunchTemplate'

    def create(self, call: Call) -> Made:
        given = call.known('LaunchTemplateData', 'LaunchTemplateName', 'TagSpecifications')
        template = call.api(
            'ec2', 'create_launch_template', **call.taken('LaunchTemplateData', 'TagSpecifications'),
            LaunchTemplateName=call.name(given.get('LaunchTemplateName'), 128))['LaunchTemplate']
        return self._made(template['LaunchTemplateId'], 1)

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'LaunchTemplateData')
        answer = call.api('ec2', 'create_launch_template_version', LaunchTemplateId=made.id, **call.taken('LaunchTemplateData'))
        return self._made(made.id, answer['LaunchTemplateVersion']['VersionNumber'])

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_launch_template', LaunchTemplateId=made.id)

    def _made(self, ident: str, version: int) -> Made:
        return Made(ident, {'LaunchTemplateId': ident, 'DefaultVersionNumber': '1', 'LatestVersionNumber': str(version)})


@kind
class InstanceProfile(Kind):
    type = 'AWS::IAM::InstanceProfile'

    def create(self, call: Call) -> Made:
        given = call.known('InstanceProfileName', 'Path', 'Roles')
        profile = call.api(
            'iam', 'create_instance_profile', **call.taken('Path'), InstanceProfileName=call.name(given.get('InstanceProfileName'), 128))
        name = profile['InstanceProfile']['InstanceProfileName']
        made = call.begin(Made(name, {'Arn': profile['InstanceProfile']['Arn']}))
        self._give(call, name)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'Roles')
        self._take(call, made.id, old)
        self._give(call, made.id)
        return made

    def delete(self, call: Call, made: Made) -> None:
        self._take(call, made.id, call.properties)
        call.api('iam', 'delete_instance_profile', InstanceProfileName=made.id)

    def _give(self, call: Call, name: str) -> None:
        for role in call.properties['Roles']:
            call.api('iam', 'add_role_to_instance_profile', InstanceProfileName=name, RoleName=role)

    def _take(self, call: Call, name: str, properties: Properties) -> None:
        for role in properties['Roles']:
            call.api('iam', 'remove_role_from_instance_profile', InstanceProfileName=name, RoleName=role)


@kind
class Instance(Tagged):
    type, tagged_as = 'AWS::EC2::Instance', 'instance'
    ASIDE = ('AvailabilityZone', 'IamInstanceProfile', 'NetworkInterfaces', 'SourceDestCheck', 'Tags', 'UserData')

    def create(self, call: Call) -> Made:
        given = call.known(*self.ASIDE, 'BlockDeviceMappings', 'ImageId', 'InstanceType', 'MetadataOptions')
        interfaces = [
            {**{key: value for key, value in interface.items() if key != 'GroupSet'}, 'Groups': interface.get('GroupSet')}
            for interface in given.get('NetworkInterfaces', [])]
        profile = given.get('IamInstanceProfile')
        instance = call.api(
            'ec2', 'run_instances', **call.without(*self.ASIDE), MinCount=1, MaxCount=1,
            Placement={'AvailabilityZone': given['AvailabilityZone']} if 'AvailabilityZone' in given else None,
            IamInstanceProfile={'Name': profile} if profile else None,
            NetworkInterfaces=interfaces or None,
            UserData=decoded(given.get('UserData')),
            TagSpecifications=self.specification(call))['Instances'][0]
        ident = instance['InstanceId']
        made = call.begin(Made(ident, {'AvailabilityZone': given.get('AvailabilityZone'), 'InstanceId': ident}))
        if 'SourceDestCheck' in given:
            call.api('ec2', 'modify_instance_attribute', InstanceId=ident, SourceDestCheck={'Value': given['SourceDestCheck'] in (True, 'true')})
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'terminate_instances', InstanceIds=[made.id])


def decoded(text: str | None) -> str | None:
    """The client encodes it again."""
    return None if text is None else b64decode(text).decode()
