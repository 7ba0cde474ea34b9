"""The table of all settings: name, default, unit and meaning.

Each is set by the environment variable `OPG_` + its name in capitals. The endpoint's page shows it with the values in
force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.build.snapshot import IN_MEMORY_MB
from graph.nearest import alike
from ontology.namespaces import BASE
from queries.sparql_text.screening import DEEPEST

PREFIX = "OPG_"

_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
_NAME = rf"{_LABEL}(\.{_LABEL})*"
_HOST = rf"({_NAME}|\[[0-9A-Fa-f:.]+\])"
_PORT = r":([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
_PATH = r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*"
_SITE_URL = rf"https?://{_HOST}({_PORT})?{_PATH}/?"
_TRUSTED_HOST = rf"(\*\.{_NAME}|{_HOST})"
_CONTACT = rf"https?://{_HOST}({_PORT})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?|mailto:[A-Za-z0-9._+-]+@{_NAME}"

_HIGHEST = 1_000_000_000
_KILOBYTE = 1_000
_ESCAPED = 3
"""Bytes that a byte of a query takes in a form, at most."""

_OTHER_FIELDS = 50_000
"""Bytes that the other fields of a form may take."""

_LIKE = 0.85
"""How like a setting a variable is written that was meant to be it; 1 is the same."""

_WORKER_MB = 400
_SANDBOX_MB = 150
_FILES_MB = 300


class SettingError(ValueError):
    """A setting with a value that it cannot have; the message names the variable, the value and what is right."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table. `right` says which values there are; `words` are all of them, if they are few."""

    name: str
    default: float | str
    unit: str
    sentence: str
    right: str
    words: tuple[str, ...]

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()

    @property
    def is_number(self) -> bool:
        """Whether it is a limit, in some unit."""
        return bool(self.unit)


def _seconds(default: float, sentence: str, least: float = 0.1) -> Any:  # noqa: ANN401 - as Field returns
    return _number(default, "seconds", sentence, least)


def _number(default: float, unit: str, sentence: str, least: float = 1) -> Any:  # noqa: ANN401 - as Field returns
    return Field(
        default, ge=least, le=_HIGHEST, allow_inf_nan=False, description=sentence, json_schema_extra={"unit": unit}
    )


def _text(sentence: str, meaning: str, default: str = "") -> Any:  # noqa: ANN401 - as Field returns
    return Field(default, description=sentence, json_schema_extra={"meaning": meaning})


def _fitting(pattern: str) -> AfterValidator:
    """Return a validator that takes what fits the pattern or is empty, without space around it."""

    def read(text: str) -> str:
        text = text.strip()
        if text and not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(text)
        return text

    return AfterValidator(read)


