"""What a type of resource is made by, and what the engine tells it."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from . import api
from .names import physical_name
from .shape import shaped

Properties = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What exists: the answer to Ref, and those to Fn::GetAtt."""

    id: str
    attributes: dict[str, Any] = field(default_factory=dict)


class Replace(Exception):
    """The change cannot be made in place."""


@dataclass(frozen=True)
class Call:
    """One resource in one stack, with its references resolved."""

    type: str
    logical_id: str
    stack: str
    region: str
    account: str
    properties: Properties
    #: What there is of a resource that takes several calls to make: it is removed if one of them fails.
    begun: list[Made] = field(default_factory=list)

    def begin(self, made: Made) -> Made:
        self.begun.append(made)
        return made

    def api(self, service: str, operation: str, /, **parameters: Any) -> Any:
        """Calls the emulator as any program would. Names may be spelt as CloudFormation does; `None` is left out."""
        client = api.client(service, self.region)
        given = {name: value for name, value in parameters.items() if value is not None}
        return getattr(client, operation)(**shaped(client, operation, given))

    def taken(self, *names: str) -> Properties:
        """These properties, as far as they are given."""
        return {name: self.properties[name] for name in names if name in self.properties}

    def known(self, *names: str) -> Properties:
        """All properties, where they are among these: nothing of a template is passed over."""
        unknown = self.properties.keys() - set(names)
        if unknown:
            raise ValueError(f'{self.type} has no {", ".join(sorted(unknown))} in the emulator.')
        return self.properties

    def without(self, *names: str) -> Properties:
        """All properties but these."""
        return {name: value for name, value in self.properties.items() if name not in names}

    def name(self, given: str | None, longest: int = 255) -> str:
        """The name given, or one as CloudFormation makes it."""
        return given or physical_name(self.stack, self.logical_id, longest)


class Kind:
    """How the resources of a type are made, changed and removed."""

    type: ClassVar[str]

    def create(self, call: Call) -> Made:
        raise NotImplementedError

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        """Changes what exists. Unless a type says how, the new one is made and the old one removed."""
        raise Replace

    def delete(self, call: Call, made: Made) -> None:
        """Removes what exists. Nothing by default: for what goes with something else."""


KINDS: dict[str, Kind] = {}


def kind(implementation: type[Kind]) -> type[Kind]:
    """Lists a type of resource: a decorator."""
    KINDS[implementation.type] = implementation()
    return implementation


def changed(old: Properties, new: Properties) -> set[str]:
    """The names of the properties that differ."""
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def only(old: Properties, new: Properties, *names: str) -> set[str]:
    """The properties that differ, where all of them are among these; the resource is replaced else."""
    difference = changed(old, new)
    if difference - set(names):
        raise Replace
    return difference
