"""What instances start from: launch templates and instance profiles."""
from __future__ import annotations

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
