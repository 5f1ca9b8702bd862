"""Keys. A key that is deleted is disabled at once, and goes when its waiting time is over."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only


@kind
class Key(Kind):
    type = 'AWS::KMS::Key'

    def create(self, call: Call) -> Made:
        call.known('Description', 'EnableKeyRotation', 'KeyPolicy', 'Tags')
        tags = [{'TagKey': tag['Key'], 'TagValue': tag['Value']} for tag in call.properties.get('Tags', [])]
        key = call.api('kms', 'create_key', **call.taken('Description'), Policy=call.properties['KeyPolicy'], Tags=tags or None)['KeyMetadata']
        made = call.begin(Made(key['KeyId'], {'Arn': key['Arn'], 'KeyId': key['KeyId']}))
        self._rotate(call, made.id)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'Description', 'EnableKeyRotation', 'KeyPolicy')
        if 'Description' in difference:
            call.api('kms', 'update_key_description', KeyId=made.id, Description=call.properties.get('Description', ''))
        if 'KeyPolicy' in difference:
            call.api('kms', 'put_key_policy', KeyId=made.id, PolicyName='default', Policy=call.properties['KeyPolicy'])
        self._rotate(call, made.id)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('kms', 'schedule_key_deletion', KeyId=made.id)

    def _rotate(self, call: Call, key: str) -> None:
        enabled = str(call.properties.get('EnableKeyRotation')).lower() == 'true'
        call.api('kms', 'enable_key_rotation' if enabled else 'disable_key_rotation', KeyId=key)
