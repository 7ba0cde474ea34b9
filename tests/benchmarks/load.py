"""How many requests a second a server answers: some clients, each a process of its own, so that none waits for another.

A client keeps one connection, sends the same bytes over and over, and reads no more of an answer than where it ends, so
that it takes little of the processors beside the server. `python -m tests.benchmarks.load HOST PORT SECONDS` is one: it
reads the request from its standard input and prints how many answers it got.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

_LAST_CHUNK = b"\r\n0\r\n\r\n"


def rate(address: str, target: str, accept: str, clients: int, seconds: float) -> float:
    """Return how many requests a second `clients` together get answered.

    Raises:
        SystemExit: an answer is not 200, or a client ends otherwise.
    """
    parts = urlsplit(address)
    request = f"GET {parts.path or '/'}{target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n\r\n".encode()
    command = [sys.executable, "-m", "tests.benchmarks.load", str(parts.hostname), str(parts.port), str(seconds)]
    running = []
    for _ in range(clients):
        client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert client.stdin
        client.stdin.write(request)
        client.stdin.close()
        running.append(client)
    return sum(_finished(client) for client in running)


def _finished(client: subprocess.Popen[bytes]) -> float:
    assert client.stdout
    said = client.stdout.read()
    if client.wait():
        raise SystemExit("a client of the load has failed")
    return float(said)


def _ask(connection: socket.socket, request: bytes) -> None:
    """Send a request and read its answer to the end (RFC 9112, section 6.3)."""
    connection.sendall(request)
    answer = bytearray()
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += _received(connection)
    head = bytes(answer[: end + 2]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise SystemExit(f"the server answered {head[:40].decode()}")
    _, named, length = head.partition(b"\r\ncontent-length: ")
    if named:
        left = end + 4 + int(length.partition(b"\r\n")[0]) - len(answer)
        while left > 0:
            left -= len(_received(connection))
        return
    while not answer.endswith(_LAST_CHUNK):
        answer = answer[-len(_LAST_CHUNK) :] + _received(connection)


def _received(connection: socket.socket) -> bytes:
    part = connection.recv(1 << 20)
    if not part:
        raise SystemExit("the server closed the connection")
    return part


def _client(host: str, port: int, seconds: float) -> float:
    request = sys.stdin.buffer.read()
    with socket.create_connection((host, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _ask(connection, request)
        count, start = 0, time.monotonic()
        while (passed := time.monotonic() - start) < seconds:
            _ask(connection, request)
            count += 1
    return count / passed


if __name__ == "__main__":
    sys.stdout.write(str(_client(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))
