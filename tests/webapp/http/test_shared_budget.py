"""Who gives way when clients hold too much."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.running import run_async
from webapp.http.shared_budget import BudgetShare, SharedBudget


@dataclass
class Holders:
    """Clients that hold bytes until they lose them; the names of the losers in turn."""

    budget: SharedBudget
    losers: list[str] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def hold(self, client: str, size: int, *, pinned: bool = False) -> None:
        """Let a client hold bytes from now on."""
        self.tasks.append(asyncio.create_task(self._hold(client, size, pinned)))
        await asyncio.sleep(0.01)

    async def _hold(self, client: str, size: int, pinned: bool) -> None:
        try:
            async with asyncio.timeout(30) as limit:
                with self.budget.share(client, size, limit) as share:
                    if pinned:
                        self.budget.pin(share)
                    await asyncio.sleep(60)
        except TimeoutError:
            self.losers.append(f"{client}{size}")

    async def end(self) -> list[str]:
        """End what is held, and return who lost."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        return self.losers


def losers(total: int, *held: tuple[str, int]) -> list[str]:
    async def run() -> list[str]:
        holders = Holders(SharedBudget(total))
        for client, size in held:
            await holders.hold(client, size)
        return await holders.end()

    return run_async(run())


def test_nobody_loses_what_there_is_room_for() -> None:
    assert losers(100, ("a", 50), ("b", 50)) == []


def test_who_holds_most_loses_the_oldest_first() -> None:
    assert losers(100, ("a", 30), ("a", 31), ("b", 20), ("b", 25)) == ["a30"]
    assert losers(100, ("a", 30), ("b", 60), ("a", 31)) == ["a30"]


def test_a_newcomer_that_holds_most_gives_way_itself() -> None:
    assert losers(100, ("a", 40), ("b", 90)) == ["b90"]


def test_what_is_alone_is_kept_whatever_its_size() -> None:
    assert losers(100, ("a", 500)) == []
    assert losers(100, ("a", 500), ("b", 10)) == ["a500"]


def test_what_is_pinned_is_not_lost_but_counts() -> None:
    async def run() -> list[str]:
        holders = Holders(SharedBudget(100))
        await holders.hold("a", 90, pinned=True)
        await holders.hold("b", 20)
        return await holders.end()

    assert run_async(run()) == ["b20"]


def test_what_was_given_back_is_there_again() -> None:
    async def run() -> list[bool]:
        budget, shares = SharedBudget(100), list[BudgetShare]()
        for _ in range(5):
            async with asyncio.timeout(30) as limit:
                with ExitStack() as held:
                    shares += [held.enter_context(budget.share("ab"[n % 2], 25, limit)) for n in range(4)]
        return [share.lost for share in shares]

    assert run_async(run()) == [False] * 20
