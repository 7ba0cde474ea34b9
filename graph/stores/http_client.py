"""The HTTP client for engines, with limits of time and size.

Connections stay open for reuse, and connecting is tried again when it fails. Only errors of the connection are tried
again: a query that took too long once would take too long twice. All that is sent here may be sent twice.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError
from urllib3.util import Retry

from graph.stores.store import AnswerTooLargeError, StoreAnswerError, StoreTimeoutError, StoreUnavailableError

_TRIES: Final = 4
_BACKOFF: Final = 0.1
"""Seconds before the second retry; each further wait is twice as long. The first retry comes at once."""

_CONNECT_SECONDS: Final = 5.0
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine sent: `headers` by lower-case name, and the body as a whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def message(self, limit: int = 500) -> str:
        """Return the beginning of the body as one line, for messages about a failure."""
        return " ".join(self.body[: 4 * limit].decode("utf-8", "replace").split())[:limit]

    def reason(self, limit: int = 300) -> str:
        """Return how a sentence about a failure ends: with the beginning of the body, if there is any."""
        message = self.message(limit)
        return f": {message}" if message else "."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an answer may take: seconds until it begins and until it ends, bytes, and rows or triples."""

    seconds: float = 30.0
    size: int | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password for an engine; whether it wants them by digest or plainly, it says itself."""

    user: str
    password: str = field(repr=False)


class _ConnectionErrors(Retry):
    """Try again when no connection came about, or an open one turned out to be closed; never after a time-out."""

    def _is_read_error(self, err: Exception) -> bool:
        return isinstance(err, ProtocolError)

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


class _PromptConnection(HTTPConnection):
    """A connection that acknowledges the head of an answer at once.

    Virtuoso sends the body only when the head was acknowledged (Nagle's algorithm). On a connection that stays open,
    Linux waits 40 ms with that. See RFC 1122, section 4.2.3.2, and tcp(7) on TCP_QUICKACK.
    """

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in urllib3
        if self.sock is not None and hasattr(socket, "TCP_QUICKACK"):
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return super().getresponse()


class _PromptPool(HTTPConnectionPool):
    ConnectionCls = _PromptConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {**self.poolmanager.pool_classes_by_scheme, "http": _PromptPool}


class Transport:
    """A pool of connections, safe to share between threads. Proxies and `.netrc` are not looked at."""

    def __init__(self, login: Login | None = None, connections: int = 16) -> None:
        retries = _ConnectionErrors(
            total=None,
            connect=_TRIES - 1,
            read=_TRIES - 1,
            status=0,
            other=0,
            redirect=0,
            allowed_methods=None,
            backoff_factor=_BACKOFF,
        )
        self._login = login
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = "olympic-partnership-graph"
        adapter = _Adapter(pool_connections=4, pool_maxsize=connections, max_retries=retries)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def send(self, request: Request, limits: Limits) -> Reply:
        """Send a request and return the whole reply, whatever its status.

        Raises:
            StoreUnavailableError: the engine cannot be reached, or the connection broke within the answer.
            StoreTimeoutError: the time is over.
            AnswerTooLargeError: there are more bytes than allowed.
            StoreAnswerError: the answer cannot be read.
        """
        url = request.full_url
        deadline = time.monotonic() + limits.seconds
        try:
            reply = self._once(request, deadline, limits.size)
            if reply.status == requests.codes.unauthorized and self._login and self._session.auth is None:
                self._session.auth = _scheme(self._login, reply.headers.get("www-authenticate", ""))
                reply = self._once(request, deadline, limits.size)
        except requests.ConnectTimeout as error:
            raise StoreUnavailableError(_unreachable(url, "nobody answers there")) from error
        except (requests.Timeout, ReadTimeoutError) as error:
            raise StoreTimeoutError(f"{shown(url)} did not answer within {limits.seconds:g} seconds.") from error
        except DecodeError as error:
            what = f"{shown(url)} sent an answer that is not compressed as its header Content-Encoding says."
            raise StoreAnswerError(what) from error
        except (requests.RequestException, HTTPError, OSError) as error:
            raise StoreUnavailableError(_unreachable(url, _reason(error))) from error
        except ValueError as error:  # a header, such as Location, cannot be read
            raise StoreAnswerError(
                f"{shown(url)} sent an answer with a header that cannot be read: {error}."
            ) from error
        return reply

    def close(self) -> None:
        """Close the connections; a later request opens new ones."""
        self._session.close()

    def _once(self, request: Request, deadline: float, size: int | None) -> Reply:
        left = max(deadline - time.monotonic(), 0.001)
        with self._session.request(
            request.get_method(),
            request.full_url,
            headers=dict(request.header_items()),
            data=request.data if isinstance(request.data, bytes) else None,
            timeout=(min(_CONNECT_SECONDS, left), left),
            stream=True,
            allow_redirects=False,
        ) as response:
            content = _read(response, deadline, size)
            return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, content)


def _read(response: requests.Response, deadline: float, size: int | None) -> bytes:
    """Read what comes as it comes, so that neither slow nor endless answers go on for long."""
    content = bytearray()
    while chunk := _chunk(response):
        content += chunk
        if size is not None and len(content) > size:
            raise AnswerTooLargeError(f"The answer has more than {size:,} bytes; ask for less at a time.")
        if time.monotonic() > deadline:
            raise StoreTimeoutError(f"{shown(response.url)} did not finish its answer in time.")
    return bytes(content)


def _chunk(response: requests.Response) -> bytes:
    try:
        chunk: bytes = response.raw.read1(_CHUNK, decode_content=True)
    except ProtocolError as error:
        if any(isinstance(cause, IncompleteRead) for cause in error.args):
            raise StoreUnavailableError(f"{shown(response.url)} ended its answer before it was whole.") from error
        raise
    return chunk


def _scheme(login: Login, challenge: str) -> AuthBase:
    if challenge.strip().lower().startswith("digest"):
        return HTTPDigestAuth(login.user, login.password)
    return HTTPBasicAuth(login.user.encode(), login.password.encode())  # as text, requests would take Latin-1 alone


def _reason(error: Exception) -> str:
    """Say in few words why there is no connection: what the operating system said, at the bottom of the chain."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
        cause = cause.__cause__ or cause.__context__
    return "the connection broke"


def _unreachable(url: str, reason: str) -> str:
    return f"The engine at {shown(url)} cannot be reached: {reason}."


def shown(url: str) -> str:
    """Return an address as it may stand in a message: without password, parameters and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
