"""Names that people use and the data does not have.

They are addresses, short forms, and everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Final

from graph.iris import Identifier, parse
from queries.search.everyday_names import (
    CATEGORY_NAMES,
    CITY_NAMES,
    COUNTRY_NAMES,
    DEMONYMS,
    SUMMER_GAMES,
    WINTER_GAMES,
)
from queries.search.folding import is_syllabic, words_of
from queries.search.name_match import Name

_BY_ADDRESS: Final = ("category", "games", "programme")
"""Kinds of things whose slug is a name that somebody may type: `timekeeping`, `2020-summer`, `top`."""

_EVERYDAY: Final = {"country": COUNTRY_NAMES, "category": CATEGORY_NAMES}
_RESPELT: Final = tuple(
    (re.compile(rf"(?<!\w){long}(?!\w)"), short)
    for long, short in (
        ("United States", "US"),
        (r"U\.S\.", "United States"),
        ("Saint", "St"),
        (r"St\.", "Saint"),
        ("Mount", "Mt"),
        ("International", "Intl"),
    )
)
_NUMBERED: Final = re.compile(r"^(\D+) 0*(\d+)$")
"""The address of a numbered programme: `top 09`."""


def all_names(rows: Iterable[tuple[str, str, str, str]], partners: Container[str]) -> tuple[Name, ...]:
    """Return names in the data and further ones; the data's are things, properties, texts and languages."""
    names = [Name(iri, text, language, kind.rpartition("#")[2], iri in partners) for iri, kind, text, language in rows]
    labels = [(name, found) for name in names if name.preferred and (found := parse(name.iri))]
    more = [name for label, found in labels for name in _more_names(label, found)]
    return (*names, *more, *_respelt(names))


def _more_names(label: Name, found: Identifier) -> list[Name]:
    """Return names of a thing that are not in the data: its address, short forms, and everyday words."""
    addresses = [found.slug.replace("-", " ")] if found.kind in _BY_ADDRESS else []
    if found.kind == "games":
        addresses += [*_short_names(label.text), *_foreign_names(label.text, winter="winter" in found.slug)]
    if found.kind == "programme":
        addresses += [f"{words} {int(number)}" for words, number in _NUMBERED.findall(addresses[0])]
    words = words_of(label.text)
    if label.partner and len(words) == 2 and words[1] == found.slug:  # "Eastman Kodak"
        addresses.append(words[1])
    everyday = list(_EVERYDAY.get(found.kind, {}).get(found.slug, ()))
    if found.kind == "category":
        everyday += [f"{word}s" for word in everyday if not word.endswith("s")]
    demonyms = DEMONYMS.get(found.slug, ()) if found.kind == "country" else ()
    return [
        Name(label.iri, text, "en", kind, partner=False)
        for kind, texts in (("address", addresses), ("everyday", everyday), ("demonym", demonyms))
        for text in texts
    ]


def _respelt(names: Iterable[Name]) -> list[Name]:
    """Return the names with words that people write otherwise in their usual short or long form."""
    return [
        replace(name, text=text, kind="everyday")
        for name in names
        for long, short in _RESPELT
        if (text := long.sub(short, name.text)) != name.text
    ]


def _foreign_names(games: str, *, winter: bool) -> list[str]:
    """Return what Games are called elsewhere: the city with the year, or with a word for the Olympic Games."""
    city, _, year = games.partition(" (")[0].rpartition(" ")
    words = WINTER_GAMES if winter else SUMMER_GAMES
    return [
        text
        for name in CITY_NAMES.get(city, ())
        for text in (f"{name} {year}", *((name + word for word in words) if is_syllabic(name) else ()))
    ]


def _short_names(games: str) -> list[str]:
    """Return what people write for a city and a year: the year in two digits, a long city in its first letters.

    >>> _short_names("Los Angeles 2028"), _short_names("Rio 2016"), _short_names("Tokyo / Helsinki 1940")
    (['Los Angeles 28', 'LA 2028', 'LA 28'], ['Rio 16'], [])
    """
    match = re.fullmatch(r"(?P<city>[^/()]+) (?P<year>\d\d(?P<short>\d\d))", games)
    if not match:
        return []
    city, year, short = match.group("city", "year", "short")
    first = "".join(word[0] for word in city.split())
    long = [f"{first} {year}", f"{first} {short}"] if len(first) > 1 else []
    return [f"{city} {short}", *long]
