"""ECS: clusters, task definitions and services. What moto drops of them is echoed: answers.py."""
from __future__ import annotations

from typing import Any

from .. import api
from ..resource import Call, Kind, Made, Properties, Replace, changed, kind, only
from .wiring import check_service, check_task_definition


@kind
class Cluster(Kind):
    type = 'AWS::ECS::Cluster'

    def create(self, call: Call) -> Made:
        given = call.without('ClusterSettings', 'ClusterName')
        cluster = call.api(
            'ecs', 'create_cluster', **given, clusterName=call.name(call.properties.get('ClusterName')),
            settings=call.properties.get('ClusterSettings'))['cluster']
        return Made(cluster['clusterName'], {'Arn': cluster['clusterArn']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'ClusterSettings', 'Configuration', 'ServiceConnectDefaults')
        call.api(
            'ecs', 'update_cluster', cluster=made.id, settings=call.properties.get('ClusterSettings'),
            **call.taken('Configuration', 'ServiceConnectDefaults'))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecs', 'delete_cluster', cluster=made.id)


@kind
class TaskDefinition(Kind):
    """Any change is a new revision; the old one is deregistered when nothing uses it any more."""

    type = 'AWS::ECS::TaskDefinition'

    def create(self, call: Call) -> Made:
        check_task_definition(call)
        family = call.properties.get('Family') or f'{call.stack}{call.logical_id}'
        answer = call.api('ecs', 'register_task_definition', **call.without('Family'), family=family)
        arn = answer['taskDefinition']['taskDefinitionArn']
        return Made(arn, {'TaskDefinitionArn': arn})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecs', 'deregister_task_definition', taskDefinition=made.id)


#: A service that leaves awsvpc mode has none in its template. Whether ECS forgets it then, its documents do not say.
LEFT_AS_IT_IS = {'NetworkConfiguration'}


@kind
class Service(Kind):
    type = 'AWS::ECS::Service'

    def create(self, call: Call) -> Made:
        check_service(call)
        # CloudFormation's default; moto's is none.
        count = {} if call.properties.get('SchedulingStrategy') == 'DAEMON' else {'DesiredCount': 1}
        given = {**count, **_spelt(call.without('ServiceName', 'ForceNewDeployment'))}
        service = call.api('ecs', 'create_service', **given, serviceName=call.name(call.properties.get('ServiceName')))['service']
        return Made(service['serviceArn'], {'Name': service['serviceName'], 'ServiceArn': service['serviceArn']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        model = api.client('ecs', call.region).meta.service_model.operation_model('UpdateService').input_shape
        members = {name.lower(): shape for name, shape in model.members.items()}
        former, wanted = _spelt(old), _spelt(call.properties)
        difference = changed(former, wanted)
        if any(name.lower() not in members or name in ('Cluster', 'Tags') for name in difference):
            raise Replace
        parameters = {name: wanted[name] for name in difference if name in wanted}
        for name in difference - wanted.keys() - LEFT_AS_IT_IS:
            parameters[name] = _nothing(name, members[name.lower()].type_name)
        if 'ForceNewDeployment' in parameters:
            parameters['ForceNewDeployment'] = parameters['ForceNewDeployment']['EnableForceNewDeployment']
        check_service(call)
        call.api('ecs', 'update_service', cluster=call.properties['Cluster'], service=made.id, **parameters)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecs', 'delete_service', cluster=call.properties['Cluster'], service=made.id, force=True)


def _spelt(properties: Properties) -> Properties:
    """The one property that the API has in the singular."""
    return {'PlacementStrategy' if name == 'PlacementStrategies' else name: value for name, value in properties.items()}


def _nothing(name: str, type_name: str) -> Any:
    """What takes the place of a property that is gone."""
    if type_name != 'list':
        raise ValueError(f'The emulator cannot take {name} away from a service: set it to its default instead.')
    return []
