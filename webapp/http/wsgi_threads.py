"""A WSGI application behind ASGI, run by a pool of threads.

A thread works a response out, and none waits for the client to take it. The first part of a response comes from the
thread that runs the application. Each further part of a long one comes from any free thread, once the client has taken
the part before. Other adapters occupy a thread until the client has taken all, or hold all in memory (see
docs/decisions/http-server.md).

To hand a request to a thread and its response back takes as long as a small query. So a request that may be quick, and
was quick the last time, runs in the event loop's own thread.
"""

from __future__ import annotations

import asyncio
import contextvars
import math
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from graph.build.memory import give_back
from webapp.http.asgi_types import RawHeaders
from webapp.http.wsgi_call import call

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

PART = 32_768
"""Bytes of an answer that a thread takes at a time, at least."""

_QUICK = 0.002
"""Seconds up to which an answer is quick: others wait for the event loop as long as that, if it takes no longer."""


_LONG = 1.0
"""Seconds after which an answer may have taken much memory. A query over a whole large graph takes gigabytes."""


class WsgiThreads:
    """The threads that run a WSGI application; all are there from the start, so that no load adds any."""

    def __init__(self, application: WSGIApplication, threads: int, quick: str = "") -> None:
        """Start the threads; nothing whose path begins with `quick` ever waits for a network or another process."""
        self._application = application
        self._prefix, self._quick = quick, set[str]()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="request")
        all_started = threading.Barrier(threads + 1)
        for _ in range(threads):
            self._pool.submit(all_started.wait)
        all_started.wait()

    async def answer(self, environ: WSGIEnvironment) -> Answer:
        """Run the application, and return its response, which must be closed."""
        context = contextvars.copy_context()
        answer = Answer(lambda step, *arguments: self._pool.submit(context.run, step, *arguments))
        path = environ.get("PATH_INFO", "")
        if path in self._quick:
            context.run(answer.begin_here, self._application, environ)
        else:
            await answer.begin(self._application, environ)
        if answer.seconds > _LONG:
            self._pool.submit(give_back)
        if self._prefix and path.startswith(self._prefix):
            if answer.status == HTTPStatus.OK and answer.seconds <= _QUICK:  # else any path would be remembered
                self._quick.add(path)
            else:
                self._quick.discard(path)
        return answer

    def close(self) -> None:
        """End the threads, each after what it is doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class Answer:
    """A response of the application: its status, its headers, and its body in parts."""

    status: int
    headers: RawHeaders
    first: bytes
    seconds: float
    """Time that it took to work out all before the first part, and that part."""

    def __init__(self, submit: Callable[..., Future[Any]]) -> None:
        self._submit = submit
        self._lock = threading.Lock()  # an answer may be closed while a part of it is being taken
        self._body: Iterable[bytes] = ()
        self._left = math.inf

    @property
    def complete(self) -> bool:
        """Whether all parts have been taken, so that the first is the whole body if it alone was."""
        return self._left <= 0

    async def begin(self, application: WSGIApplication, environ: WSGIEnvironment) -> None:
        """Run the application, and take the first part."""
        await asyncio.wrap_future(self._submit(self.begin_here, application, environ))

    def begin_here(self, application: WSGIApplication, environ: WSGIEnvironment) -> None:
        """Do the same in the thread that calls."""
        start = time.perf_counter()
        self._body, status, headers = call(application, environ)
        self._chunks = iter(self._body)
        self.status, self.headers = int(status.partition(" ")[0]), encoded(headers)
        self._left = next((int(value) for name, value in self.headers if name == b"content-length"), math.inf)
        self.first = self._take()
        self.seconds = time.perf_counter() - start

    async def rest(self) -> AsyncIterator[bytes]:
        """Yield the parts after the first."""
        while not self.complete:
            yield await asyncio.wrap_future(self._submit(self._take))

    def close(self) -> None:
        """End the response, whether all of it was taken or not (PEP 3333); no need to wait for that."""
        if not self.complete:
            try:
                self._submit(self._give_up)
            except RuntimeError:  # the threads have ended already
                self._give_up()

    def _take(self) -> bytes:
        """Take chunks of the body until they are enough for a part."""
        taken, size = [], 0
        with self._lock:
            try:
                for chunk in self._chunks:
                    taken.append(chunk)
                    size += len(chunk)
                    if size >= min(PART, self._left):
                        break
                else:
                    self._left = size
            except BaseException:
                self._end()
                raise
            self._left -= size
            if self.complete:
                self._end()
        return taken[0] if len(taken) == 1 else b"".join(taken)

    def _give_up(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        self._left = 0
        self._chunks = iter(())
        if close := getattr(self._body, "close", None):
            self._body = ()
            close()


def encoded(headers: list[tuple[str, str]]) -> RawHeaders:
    """Return WSGI's headers as ASGI has them."""
    return [_encoded(name, value) for name, value in headers]


@lru_cache(2_000)
def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    """Return a header as ASGI has it; most are the same in all answers."""
    return name.lower().encode("latin-1"), value.encode("latin-1")
