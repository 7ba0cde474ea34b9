"""The socket that a worker listens on."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")


def limit_stalled_sending(port: int, seconds: float) -> None:
    """Let the kernel end connections whose clients have taken nothing for so many seconds (RFC 5482).

    The server has no such limit, and an application learns nothing of the last few hundred kilobytes of an answer.
    Connections inherit the option from the listening socket, which the server makes and does not hand out; it is found
    among the descriptors of this process. Only on Linux: elsewhere such connections last as long as the client.
    """
    if not hasattr(socket, "TCP_USER_TIMEOUT") or not _DESCRIPTORS.is_dir():
        return
    for path in list(_DESCRIPTORS.iterdir()):
        with suppress(OSError):  # one that was closed in the meantime
            if path.is_socket():
                _limit(int(path.name), port, seconds)


def _limit(descriptor: int, port: int, seconds: float) -> None:
    with socket.socket(fileno=os.dup(descriptor)) as found:
        is_ours = found.family in {socket.AF_INET, socket.AF_INET6} and found.getsockname()[1] == port
        if is_ours and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1_000))
