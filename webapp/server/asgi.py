"""The ASGI application between the HTTP server and Flask.

It answers from the cache, reads the bodies of requests, runs Flask in threads, sends responses, and logs requests. A
slow client waits here for as long as the settings allow, in sending or in taking. It holds neither a thread nor a place
for queries. docs/decisions/http-server.md tells why it is made in this way.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from flask import Flask

from webapp.config import Settings
from webapp.http import request_id, request_log
from webapp.http.asgi_types import Receive, Scope, Send
from webapp.http.client_address import client_name
from webapp.http.environ import environ_of, set_body
from webapp.http.errors import PROBLEM_MEDIA_TYPE, problem_details
from webapp.http.fair_turns import FairTurns
from webapp.http.listener import limit_stalled_sending
from webapp.http.open_requests import OPEN_REQUESTS, OpenRequests
from webapp.http.problem_types import (
    BODY_TOO_LARGE,
    BODY_TOO_SLOW,
    BROKEN_BODY,
    INTERNAL_ERROR,
    TOO_MANY_BODIES,
    ProblemType,
)
from webapp.http.request_address import RequestAddress
from webapp.http.request_body import (
    BodyReader,
    BodyTooLargeError,
    BodyTooSlowError,
    BrokenBodyError,
    TooManyBodiesError,
)
from webapp.http.response_cache import ResponseCache
from webapp.http.response_sender import ResponseSender, SendingLimits
from webapp.http.shared_budget import SharedBudget
from webapp.http.wsgi_threads import WsgiThreads, encoded

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_PAGES = 4
"""Threads that answer requests beside those that wait for visitors' queries, so that pages never wait for these."""

_LINGER = 1.0
"""Seconds in which a client may take the refusal of a slow body. What it sends to a closed end destroys the refusal."""

_NAMED_QUERIES = "/api/queries/"
_MEGABYTE = 1_000_000
_KILOBYTE = 1_000
_SOON = "1"
"""Seconds after which it is worth sending a body again that gave way to others."""

_log = logging.getLogger(__name__)


class AsgiApplication:
    """Flask behind ASGI, with limits on what clients may hold."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._settings = settings
        self._open: OpenRequests = app.extensions.setdefault(OPEN_REQUESTS, OpenRequests())
        self._front = cast("ResponseCache | None", app.extensions.get("opg-front"))
        threads = _PAGES + settings.query_threads
        quick = _NAMED_QUERIES if self._front else ""  # which is there where the store is within this process
        self._threads, self._turns = WsgiThreads(app, threads, quick), FairTurns(threads)
        self._address: RequestAddress = app.extensions["opg-request-address"]
        bodies = SharedBudget(settings.bodies_mb * _MEGABYTE)
        self._bodies = BodyReader(settings.body_bytes, settings.body_seconds, bodies)
        self._sending = SendingLimits(settings.answer_seconds, SharedBudget(settings.answers_mb * _MEGABYTE))
        self._write_log = request_log.writer(settings.log)
        self._sending_is_limited = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hear that the server starts or ends."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while (event := (await receive())["type"]) != "lifespan.shutdown":
            await send({"type": f"{event}.complete"})
        self._threads.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = time.perf_counter()
        if not self._sending_is_limited:  # at the first request, as the server listens only after the start
            self._sending_is_limited = True
            limit_stalled_sending(int(scope["server"][1]), self._settings.answer_seconds)
        environ = environ_of(scope)
        self._address.resolve(environ)
        trusted = self._settings.trusted_proxies > 0
        identifier = request_id.begin(environ.get("HTTP_X_REQUEST_ID", "") if trusted else "")
        client = client_name(environ["REMOTE_ADDR"])
        sender = ResponseSender(receive, send, self._sending, client, identifier)
        try:
            with self._open.one_more():
                await self._answer(environ, receive, sender, client)
        finally:
            if self._write_log:
                self._write_log(_entry(environ, identifier, sender, time.perf_counter() - start))

    async def _answer(self, environ: WSGIEnvironment, receive: Receive, sender: ResponseSender, client: str) -> None:
        """Answer a request; whatever fails is a problem of a known kind, or is logged."""
        limits, root = self._settings, environ["SCRIPT_NAME"]
        try:
            await self._answer_in_full(environ, receive, sender, client)
        except BrokenBodyError:
            await _refuse(sender, root, BROKEN_BODY, "")
        except BodyTooSlowError:
            detail = f"Its body did not arrive within {limits.body_seconds:g} seconds."
            await _refuse(sender, root, BODY_TOO_SLOW, detail)
            await self._bodies.discard(receive, _LINGER)
        except BodyTooLargeError:
            detail = f"A body may have {limits.body_bytes // _KILOBYTE} kilobytes, a query {limits.query_kb} of them."
            await _refuse(sender, root, BODY_TOO_LARGE, detail)
            if "HTTP_EXPECT" not in environ:  # such a client sends its body only when it is asked to
                await self._bodies.discard(receive, limits.body_seconds)
        except TooManyBodiesError:
            await _refuse(sender, root, TOO_MANY_BODIES, "", [("Retry-After", _SOON)])
        except Exception:  # noqa: BLE001 - logged, and answered like any other
            _log.exception("unforeseen error at %r", environ["PATH_INFO"])
            if sender.status is None:
                await _refuse(sender, root, INTERNAL_ERROR, "The site met an error of its own.")

    async def _answer_in_full(
        self, environ: WSGIEnvironment, receive: Receive, sender: ResponseSender, client: str
    ) -> None:
        stored = self._front.stored(environ) if self._front else None
        if stored:
            await sender.send_shared(int(stored.status[:3]), encoded(stored.headers), stored.body)
            return
        async with self._bodies.body(environ, receive, client) as body:
            set_body(environ, body)
            async with self._turns.turn(client):
                answer = await self._threads.answer(environ)
        try:
            await sender.send_answer(answer)
        finally:
            answer.close()


async def _refuse(
    sender: ResponseSender, root: str, kind: ProblemType, detail: str, headers: Iterable[tuple[str, str]] = ()
) -> None:
    """Answer with a problem, and end the connection: its client may still be sending."""
    body = problem_details(kind, detail, root).encode()
    always = {
        "Content-Type": PROBLEM_MEDIA_TYPE,
        "Access-Control-Allow-Origin": "*",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    await sender.send_shared(kind.status, encoded([*always.items(), *headers]), body)


def _entry(environ: WSGIEnvironment, identifier: str, sender: ResponseSender, seconds: float) -> request_log.LogEntry:
    return request_log.LogEntry(
        identifier,
        environ["REMOTE_ADDR"],
        environ["REQUEST_METHOD"],
        environ["RAW_URI"],
        environ["SERVER_PROTOCOL"],
        sender.status,
        sender.sent,
        seconds,
        environ.get("HTTP_USER_AGENT", ""),
        environ.get("HTTP_REFERER", ""),
    )
