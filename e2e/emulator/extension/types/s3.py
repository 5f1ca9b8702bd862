"""Buckets and their policies."""
from __future__ import annotations

import re
from typing import Any

from ..resource import Call, Kind, Made, Properties, kind, only

LONGEST = 63

#: A property, the operation that sets it, and the parameter that it goes into.
SETTINGS = {
    'BucketEncryption': ('put_bucket_encryption', 'ServerSideEncryptionConfiguration'),
    'LifecycleConfiguration': ('put_bucket_lifecycle_configuration', 'LifecycleConfiguration'),
    'OwnershipControls': ('put_bucket_ownership_controls', 'OwnershipControls'),
    'PublicAccessBlockConfiguration': ('put_public_access_block', 'PublicAccessBlockConfiguration'),
    'Tags': ('put_bucket_tagging', 'Tagging'),
    'VersioningConfiguration': ('put_bucket_versioning', 'VersioningConfiguration'),
}


@kind
class Bucket(Kind):
    type = 'AWS::S3::Bucket'

    def create(self, call: Call) -> Made:
        given = call.known('AccessControl', 'BucketName', *SETTINGS)
        name = given.get('BucketName') or call.name(None, LONGEST).lower()
        elsewhere = None if call.region == 'us-east-1' else {'LocationConstraint': call.region}
        # PublicRead is public-read there.
        access = re.sub(r'(?<=[a-z])(?=[A-Z])', '-', given['AccessControl']).lower() if 'AccessControl' in given else None
        call.api('s3', 'create_bucket', Bucket=name, CreateBucketConfiguration=elsewhere, ACL=access)
        made = call.begin(Made(name, {
            'Arn': f'arn:aws:s3:::{name}',
            'DomainName': f'{name}.s3.amazonaws.com',
            'RegionalDomainName': f'{name}.s3.{call.region}.amazonaws.com',
        }))
        self._set(call, name, given.keys() & SETTINGS.keys())
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, *SETTINGS)
        gone = difference - call.properties.keys()
        if gone:
            raise ValueError(f'The emulator cannot take {", ".join(sorted(gone))} away from a bucket.')
        self._set(call, made.id, difference)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('s3', 'delete_bucket', Bucket=made.id)

    def _set(self, call: Call, bucket: str, names: set[str]) -> None:
        for name in sorted(names):
            operation, parameter = SETTINGS[name]
            call.api('s3', operation, Bucket=bucket, **{parameter: _setting(name, call.properties[name])})


def _setting(name: str, value: Any) -> Any:
    """A setting as S3 spells it."""
    if name == 'BucketEncryption':
        rules = [{_RENAMED.get(key, key): item for key, item in rule.items()} for rule in value['ServerSideEncryptionConfiguration']]
        return {'Rules': rules}
    if name == 'LifecycleConfiguration':
        return {'Rules': [_lifecycle_rule(rule) for rule in value['Rules']]}
    return {'TagSet': value} if name == 'Tags' else value


_RENAMED = {'ServerSideEncryptionByDefault': 'ApplyServerSideEncryptionByDefault'}

#: A property of a lifecycle rule, the member that it goes into, and its name there.
_LIFECYCLE = {
    'ExpirationInDays': ('Expiration', 'Days'),
    'ExpirationDate': ('Expiration', 'Date'),
    'ExpiredObjectDeleteMarker': ('Expiration', 'ExpiredObjectDeleteMarker'),
    'NoncurrentVersionExpirationInDays': ('NoncurrentVersionExpiration', 'NoncurrentDays'),
    'Prefix': ('Filter', 'Prefix'),
}


def _lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {} if 'Prefix' in rule else {'Filter': {'Prefix': ''}}
    for name, value in rule.items():
        if name in _LIFECYCLE:
            member, key = _LIFECYCLE[name]
            result.setdefault(member, {})[key] = value
        elif name == 'Id':
            result['ID'] = value
        else:
            result[name] = value
    return result


@kind
class BucketPolicy(Kind):
    type = 'AWS::S3::BucketPolicy'

    def create(self, call: Call) -> Made:
        given = call.known('Bucket', 'PolicyDocument')
        call.api('s3', 'put_bucket_policy', Bucket=given['Bucket'], Policy=given['PolicyDocument'])
        return Made(call.properties['Bucket'])

    def delete(self, call: Call, made: Made) -> None:
        call.api('s3', 'delete_bucket_policy', Bucket=made.id)
