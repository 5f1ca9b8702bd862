"""Starts the emulator: python -m extension --port 5000."""
from __future__ import annotations

import argparse
import errno
import logging
import os
import signal
import socket
import sys
from types import FrameType

MINIMUM = (3, 11)
HOST = '127.0.0.1'


def main() -> int:
    if sys.version_info < MINIMUM:
        print(f'Python {".".join(map(str, MINIMUM))} or newer is needed; this is {sys.version.split()[0]}.', file=sys.stderr)
        return 1
    parser = argparse.ArgumentParser(prog='extension', description='moto with CloudFormation types made through its own AWS APIs')
    parser.add_argument('--port', type=int, required=True, help='0 for one that is free')
    options = parser.parse_args()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    logging.basicConfig(level=logging.WARNING, format='%(levelname)s %(name)s %(message)s')
    logging.getLogger('emulator').setLevel(logging.INFO)
    try:
        listener = socket.create_server((HOST, options.port), backlog=128)
    except OSError as error:
        print(why_not(options.port, error), file=sys.stderr)
        return 1
    return serve(listener)


def why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f'Port {port} is taken: stop what listens there, or give another one.'
    return f'Port {port} cannot be listened at ({os.strerror(error.errno or 0)}): give another one.'


def serve(listener: socket.socket) -> int:
    """Imports here: moto takes a second, and what is wrong with the command is told before."""
    port = listener.getsockname()[1]
    # moto reads it where it writes a URL of its own.
    os.environ['MOTO_PORT'] = str(port)
    from werkzeug.serving import make_server

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

    from . import api, patches, types
    from .answers import Echoing, Sturdy
    from .managed import Managed

    try:
        patches.check()
    except patches.WrongMoto as error:
        print(error, file=sys.stderr)
        return 1
    patches.apply()
    api.connect(f'http://{HOST}:{port}')
    application = Sturdy(Managed(Echoing(DomainDispatcherApplication(create_backend_app))))
    server = make_server(HOST, port, application, threaded=True, request_handler=MotoRequestHandler, fd=listener.fileno())
    logging.getLogger('emulator').info('listening on http://%s:%s, with %s types of resources', HOST, port, len(types.names()))
    server.serve_forever()
    return 0


def stop(_signal: int, _frame: FrameType | None) -> None:
    os._exit(0)


if __name__ == '__main__':
    sys.exit(main())
