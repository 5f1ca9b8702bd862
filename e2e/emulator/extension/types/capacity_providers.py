"""Capacity providers, and the association of those of Auto Scaling groups with a cluster. Nothing is scaled, drained or protected."""
from __future__ import annotations

import re

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind, only

OF_FARGATE = {'FARGATE', 'FARGATE_SPOT'}

#: What UpdateCapacityProvider does not take.
NEVER_CHANGED = {'CapacityOptionType', 'FipsEnabled'}

#: The roles that AWS's own policy lets ECS pass to instances.
PASSED = 'ecsInstanceRole'


@kind
class CapacityProvider(Kind):
    type = 'AWS::ECS::CapacityProvider'

    def create(self, call: Call) -> Made:
        given = call.known('AutoScalingGroupProvider', 'ManagedInstancesProvider', 'ClusterName', 'Name', 'Tags')
        name = call.name(given.get('Name'))
        if re.match('aws|ecs|fargate', name, re.IGNORECASE):
            raise ValueError(f'The name {name} begins with aws, ecs or fargate.')
        if 'ManagedInstancesProvider' in given:
            check_managed(call, given['ManagedInstancesProvider'])
            call.api('ecs', 'create_capacity_provider', **call.without('Name', 'ClusterName'), Name=name, cluster=given.get('ClusterName'))
            return Made(name)
        group = given['AutoScalingGroupProvider']['AutoScalingGroupArn'].split('/')[-1]
        if not call.api('autoscaling', 'describe_auto_scaling_groups', AutoScalingGroupNames=[group])['AutoScalingGroups']:
            raise ValueError(f'There is no Auto Scaling group {group}.')
        call.api('ecs', 'create_capacity_provider', **call.without('Name'), Name=name)
        return Made(name)

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if 'ManagedInstancesProvider' in old:
            return self._update_managed(call, made, old)
        only(old, call.properties, 'AutoScalingGroupProvider')
        provider = dict(call.properties['AutoScalingGroupProvider'])
        difference = changed(old['AutoScalingGroupProvider'], provider)
        if 'AutoScalingGroupArn' in difference:
            raise Replace
        if 'ManagedDraining' in difference:
            raise ValueError('moto does not change ManagedDraining.')
        del provider['AutoScalingGroupArn']
        call.api('ecs', 'update_capacity_provider', name=made.id, autoScalingGroupProvider=provider)
        return made

    def _update_managed(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'ManagedInstancesProvider')
        former, provider = old['ManagedInstancesProvider'], call.properties['ManagedInstancesProvider']
        if changed(former['InstanceLaunchTemplate'], provider['InstanceLaunchTemplate']) & NEVER_CHANGED:
            raise Replace
        template = {name: value for name, value in provider['InstanceLaunchTemplate'].items() if name not in NEVER_CHANGED}
        check_managed(call, provider)
        call.api(
            'ecs', 'update_capacity_provider', name=made.id, cluster=call.properties['ClusterName'],
            managedInstancesProvider={**provider, 'InstanceLaunchTemplate': template})
        return made

    def delete(self, call: Call, made: Made) -> None:
        if 'ManagedInstancesProvider' in call.properties:
            refuse_used(call, call.properties['ClusterName'], {made.id})
        arns = call.api('ecs', 'list_clusters')['clusterArns']
        for cluster in call.api('ecs', 'describe_clusters', clusters=arns)['clusters'] if arns else []:
            if cluster['status'] == 'ACTIVE' and made.id in cluster.get('capacityProviders', []):
                raise ValueError(f'The capacity provider {made.id} is associated with the cluster {cluster["clusterName"]}.')
        call.api('ecs', 'delete_capacity_provider', capacityProvider=made.id)


@kind
class ClusterCapacityProviderAssociations(Kind):
    """A provider that a service names cannot be taken away."""

    type = 'AWS::ECS::ClusterCapacityProviderAssociations'

    def create(self, call: Call) -> Made:
        names = set(call.properties['CapacityProviders']) - OF_FARGATE
        known = call.api('ecs', 'describe_capacity_providers', capacityProviders=sorted(names))['capacityProviders'] if names else []
        missing = names - {provider['name'] for provider in known}
        if missing:
            raise ValueError(f'There is no capacity provider {", ".join(sorted(missing))}.')
        call.api('ecs', 'put_cluster_capacity_providers', **call.properties)
        return Made(call.properties['Cluster'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'CapacityProviders', 'DefaultCapacityProviderStrategy')
        refuse_used(call, made.id, set(old['CapacityProviders']) - set(call.properties['CapacityProviders']))
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        refuse_used(call, made.id, set(call.properties['CapacityProviders']))
        call.api('ecs', 'put_cluster_capacity_providers', cluster=made.id, capacityProviders=[], defaultCapacityProviderStrategy=[])


def refuse_used(call: Call, cluster: str, names: set[str]) -> None:
    arns = call.api('ecs', 'list_services', cluster=cluster)['serviceArns']
    for service in call.api('ecs', 'describe_services', cluster=cluster, services=arns)['services'] if arns else []:
        used = {item['capacityProvider'] for item in service.get('capacityProviderStrategy', [])} & names
        if service['status'] == 'ACTIVE' and used:
            raise ValueError(f'The service {service["serviceName"]} uses the capacity provider {", ".join(sorted(used))}.')


def check_managed(call: Call, provider: Properties) -> None:
    """The roles are there, and ECS may pass that of the instances."""
    infrastructure = provider['InfrastructureRoleArn'].split('/')[-1]
    attached = call.api('iam', 'list_attached_role_policies', RoleName=infrastructure)['AttachedPolicies']
    profile = provider['InstanceLaunchTemplate']['Ec2InstanceProfileArn'].split('/')[-1]
    for role in call.api('iam', 'get_instance_profile', InstanceProfileName=profile)['InstanceProfile']['Roles']:
        is_managed = any(policy['PolicyName'] == 'AmazonECSInfrastructureRolePolicyForManagedInstances' for policy in attached)
        if is_managed and f':role/{PASSED}' not in role['Arn']:
            raise ValueError(f'{infrastructure} may pass no role called {role["RoleName"]}.')
