"""Refuses every connection that would leave this machine: Python runs this first where PYTHONPATH names the folder. What was tried is printed."""
from __future__ import annotations

import errno
import re
import sys
from typing import Any

HERE = re.compile(r'localhost|::1|127(\.\d+){3}')

#: Where the other end stands among the arguments of an event.
HOSTS = {
    'socket.connect': lambda args: args[1],
    'socket.sendto': lambda args: args[1],
    'socket.sendmsg': lambda args: args[1],
    'socket.getaddrinfo': lambda args: args[:1],
    'socket.gethostbyname': lambda args: args[:1],
}


def refuse_others(event: str, args: tuple[Any, ...]) -> None:
    address = HOSTS[event](args) if event in HOSTS else None
    # The path of a local socket is no tuple; without a host it is this machine.
    host = address[0] if isinstance(address, tuple) else None
    if host and not HERE.fullmatch(str(host)):
        print(f'REFUSED: a connection to {host}', file=sys.stderr)
        raise OSError(errno.ENETUNREACH, f'{host} is not this machine')


sys.addaudithook(refuse_others)
