"""Turns at a scarce resource, fair between clients.

Without turns, the requests of a client with many connections are served before the one request of another client. A
request that waits for a turn waits in the event loop and holds no thread.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Turn = asyncio.Future[None]


@dataclass(eq=False, slots=True)
class _Client:
    """A client that holds places or waits for them. `number` is that of its last turn, and 0 before the first."""

    held: int = 0
    number: int = 0
    waiting: deque[Turn] = field(default_factory=deque)


class FairTurns:
    """So many places; the client with the fewest gets the next one. For use by one event loop."""

    def __init__(self, places: int) -> None:
        self._free, self._number = places, 0
        self._clients: dict[str, _Client] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Hold a place for the client of this name while the block runs, as soon as it is its turn."""
        turn: Turn = asyncio.get_running_loop().create_future()
        client = self._clients.setdefault(name, _Client())
        client.waiting.append(turn)
        self._grant()
        try:
            await turn
            yield
        finally:
            if turn in client.waiting:
                client.waiting.remove(turn)
            else:
                client.held -= 1
                self._free += 1
            if not client.held and not client.waiting:
                del self._clients[name]
            self._grant()

    def _grant(self) -> None:
        """Give free places away; of clients with equally few, the one goes first whose last turn is longest ago."""
        while self._free and (waiting := [client for client in self._clients.values() if client.waiting]):
            client = min(waiting, key=lambda client: (client.held, client.number))
            self._number += 1
            self._free -= 1
            client.held, client.number = client.held + 1, self._number
            turn = client.waiting.popleft()
            if not turn.done():  # else it is being given up, and frees the place at once
                turn.set_result(None)
