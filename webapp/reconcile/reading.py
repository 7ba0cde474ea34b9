"""The requests of the service: batches of queries, and data extensions. What does not fit gets a clear error."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_RECONCILIATION, BATCH_TOO_LARGE
from webapp.models.search_results import LONGEST

BATCH: Final = 200
"""Queries of a batch, and things of an extension, at most."""

SECONDS: Final = 10
"""Seconds in which a batch must be answered; a hundred names take half of one."""

LONGEST_NAME: Final = 120
"""Characters of a name that are looked at."""

USUAL: Final = 10
MOST: Final = 50
"""Candidates that a query gets unless it asks for another number, and at most."""

MOST_PROPERTIES: Final = 30
MOST_VALUES: Final = 10
"""Values of one property that are looked at."""

_STRICT: Final = ("any", "should", "all")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A property with the values that something is said to have; `pid` is its identifier."""

    pid: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query: a name, types that come into question (none for all), evidence, and how many candidates are wanted."""

    text: str
    types: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for values: things by identifier, and properties with the settings of each."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, Mapping[str, object]], ...]


class Deadline:
    """The end of the time in which a request must be answered; no client may hold a thread for long."""

    def __init__(self) -> None:
        self._end = time.monotonic() + SECONDS

    def check(self) -> None:
        """Go on if there is time.

        Raises:
            Problem: there is none.
        """
        if time.monotonic() > self._end:
            raise Problem(BATCH_TOO_LARGE, f"It takes more than {SECONDS} seconds.")


def read_batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by the keys that the client gives them.

    Raises:
        Problem: the text is no batch of queries, or has too many.
    """
    batch = _object(_parsed(text, "queries"), "queries", 'an object such as {"q0": {"query": "Visa"}}')
    if len(batch) > BATCH:
        raise Problem(BATCH_TOO_LARGE, f"The batch has {len(batch)} queries; the manifest allows {BATCH}.")
    return {key: _query(key, value) for key, value in batch.items()}


def _query(key: str, value: object) -> Query:
    where = f"queries.{key[:40]}"
    given = _object(value, where, 'an object such as {"query": "Visa"}')
    text = given.get("query", "")
    if not isinstance(text, str):
        _refuse(f"{where}.query", "a text")
    evidence = _evidence(f"{where}.properties", given.get("properties", []))
    if "query" not in given and not evidence:
        _refuse(where, "a member “query”, or “properties” with one of them at least,")
    if given.get("type_strict") not in (*_STRICT, None):
        _refuse(f"{where}.type_strict", "any, should or all")
    return Query(
        _clean(text)[:LONGEST_NAME], _types(f"{where}.type", given.get("type")), evidence, _limit(where, given)
    )


def _types(where: str, value: object) -> tuple[str, ...]:
    types = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(types, list) or len(types) > MOST_PROPERTIES:
        _refuse(where, "the id of a type, or a short list of them")
    found = [item.get("id") if isinstance(item, dict) else item for item in types]
    if not all(isinstance(item, str) for item in found):
        _refuse(where, "the id of a type, or a list of them")
    return tuple(filter(None, map(str, found)))


def _limit(where: str, given: Mapping[str, object]) -> int:
    limit = given.get("limit")
    if limit is None:
        return USUAL
    number = isinstance(limit, int | float) and not isinstance(limit, bool)
    if not number or not math.isfinite(float(str(limit)[:30])) or float(str(limit)[:30]) < 1:
        _refuse(f"{where}.limit", "a number from 1")
    return int(min(float(str(limit)[:30]), MOST))


def _evidence(where: str, value: object) -> tuple[Evidence, ...]:
    if not isinstance(value, list) or len(value) > MOST_PROPERTIES:
        _refuse(where, f"a list of at most {MOST_PROPERTIES} properties")
    found = []
    for place, item in enumerate(value):
        here = f"{where}[{place}]"
        given = _object(item, here, 'an object such as {"pid": "country", "v": "Japan"}')
        if not isinstance(given.get("pid"), str) or "v" not in given:
            _refuse(here, 'an object such as {"pid": "country", "v": "Japan"}')
        values = given["v"] if isinstance(given["v"], list) else [given["v"]]
        texts = [_value(f"{here}.v", one) for one in values[:MOST_VALUES]]
        found.append(Evidence(_clean(given["pid"])[:LONGEST], tuple(text for text in texts if text)))
    return tuple(evidence for evidence in found if evidence.values)


def _value(where: str, value: object) -> str:
    """Return a value as text: that of a text, a number or a thing (its id, or its name without one)."""
    if isinstance(value, dict):
        value = value.get("id") or value.get("name")
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int | float):
        _refuse(where, "a text, a number, or an object with an id")
    return _clean(str(value))[:LONGEST].strip()


def read_extension(text: str) -> Extension:
    """Return what a data extension asks for.

    Raises:
        Problem: the text is no such request, or asks for too much.
    """
    right = 'an object such as {"ids": ["organization/visa"], "properties": [{"id": "country"}]}'
    given = _object(_parsed(text, "extend"), "extend", right)
    ids, properties = given.get("ids"), given.get("properties")
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        _refuse("extend.ids", "a list of identifiers such as organization/visa")
    if len(ids) > BATCH:
        raise Problem(BATCH_TOO_LARGE, f"It names {len(ids)} things; the manifest allows {BATCH}.")
    if not isinstance(properties, list) or len(properties) > MOST_PROPERTIES:
        _refuse("extend.properties", f"a list of at most {MOST_PROPERTIES} objects with the id of a property")
    return Extension(tuple(ids), tuple(_property(place, item) for place, item in enumerate(properties)))


def _property(place: int, item: object) -> tuple[str, Mapping[str, object]]:
    where = f"extend.properties[{place}]"
    given = _object(item, where, 'an object such as {"id": "country"}')
    if not isinstance(given.get("id"), str):
        _refuse(f"{where}.id", "the id of a property, such as country")
    return given["id"], _object(given.get("settings") or {}, f"{where}.settings", "an object")


def _parsed(text: str, field: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
        raise Problem(BAD_RECONCILIATION, f"{field} is no JSON: {reason}.", {"parameter": field}) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _object(value: object, where: str, right: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        _refuse(where, right)
    return value


def _clean(text: str) -> str:
    """Return a text that can be written in UTF-8: JSON may hold halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _refuse(where: str, right: str) -> NoReturn:
    raise Problem(BAD_RECONCILIATION, f"{_clean(where)}: {right} is expected.", {"parameter": where.partition(".")[0]})
