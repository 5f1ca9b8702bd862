"""What ECS looks up when a service or a task definition is made, and moto does not."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..resource import Call


def check_task_definition(call: Call) -> None:
    """The roles are there."""
    for arn in call.taken('TaskRoleArn', 'ExecutionRoleArn').values():
        _check_role(call, arn)


def check_service(call: Call) -> None:
    """
    The containers, target groups, listener rules, roles, functions, capacity providers, namespaces and registries are there, and the target groups
    belong to a load balancer already. Alarms may come later. Machines outside AWS run what is made for them.
    """
    for balancer in call.properties.get('LoadBalancers', []):
        _check_container(call, balancer['ContainerName'], balancer.get('ContainerPort'))
        for arn in _target_groups(balancer):
            group = call.api('elbv2', 'describe_target_groups', TargetGroupArns=[arn])['TargetGroups'][0]
            if not group.get('LoadBalancerArns') and not _is_named_by_a_rule(call, arn):
                raise ValueError(f'The target group {arn} does not have an associated load balancer.')
        _check_advanced(call, balancer.get('AdvancedConfiguration', {}))
    for hook in call.properties.get('DeploymentConfiguration', {}).get('LifecycleHooks', []):
        call.api('lambda', 'get_function', FunctionName=hook['HookTargetArn'])
        _check_role(call, hook['RoleArn'])
    _check_providers(call)
    _check_outside(call)
    _check_discovery(call)


def _is_named_by_a_rule(call: Call, arn: str) -> bool:
    """moto does not tell the target groups when a rule changes."""
    balancers = call.api('elbv2', 'describe_load_balancers')['LoadBalancers']
    listeners = [listener for balancer in balancers for listener in call.api(
        'elbv2', 'describe_listeners', LoadBalancerArn=balancer['LoadBalancerArn'])['Listeners']]
    rules = [rule for listener in listeners for rule in call.api('elbv2', 'describe_rules', ListenerArn=listener['ListenerArn'])['Rules']]
    return any(arn in str(rule['Actions']) for rule in rules)


def _target_groups(balancer: dict[str, Any]) -> Iterator[str]:
    yield balancer['TargetGroupArn']
    if 'AlternateTargetGroupArn' in balancer.get('AdvancedConfiguration', {}):
        yield balancer['AdvancedConfiguration']['AlternateTargetGroupArn']


def _check_advanced(call: Call, advanced: dict[str, Any]) -> None:
    for name in ('ProductionListenerRule', 'TestListenerRule'):
        if name in advanced:
            operation, parameter = ('describe_rules', 'RuleArns') if ':listener-rule/' in advanced[name] else ('describe_listeners', 'ListenerArns')
            call.api('elbv2', operation, **{parameter: [advanced[name]]})
    if 'RoleArn' in advanced:
        _check_role(call, advanced['RoleArn'])


def _check_container(call: Call, name: str, port: Any) -> None:
    definition = call.api('ecs', 'describe_task_definition', taskDefinition=call.properties['TaskDefinition'])['taskDefinition']
    for container in definition['containerDefinitions']:
        if container['name'] == name:
            ports = [str(mapping['containerPort']) for mapping in container.get('portMappings', [])]
            if port is not None and str(port) not in ports:
                raise ValueError(f'The container {name} did not have a container port {port} defined.')
            return
    raise ValueError(f'The container {name} does not exist in the task definition.')


def _check_providers(call: Call) -> None:
    strategy = call.properties.get('CapacityProviderStrategy', [])
    if strategy:
        cluster = call.api('ecs', 'describe_clusters', clusters=[call.properties['Cluster']])['clusters'][0]
        missing = {item['CapacityProvider'] for item in strategy} - set(cluster.get('capacityProviders', []))
        if missing - _managed_in(call, missing):
            raise ValueError(f'The cluster does not have the capacity provider {", ".join(sorted(missing))} associated with it.')


def _check_outside(call: Call) -> None:
    if call.properties.get('LaunchType') == 'EXTERNAL':
        definition = call.api('ecs', 'describe_task_definition', taskDefinition=call.properties['TaskDefinition'])['taskDefinition']
        if 'EXTERNAL' not in definition.get('requiresCompatibilities', []):
            raise ValueError('The task definition is not compatible with the launch type EXTERNAL.')
        if 'NetworkConfiguration' in call.properties or call.properties.get('LoadBalancers'):
            raise ValueError('A service of the launch type EXTERNAL has no network configuration and no load balancers.')


def _managed_in(call: Call, names: set[str]) -> set[str]:
    """Those of Managed Instances that belong to the cluster, without an association."""
    providers = call.api('ecs', 'describe_capacity_providers', capacityProviders=sorted(names))['capacityProviders'] if names else []
    return {provider['name'] for provider in providers if provider.get('cluster') == call.properties['Cluster']}


def _check_discovery(call: Call) -> None:
    """Of a namespace that it knows by its name, and that is not there, ECS would make another one."""
    connect = call.properties.get('ServiceConnectConfiguration', {})
    if 'Namespace' in connect:
        call.api('servicediscovery', 'get_namespace', Id=connect['Namespace'].split('/')[-1])
    for service in connect.get('Services', []):
        if 'RoleArn' in service.get('Tls', {}):
            _check_role(call, service['Tls']['RoleArn'])
    for registry in call.properties.get('ServiceRegistries', []):
        call.api('servicediscovery', 'get_service', Id=registry['RegistryArn'].split('/')[-1])
        if 'ContainerName' in registry:
            _check_container(call, registry['ContainerName'], registry.get('ContainerPort'))


def _check_role(call: Call, arn: str) -> None:
    call.api('iam', 'get_role', RoleName=arn.split('/')[-1])
