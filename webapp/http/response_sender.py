"""The response to one request on its way to the client.

It is sent in pieces and within limits of time. A client that takes its response slowly, or not at all, waits in the
event loop. When its time is over, or others need the memory, the rest is dropped, and the connection ends. The
announced length tells the client that something is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from webapp.http.asgi_types import RawHeaders, Receive, Send
from webapp.http.shared_budget import BudgetShare, SharedBudget
from webapp.http.wsgi_threads import PART, Answer

_WHOLE = 65_536
"""Bytes of an answer that is handed to the server at once, at most."""

_PIECE = 4_096
"""Bytes of a longer one that are handed over at a time: the server holds some twenty pieces that are not taken."""

_IN_SERVER = 150_000
"""Bytes that it takes up for them."""


@dataclass(frozen=True, slots=True)
class SendingLimits:
    """The seconds in which each part of a response must be taken, and the bytes that all may hold meanwhile."""

    seconds: float
    budget: SharedBudget


class ResponseSender:
    """A sender of one response; what waits is charged to `client`."""

    def __init__(self, receive: Receive, send: Send, limits: SendingLimits, client: str, request_id: str) -> None:
        self._receive, self._send, self._limits, self._client = receive, send, limits, client
        self._id = (b"x-request-id", request_id.encode("latin-1"))
        self.status: int | None = None
        self.sent = 0

    async def send_answer(self, answer: Answer) -> None:
        """Send a response of the application."""
        held = len(answer.first) if answer.complete else PART
        await self._start(answer.status, answer.headers)
        if answer.complete and held <= _WHOLE:
            await self._part(answer.first, more=False)
            return
        await self._pieces(_parts(answer), held)

    async def send_shared(self, status: int, headers: RawHeaders, body: bytes) -> None:
        """Send a response whose body is in memory anyway."""
        await self._start(status, headers)
        if len(body) <= _WHOLE:
            await self._part(body, more=False)
            return
        await self._pieces(_only(body), 0)

    async def _start(self, status: int, headers: RawHeaders) -> None:
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": [*headers, self._id]})

    async def _part(self, body: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": more})
        self.sent += len(body)

    async def _pieces(self, parts: AsyncIterator[bytes], held: int) -> None:
        """Send a long body; leaving it unfinished makes the server end the connection."""
        gone = asyncio.create_task(_disconnected(self._receive))
        try:
            async with asyncio.timeout(self._limits.seconds) as limit:
                with self._limits.budget.share(self._client, held + _IN_SERVER, limit) as share:
                    async for part in parts:
                        for start in range(0, len(part), PART):
                            if gone.done():
                                return
                            await self._slowly(part[start : start + PART], share)
                await self._part(b"", more=False)
        except TimeoutError:
            if not limit.expired():  # it is not ours
                raise
        finally:
            gone.cancel()

    async def _slowly(self, part: bytes, share: BudgetShare) -> None:
        """Send a part, for which there is as much time as for the one before."""
        if not share.lost:
            share.limit.reschedule(asyncio.get_running_loop().time() + self._limits.seconds)
        for start in range(0, len(part), _PIECE):
            await self._part(part[start : start + _PIECE], more=True)


async def _disconnected(receive: Receive) -> None:
    """Wait until the client has gone: the server takes what is sent to it all the same."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _only(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def _parts(answer: Answer) -> AsyncIterator[bytes]:
    first, answer.first = answer.first, b""  # a part is let go of when it is sent
    yield first
    async for part in answer.rest():
        yield part
