"""From CloudFormation's spelling to the API's, along botocore's model of the request."""
from __future__ import annotations

import json
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape


class Refused(ValueError):
    """A value that the API's model does not know."""


def shaped(client: Any, operation: str, given: dict[str, Any]) -> dict[str, Any]:
    """
    The parameters of an operation. Names are matched without regard to case, scalars are turned into the wanted type. What the model does not
    know keeps its name: botocore refuses it.
    """
    name = client.meta.method_to_api_mapping[operation]
    shape = client.meta.service_model.operation_model(name).input_shape
    return _structure(given, shape, name) if shape else given


def _value(value: Any, shape: Shape, path: str) -> Any:
    if isinstance(shape, StructureShape):
        return _structure(value, shape, path)
    if isinstance(shape, ListShape):
        return _list(value, shape, path)
    if isinstance(shape, MapShape):
        return _map(value, shape, path)
    return _scalar(value, shape, path)


def _structure(value: Any, shape: StructureShape, path: str) -> Any:
    if not isinstance(value, dict):
        return value
    known = {member.lower(): member for member in shape.members}
    result = {}
    for key, item in value.items():
        member = key if key in shape.members else known.get(key.lower(), key)
        result[member] = _value(item, shape.members[member], f'{path}.{member}') if member in shape.members else item
    return result


def _list(value: Any, shape: ListShape, path: str) -> Any:
    if not isinstance(value, list):
        return value
    return [_value(item, shape.member, f'{path}[{index}]') for index, item in enumerate(value)]


def _map(value: Any, shape: MapShape, path: str) -> Any:
    if not isinstance(value, dict):
        return value
    return {_scalar(key, shape.key, f'{path} (key)'): _value(item, shape.value, f'{path}.{key}') for key, item in value.items()}


def _scalar(value: Any, shape: Shape, path: str) -> Any:
    if shape.type_name in ('integer', 'long'):
        value = _number(value, int)
    elif shape.type_name in ('float', 'double'):
        value = _number(value, float)
    elif shape.type_name == 'boolean':
        value = {'true': True, 'false': False}.get(value.lower(), value) if isinstance(value, str) else value
    elif shape.type_name == 'string':
        value = _text(value)
        _check(value, shape, path)
    return value


def _number(value: Any, wanted: type) -> Any:
    if isinstance(value, bool):
        return value
    try:
        return wanted(value)
    except (TypeError, ValueError):
        return value


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return json.dumps(value)
    return value if isinstance(value, str) else str(value)


def _check(value: str, shape: Shape, path: str) -> None:
    allowed = getattr(shape, 'enum', None)
    if allowed and value not in allowed:
        raise Refused(f'{path} is {value!r}, which is none of {", ".join(allowed)}')
