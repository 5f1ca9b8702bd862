"""Around moto: Managed Instances and their daemons, which its ECS does not know. They are kept and shown, and no instance starts."""
from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

from moto.core import DEFAULT_ACCOUNT_ID

from .answers import PREFIX, Application, Json, body_of


class Refused(ValueError):
    """What ECS answers 400 to."""


class Managed:
    """Answers for what moto has not; the rest is moto's."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._forget()

    def _forget(self) -> None:
        self._providers: dict[str, Json] = {}
        self._definitions: dict[str, Json] = {}
        self._daemons: dict[str, Json] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get('PATH_INFO') == '/moto-api/reset':
            self._forget()
        target = environ.get('HTTP_X_AMZ_TARGET', '')
        operation = target.removeprefix(PREFIX)
        request = body_of(environ) if target.startswith(PREFIX) else {}
        if operation == 'DescribeCapacityProviders':
            return self._described(environ, request)(environ, start_response)
        handler: Callable[[Json, str], Json] | None = getattr(self, f'_{operation}', None) if target.startswith(PREFIX) else None
        if handler is None or not self._is_ours(operation, request):
            return self._application(environ, start_response)
        try:
            answer, status = handler(request, _region_of(environ)), 200
        except Refused as error:
            answer, status = {'__type': 'InvalidParameterException', 'message': str(error)}, 400
        return _json(answer, status)(environ, start_response)

    def _is_ours(self, operation: str, request: Json) -> bool:
        """Of capacity providers, those of Managed Instances."""
        if 'CapacityProvider' not in operation:
            return True
        name = request.get('name') or request.get('capacityProvider', '').split('/')[-1]
        return 'managedInstancesProvider' in request or name in self._providers

    def _described(self, environ: dict[str, Any], request: Json) -> Response:
        """Those of both kinds."""
        wanted = request.get('capacityProviders')
        names = [name.split('/')[-1] for name in wanted] if wanted else list(self._providers)
        ours = [self._providers[name] for name in names if name in self._providers]
        others = [name for name in names if name not in self._providers]
        if wanted and not others:
            return _json({'capacityProviders': ours, 'failures': []}, 200)
        if wanted:
            body = json.dumps({**request, 'capacityProviders': others}).encode()
            environ = {**environ, 'CONTENT_LENGTH': str(len(body)), 'wsgi.input': io.BytesIO(body)}
        chunks, status, headers = run_wsgi_app(self._application, environ)
        answer = json.loads(b''.join(chunks))
        if not status.startswith('200'):
            return _json(answer, int(status.split()[0]))
        return _json({**answer, 'capacityProviders': [*ours, *answer['capacityProviders']]}, 200)

    def _CreateCapacityProvider(self, request: Json, region: str) -> Json:
        if not request.get('cluster'):
            raise Refused('A capacity provider of Managed Instances belongs to a cluster.')
        name = request['name']
        self._providers[name] = {**request, 'capacityProviderArn': _arn(region, f'capacity-provider/{name}'), 'status': 'ACTIVE', 'type': 'MANAGED_INSTANCES'}
        return {'capacityProvider': self._providers[name]}

    def _UpdateCapacityProvider(self, request: Json, _region: str) -> Json:
        provider = self._providers[request['name']]
        provider['managedInstancesProvider'] = request['managedInstancesProvider']
        return {'capacityProvider': provider}

    def _DeleteCapacityProvider(self, request: Json, _region: str) -> Json:
        name = request['capacityProvider'].split('/')[-1]
        arn = self._providers[name]['capacityProviderArn']
        users = [daemon['daemonName'] for daemon in self._daemons.values() if arn in daemon['capacityProviderArns']]
        if users:
            raise Refused(f'The daemon {", ".join(users)} runs on the capacity provider {name}.')
        return {'capacityProvider': self._providers.pop(name)}

    def _RegisterDaemonTaskDefinition(self, request: Json, region: str) -> Json:
        family = request['family']
        revision = 1 + sum(definition['family'] == family for definition in self._definitions.values())
        arn = _arn(region, f'daemon-task-definition/{family}:{revision}')
        self._definitions[arn] = {**request, 'daemonTaskDefinitionArn': arn, 'revision': revision, 'status': 'ACTIVE'}
        return {'daemonTaskDefinitionArn': arn}

    def _DescribeDaemonTaskDefinition(self, request: Json, _region: str) -> Json:
        return {'daemonTaskDefinition': _found(self._definitions, request['daemonTaskDefinition'])}

    def _DeleteDaemonTaskDefinition(self, request: Json, _region: str) -> Json:
        arn = request['daemonTaskDefinition']
        if any(daemon['daemonTaskDefinitionArn'] == arn for daemon in self._daemons.values()):
            raise Refused(f'A daemon runs {arn}.')
        _found(self._definitions, arn)['status'] = 'DELETE_IN_PROGRESS'
        return {'daemonTaskDefinitionArn': arn}

    def _ListDaemonTaskDefinitions(self, _request: Json, _region: str) -> Json:
        active = [definition for definition in self._definitions.values() if definition['status'] == 'ACTIVE']
        return {'daemonTaskDefinitions': [{'arn': definition['daemonTaskDefinitionArn'], 'status': 'ACTIVE'} for definition in active]}

    def _CreateDaemon(self, request: Json, region: str) -> Json:
        cluster = request['clusterArn'].split('/')[-1]
        arn = _arn(region, f'daemon/{cluster}/{request["daemonName"]}')
        if arn in self._daemons:
            raise Refused(f'The cluster has a daemon {request["daemonName"]}.')
        return self._keep({**request, 'daemonArn': arn, 'createdAt': time.time()})

    def _UpdateDaemon(self, request: Json, _region: str) -> Json:
        """What is left out goes back to its default."""
        kept = _found(self._daemons, request['daemonArn'])
        return self._keep({**request, **{name: kept[name] for name in ('clusterArn', 'daemonName', 'createdAt')}})

    def _keep(self, daemon: Json) -> Json:
        definition = _found(self._definitions, daemon['daemonTaskDefinitionArn'])
        arns = [provider['capacityProviderArn'] for provider in self._providers.values() if provider['cluster'] == daemon['clusterArn'].split('/')[-1]]
        missing = set(daemon['capacityProviderArns']) - set(arns)
        if missing or definition['status'] != 'ACTIVE':
            raise Refused(f'There is no {", ".join(sorted(missing)) or definition["daemonTaskDefinitionArn"]}.')
        self._daemons[daemon['daemonArn']] = daemon
        return {'daemonArn': daemon['daemonArn'], 'status': 'ACTIVE', 'createdAt': daemon['createdAt']}

    def _DescribeDaemon(self, request: Json, _region: str) -> Json:
        daemon = _found(self._daemons, request['daemonArn'])
        revision = {'arn': f'{daemon["daemonArn"]}:1', 'capacityProviders': [{'arn': arn} for arn in daemon['capacityProviderArns']]}
        return {'daemon': {**daemon, 'status': 'ACTIVE', 'currentRevisions': [revision]}}

    def _DescribeDaemonRevisions(self, request: Json, _region: str) -> Json:
        daemons = [_found(self._daemons, arn.removesuffix(':1')) for arn in request['daemonRevisionArns']]
        return {'daemonRevisions': [{**daemon, 'daemonRevisionArn': f'{daemon["daemonArn"]}:1'} for daemon in daemons], 'failures': []}

    def _ListDaemons(self, _request: Json, _region: str) -> Json:
        return {'daemonSummariesList': [{'daemonArn': arn, 'status': 'ACTIVE'} for arn in self._daemons]}

    def _DeleteDaemon(self, request: Json, _region: str) -> Json:
        daemon = _found(self._daemons, request['daemonArn'])
        del self._daemons[request['daemonArn']]
        return {'daemonArn': daemon['daemonArn'], 'status': 'DELETE_IN_PROGRESS', 'createdAt': daemon['createdAt']}


def _found(all_of_them: dict[str, Json], arn: str) -> Json:
    if arn not in all_of_them:
        raise Refused(f'There is no {arn}.')
    return all_of_them[arn]


def _arn(region: str, resource: str) -> str:
    return f'arn:aws:ecs:{region}:{DEFAULT_ACCOUNT_ID}:{resource}'


def _region_of(environ: dict[str, Any]) -> str:
    """Callers sign for it."""
    found = re.search(r'Credential=[^/]+/\d+/([\w-]+)/', environ.get('HTTP_AUTHORIZATION', ''))
    return found[1] if found else 'us-east-1'


def _json(answer: Json, status: int) -> Response:
    return Response(json.dumps(answer), status=status, content_type='application/x-amz-json-1.1')
