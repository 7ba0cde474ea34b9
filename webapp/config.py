"""The table of all settings: name, default, unit and meaning.

Each is set by the environment variable `OPG_` + its name in capitals. The endpoint's page shows it with the values in
force.
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
_KILOBYTE = 1_000
_ESCAPED = 3
"""Bytes that a byte of a query takes in a form, at most."""

_OTHER_FIELDS = 50_000
"""Bytes that the other fields of a form may take."""

_WORKER_MB = 400
_SANDBOX_MB = 150
_FILES_MB = 300


class SettingError(ValueError):
    """A setting with a value that it cannot have; the message names the variable, the value and what is right."""


@dataclass(frozen=True, slots=True)
class Number:
    """Numbers from `least` on, which is the lowest that makes sense; `whole` tells whether they must be whole."""

    least: float
    whole: bool

    def read(self, text: str) -> float:
        """Return the number that a text is.

        Raises:
            ValueError: it is none, or out of bounds.
        """
        value = int(text) if self.whole else float(text)
        if not self.least <= value <= _HIGHEST:
            raise ValueError(text)
        return value

    def right(self, row: Setting) -> str:
        """Say what such a number is."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} of {row.unit} from {self.least:g} to {_HIGHEST}, such as {row.default:g}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words."""

    words: tuple[str, ...]

    def read(self, text: str) -> str:
        """Return the word.

        Raises:
            ValueError: it is none of these.
        """
        if text not in self.words:
            raise ValueError(text)
        return text

    def right(self, row: Setting) -> str:
        """Say which there are."""
        return f"one of {', '.join(self.words)}, such as {row.default}"


@dataclass(frozen=True, slots=True)
class Text:
    """Texts that fit `pattern`, or are empty; `meaning` says that in words, with an example."""

    pattern: str
    meaning: str

    def read(self, text: str) -> str:
        """Return the text without space around it.

        Raises:
            ValueError: it does not fit.
        """
        text = text.strip()
        if text and not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(text)
        return text

    def right(self, _row: Setting) -> str:
        """Say what such a text is."""
        return self.meaning


Values = Number | Choice | Text


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table; `values` knows what the setting may be."""

    name: str
    default: float | str
    unit: str
    sentence: str
    values: Values

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


def _seconds(default: float, sentence: str, least: float = 0.1) -> Any:  # noqa: ANN401 - a dataclass field
    return _row(default, "seconds", sentence, Number(least, whole=False))


def _whole(default: int, unit: str, sentence: str, least: int = 1) -> Any:  # noqa: ANN401 - a dataclass field
    return _row(default, unit, sentence, Number(least, whole=True))


def _text(pattern: str, meaning: str, sentence: str) -> Any:  # noqa: ANN401 - a dataclass field
    return _row("", "", sentence, Text(pattern, meaning))


def _row(default: float | str, unit: str, sentence: str, values: Values) -> Any:  # noqa: ANN401 - a dataclass field
    row = {"default": default, "unit": unit, "sentence": sentence, "values": values}
    return field(default=default, metadata=row)


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits in force. Those of queries hold for visitors' own queries; bounds on how many hold per worker."""

    query_seconds: float = _seconds(10, "Wall-clock time that one query may take; then it is ended, with status 504.")
    query_memory_mb: int = _whole(
        512, "megabytes", "Memory that one query may take; then it is ended, with status 422.", 16
    )
    query_workers: int = _whole(2, "queries", "Queries that run at the same time.")
    query_queue: int = _whole(8, "queries", "Queries that may wait for one of these places; more get status 503.")
    queue_seconds: float = _seconds(5, "Time that a query waits for a place before it gets status 503.", 0)
    cheap_seconds: float = _seconds(
        0.5, "Time up to which a query is cheap; who asks one that takes longer gives way to others for a minute.", 0.01
    )
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
    header_seconds: float = _seconds(
        20, "Time in which the headers of a request must arrive; then the connection is closed, as an idle one is."
    )
    body_seconds: float = _seconds(10, "Time in which the body of a request must arrive; then it gets status 408.")
    answer_seconds: float = _seconds(
        60, "Time in which a client must take each 32 kilobytes of an answer; then the connection is closed.", 1
    )
    bodies_mb: int = _whole(
        16, "megabytes", "Bodies of requests on their way; beyond it who sends most gives way, with status 503."
    )
    answers_mb: int = _whole(
        64, "megabytes", "Answers that clients have not taken yet; beyond it who leaves most loses the oldest."
    )
    connections: int = _whole(2_000, "connections", "Connections that are open at the same time; more wait.")
    log: str = _row(
        "off",
        "",
        "Whether and how requests are logged on standard error: a line for each.",
        Choice(("json", "text", "off")),
    )

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
        return [(row, f"{getattr(self, row.name):,}") for row in TABLE if isinstance(row.values, Number)]

    @property
    def query_bytes(self) -> int:
        """Bytes that the text of a query may have."""
        return self.query_kb * _KILOBYTE

    @property
    def body_bytes(self) -> int:
        """Bytes that the body of a request may have: those of the longest query in a form, with its other fields."""
        return _ESCAPED * self.query_bytes + _OTHER_FIELDS

    @property
    def query_threads(self) -> int:
        """The most threads that visitors' queries ever hold: those that run and those that wait."""
        return self.query_workers + self.query_queue

    def memory_cap_mb(self, workers: int = 1) -> int:
        """Return the megabytes that the whole service stays under, with so many workers.

        Each worker has its own processes with their copies of the graph: one serves, one forks, one waits for the next
        query. A further process writes files for download where there are none. Then come the cache, and the requests
        and responses on their way. For each running query come its own cap and two copies of its answer. While a newer
        snapshot is taken over there are two of the first three. The abuse suite holds the service to this limit.
        """
        own = _WORKER_MB + _SANDBOX_MB + _FILES_MB + self.cache_mb + self.bodies_mb + self.answers_mb
        return workers * (own + self.query_workers * (self.query_memory_mb + 2 * self.result_mb))


def _value(row: Setting, text: str) -> Any:  # noqa: ANN401 - int, float or str, as the row says
    try:
        return row.values.read(text)
    except ValueError as error:
        raise SettingError(f"{row.variable} is “{text}”; it must be {row.values.right(row)}.") from error


TABLE = tuple(Setting(name=item.name, **item.metadata) for item in fields(Settings))
"""All settings, in the order in which they are shown."""
