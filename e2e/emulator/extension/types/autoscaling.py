"""Application Auto Scaling. Nothing scales: what a policy watches is never measured."""
from __future__ import annotations

from typing import Any

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind, only

SERVICE = 'application-autoscaling'
IDENTITY = ('ServiceNamespace', 'ResourceId', 'ScalableDimension')


@kind
class ScalableTarget(Kind):
    type = 'AWS::ApplicationAutoScaling::ScalableTarget'

    def create(self, call: Call) -> Made:
        call.api(SERVICE, 'register_scalable_target', **call.without('ScheduledActions'))
        for action in call.properties.get('ScheduledActions', []):
            call.api(SERVICE, 'put_scheduled_action', **call.taken(*IDENTITY), **action)
        ident = '|'.join([call.properties['ResourceId'], call.properties['ScalableDimension'], call.properties['ServiceNamespace']])
        return Made(ident, {'Id': ident})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) & set(IDENTITY):
            raise Replace
        wanted = {action['ScheduledActionName'] for action in call.properties.get('ScheduledActions', [])}
        self._unschedule(call, [action for action in old.get('ScheduledActions', []) if action['ScheduledActionName'] not in wanted])
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        self._unschedule(call, call.properties.get('ScheduledActions', []))
        call.api(SERVICE, 'deregister_scalable_target', **call.taken(*IDENTITY))

    def _unschedule(self, call: Call, actions: list[dict[str, Any]]) -> None:
        for action in actions:
            call.api(SERVICE, 'delete_scheduled_action', **call.taken(*IDENTITY), ScheduledActionName=action['ScheduledActionName'])


@kind
class ScalingPolicy(Kind):
    type = 'AWS::ApplicationAutoScaling::ScalingPolicy'

    def create(self, call: Call) -> Made:
        answer = call.api(SERVICE, 'put_scaling_policy', **call.without('ScalingTargetId', *IDENTITY), **_target(call.properties))
        return Made(answer['PolicyARN'], {'Arn': answer['PolicyARN'], 'PolicyName': call.properties['PolicyName']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'PolicyType', 'StepScalingPolicyConfiguration', 'TargetTrackingScalingPolicyConfiguration')
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_scaling_policy', **call.taken('PolicyName'), **_target(call.properties))


def _target(properties: Properties) -> Properties:
    """A policy names its target by one id, or by the three parts of it."""
    if 'ScalingTargetId' not in properties:
        return {name: properties[name] for name in IDENTITY}
    resource, dimension, namespace = properties['ScalingTargetId'].split('|')
    return {'ResourceId': resource, 'ScalableDimension': dimension, 'ServiceNamespace': namespace}
