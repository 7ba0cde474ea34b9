"""Every limit of the service in one table: name, default, unit, and a sentence that says what it bounds.

Each is set by the environment variable `OPG_` + its name in capitals. The endpoint's page shows this very table, with
the values in force.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PREFIX = "OPG_"

_HIGHEST = 1_000_000_000
_WORKER_MB = 400
_SANDBOX_MB = 150
_FILES_MB = 300


class SettingError(ValueError):
    """A setting with a value that it cannot have; the message names the variable, the value and what is right."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table: `least` is the lowest value that makes sense, `whole` whether it must be a whole number."""

    name: str
    default: float
    unit: str
    sentence: str
    least: float
    whole: bool

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


def _seconds(default: float, sentence: str, least: float = 0.1) -> Any:  # noqa: ANN401 - a dataclass field
    row = {"default": default, "unit": "seconds", "sentence": sentence, "least": least, "whole": False}
    return field(default=default, metadata=row)


def _whole(default: int, unit: str, sentence: str, least: int = 1) -> Any:  # noqa: ANN401 - a dataclass field
    row = {"default": default, "unit": unit, "sentence": sentence, "least": least, "whole": True}
    return field(default=default, metadata=row)


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits in force. Those of queries hold for visitors' own queries; bounds on how many hold per worker."""

    query_seconds: float = _seconds(10, "Wall-clock time that one query may take; then it is ended, with status 504.")
    query_memory_mb: int = _whole(
        512, "megabytes", "Memory that one query may take; then it is ended, with status 422.", 16
    )
    query_workers: int = _whole(2, "queries", "Queries that run at the same time.")
    query_queue: int = _whole(8, "queries", "Queries that may wait for one of these places; more get status 503.", 0)
    queue_seconds: float = _seconds(5, "Time that a query waits for a place before it gets status 503.", 0)
    result_rows: int = _whole(100_000, "rows", "Rows, or triples, of one answer; a longer one gets status 422.")
    result_mb: int = _whole(32, "megabytes", "Size of one answer; a larger one gets status 422.")
    query_kb: int = _whole(64, "kilobytes", "Length of the text of a query; a longer one gets status 413.")
    nesting: int = _whole(100, "levels", "Depth of brackets within brackets in a query; a deeper one gets status 400.")
    client_seconds: float = _seconds(
        60, "Query time that one client address may use in a minute; then it gets status 429.", 0.1
    )
    trusted_proxies: int = _whole(
        0, "proxies", "Proxies in front of the service whose X-Forwarded-For is believed; with 0 it is ignored.", 0
    )
    cache_mb: int = _whole(64, "megabytes", "Complete answers that are kept to be given again.", 0)
    remote_seconds: float = _seconds(30, "Time that a remote store may take to answer a query of the site itself.")

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings of the environment, by default that of this process.

        Raises:
            SettingError: a variable has a value that it cannot have.
        """
        environment = os.environ if environment is None else environment
        given = {row.name: _value(row, environment[row.variable]) for row in TABLE if row.variable in environment}
        return cls(**given)

    @property
    def rows(self) -> list[tuple[Setting, str]]:
        """The rows of the table with the values in force, as text."""
        return [(row, f"{getattr(self, row.name):,}") for row in TABLE]

    def memory_cap_mb(self, workers: int = 1) -> int:
        """Return the megabytes that the whole service stays under, with so many workers.

        Per worker: its own processes with their copies of the graph (one serves, one forks, one waits for the next
        query), the one that writes files for download where there are none, the kept answers, and for each running
        query its own cap and two copies of its answer on the way to the client. While a newer snapshot is taken over
        there are two of the first three. The abuse suite holds the service to it.
        """
        own = _WORKER_MB + _SANDBOX_MB + _FILES_MB + self.cache_mb
        return workers * (own + self.query_workers * (self.query_memory_mb + 2 * self.result_mb))


def _value(row: Setting, text: str) -> Any:  # noqa: ANN401 - int or float, as the row says
    try:
        value = int(text) if row.whole else float(text)
    except ValueError:
        value = row.least - 1
    if not row.least <= value <= _HIGHEST:
        kind = "a whole number" if row.whole else "a number"
        right = f"{kind} of {row.unit} from {row.least:g} to {_HIGHEST}"
        raise SettingError(f"{row.variable} is “{text}”; it must be {right}, such as {row.default:g}.")
    return value


TABLE = tuple(Setting(name=item.name, **item.metadata) for item in fields(Settings))
"""All settings, in the order in which they are shown."""
