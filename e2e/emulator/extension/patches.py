"""The places of moto's inside that are changed. Each must be as moto 5.2.5 has it, or the emulator does not start."""
from __future__ import annotations

import copy
import inspect
import json
import os
import traceback
from collections.abc import Callable
from typing import Any

import moto
from moto import settings
from moto.cloudformation import models, parsing, responses
from moto.cloudformation.exceptions import CloudFormationError, ValidationError
from moto.core.config import default_user_config
from moto.ec2.models.instances import Instance
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.iam import models as iam
from moto.iam.access_control import IAMPolicy
from moto.s3.models import FakeBucket

from . import api
from .engine import Resources

WANTED = '5.2.5'

#: Of AWS's own policies, those of the services that are here: all of them take moto two seconds at each reset.
MANAGED_POLICIES = (
    'AdministratorAccess', 'AmazonECS', 'AmazonEC2ContainerService', 'AWSLambda', 'AmazonSSMManaged', 'AWSCloudFormation', 'CloudWatch',
    'ReadOnlyAccess',
)

#: In GiB.
SIZE_OF_IMAGES = 30

#: What is changed or relied upon, and the parameters that it must have.
EXPECTED: list[tuple[Any, str, list[str]]] = [
    (parsing, 'clean_json', ['resource_json', 'resources_map']),
    (parsing.ResourceMap, '__init__', [
        'self', 'stack_id', 'stack_name', 'parameters', 'tags', 'region_name', 'account_id', 'template', 'cross_stack_resources']),
    (parsing.ResourceMap, 'load', ['self']),
    (parsing.ResourceMap, 'load_mapping', ['self']),
    (parsing.ResourceMap, 'load_parameters', ['self']),
    (parsing.ResourceMap, 'load_conditions', ['self']),
    (parsing.ResourceMap, 'validate_outputs', ['self']),
    (parsing.ResourceMap, 'create', ['self', 'template']),
    (parsing.ResourceMap, 'update', ['self', 'template', 'parameters']),
    (parsing.ResourceMap, 'delete', ['self']),
    (parsing.ResourceMap, 'build_change_set_actions', ['self', 'template']),
    (models.Stack, '_add_stack_event', ['self', 'resource_status', 'resource_status_reason', 'resource_properties']),
    (models.Stack, '_create_resource_map', ['self']),
    (models.Stack, 'parse_template', ['template']),
    (models.Stack, 'update', ['self', 'template', 'role_arn', 'parameters', 'tags']),
    (models.CloudFormationBackend, 'create_stack', [
        'self', 'name', 'template', 'parameters', 'notification_arns', 'tags', 'role_arn', 'enable_termination_protection', 'timeout_in_mins',
        'stack_policy_body']),
    (models.CloudFormationBackend, '_resolve_update_parameters', ['self', 'instance', 'incoming_params']),
    (models.CloudFormationBackend, 'update_stack', ['self', 'name', 'template', 'role_arn', 'parameters', 'tags']),
    (models.CloudFormationBackend, 'execute_change_set', ['self', 'change_set_name', 'stack_name']),
    (models.CloudFormationBackend, 'delete_stack', ['self', 'name_or_stack_id']),
    (FakeBucket, 'get_permission', ['self', 'action', 'resource']),
    (IAMPolicy, 'is_action_permitted', ['self', 'action', 'resource', 'principal', 'incoming_condition_values']),
    (responses, 'get_stack_from_s3_url', ['template_url', 'account_id', 'partition']),
    (EC2ContainerServiceBackend, 'describe_capacity_providers', ['self', 'names']),
    (EC2ContainerServiceBackend, 'create_service', [
        'self', 'cluster_str', 'service_name', 'desired_count', 'task_definition_str', 'load_balancers', 'scheduling_strategy', 'tags',
        'deployment_controller', 'launch_type', 'service_registries', 'platform_version', 'propagate_tags', 'network_configuration', 'role_arn']),
    (TaskDefinition, '__init__', [
        'self', 'family', 'revision', 'container_definitions', 'account_id', 'region_name', 'network_mode', 'volumes', 'tags',
        'placement_constraints', 'requires_compatibilities', 'cpu', 'memory', 'task_role_arn', 'execution_role_arn', 'proxy_configuration',
        'inference_accelerators', 'runtime_platform', 'ipc_mode', 'pid_mode', 'ephemeral_storage']),
    (Instance, 'add_block_device', [
        'self', 'size', 'device_path', 'snapshot_id', 'encrypted', 'delete_on_termination', 'kms_key_id', 'volume_type']),
]


class WrongMoto(RuntimeError):
    """A moto that is not the one that this extension was written for."""


