"""The body of a request, read within limits of time and size.

It is read before the application sees the request. A client may send its body slowly, or never to its end. It then
waits here in the event loop and holds no thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from webapp.http.asgi_types import Receive
from webapp.http.shared_budget import BudgetShare, SharedBudget

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_DISCARDED = 16_000_000
"""Bytes of a body too large that are read all the same, and thrown away."""


class BodyError(Exception):
    """A body that cannot be had."""


class BodyTooLargeError(BodyError):
    """A body with more bytes than are allowed."""


class BodyTooSlowError(BodyError):
    """A body that did not arrive in time."""


class TooManyBodiesError(BodyError):
    """A body that gave way, as too many are arriving."""


class BrokenBodyError(BodyError):
    """A body that ends too early, or is not in proper chunks; as a rule its client has gone."""


class BodyReader:
    """Reads bodies of at most `most` bytes within `seconds`; those that are under way share `budget`."""

    def __init__(self, most: int, seconds: float, budget: SharedBudget) -> None:
        self._most, self._seconds, self._budget = most, seconds, budget

    @asynccontextmanager
    async def body(self, environ: WSGIEnvironment, receive: Receive, client: str) -> AsyncIterator[bytes]:
        """Read the body of a request, which counts as held for its client while the block runs.

        Raises:
            BodyError: there is no whole body within the limits.
        """
        size = self._announced(environ)
        if not size:
            yield b""
            return
        with ExitStack() as held:
            share: BudgetShare | None = None
            try:
                async with asyncio.timeout(self._seconds) as limit:
                    share = held.enter_context(self._budget.share(client, size, limit))
                    body = await self._whole(receive)
            except TimeoutError as error:
                raise TooManyBodiesError if share and share.lost else BodyTooSlowError from error
            self._budget.pin(share)
            yield body

    def _announced(self, environ: WSGIEnvironment) -> int:
        """Return how many bytes the body has, or at most has where the client does not say.

        Raises:
            BodyTooLargeError: these are too many, so that nothing of it needs to be read.
        """
        length = environ.get("CONTENT_LENGTH", "")
        if not length.isdecimal():
            return self._most if "HTTP_TRANSFER_ENCODING" in environ else 0
        if int(length) > self._most:
            raise BodyTooLargeError
        return int(length)

    async def _whole(self, receive: Receive) -> bytes:
        body = bytearray()
        async for part in _parts(receive):
            body += part
            if len(body) > self._most:
                raise BodyTooLargeError
        return bytes(body)

    async def discard(self, receive: Receive, seconds: float) -> None:
        """Read a refused body on: many clients hear of the refusal only after they have sent everything."""
        left = _DISCARDED
        with suppress(TimeoutError, BrokenBodyError):
            async with asyncio.timeout(seconds):
                async for part in _parts(receive):
                    left -= len(part)
                    if left < 0:
                        break


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    """Yield the parts of a body as they arrive.

    Raises:
        BrokenBodyError: the body is broken, or the client has gone.
    """
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BrokenBodyError
        more = message.get("more_body", False)
        yield message.get("body", b"")
