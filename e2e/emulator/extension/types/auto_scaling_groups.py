"""Groups of instances, with their policies, hooks and warm pools. The instances are there, and run nothing."""
from __future__ import annotations

from typing import Any

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind, only

SERVICE = 'autoscaling'
#: What the group is told by calls of their own.
ASIDE = ('AutoScalingGroupName', 'MetricsCollection', 'Tags', 'VPCZoneIdentifier')


@kind
class AutoScalingGroup(Kind):
    type = 'AWS::AutoScaling::AutoScalingGroup'

    def create(self, call: Call) -> Made:
        name = call.name(call.properties.get('AutoScalingGroupName'))
        call.api(
            SERVICE, 'create_auto_scaling_group', **call.without(*ASIDE), AutoScalingGroupName=name,
            VPCZoneIdentifier=_subnets(call.properties), Tags=_tags(call.properties, name))
        made = call.begin(Made(name))
        for collection in call.properties.get('MetricsCollection', []):
            call.api(SERVICE, 'enable_metrics_collection', AutoScalingGroupName=name, **collection)
        return Made(made.id, {'AutoScalingGroupARN': self._arn(call, name)})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = changed(old, call.properties)
        if 'AutoScalingGroupName' in difference:
            raise Replace
        if 'MetricsCollection' in difference or difference - call.properties.keys():
            raise ValueError(f'The emulator cannot change {", ".join(sorted(difference))} of a group.')
        if 'Tags' in difference:
            call.api(SERVICE, 'delete_tags', Tags=_tags(old, made.id))
            call.api(SERVICE, 'create_or_update_tags', Tags=_tags(call.properties, made.id))
        # moto forgets what starts the instances where it is not told again.
        call.api(
            SERVICE, 'update_auto_scaling_group', **call.without(*ASIDE), AutoScalingGroupName=made.id, VPCZoneIdentifier=_subnets(call.properties))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_auto_scaling_group', AutoScalingGroupName=made.id, ForceDelete=True)

    def _arn(self, call: Call, name: str) -> str:
        return call.api(SERVICE, 'describe_auto_scaling_groups', AutoScalingGroupNames=[name])['AutoScalingGroups'][0]['AutoScalingGroupARN']


def _subnets(properties: Properties) -> str | None:
    return ','.join(properties.get('VPCZoneIdentifier', [])) or None


def _tags(properties: Properties, name: str) -> list[dict[str, Any]]:
    return [{**tag, 'ResourceId': name, 'ResourceType': 'auto-scaling-group'} for tag in properties.get('Tags', [])]


@kind
class ScalingPolicy(Kind):
    type = 'AWS::AutoScaling::ScalingPolicy'

    def create(self, call: Call) -> Made:
        return self._put(call, call.name(None))

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if 'AutoScalingGroupName' in changed(old, call.properties):
            raise Replace
        return self._put(call, made.attributes['PolicyName'])

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_policy', PolicyName=made.attributes['PolicyName'], **call.taken('AutoScalingGroupName'))

    def _put(self, call: Call, name: str) -> Made:
        call.api(SERVICE, 'put_scaling_policy', **call.properties, PolicyName=name)
        # moto does not answer with it.
        arn = call.api(SERVICE, 'describe_policies', PolicyNames=[name])['ScalingPolicies'][0]['PolicyARN']
        return Made(arn, {'Arn': arn, 'PolicyName': name})


@kind
class WarmPool(Kind):
    type = 'AWS::AutoScaling::WarmPool'

    def create(self, call: Call) -> Made:
        call.api(SERVICE, 'put_warm_pool', **call.properties)
        return Made(call.properties['AutoScalingGroupName'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'InstanceReusePolicy', 'MaxGroupPreparedCapacity', 'MinSize', 'PoolState')
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_warm_pool', AutoScalingGroupName=made.id)
