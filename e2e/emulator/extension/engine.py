"""What CloudFormation does with the resources of a stack: takes the place of moto's ResourceMap."""
from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_network
from itertools import islice
from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Event, Stack, cloudformation_backends
from moto.cloudformation.parsing import ResourceMap, clean_json

from . import api
from .published import image
from .resource import KINDS, Call, Made, Properties, Replace
from .template import Template, TemplateError, dependencies_of, refuse_strangers, refuse_unknown, resources_of

LOG = logging.getLogger('emulator')
EAGER = 'AWS::ECS::Service'


@dataclass(frozen=True)
class Resource:
    """A resource that exists. moto reads the names of these members."""

    logical_resource_id: str
    cf_resource_type: str
    properties: Properties
    made: Made
    template: Template

    @property
    def physical_resource_id(self) -> str:
        return self.made.id

    def get_cfn_attribute(self, name: str) -> Any:
        if name not in self.made.attributes:
            raise ValidationError(message=f'{self.logical_resource_id} ({self.cf_resource_type}) has no attribute {name} in the emulator.')
        value = self.made.attributes[name]
        return value() if callable(value) else value


def blocks_of(block: str, count: Any, bits: Any) -> list[str]:
    """What Fn::Cidr returns: so many blocks, with so many bits for the hosts of each."""
    network = ip_network(block)
    subnets = network.subnets(new_prefix=network.max_prefixlen - int(bits))
    return [str(subnet) for subnet in islice(subnets, int(count))]


