"""The emulator's own AWS APIs, called over HTTP like any program's calls."""
from __future__ import annotations

import threading
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

CONFIG = Config(retries={'total_max_attempts': 1}, read_timeout=60, max_pool_connections=20, s3={'addressing_style': 'path'})
GONE = ('NotFound', 'NoSuch', 'NonExistent', 'DoesNotExist', 'NotFoundException')

_endpoint = ''
_clients: dict[tuple[str, str], Any] = {}
_lock = threading.Lock()


def connect(endpoint: str) -> None:
    """Says where the emulator answers."""
    global _endpoint
    _endpoint = endpoint


def client(service: str, region: str) -> Any:
    with _lock:
        if (service, region) not in _clients:
            _clients[service, region] = boto3.client(
                service, region_name=region, endpoint_url=_endpoint, config=CONFIG,
                aws_access_key_id='testing', aws_secret_access_key='testing', aws_session_token='testing',
            )
        return _clients[service, region]


def is_gone(error: Exception) -> bool:
    """What was to be removed is not there."""
    return isinstance(error, ClientError) and any(word in error.response['Error'].get('Code', '') for word in GONE)


def reason(error: BaseException) -> str:
    """An error in a line."""
    if isinstance(error, ClientError):
        details = error.response['Error']
        text = f'{details.get("Message", "")} ({error.operation_name}: {details.get("Code", "")})'
    elif isinstance(error, (BotoCoreError, ValueError)) and str(error):
        text = str(error)
    else:
        text = getattr(error, 'message', None) or f'{type(error).__name__}: {error}'
    return ' '.join(str(text).split())
