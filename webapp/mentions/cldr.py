"""Names of countries, cities and months in the Unicode CLDR.

Babel merges all that a language has with what it inherits. For the languages here that takes 60 MB as long as the
process runs. So its files are read here themselves, and only these names stay.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.core import get_global
from babel.localedata import LocaleDataDict, merge, resolve_locale_filename

_ROOT: Final = "root"


@dataclass(frozen=True, slots=True)
class Names:
    """Names in one language."""

    countries: Mapping[str, str]
    """By ISO 3166-1 code."""

    cities: Mapping[str, str]
    """By time zone."""

    months: tuple[Mapping[int, str], ...]
    """By number, as they stand within dates and as they stand alone."""


@cache
def names_in(language: str) -> Names:
    """Return the names in a language, with those that it inherits."""
    found: dict[str | int | None, Any] = {}
    for each in reversed([*_inherits(language)]):
        merge(found, _read(each))
    resolved = LocaleDataDict(found)
    months = tuple(dict(resolved["months"][context]["wide"]) for context in ("format", "stand-alone"))
    return Names(found["territories"], found["cities"], months)


def _inherits(language: str) -> Iterator[str]:
    """Give a language, and those whose names it has where it has none of its own; a script inherits of none."""
    while language != _ROOT:
        yield language
        language = get_global("parent_exceptions").get(language, _ROOT)
    yield _ROOT


@cache
def _read(language: str) -> dict[str, Any]:
    """Return what the file of a language has of these."""
    file = Path(resolve_locale_filename(language))
    read = pickle.loads(file.read_bytes())  # noqa: S301 - Babel's own file, which it reads so itself
    zones = read.get("time_zones", {})
    return {
        "territories": read.get("territories", {}),
        "cities": {zone: names["city"] for zone, names in zones.items() if "city" in names},
        "months": read.get("months", {}),
    }
