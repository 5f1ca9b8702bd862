"""Starts the emulator: python -m extension --port 5000."""
from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from types import FrameType

MINIMUM = (3, 11)


def main() -> int:
    if sys.version_info < MINIMUM:
        print(f'Python {".".join(map(str, MINIMUM))} or newer is needed; this is {sys.version.split()[0]}.', file=sys.stderr)
        return 1
    parser = argparse.ArgumentParser(prog='extension', description='moto with CloudFormation types made through its own AWS APIs')
    parser.add_argument('--port', type=int, required=True)
    parser.add_argument('--until-input-ends', action='store_true', help='end with the process that holds the other end of the standard input')
    options = parser.parse_args()
    port = options.port
    # moto reads it where it writes a URL of its own.
    os.environ['MOTO_PORT'] = str(port)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    logging.basicConfig(level=logging.WARNING, format='%(levelname)s %(name)s %(message)s')
    logging.getLogger('emulator').setLevel(logging.INFO)
    if options.until_input_ends:
        threading.Thread(target=end_with_input, daemon=True).start()
    return serve(port)


def serve(port: int) -> int:
    """Imports here: moto takes a second, and what is wrong with the command is told before."""
    from werkzeug.serving import make_server

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

    from . import api, patches, types
    from .answers import Echoing, Sturdy

    try:
        patches.check()
    except patches.WrongMoto as error:
        print(error, file=sys.stderr)
        return 1
    patches.apply()
    api.connect(f'http://127.0.0.1:{port}')
    application = Sturdy(Echoing(DomainDispatcherApplication(create_backend_app)))
    try:
        server = make_server('127.0.0.1', port, application, threaded=True, request_handler=MotoRequestHandler)
    except (OSError, SystemExit):
        print(f'Port {port} is taken: stop what listens there, or give another one.', file=sys.stderr)
        return 1
    logging.getLogger('emulator').info('listening on http://127.0.0.1:%s, with %s types of resources', port, len(types.names()))
    server.serve_forever()
    return 0


def end_with_input() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)


def stop(_signal: int, _frame: FrameType | None) -> None:
    os._exit(0)


if __name__ == '__main__':
    sys.exit(main())
