"""Every setting of the service in one table: name, default, unit, and a sentence that says what it does.

Each is set by the environment variable `OPG_` + its name in capitals. Numbers are limits: the endpoint's page shows
them with the values in force. Texts have no unit, and a pattern that they fit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

PREFIX = "OPG_"

_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
_NAME = rf"{_LABEL}(\.{_LABEL})*"
_HOST = rf"({_NAME}|\[[0-9A-Fa-f:.]+\])"
_PORT = r":([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
_PATH = r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*"
_SITE_URL = rf"https?://{_HOST}({_PORT})?{_PATH}/?"
_TRUSTED_HOST = rf"(\*\.{_NAME}|{_HOST})"

_HIGHEST = 1_000_000_000
_WORKER_MB = 400
_SANDBOX_MB = 150


class SettingError(ValueError):
    """A setting with a value that it cannot have; the message names the variable, the value and what is right."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table.

    Of a number, `least` is the lowest value that makes sense, and `whole` tells whether it must be a whole number. Of a
    text, `pattern` is what it fits unless it is empty, and `right` says that in words.
    """

    name: str
    default: float | str
    sentence: str
    unit: str = ""
    least: float = 0
    whole: bool = False
    pattern: str = ""
    right: str = ""

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


def _text(pattern: str, right: str, sentence: str) -> Any:  # noqa: ANN401 - a dataclass field
    return field(default="", metadata={"default": "", "sentence": sentence, "pattern": pattern, "right": right})


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
        0, "proxies", "Proxies in front of the service whose X-Forwarded-* headers are believed; with 0, none.", 0
    )
    site_url: str = _text(
        _SITE_URL,
        "an http or https address with a plain path or none, such as https://graph.example.org/olympics",
        "The address of the site, for everything that needs an absolute one; it may have a path.",
    )
    trusted_hosts: str = _text(
        rf"\s*{_TRUSTED_HOST}(\s*,\s*{_TRUSTED_HOST})*\s*",
        "host names with commas between them, without ports, such as graph.example.org, *.example.net",
        "Hosts besides this machine that may be written into absolute addresses where OPG_SITE_URL is not set.",
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
        """The limits with the values in force, as text."""
        return [(row, f"{getattr(self, row.name):,}") for row in TABLE if row.unit]

    def memory_cap_mb(self, workers: int = 1) -> int:
        """Return the megabytes that the whole service stays under, with so many workers.

        Per worker: its own processes with their copies of the graph (one serves, one forks, one waits for the next
        query), the kept answers, and for each running query its own cap and two copies of its answer on the way to the
        client. The abuse suite holds the service to it.
        """
        own = _WORKER_MB + _SANDBOX_MB + self.cache_mb
        return workers * (own + self.query_workers * (self.query_memory_mb + 2 * self.result_mb))


def _value(row: Setting, text: str) -> Any:  # noqa: ANN401 - int, float or text, as the row says
    if row.pattern:
        return _fitting(row, text.strip())
    try:
        value = int(text) if row.whole else float(text)
    except ValueError:
        value = row.least - 1
    if not row.least <= value <= _HIGHEST:
        kind = "a whole number" if row.whole else "a number"
        right = f"{kind} of {row.unit} from {row.least:g} to {_HIGHEST}"
        raise SettingError(f"{row.variable} is “{text}”; it must be {right}, such as {row.default:g}.")
    return value


def _fitting(row: Setting, text: str) -> str:
    if text and not re.fullmatch(row.pattern, text, re.ASCII):
        raise SettingError(f"{row.variable} is “{text}”; it must be {row.right}.")
    return text


TABLE = tuple(Setting(name=item.name, **item.metadata) for item in fields(Settings))
"""All settings, in the order in which they are shown."""
