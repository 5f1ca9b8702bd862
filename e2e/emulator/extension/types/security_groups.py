"""Security groups and their rules, in the group or beside it."""
from __future__ import annotations

from typing import Any

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind
from .ec2 import Tagged

Rule = dict[str, Any]

#: Where a rule's peer stands in CloudFormation, the list that it belongs to in EC2, and its name there.
PEERS = {
    'CidrIp': ('IpRanges', 'CidrIp'),
    'CidrIpv6': ('Ipv6Ranges', 'CidrIpv6'),
    'SourcePrefixListId': ('PrefixListIds', 'PrefixListId'),
    'DestinationPrefixListId': ('PrefixListIds', 'PrefixListId'),
    'SourceSecurityGroupId': ('UserIdGroupPairs', 'GroupId'),
    'DestinationSecurityGroupId': ('UserIdGroupPairs', 'GroupId'),
}
PLAIN = {'IpProtocol', 'FromPort', 'ToPort'}
ASIDE = {'Description', 'GroupId'}


def permission(rule: Rule) -> Rule:
    """A rule as EC2 wants it."""
    unknown = rule.keys() - PLAIN - ASIDE - PEERS.keys()
    if unknown:
        raise ValueError(f'A rule has no {", ".join(sorted(unknown))} in the emulator.')
    result: Rule = {name: rule[name] for name in PLAIN if name in rule}
    for name, (several, single) in PEERS.items():
        if name in rule:
            described = {'Description': rule['Description']} if 'Description' in rule else {}
            result[several] = [{single: rule[name], **described}]
    return result


@kind
class SecurityGroup(Tagged):
    type, tagged_as = 'AWS::EC2::SecurityGroup', 'security-group'
    WAYS = (('SecurityGroupIngress', 'ingress'), ('SecurityGroupEgress', 'egress'))

    def create(self, call: Call) -> Made:
        given = call.known('GroupDescription', 'GroupName', 'Tags', 'VpcId', *(name for name, _ in self.WAYS))
        if 'VpcId' in given:
            call.api('ec2', 'describe_vpcs', VpcIds=[given['VpcId']])
        ident = call.api(
            'ec2', 'create_security_group', GroupName=call.name(given.get('GroupName')), Description=given['GroupDescription'],
            VpcId=given.get('VpcId'), TagSpecifications=self.specification(call))['GroupId']
        made = call.begin(Made(ident, {'GroupId': ident, 'Id': ident, 'VpcId': given.get('VpcId', '')}))
        if given.get('SecurityGroupEgress'):
            everything = call.api('ec2', 'describe_security_groups', GroupIds=[ident])['SecurityGroups'][0]['IpPermissionsEgress']
            call.api('ec2', 'revoke_security_group_egress', GroupId=ident, IpPermissions=everything)
        for name, way in self.WAYS:
            self._authorize(call, ident, way, given.get(name, []))
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = changed(old, call.properties)
        if difference <= {'Tags'}:
            return super().update(call, made, old)
        if difference - {name for name, _ in self.WAYS}:
            raise Replace
        for name, way in self.WAYS:
            if name in difference:
                self._revoke(call, made.id, way, old.get(name, []))
                self._authorize(call, made.id, way, call.properties.get(name, []))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_security_group', GroupId=made.id)

    def _authorize(self, call: Call, ident: str, way: str, rules: list[Rule]) -> None:
        if rules:
            call.api('ec2', f'authorize_security_group_{way}', GroupId=ident, IpPermissions=[permission(rule) for rule in rules])

    def _revoke(self, call: Call, ident: str, way: str, rules: list[Rule]) -> None:
        if rules:
            call.api('ec2', f'revoke_security_group_{way}', GroupId=ident, IpPermissions=[permission(rule) for rule in rules])


class RuleOfGroup(Kind):
    """A rule beside its group."""

    way: str

    def create(self, call: Call) -> Made:
        answer = call.api(
            'ec2', f'authorize_security_group_{self.way}', GroupId=call.properties['GroupId'], IpPermissions=[permission(call.properties)])
        ident = answer['SecurityGroupRules'][0]['SecurityGroupRuleId']
        return Made(ident, {'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', f'revoke_security_group_{self.way}', GroupId=call.properties['GroupId'], SecurityGroupRuleIds=[made.id])


@kind
class SecurityGroupIngress(RuleOfGroup):
    type, way = 'AWS::EC2::SecurityGroupIngress', 'ingress'


@kind
class SecurityGroupEgress(RuleOfGroup):
    type, way = 'AWS::EC2::SecurityGroupEgress', 'egress'
