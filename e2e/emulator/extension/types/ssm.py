"""Parameters."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only


@kind
class Parameter(Kind):
    type = 'AWS::SSM::Parameter'

    def create(self, call: Call) -> Made:
        return self._put(call, call.properties.get('Name') or call.name(None), overwrite=False)

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'AllowedPattern', 'Description', 'Tier', 'Type', 'Value')
        return self._put(call, made.id, overwrite=True)

    def delete(self, call: Call, made: Made) -> None:
        call.api('ssm', 'delete_parameter', Name=made.id)

    def _put(self, call: Call, name: str, overwrite: bool) -> Made:
        tags = [{'Key': key, 'Value': value} for key, value in call.properties.get('Tags', {}).items()]
        call.api('ssm', 'put_parameter', **call.without('Name', 'Tags'), Name=name, Overwrite=overwrite, Tags=tags or None)
        return Made(name, call.taken('Type', 'Value'))