class Settings(BaseSettings):
    """The limits in force. Those of queries hold for visitors' own queries; bounds on how many hold per worker."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    query_seconds: float = _seconds(10, "Wall-clock time that one query may take; then it is ended, with status 504.")
    query_memory_mb: int = _number(
        512, "megabytes", "Memory that one query may take; then it is ended, with status 422.", 16
    )
    query_workers: int = _number(2, "queries", "Queries that run at the same time.")
    query_queue: int = _number(8, "queries", "Queries that may wait for one of these places; more get status 503.")
    queue_seconds: float = _seconds(5, "Time that a query waits for a place before it gets status 503.", 0)
    cheap_seconds: float = _seconds(
        0.5, "Time up to which a query is cheap; who asks one that takes longer gives way to others for a minute.", 0.01
    )
    result_rows: int = _number(100_000, "rows", "Rows, or triples, of one answer; a longer one gets status 422.")
    result_mb: int = _number(32, "megabytes", "Size of one answer; a larger one gets status 422.")
    query_kb: int = _number(64, "kilobytes", "Length of the text of a query; a longer one gets status 413.")
    nesting: int = _number(
        DEEPEST, "levels", "Depth of brackets within brackets in a query; a deeper one gets status 400."
    )
    client_seconds: float = _seconds(
        60, "Query time that one client address may use in a minute; then it gets status 429.", 0.1
    )
    trusted_proxies: int = _number(
        0, "proxies", "Proxies in front of the service whose X-Forwarded-* headers are believed; with 0, none.", 0
    )
    site_url: Annotated[str, _fitting(_SITE_URL)] = _text(
        "The address of the site, for everything that needs an absolute one; it may have a path.",
        "an http or https address with a plain path or none, such as https://graph.example.org/olympics",
    )
    trusted_hosts: Annotated[str, _fitting(rf"\s*{_TRUSTED_HOST}(\s*,\s*{_TRUSTED_HOST})*\s*")] = _text(
        "Hosts besides this machine that may be written into absolute addresses where OPG_SITE_URL is not set.",
        "host names with commas between them, without ports, such as graph.example.org, *.example.net",
    )
    contact: Annotated[str, _fitting(_CONTACT)] = _text(
        "Where mistakes are reported; an address that ends in /issues gets a prepared issue, mailto: a prepared mail.",
        "an https or http address without ? and #, or mailto: with one address, such as mailto:data@example.org",
        f"{BASE}issues",
    )
    cache_mb: int = _number(64, "megabytes", "Answers, and rows of queries, that are kept to be given again.", 0)
    in_memory_mb: int = _number(
        IN_MEMORY_MB, "megabytes", "Size of the N-Quads up to which the graph is in memory; a larger one is on disk.", 0
    )
    explorer_partnerships: int = _number(
        3_000, "partnerships", "Partnerships up to which the explorer shows its network as a whole, else in parts.", 0
    )
    prepare_seconds: float = _seconds(
        3, "Time from the start of a site to its preparation: it works out what many pages need, and holds it.", 0
    )
    remote_seconds: float = _seconds(30, "Time that a remote store may take to answer a query of the site itself.")
    header_seconds: float = _seconds(
        20, "Time in which the headers of a request must arrive; then the connection is closed, as an idle one is."
    )
    body_seconds: float = _seconds(10, "Time in which the body of a request must arrive; then it gets status 408.")
    answer_seconds: float = _seconds(
        60, "Time in which a client must take each 32 kilobytes of an answer; then the connection is closed.", 1
    )
    bodies_mb: int = _number(
        16, "megabytes", "Bodies of requests on their way; beyond it who sends most gives way, with status 503."
    )
    answers_mb: int = _number(
        64, "megabytes", "Answers that clients have not taken yet; beyond it who leaves most loses the oldest."
    )
    connections: int = _number(2_000, "connections", "Connections that are open at the same time; more wait.")
    log: Literal["json", "text", "off"] = Field(
        default="off", description="Whether and how requests are logged on standard error: a line for each."
    )

    @classmethod
    def read(cls) -> Settings:
        """Return the settings of this process's environment.

        Raises:
            SettingError: a variable has a value that it cannot have.
        """
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            row = next(row for row in TABLE if row.name == first["loc"][0])
            raise SettingError(f"{row.variable} is “{first['input']}”; it must be {row.right}.") from error

    @property
    def rows(self) -> list[tuple[Setting, str]]:
        """The limits with the values in force, as text."""
        return [(row, f"{getattr(self, row.name):,}") for row in TABLE if row.is_number]

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


def _row(name: str, field: FieldInfo) -> Setting:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    unit, words = str(extra.get("unit", "")), get_args(field.annotation)
    if unit:
        kind = "a whole number" if field.annotation is int else "a number"
        least = next(limit.ge for limit in field.metadata if hasattr(limit, "ge"))
        right = f"{kind} of {unit} from {least:g} to {_HIGHEST}, such as {field.default:g}"
    else:
        right = f"one of {', '.join(words)}, such as {field.default}" if words else str(extra["meaning"])
    return Setting(name, field.default, unit, field.description or "", right, words)


TABLE = tuple(_row(name, field) for name, field in Settings.model_fields.items())
"""All settings, in the order in which they are shown."""

_PLACES = tuple(PREFIX + name for name in ("HOME", "TABLES", "STORE", "STORE_USER", "STORE_PASSWORD"))
"""Variables that say where the data are; options of commands name them."""


def misspelt(variables: Iterable[str]) -> dict[str, str]:
    """Return variables that are no settings, but written nearly as one, with the name of that.

    >>> misspelt(["OPG_QUERY_SECOND", "OPG_LOG", "OPG_SCRATCH", "PATH"])
    {'OPG_QUERY_SECOND': 'OPG_QUERY_SECONDS'}
    """
    known = (*_PLACES, *(row.variable for row in TABLE))
    unknown = sorted(name for name in variables if name.upper().startswith(PREFIX) and name not in known)
    found = {name: alike(name, known, 1, _LIKE) for name in unknown}
    return {name: best[0] for name, best in found.items() if best}
