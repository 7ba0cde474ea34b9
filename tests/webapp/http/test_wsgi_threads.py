"""Answers of a WSGI application: in parts, each taken when it is wanted, and closed whatever happens."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil
import pytest

from graph.build.memory import give_back
from tests.running import run_async
from tests.some import some
from webapp.http import wsgi_threads
from webapp.http.wsgi_threads import PART, Answer, WsgiThreads

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CHUNK = 10_000
SLOW = 1.0
"""Seconds that no answer takes here which does nothing, however busy the machine is."""


@dataclass
class Body:
    """A body of many chunks that knows how many were taken, by which threads, and whether it was closed."""

    chunks: int
    fails_at: int = -1
    taken: int = 0
    closed: int = 0
    threads: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[bytes]:
        for number in range(self.chunks):
            if number == self.fails_at:
                raise ValueError(number)
            self.taken += 1
            self.threads.add(threading.get_ident())
            yield b"x" * CHUNK

    def close(self) -> None:
        """Be closed."""
        self.closed += 1


def application(body: Iterable[bytes], *headers: tuple[str, str]) -> WsgiThreads:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain"), *headers])
        return body

    return WsgiThreads(answer, 2)


async def parts(answer: Answer) -> list[bytes]:
    return [answer.first, *[part async for part in answer.rest()]]


@pytest.mark.parametrize("headers", [(), (("Content-Length", str(50 * CHUNK)),)])
def test_a_long_answer_is_taken_in_parts(headers: tuple[tuple[str, str], ...]) -> None:
    body = Body(50)
    threads = application(body, *headers)

    async def run() -> list[bytes]:
        answer = await threads.answer({})
        assert answer.status == 200
        assert (b"content-type", b"text/plain") in answer.headers
        assert not answer.complete
        assert body.taken < 50
        return await parts(answer)

    found = run_async(run())
    assert b"".join(found) == b"x" * 50 * CHUNK
    assert all(len(part) < PART + CHUNK for part in some(found))
    assert body.closed == 1
    threads.close()


def test_a_short_answer_is_complete_at_once() -> None:
    body = Body(1)
    answer = run_async(application(body).answer({}))
    assert answer.complete
    assert (answer.first, body.closed) == (b"x" * CHUNK, 1)


def test_an_answer_that_nobody_takes_is_closed() -> None:
    body = Body(50)
    threads = application(body)

    async def run() -> None:
        answer = await threads.answer({})
        answer.close()
        answer.close()
        await asyncio.sleep(0.2)
        assert await parts(answer) == [answer.first]

    run_async(run())
    assert body.closed == 1
    assert body.taken < 50


def test_an_answer_that_fails_is_closed() -> None:
    body = Body(50, fails_at=20)
    threads = application(body)

    async def run() -> None:
        answer = await threads.answer({})
        with pytest.raises(ValueError, match="20"):
            await parts(answer)

    run_async(run())
    assert body.closed == 1


def test_answers_that_are_not_taken_hold_no_thread() -> None:
    bodies = [Body(50) for _ in range(20)]

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return bodies[environ["number"]]

    async def run() -> None:
        threads = WsgiThreads(answer, 2)
        answers = [await threads.answer({"number": number}) for number in range(20)]
        for begun in some(answers):
            assert b"".join(await parts(begun)) == b"x" * 50 * CHUNK

    run_async(run())
    assert [body.closed for body in bodies] == [1] * 20


def test_an_answer_can_be_closed_after_the_threads_have_ended() -> None:
    body = Body(50)
    threads = application(body)

    async def run() -> None:
        answer = await threads.answer({})
        threads.close()
        answer.close()

    run_async(run())
    assert body.closed == 1


def asked(addresses: Iterable[tuple[str, float]], status: str = "200 OK") -> list[bool]:
    """Ask for paths, each of which takes so many seconds; tell of each whether the event loop's thread answered."""
    here = threading.get_ident
    seconds = 0.0

    def answer(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        time.sleep(seconds)
        start_response(status, [])
        return [str(here()).encode()]

    threads = WsgiThreads(answer, 2, "/quick/")

    async def run() -> list[bool]:
        nonlocal seconds
        found = []
        for path, taken in addresses:
            seconds = taken
            answered = await threads.answer({"PATH_INFO": path})
            found.append(int(answered.first) == here())
            answered.close()
        return found

    try:
        return run_async(run())
    finally:
        threads.close()


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call quick what takes less than `SLOW`."""
    monkeypatch.setattr(wsgi_threads, "_QUICK", 0.9 * SLOW)


def test_what_was_quick_before_is_not_handed_to_a_thread() -> None:
    assert asked([("/quick/a", 0), ("/quick/a", 0), ("/quick/b", 0)]) == [False, True, False]


def test_what_was_slow_before_goes_to_a_thread() -> None:
    assert asked([("/quick/a", SLOW), ("/quick/a", 0), ("/quick/a", 0)]) == [False, False, True]
    assert asked([("/quick/a", 0), ("/quick/a", SLOW), ("/quick/a", 0)]) == [False, True, False]


def test_what_may_wait_for_others_always_goes_to_a_thread() -> None:
    assert asked([("/sparql", 0), ("/sparql", 0)]) == [False, False]


def test_paths_of_nothing_are_not_remembered() -> None:
    assert asked([("/quick/nothing", 0), ("/quick/nothing", 0)], "404 NOT FOUND") == [False, False]


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives memory back on request")
@pytest.mark.parametrize(("long", "kept"), [(-1.0, False), (SLOW, True)])
def test_memory_of_a_long_answer_is_given_back(monkeypatch: pytest.MonkeyPatch, long: float, kept: bool) -> None:
    """The last of many pieces stays, so that the C library does not shrink its memory by itself."""
    monkeypatch.setattr(wsgi_threads, "_LONG", long)
    pieces, stays = 10_000, list[bytes]()

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        taken = [b"x" * CHUNK for _ in range(pieces)]
        stays.append(taken[-1])
        start_response("200 OK", [])
        return [b"done"]

    give_back()  # what tests before have left, which would be taken again
    before = psutil.Process().memory_info().rss
    threads = WsgiThreads(answer, 1)
    run_async(threads.answer({}))
    threads._pool.shutdown()  # after what it was given
    grown = psutil.Process().memory_info().rss - before
    assert stays
    assert (grown > pieces * CHUNK / 2) == kept
