"""Hosted zones and their records. Nothing resolves them."""
from __future__ import annotations

from typing import Any

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind


@kind
class HostedZone(Kind):
    type = 'AWS::Route53::HostedZone'

    def create(self, call: Call) -> Made:
        answer = call.api('route53', 'create_hosted_zone', **call.properties, CallerReference=call.name(None, 60))
        ident = answer['HostedZone']['Id'].split('/')[-1]
        return Made(ident, {'Id': ident, 'NameServers': answer.get('DelegationSet', {}).get('NameServers', [])})

    def delete(self, call: Call, made: Made) -> None:
        call.api('route53', 'delete_hosted_zone', Id=made.id)


@kind
class RecordSet(Kind):
    type = 'AWS::Route53::RecordSet'

    def create(self, call: Call) -> Made:
        self._change(call, 'CREATE')
        return Made(call.properties['Name'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) & {'HostedZoneId', 'Name', 'Type', 'SetIdentifier'}:
            raise Replace
        self._change(call, 'UPSERT')
        return made

    def delete(self, call: Call, made: Made) -> None:
        self._change(call, 'DELETE')

    def _change(self, call: Call, action: str) -> None:
        record = _record(call.without('HostedZoneId', 'Comment'))
        call.api(
            'route53', 'change_resource_record_sets', HostedZoneId=call.properties['HostedZoneId'],
            ChangeBatch={'Changes': [{'Action': action, 'ResourceRecordSet': record}]})


def _record(properties: Properties) -> dict[str, Any]:
    record = dict(properties)
    if 'AliasTarget' in record:
        record['AliasTarget'] = {'EvaluateTargetHealth': False, **record['AliasTarget']}
    if 'ResourceRecords' in record:
        record['ResourceRecords'] = [{'Value': value} for value in record['ResourceRecords']]
    return record
