"""Turns at few places: nobody is passed over, and a client with many requests takes from itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.running import run_async
from webapp.http.fair_turns import FairTurns


async def order(turns: FairTurns, clients: list[str]) -> list[str]:
    """Ask for turns in this order, and return the order in which they came."""
    begun: list[str] = []

    async def request(client: str) -> None:
        async with turns.turn(client):
            begun.append(client)
            await asyncio.sleep(0)

    await asyncio.gather(*map(request, clients))
    return begun


def test_clients_take_turns() -> None:
    found = run_async(order(FairTurns(1), ["flood"] * 5 + ["reader", "other"]))
    assert found == ["flood", "reader", "other", "flood", "flood", "flood", "flood"]


def test_who_is_alone_has_all_places() -> None:
    async def most() -> int:
        turns, running, seen = FairTurns(3), 0, 0

        async def request() -> None:
            nonlocal running, seen
            async with turns.turn("alone"):
                running += 1
                seen = max(seen, running)
                await asyncio.sleep(0.001)
                running -= 1

        await asyncio.gather(*(request() for _ in range(20)))
        return seen

    assert run_async(most()) == 3


@pytest.mark.parametrize("places", [1, 2, 5])
def test_a_client_that_goes_away_takes_no_place_along(places: int) -> None:
    async def scenario() -> list[str]:
        turns = FairTurns(places)

        async def hold() -> None:
            async with turns.turn("gone"):
                await asyncio.sleep(60)

        tasks = [asyncio.create_task(hold()) for _ in range(2 * places)]
        await asyncio.sleep(0)
        for task in reversed(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return await order(turns, ["a", "b", "c"])

    assert sorted(run_async(scenario())) == ["a", "b", "c"]


def test_a_failure_frees_the_place() -> None:
    async def scenario() -> list[str]:
        turns = FairTurns(1)

        async def fail() -> None:
            async with turns.turn("failing"):
                raise ZeroDivisionError

        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await fail()
        return await order(turns, ["a"])

    assert run_async(scenario()) == ["a"]


def test_nothing_is_remembered_of_clients_that_have_gone() -> None:
    async def scenario() -> FairTurns:
        turns = FairTurns(2)
        await order(turns, [str(number) for number in range(100)])
        return turns

    turns = run_async(scenario())
    assert not turns._clients
    assert turns._free == 2


def test_a_turn_that_was_given_up_while_it_was_given_goes_to_the_next() -> None:
    """Both happen before the waiting request runs again."""

    async def scenario() -> list[str]:
        turns, go = FairTurns(1), asyncio.Event()

        async def hold(wait: Callable[[], Awaitable[object]]) -> None:
            async with turns.turn("first"):
                await wait()

        first = asyncio.create_task(hold(go.wait))
        await asyncio.sleep(0)
        second = asyncio.create_task(hold(lambda: asyncio.sleep(60)))
        await asyncio.sleep(0)
        go.set()
        await first  # the second has its turn now, and has not run yet
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        return await order(turns, ["next"])

    assert run_async(scenario()) == ["next"]
