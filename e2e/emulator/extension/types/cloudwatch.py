"""Alarms. They are never evaluated: nothing sends metrics."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, Replace, kind


@kind
class Alarm(Kind):
    type = 'AWS::CloudWatch::Alarm'

    def create(self, call: Call) -> Made:
        return self._put(call, call.name(call.properties.get('AlarmName')))

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if call.properties.get('AlarmName') != old.get('AlarmName'):
            raise Replace
        return self._put(call, made.id)

    def delete(self, call: Call, made: Made) -> None:
        call.api('cloudwatch', 'delete_alarms', AlarmNames=[made.id])

    def _put(self, call: Call, name: str) -> Made:
        call.api('cloudwatch', 'put_metric_alarm', **call.without('AlarmName'), AlarmName=name)
        return Made(name, {'Arn': f'arn:aws:cloudwatch:{call.region}:{call.account}:alarm:{name}'})
