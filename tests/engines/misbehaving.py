"""A server that does on purpose what engines do now and then: it answers late, in part, brokenly, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'
DIGEST = "1" * 64
VERSION = (
    b'{"head": {"vars": ["version"]}, "results": {"bindings": [{"version": {"type": "literal", "value": "%s"}}]}}'
    % DIGEST.encode()
)

Act = Callable[[BaseHTTPRequestHandler], None]


class Misbehaving(ThreadingHTTPServer):
    """A server that does to each request what its `act` says, and remembers what came."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.connections = 0
        self.requests: list[tuple[str, str, bytes]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @classmethod
    @contextmanager
    def started(cls, act: Act) -> Iterator[Misbehaving]:
        """Run such a server until the end of the block."""
        server = cls(act)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
            server.server_close()

    @property
    def url(self) -> str:
        """Its SPARQL endpoint, so to speak."""
        return f"http://127.0.0.1:{self.server_address[1]}/query"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Misbehaving

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.requests.append((self.command, self.path, body))
        self.server.act(self)

    do_GET = do_POST = do_PUT = handle_any  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing to the terminal."""


def reply(status: int = 200, body: bytes = YES, media_type: str = JSON, **headers: str) -> Act:
    """Answer as said; `length` may be more than is sent."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", headers.get("length", str(len(body))))
        for name, value in headers.items():
            if name != "length":
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def holding(act: Act) -> Act:
    """Answer, when asked for the version of the dataset, with one; all else is done by `act`."""
    version = reply(body=VERSION)

    def both(handler: BaseHTTPRequestHandler) -> None:
        (version if "%3Fversion" in handler.path else act)(handler)

    return both
