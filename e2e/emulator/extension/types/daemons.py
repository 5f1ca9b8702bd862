"""Daemons of Managed Instances and their task definitions: managed.py keeps them."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind
from .wiring import check_task_definition


@kind
class DaemonTaskDefinition(Kind):
    """Any change is a new revision; the old one is deleted when nothing uses it any more."""

    type = 'AWS::ECS::DaemonTaskDefinition'

    def create(self, call: Call) -> Made:
        check_task_definition(call)
        arn = call.api('ecs', 'register_daemon_task_definition', **call.properties)['daemonTaskDefinitionArn']
        return Made(arn, {'DaemonTaskDefinitionArn': arn})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecs', 'delete_daemon_task_definition', daemonTaskDefinition=made.id)


@kind
class Daemon(Kind):
    type = 'AWS::ECS::Daemon'

    def create(self, call: Call) -> Made:
        arn = call.api('ecs', 'create_daemon', **call.properties)['daemonArn']
        return Made(arn, {'DaemonArn': arn})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) & {'DaemonName', 'ClusterArn'}:
            raise Replace
        call.api('ecs', 'update_daemon', daemonArn=made.id, **call.without('DaemonName', 'ClusterArn', 'Tags'))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecs', 'delete_daemon', daemonArn=made.id)