class Resources(ResourceMap):
    """
    The resources of a stack. A pass over the template settles each resource after those that it refers to or depends on, whoever asks first:
    it is made, changed, replaced, or left as it is. What is no longer wanted goes last, in the reverse order.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._existing: dict[str, Resource] = {}
        #: What was deleted: outputs are still read.
        self._former: dict[str, Resource] = {}
        self._order: list[str] = []

    def load(self) -> None:
        self._begin(self._template)
        super().load()

    def parse_ssm_parameter(self, value: str, value_type: str) -> str:
        published = image(value)
        if published:
            return published
        try:
            return super().parse_ssm_parameter(value, value_type)
        except AttributeError as error:
            raise TemplateError(f'There is no parameter {value} in the parameter store.') from error

    def validate_outputs(self) -> None:
        """Outputs that refer to what is not there fail when they are read."""

    def __getitem__(self, key: str) -> Any:
        if key in self._resource_json_map:
            return self._settle(key)
        if key in self._parsed_resources:
            return self._parsed_resources[key]
        raise ValidationError(message=f'{key} is referred to, and is not in the template.')

    @property
    def resources(self) -> Iterable[str]:
        return list(self._existing)

    def create(self, template: Template) -> bool:
        self._settle_all()
        return True

    def update(self, template: Template, parameters: dict[str, Any] | None = None) -> None:
        self._begin(template)
        if parameters:
            self.input_parameters = parameters
        self.load_mapping()
        self.load_parameters()
        self.load_conditions()
        self._settle_all()
        self._remove_unwanted()

    def delete(self) -> None:
        for resource in self._newest_first(self._existing.values()):
            if not self._is_retained(resource, 'DeletionPolicy'):
                self._remove(resource)
            self._former[resource.logical_resource_id] = self._existing.pop(resource.logical_resource_id)

    def abandon(self) -> None:
        """Removes what the failed pass has made, and puts back into its place what that was to replace."""
        for resource in self._newest_first(self._fresh):
            name = resource.logical_resource_id
            former = self._replaced.get(name)
            if former and former.made.id == resource.made.id:
                continue
            if resource.template.get('DeletionPolicy') != 'Retain':
                self._remove(resource)
            self._existing.pop(name, None)
            if former:
                self._existing[name] = former

    def _begin(self, template: Template) -> None:
        refuse_unknown(template)
        refuse_strangers(template)
        self._template = template
        self._resource_json_map = resources_of(template)
        self._settled: set[str] = set()
        self._under_way: list[str] = []
        self._fresh: list[Resource] = []
        self._replaced: dict[str, Resource] = {}

    def _settle_all(self) -> None:
        """Services first: they come as early as CloudFormation may make them, and a missing DependsOn shows."""
        for name in sorted(self._resource_json_map, key=lambda name: self._resource_json_map[name]['Type'] != EAGER):
            self._settle(name)

    def _settle(self, name: str) -> Resource | None:
        if name in self._settled:
            return self._existing.get(name) or self._former.get(name)
        if name in self._under_way:
            raise TemplateError(f'These wait for each other: {" -> ".join([*self._under_way, name])}.')
        template = self._resource_json_map[name]
        condition = template.get('Condition')
        if condition and not self.lazy_condition_map[condition]:
            self._settled.add(name)
            return None
        self._under_way.append(name)
        for dependency in dependencies_of(template):
            self._settle(dependency)
        call = self._call(name, template, self._resolved(name, template.get('Properties', {})))
        self._existing[name] = self._brought_about(call, template)
        self._under_way.pop()
        self._settled.add(name)
        self._order = [other for other in self._order if other != name] + [name]
        return self._existing[name]

    def _resolved(self, name: str, properties: Any) -> Properties:
        try:
            return clean_json(self._with_own(properties), self)
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise TemplateError(f'A reference of {name} cannot be resolved: {api.reason(error)}') from error

    def _with_own(self, node: Any) -> Any:
        """Fn::GetStackOutput and Fn::Cidr, which moto does not have."""
        if isinstance(node, list):
            return [self._with_own(item) for item in node]
        if not isinstance(node, dict):
            return node
        if 'Fn::GetStackOutput' in node:
            return self._output(clean_json(node['Fn::GetStackOutput'], self))
        if 'Fn::Cidr' in node:
            return blocks_of(*clean_json(self._with_own(node['Fn::Cidr']), self))
        return {key: self._with_own(value) for key, value in node.items()}

    def _output(self, wanted: dict[str, str]) -> str:
        backend = cloudformation_backends[self._account_id][wanted.get('Region', self._region_name)]
        outputs = {output['OutputKey']: output['OutputValue'] for output in backend.get_stack(wanted['StackName']).outputs or []}
        if wanted['OutputName'] not in outputs:
            raise TemplateError(f'The stack {wanted["StackName"]} has no output {wanted["OutputName"]}.')
        return outputs[wanted['OutputName']]

    def _call(self, name: str, template: Template, properties: Properties) -> Call:
        stack = str(self._parsed_resources['AWS::StackName'])
        return Call(template['Type'], name, stack, self._region_name, self._account_id, properties)

    def _brought_about(self, call: Call, template: Template) -> Resource:
        former = self._existing.get(call.logical_id)
        if former is None:
            return self._made(call, template)
        if former.cf_resource_type == call.type and former.properties == call.properties:
            return Resource(call.logical_id, call.type, call.properties, former.made, template)
        if former.cf_resource_type == call.type:
            try:
                made = self._told(call, 'UPDATE', lambda: KINDS[call.type].update(call, former.made, former.properties))
                return Resource(call.logical_id, call.type, call.properties, made, template)
            except Replace:
                pass
        self._replaced[call.logical_id] = former
        return self._made(call, template)

    def _made(self, call: Call, template: Template) -> Resource:
        try:
            made = self._told(call, 'CREATE', lambda: KINDS[call.type].create(call))
        except TemplateError:
            for begun in call.begun:
                self._remove(Resource(call.logical_id, call.type, call.properties, begun, template))
            raise
        resource = Resource(call.logical_id, call.type, call.properties, made, template)
        self._fresh.append(resource)
        return resource

    def _told(self, call: Call, what: str, act: Any) -> Made:
        try:
            made = act()
        except Replace:
            raise
        except Exception as error:
            self._event(call.logical_id, call.type, None, f'{what}_FAILED', api.reason(error))
            raise TemplateError(f'{call.logical_id} ({call.type}): {api.reason(error)}') from error
        self._event(call.logical_id, call.type, made.id, f'{what}_COMPLETE')
        return made

    def _remove_unwanted(self) -> None:
        """As in CloudFormation, an update has succeeded by now: what cannot be removed is left behind."""
        unwanted = [resource for name, resource in self._existing.items() if not self._is_wanted(name)]
        for resource in unwanted:
            del self._existing[resource.logical_resource_id]
        replaced = [former for name, former in self._replaced.items() if self._existing[name].made.id != former.made.id]
        policies = [(resource, 'DeletionPolicy') for resource in unwanted] + [(resource, 'UpdateReplacePolicy') for resource in replaced]
        for resource in self._newest_first(unwanted + replaced):
            if any(other is resource and self._is_retained(resource, policy) for other, policy in policies):
                continue
            with suppress(TemplateError):
                self._remove(resource)

    def _is_wanted(self, name: str) -> bool:
        template = self._resource_json_map.get(name)
        condition = template and template.get('Condition')
        return bool(template) and (not condition or bool(self.lazy_condition_map[condition]))

    def _is_retained(self, resource: Resource, policy: str) -> bool:
        return resource.template.get(policy) in ('Retain', 'RetainExceptOnCreate', 'Snapshot')

    def _newest_first(self, resources: Iterable[Resource]) -> list[Resource]:
        position = {name: index for index, name in enumerate(self._order)}
        return sorted(resources, key=lambda resource: position.get(resource.logical_resource_id, len(position)), reverse=True)

    def _remove(self, resource: Resource) -> None:
        name, of_type = resource.logical_resource_id, resource.cf_resource_type
        try:
            KINDS[of_type].delete(self._call(name, resource.template, resource.properties), resource.made)
        except Exception as error:
            if not api.is_gone(error):
                self._event(name, of_type, resource.made.id, 'DELETE_FAILED', api.reason(error))
                raise TemplateError(f'{name} ({of_type}) cannot be deleted: {api.reason(error)}') from error
        self._event(name, of_type, resource.made.id, 'DELETE_COMPLETE')

    def _event(self, name: str, of_type: str, physical_id: str | None, status: str, why: str | None = None) -> None:
        LOG.info('%s %s %s %s', status, of_type, name, why or '')
        backend = cloudformation_backends[self._account_id][self._region_name]
        stack: Stack | None = backend.stacks.get(self.stack_id)
        if stack:
            stack.events.append(Event(self.stack_id, stack.name, name, physical_id or '', of_type, status, why, None))
