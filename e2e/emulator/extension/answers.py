"""Around moto: keeps what moto's ECS drops of a request, and answers 400 where moto would break."""
from __future__ import annotations

import io
import json
import logging
import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Response

from . import api

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
Json = dict[str, Any]

#: What stands before the operations of ECS.
PREFIX = 'AmazonEC2ContainerServiceV20141113.'

LOG = logging.getLogger('emulator')
ECHOED: Json = json.loads((Path(__file__).parent.parent / 'echoed.json').read_text(encoding='utf8'))


class Sturdy:
    """Turns what moto does not catch into an answer: clients repeat a 500 for a minute."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return self._application(environ, start_response)
        except Exception as error:
            if os.environ.get('EMULATOR_DEBUG'):
                traceback.print_exc()
            message = f'The emulator cannot do this: {api.reason(error)}'
            LOG.error('%s %s', environ.get('HTTP_X_AMZ_TARGET') or environ.get('PATH_INFO'), message)
            return _refusal(environ, message)(environ, start_response)


def _refusal(environ: dict[str, Any], message: str) -> Response:
    if 'json' in environ.get('CONTENT_TYPE', ''):
        return Response(json.dumps({'__type': 'EmulatorError', 'message': message}), status=400, content_type='application/x-amz-json-1.1')
    error = f'<Error><Code>EmulatorError</Code><Message>{escape(message)}</Message></Error>'
    if '/ec2/' in environ.get('HTTP_AUTHORIZATION', ''):
        body = f'<Response><Errors>{error}</Errors></Response>'
    elif '/s3/' in environ.get('HTTP_AUTHORIZATION', ''):
        body = error
    else:
        body = f'<ErrorResponse>{error}</ErrorResponse>'
    return Response(body, status=400, content_type='text/xml')


class Echoing:
    """
    What moto's ECS forgets of a service, a task definition or a cluster is kept from the request and shown again when it is described.
    Nothing acts on it: echoed.json has the list.
    """

    MEMBERS = {'service': 'services', 'taskDefinition': None, 'cluster': 'clusters'}

    def __init__(self, application: Application) -> None:
        self._application = application
        self._kept: dict[str, Json] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get('PATH_INFO') == '/moto-api/reset':
            self._kept.clear()
        target = environ.get('HTTP_X_AMZ_TARGET', '')
        if not target.startswith(PREFIX):
            return self._application(environ, start_response)
        request = body_of(environ)
        chunks, status, headers = run_wsgi_app(self._application, environ)
        body = b''.join(chunks)
        if status.startswith('200'):
            body = json.dumps(self._merged(target.removeprefix(PREFIX), request, json.loads(body))).encode()
        headers['Content-Length'] = str(len(body))
        start_response(status, list(headers))
        return [body]

    def _merged(self, operation: str, request: Json, answer: Json) -> Json:
        for member, several in self.MEMBERS.items():
            for shown in [answer[member]] if member in answer else answer.get(several or '', []):
                arn = shown.get(f'{member}Arn', '')
                if operation.startswith(('Create', 'Register')):
                    self._kept[arn] = dict(request)
                elif operation.startswith('Update'):
                    self._kept.setdefault(arn, {}).update(request)
                self._echo(member, self._kept.get(arn, {}), shown)
        return answer

    def _echo(self, member: str, kept: Json, shown: Json) -> None:
        for name in ECHOED['ecs'][member]:
            if kept.get(name) is not None:
                shown[name] = kept[name]
        if member == 'service':
            _echo_deployment(kept, shown)


def _echo_deployment(kept: Json, service: Json) -> None:
    """The one deployment that moto shows stays as it was created. The launch type is the caller's, or none beside a strategy."""
    if kept.get('capacityProviderStrategy'):
        service.pop('launchType', None)
    for deployment in service.get('deployments', [])[:1]:
        for name in ECHOED['ecs']['deploymentOfService']:
            deployment[name] = service.get(name)
        if kept.get('capacityProviderStrategy'):
            deployment.pop('launchType', None)
            deployment.pop('platformFamily', None)
        for name in ECHOED['ecs']['deployment']:
            if kept.get(name) is not None:
                deployment[name] = kept[name]


def body_of(environ: dict[str, Any]) -> Json:
    """The body of a request, which can be read again."""
    body = environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))
    environ['wsgi.input'] = io.BytesIO(body)
    return json.loads(body or b'{}')
