"""Roles and policies."""
from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from ..api import is_gone
from ..resource import Call, Kind, Made, Properties, kind, only

#: The longest name of a role, and of a policy.
LONGEST_ROLE, LONGEST_POLICY = 64, 128


@kind
class Role(Kind):
    type = 'AWS::IAM::Role'

    def create(self, call: Call) -> Made:
        given = call.without('RoleName', 'ManagedPolicyArns', 'Policies')
        role = call.api('iam', 'create_role', **given, RoleName=call.name(call.properties.get('RoleName'), LONGEST_ROLE))['Role']
        made = call.begin(Made(role['RoleName'], {'Arn': role['Arn'], 'RoleId': role['RoleId']}))
        self._attach(call, made.id, call.properties)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'AssumeRolePolicyDocument', 'Description', 'ManagedPolicyArns', 'MaxSessionDuration', 'Policies')
        if 'AssumeRolePolicyDocument' in difference:
            document = call.properties['AssumeRolePolicyDocument']
            call.api('iam', 'update_assume_role_policy', RoleName=made.id, PolicyDocument=document)
        if difference & {'Description', 'MaxSessionDuration'}:
            call.api('iam', 'update_role', RoleName=made.id, **call.taken('Description', 'MaxSessionDuration'))
        if difference & {'ManagedPolicyArns', 'Policies'}:
            self._detach(call, made.id, old)
            self._attach(call, made.id, call.properties)
        return made

    def delete(self, call: Call, made: Made) -> None:
        self._detach(call, made.id, call.properties)
        call.api('iam', 'delete_role', RoleName=made.id)

    def _attach(self, call: Call, role: str, properties: Properties) -> None:
        for arn in properties.get('ManagedPolicyArns', []):
            call.api('iam', 'attach_role_policy', RoleName=role, PolicyArn=arn)
        for policy in properties.get('Policies', []):
            call.api('iam', 'put_role_policy', RoleName=role, **policy)

    def _detach(self, call: Call, role: str, properties: Properties) -> None:
        for arn in properties.get('ManagedPolicyArns', []):
            _unless_gone(call, 'detach_role_policy', RoleName=role, PolicyArn=arn)
        for policy in properties.get('Policies', []):
            _unless_gone(call, 'delete_role_policy', RoleName=role, PolicyName=policy['PolicyName'])


@kind
class Policy(Kind):
    """A policy written into roles."""

    type = 'AWS::IAM::Policy'

    def create(self, call: Call) -> Made:
        _refuse_others(call)
        for role in call.known('Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users')['Roles']:
            call.api('iam', 'put_role_policy', RoleName=role, **call.taken('PolicyName', 'PolicyDocument'))
        return Made(call.properties['PolicyName'], {'Id': call.properties['PolicyName']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'PolicyDocument', 'Roles')
        for role in set(old['Roles']) - set(call.properties['Roles']):
            call.api('iam', 'delete_role_policy', RoleName=role, PolicyName=made.id)
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        for role in call.properties['Roles']:
            _unless_gone(call, 'delete_role_policy', RoleName=role, PolicyName=made.id)


@kind
class ManagedPolicy(Kind):
    type = 'AWS::IAM::ManagedPolicy'

    def create(self, call: Call) -> Made:
        _refuse_others(call)
        given = call.without('ManagedPolicyName', 'Roles')
        name = call.name(call.properties.get('ManagedPolicyName'), LONGEST_POLICY)
        policy = call.api('iam', 'create_policy', **given, PolicyName=name)['Policy']
        made = call.begin(Made(policy['Arn'], {'PolicyArn': policy['Arn'], 'PolicyId': policy['PolicyId']}))
        for role in call.properties.get('Roles', []):
            call.api('iam', 'attach_role_policy', RoleName=role, PolicyArn=made.id)
        return made

    def delete(self, call: Call, made: Made) -> None:
        for role in call.properties.get('Roles', []):
            _unless_gone(call, 'detach_role_policy', RoleName=role, PolicyArn=made.id)
        call.api('iam', 'delete_policy', PolicyArn=made.id)


def _unless_gone(call: Call, operation: str, **parameters: Any) -> None:
    try:
        call.api('iam', operation, **parameters)
    except ClientError as error:
        if not is_gone(error):
            raise


def _refuse_others(call: Call) -> None:
    others: dict[str, Any] = {name: value for name, value in call.taken('Groups', 'Users').items() if value}
    if others:
        raise ValueError(f'A policy of {" and ".join(others)} is not in the emulator.')
