"""A number of bytes that all clients share.

The client that holds the most gives way first. This bounds what slow clients can hold in memory. A client with a
thousand requests under way thereby takes from itself, not from others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class BudgetShare:
    """Bytes that are held for a client: they can be lost while `revocable`, and `lost` tells that they were."""

    client: str
    size: int
    limit: asyncio.Timeout
    revocable: bool = True
    lost: bool = False


@dataclass(slots=True)
class _Client:
    """The revocable shares of a client, the oldest first, and their bytes."""

    size: int = 0
    shares: dict[BudgetShare, None] = field(default_factory=dict)


class SharedBudget:
    """The shares of all clients, for use by one event loop; `total` is in bytes."""

    def __init__(self, total: int) -> None:
        self._total, self._held, self._count = total, 0, 0
        self._clients: dict[str, _Client] = {}

    @contextmanager
    def share(self, client: str, size: int, limit: asyncio.Timeout) -> Iterator[BudgetShare]:
        """Hold bytes for a client while the block runs.

        Where that is too much, the client with the most loses its oldest share, which may be this one: the time `limit`
        of that share is over at once. A share that is alone is never lost, whatever its size.
        """
        share = BudgetShare(client, size, limit)
        self._add(share)
        while self._held > self._total and self._count > 1 and self._clients:
            self._revoke()
        try:
            yield share
        finally:
            if not share.lost:
                self._remove(share)

    def pin(self, share: BudgetShare) -> None:
        """Let a share be lost no more."""
        if not share.revocable:
            return
        share.revocable = False
        client = self._clients[share.client]
        del client.shares[share]
        client.size -= share.size
        if not client.shares:
            del self._clients[share.client]

    def _add(self, share: BudgetShare) -> None:
        client = self._clients.setdefault(share.client, _Client())
        client.shares[share] = None
        client.size += share.size
        self._held, self._count = self._held + share.size, self._count + 1

    def _remove(self, share: BudgetShare) -> None:
        self.pin(share)
        self._held, self._count = self._held - share.size, self._count - 1

    def _revoke(self) -> None:
        """Take its oldest share from the client that holds the most."""
        client = max(self._clients.values(), key=lambda client: client.size)
        share = next(iter(client.shares))
        self._remove(share)
        share.lost = True
        if not share.limit.expired():
            share.limit.reschedule(asyncio.get_running_loop().time())