def check() -> None:
    if moto.__version__ != WANTED:
        raise WrongMoto(f'moto is {moto.__version__}, and the extension is for {WANTED}: install e2e/emulator/requirements.txt.')
    for owner, name, parameters in EXPECTED:
        found = getattr(owner, name, None)
        if found is None:
            raise WrongMoto(f'moto has no {owner.__name__}.{name}, which the extension changes or calls.')
        if list(inspect.signature(found).parameters) != parameters:
            raise WrongMoto(f'{owner.__name__}.{name} of moto takes {list(inspect.signature(found).parameters)}, and not {parameters}.')
    if not isinstance(getattr(iam, 'aws_managed_policies_data', None), str):
        raise WrongMoto('moto has no iam.models.aws_managed_policies_data: roles would have none of AWS\'s own policies.')
    if not isinstance(getattr(settings, 'ACM_VALIDATION_WAIT', None), int):
        raise WrongMoto('moto has no settings.ACM_VALIDATION_WAIT: a certificate would not be issued at once.')


def apply() -> None:
    default_user_config['lambda'] = {'use_docker': False}
    default_user_config['iam'] = {'load_aws_managed_policies': True}
    iam.aws_managed_policies_data = json.dumps({
        name: policy for name, policy in json.loads(iam.aws_managed_policies_data).items() if name.startswith(MANAGED_POLICIES)})
    settings.ACM_VALIDATION_WAIT = -1
    models.ResourceMap = Resources
    backend = models.CloudFormationBackend
    backend.create_stack = _create_stack(backend.create_stack)
    backend._resolve_update_parameters = _resolve_update_parameters
    backend.update_stack = _update_stack(backend.update_stack)
    backend.execute_change_set = _execute_change_set(backend.execute_change_set)
    backend.delete_stack = _delete_stack
    FakeBucket.get_permission = _unconditional(FakeBucket.get_permission)
    responses.get_stack_from_s3_url = _path_style(responses.get_stack_from_s3_url)
    Instance.add_block_device = _sized(Instance.add_block_device)
    ecs = EC2ContainerServiceBackend
    ecs.describe_capacity_providers = _all_by_default(ecs.describe_capacity_providers)
    ecs.create_service = _outside_too(ecs.create_service)
    TaskDefinition.__init__ = _as_asked(TaskDefinition.__init__)


def _refusal(stack: str, error: Exception) -> CloudFormationError:
    """What the caller is answered: 400, and one line."""
    if isinstance(error, CloudFormationError):
        return error
    if os.environ.get('EMULATOR_DEBUG'):
        traceback.print_exception(error)
    return ValidationError(message=f'{stack}: {api.reason(error)}')


def _create_stack(original: Callable[..., models.Stack]) -> Callable[..., models.Stack]:
    def create_stack(self: models.CloudFormationBackend, name: str, *args: Any, **options: Any) -> models.Stack:
        before = set(self.stacks)
        try:
            return original(self, name, *args, **options)
        except Exception as error:
            for stack_id in set(self.stacks) - before:
                if self.stacks[stack_id].name == name:
                    _forget(self, self.stacks[stack_id])
            raise _refusal(name, error) from error
    return create_stack


def _forget(backend: models.CloudFormationBackend, stack: models.Stack) -> None:
    """A stack that could not be made: nothing of it remains."""
    del backend.stacks[stack.stack_id]
    stack.status = 'ROLLBACK_COMPLETE'
    stack.resource_map.abandon()
    _drop_exports(backend, stack)


def _update_stack(original: Callable[..., models.Stack]) -> Callable[..., models.Stack]:
    def update_stack(self: models.CloudFormationBackend, name: str, *args: Any, **options: Any) -> models.Stack:
        stack = self.get_stack(name)
        if _is_same(self, stack, options):
            raise ValidationError(message='No updates are to be performed.')
        template, parameters = stack.template, stack.parameters
        try:
            original(self, name, *args, **options)
        except Exception as error:
            _roll_back(stack, template, parameters)
            raise _refusal(name, error) from error
        _drop_exports(self, stack)
        self.exports.update({export.name: export for export in stack.exports})
        return stack
    return update_stack


def _resolve_update_parameters(_backend: models.CloudFormationBackend, instance: Any, incoming_params: list[dict[str, Any]]) -> dict[str, str]:
    """The previous value of a parameter that was never given is its default: moto breaks there."""
    previous = {item['ParameterKey'] for item in incoming_params if item.get('UsePreviousValue')} & instance.parameters.keys()
    given = {item['ParameterKey']: item['ParameterValue'] for item in incoming_params if 'ParameterValue' in item}
    return {**given, **{name: instance.parameters[name] for name in previous}}


