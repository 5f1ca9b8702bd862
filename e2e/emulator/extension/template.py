"""What a template may say, looked at before anything is made."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .resource import KINDS

Template = dict[str, Any]

#: Those that moto resolves, and the two that the engine does.
FUNCTIONS = {
    'Fn::And', 'Fn::Base64', 'Fn::Cidr', 'Fn::Equals', 'Fn::FindInMap', 'Fn::GetAtt', 'Fn::GetAZs', 'Fn::GetStackOutput', 'Fn::If',
    'Fn::ImportValue', 'Fn::Join', 'Fn::Not', 'Fn::Or', 'Fn::Select', 'Fn::Split', 'Fn::Sub', 'Fn::ToJsonString',
}

#: The sections with functions that count. `Rules` are for those who type parameters in.
READ = ('Conditions', 'Outputs', 'Resources')


class TemplateError(ValueError):
    """A template that the emulator refuses, in a sentence."""


def refuse_unknown(template: Template) -> None:
    """Names each type and each function that the emulator does not have."""
    types = sorted({resource['Type'] for resource in resources_of(template).values()} - KINDS.keys())
    if types:
        raise TemplateError(f'The emulator does not have {", ".join(types)}: add it to e2e/emulator/extension/types.')
    functions = sorted(set(_functions_in([template.get(section) for section in READ])) - FUNCTIONS)
    if functions:
        raise TemplateError(f'The emulator does not have {", ".join(functions)}.')


def refuse_strangers(template: Template) -> None:
    """A DependsOn of what is not in the template."""
    resources = resources_of(template)
    for name, resource in resources.items():
        for dependency in dependencies_of(resource):
            if dependency not in resources:
                raise TemplateError(f'{name} depends on {dependency}, which is not in the template.')


def resources_of(template: Template) -> dict[str, Template]:
    return template.get('Resources') or {}


def dependencies_of(resource: Template) -> list[str]:
    named = resource.get('DependsOn', [])
    return [named] if isinstance(named, str) else named


def _functions_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key.startswith('Fn::'):
                yield key
            yield from _functions_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from _functions_in(item)
