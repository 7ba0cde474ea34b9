"""The keys that were probably meant.

They are found by a name, an address, a part of an id, or the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz.distance import OSA

from graph.forms import meant, slug
from graph.nearest import nearest
from graph.wording import alternatives

_NEAR: Final = 2
"""Letters in which a key may differ from what stands in a cell to be meant almost for certain."""

_ADDRESS: Final = "://"
"""What an address has, and no key: that of a source, or of a thing, which ends in the thing's key."""

SHOWN: Final = 4
"""Keys that a message names where each may be meant."""

NEW_ROW: Final = "; a new one needs its row there"


def key_of(where: str, value: str, known: Iterable[str], names: Mapping[str, str]) -> str:
    """Say which key was expected: the likeliest one, or all of a short list."""
    known = sorted(known)
    keys = {slug(key): key for key in known}
    if exact := keys.get(_written(value)) or names.get(_written(value)) or _part(value, known):
        return f"a key of {where}{meant(exact, value)}"
    several = sorted({key for name, key in names.items() if _without_year(name) == _written(value)})
    if 1 < len(several) <= SHOWN:
        return f"a key of {where}{meant(alternatives(several), value)}{NEW_ROW}"
    likely = None if _ADDRESS in value else nearest(value, known, names)
    if likely:
        sure = OSA.distance(slug(value), slug(likely)) <= _NEAR or _words(value) == _words(likely)
        return f"a key of {where}{meant(likely, value)}{'' if sure else NEW_ROW}"
    listed = f": {', '.join(known)}" if 0 < len(known) <= 12 else ""
    return f"a key of {where}{listed}{NEW_ROW}"


def by_name(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first key for each name."""
    names: dict[str, str] = {}
    for key, name in texts:
        if key and _written(name):
            names.setdefault(_written(name), key)
    return names


def _written(name: str) -> str:
    """Return a name as names are compared: as `slug` writes it, or, of another alphabet, in small letters.

    Of an address the beginning does not count.
    """
    return re.sub("^https?-(www-)?", "", slug(name)) if _ADDRESS in name else slug(name) or name.casefold().strip()


def _words(text: str) -> list[str]:
    return sorted(slug(text).split("-"))


def _without_year(name: str) -> str | None:
    """Return what stands before the year at the end of a name, such as the city of Games."""
    match = re.fullmatch(r"(.+)-\d{4}", name)
    return match[1] if match else None


def _part(value: str, known: Iterable[str]) -> str | None:
    """Return the key at the end of an address, or the last one among the parts of an id."""
    end, keys = re.split("[?#]", value)[0].rstrip("/").rpartition("/")[2] if _ADDRESS in value else value, set(known)
    return next((part for part in (end, *reversed(end.split("--"))) if part in keys), None)


def joined_keys(cell: str, known: Mapping[str, None]) -> str | None:
    """Return the keys of a cell that joins them by something other than a semicolon."""
    values = [value for value in re.split(r"(?:\s+(?:and|und|et|y|e)\s+|[,|/&+\s])+", cell) if value]
    return ";".join(values) if len(values) > 1 and all(value in known for value in values) else None
