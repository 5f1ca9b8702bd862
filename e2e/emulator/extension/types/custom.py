"""What CloudFormation leaves to a function: done at once, and the function is not called. echoed.json lists these types."""
from __future__ import annotations

from ..names import suffix
from ..resource import Call, Kind, Made, Properties, kind


@kind
class RestrictDefaultSecurityGroup(Kind):
    type = 'Custom::VpcRestrictDefaultSG'

    def create(self, call: Call) -> Made:
        # The function must be there, at least.
        call.api('lambda', 'get_function', FunctionName=call.properties['ServiceToken'])
        return Made(f'{call.logical_id}-{suffix()}')

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        return made


@kind
class Metadata(Kind):
    """Figures for the authors of the CDK."""

    type = 'AWS::CDK::Metadata'

    def create(self, call: Call) -> Made:
        return Made(call.logical_id)

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        return made


@kind
class Key(Kind):
    """Named by the template of `cdk bootstrap`, under a condition that does not hold."""

    type = 'AWS::KMS::Key'

    def create(self, call: Call) -> Made:
        raise ValueError('Keys are not in the emulator.')


@kind
class Alias(Key):
    type = 'AWS::KMS::Alias'
