"""The record of each client of the endpoint."""

from __future__ import annotations

from dataclasses import dataclass

_MINUTE = 60.0


@dataclass(eq=False, slots=True)
class Client:
    """A client of the endpoint; times are those of the monotonic clock, in seconds.

    `left` is the query time that it may still use, as of `counted`; each minute gives `share` seconds back. It counts
    as slow until `slow_until`, and as `proven` once a query of it was answered cheaply. It was told not to come back
    before `refused_until`. `turn` is the number of its last turn, and 0 before the first.
    """

    name: str
    share: float
    left: float
    counted: float
    slow_until: float = 0.0
    refused_until: float = 0.0
    proven: bool = False
    turn: int = 0

    def seconds_left(self, now: float) -> float:
        """Return the query time in seconds that it may use now."""
        return min(self.share, self.left + (now - self.counted) * self.share / _MINUTE)

    def charge(self, seconds: float, now: float) -> None:
        """Take query time off what it may use."""
        self.left, self.counted = self.seconds_left(now) - seconds, now

    def seconds_until(self, left: float, now: float) -> float:
        """Return the seconds from now until it may use so much query time again."""
        return (left - self.seconds_left(now)) * _MINUTE / self.share
