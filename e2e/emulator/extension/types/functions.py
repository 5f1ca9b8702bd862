"""Lambda functions. Nothing calls them: no deployment runs, and so no hook."""
from __future__ import annotations

import io
import zipfile
from typing import Any

from ..names import suffix
from ..resource import Call, Kind, Made, Properties, Replace, kind, only

LONGEST = 64
CONFIGURATION = ('Description', 'Environment', 'Handler', 'Layers', 'LoggingConfig', 'MemorySize', 'Role', 'Runtime', 'Timeout', 'VpcConfig')


@kind
class Function(Kind):
    type = 'AWS::Lambda::Function'

    def create(self, call: Call) -> Made:
        tags = {tag['Key']: tag['Value'] for tag in call.properties.get('Tags', [])}
        function = call.api(
            'lambda', 'create_function', **call.without('Code', 'FunctionName', 'Tags'), Code=_code(call.properties), Tags=tags or None,
            FunctionName=call.name(call.properties.get('FunctionName'), LONGEST))
        return Made(function['FunctionName'], {'Arn': function['FunctionArn']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'Code', *CONFIGURATION)
        if difference - call.properties.keys():
            raise Replace
        if 'Code' in difference:
            call.api('lambda', 'update_function_code', FunctionName=made.id, **_code(call.properties))
        if difference - {'Code'}:
            call.api('lambda', 'update_function_configuration', FunctionName=made.id, **call.taken(*CONFIGURATION))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('lambda', 'delete_function', FunctionName=made.id)


def _code(properties: Properties) -> dict[str, Any]:
    """What is written in the template is zipped under the name that the handler asks for."""
    code = dict(properties['Code'])
    if 'ZipFile' in code:
        file = properties['Handler'].rsplit('.', 1)[0] + ('.py' if properties['Runtime'].startswith('python') else '.js')
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, 'w') as writer:
            writer.writestr(file, code['ZipFile'])
        code['ZipFile'] = archive.getvalue()
    return code


@kind
class Permission(Kind):
    type = 'AWS::Lambda::Permission'

    def create(self, call: Call) -> Made:
        statement = f'{call.stack}-{call.logical_id}-{suffix()}'[-100:]
        call.api('lambda', 'add_permission', **call.properties, StatementId=statement)
        return Made(statement, {'Id': statement})

    def delete(self, call: Call, made: Made) -> None:
        call.api('lambda', 'remove_permission', FunctionName=call.properties['FunctionName'], StatementId=made.id)