def _is_same(backend: models.CloudFormationBackend, stack: models.Stack, options: dict[str, Any]) -> bool:
    """Nothing would change: not the template, not a parameter, nor what a parameter stands for in the parameter store."""
    if stack.parse_template(options['template']) != stack.template_dict or options.get('tags') not in (None, stack.tags):
        return False
    again = copy.copy(stack)
    again.parameters = backend._resolve_update_parameters(instance=stack, incoming_params=options['parameters'])
    return again._create_resource_map().resolved_parameters == stack.resource_map.resolved_parameters


def _roll_back(stack: models.Stack, template: Any, parameters: Any) -> None:
    stack.template = template
    stack.template_dict = stack.parse_template(template)
    stack.resource_map.abandon()
    stack.resource_map.update(stack.template_dict, parameters)
    stack.output_map = stack._create_output_map()
    stack.status = 'UPDATE_ROLLBACK_COMPLETE'
    stack._add_stack_event('UPDATE_ROLLBACK_COMPLETE')


def _execute_change_set(original: Callable[..., None]) -> Callable[..., None]:
    """Only `cdk bootstrap` still comes this way: emulator.md says why nothing else should."""
    def execute_change_set(self: models.CloudFormationBackend, change_set_name: str, stack_name: str | None = None) -> None:
        try:
            original(self, change_set_name, stack_name)
        except Exception as error:
            raise _refusal(stack_name or change_set_name, error) from error
    return execute_change_set


def _delete_stack(self: models.CloudFormationBackend, name_or_stack_id: str) -> None:
    stack = next((stack for stack in self.stacks.values() if name_or_stack_id in (stack.stack_id, stack.name)), None)
    if stack is None:
        return
    try:
        stack.delete()
    except Exception as error:
        stack.status = 'DELETE_FAILED'
        raise _refusal(stack.name, error) from error
    del self.stacks[stack.stack_id]
    self.deleted_stacks[stack.stack_id] = stack
    _drop_exports(self, stack)


def _drop_exports(backend: models.CloudFormationBackend, stack: models.Stack) -> None:
    for name in [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]:
        del backend.exports[name]


def _path_style(original: Callable[..., str]) -> Callable[..., str]:
    """moto takes the bucket from the path only where the host is called localhost."""
    def get_stack_from_s3_url(template_url: str, account_id: str, partition: str) -> str:
        return original(template_url.replace('//127.0.0.1', '//localhost', 1), account_id, partition)
    return get_stack_from_s3_url


def _unconditional(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto takes each condition of a bucket policy as a refusal. The emulator passes over such statements, and over what denies plain HTTP first."""
    def get_permission(self: FakeBucket, action: str, resource: str) -> Any:
        if self.policy is None:
            return original(self, action, resource)
        document = json.loads(self.policy)
        statements = document['Statement'] if isinstance(document['Statement'], list) else [document['Statement']]
        judged = [statement for statement in statements if 'Condition' not in statement]
        return IAMPolicy(json.dumps({**document, 'Statement': judged})).is_action_permitted(action, resource)
    return get_permission


def _sized(original: Callable[..., None]) -> Callable[..., None]:
    """Where a disk has no size, it has that of the image, and moto's images have none."""
    def add_block_device(self: Instance, size: int | None, *args: Any, **options: Any) -> None:
        original(self, size or SIZE_OF_IMAGES, *args, **options)
    return add_block_device


def _all_by_default(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto breaks where no capacity provider is named."""
    def describe_capacity_providers(self: EC2ContainerServiceBackend, names: list[str] | None) -> Any:
        return original(self, list(self.capacity_providers) if names is None else names)
    return describe_capacity_providers


def _outside_too(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto knows no services on machines outside AWS, though it knows tasks there."""
    def create_service(self: EC2ContainerServiceBackend, *args: Any, **options: Any) -> Any:
        given = inspect.signature(original).bind(self, *args, **options)
        if given.arguments.get('launch_type') != 'EXTERNAL':
            return original(self, *args, **options)
        given.arguments['launch_type'] = 'EC2'
        service = original(*given.args, **given.kwargs)
        service.launch_type = 'EXTERNAL'
        for deployment in service.deployments:
            deployment['launchType'] = 'EXTERNAL'
        return service
    return create_service


def _as_asked(original: Callable[..., None]) -> Callable[..., None]:
    """moto takes whatever is not for instances of EC2 for Fargate."""
    def __init__(self: TaskDefinition, *args: Any, **options: Any) -> None:
        given = inspect.signature(original).bind(self, *args, **options).arguments
        original(self, *args, **options)
        asked = given.get('requires_compatibilities') or []
        if asked and 'FARGATE' not in asked:
            self.compatibilities = list(asked)
            self.network_mode = given.get('network_mode') or 'bridge'
    return __init__
