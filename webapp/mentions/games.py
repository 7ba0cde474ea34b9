"""The Games that a text names, by city, year and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from webapp.mentions import data_files
from webapp.mentions.countries import city_names
from webapp.mentions.folding import FoldedText, folded
from webapp.mentions.patterns import UNSPACED, Patterns

_YEAR: Final = re.compile(r"(?<!\d)(?<!\d[.,])(?:(18[9]\d|19\d\d|20[0-4]\d)|'(\d\d))(?![\d%]|[.,]\d)")
_SHORT_YEAR: Final = re.compile(r"\d\d(?!\d|[.,]\d)")
_YEAR_OF_CITY: Final = re.compile(r"(?<!\d)(\d\d)年の?$")
"""A Japanese year in two digits before a host city: "72年の札幌"."""

_GAP: Final = 12
_PAST: Final = 40
_AHEAD: Final = 12
_SOON: Final = 4
"""Years before or after a text in which Games may lie of which it names only the city."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the Games: its slug, year, season (`summer`, `winter`) and cities; `youth` for the Youth Games."""

    iri: str
    slug: str
    year: int
    season: str
    youth: bool
    cities: frozenset[str]


class Atom(NamedTuple):
    """A city, a year, or a word for Games in a folded text."""

    start: int
    end: int
    kind: str
    value: str


class FoundGames(NamedTuple):
    """Games named in a folded text."""

    start: int
    end: int
    editions: tuple[Edition, ...]


class GamesReader:
    """The names of cities and words for Games, and which edition they name together.

    `hosts` are names that are no city, so that they name one edition by themselves.
    """

    def __init__(self, editions: Iterable[Edition], hosts: Mapping[str, Edition]) -> None:
        self.hosts = hosts
        self.editions = sorted(editions, key=lambda edition: -edition.year)
        self.cities = Patterns(_city_patterns({city for edition in self.editions for city in edition.cities}))
        words = data_files.words_of("games")
        kinds = ("any", "summer", "winter", "youth")
        self.words = Patterns({folded(word): kind for kind in kinds for word in words[kind]})
        links = sorted(map(folded, words["links"]), key=len, reverse=True)
        self._link = re.compile(rf"(?:[\s\-/・·の年]|\b(?:{'|'.join(map(re.escape, links))})(?=\W|$))*")

    def atoms(self, text: FoldedText) -> list[Atom]:
        """Return the cities, years and words for Games of a text, the longest of those that overlap."""
        found = [
            Atom(start, end, "city", city) for start, end, city in self.cities.find(text.text) if _capital(text, start)
        ]
        found += [Atom(start, end, "word", kind) for start, end, kind in self.words.find(text.text)]
        for match in _YEAR.finditer(text.text):
            found.append(Atom(match.start(), match.end(), "year", match[1] or match[2]))
        cities = {atom.end for atom in found if atom.kind == "city"}
        for start in {atom.start for atom in found if atom.kind == "city"}:
            if short := _YEAR_OF_CITY.search(text.text, max(0, start - _GAP), start):
                found.append(Atom(short.start(), short.end(1), "year", short[1]))
        for end in cities:
            at = end + 1 if text.text[end : end + 1] == " " else end
            if short := _SHORT_YEAR.match(text.text, at):
                found.append(Atom(at, short.end(), "year", short[0]))
        found.sort(key=lambda atom: (atom.start, -atom.end))
        kept: list[Atom] = []
        for atom in found:
            if not kept or atom.start >= kept[-1].end:
                kept.append(atom)
        return kept

    def find(self, text: FoldedText, atoms: Sequence[Atom], text_year: int) -> Iterator[FoundGames]:
        """Yield the Games that atoms beside each other name."""
        groups: list[list[Atom]] = []
        for atom in atoms:
            if not groups or not (self._joined(text.text, groups[-1][-1], atom) and _room(groups[-1], atom)):
                groups.append([])
            groups[-1].append(atom)
        told = {edition.year for group in groups for found in self._resolve(group, 0) for edition in found.editions}
        for group in groups:
            yield from self._resolve(group, text_year, frozenset(told))

    def _joined(self, text: str, one: Atom, other: Atom) -> bool:
        gap = text[one.end : other.start]
        if len(gap) > _GAP:
            return False
        if one.kind == "year" and other.kind == "city" and gap.strip(" -年の"):
            return False
        if "," in gap and "year" not in {one.kind, other.kind}:
            return False
        return self._link.fullmatch(gap) is not None

    def _resolve(self, group: list[Atom], text_year: int, told: frozenset[int] = frozenset()) -> Iterator[FoundGames]:
        """Yield the Games of a group of atoms; `told` are the years of Games that the text names in full."""
        if not group:
            return
        if len(group) == 1 and group[0].value in self.hosts:
            yield FoundGames(group[0].start, group[0].end, (self.hosts[group[0].value],))
        kinds = {atom.kind for atom in group}
        if len(kinds) < 2:
            return
        editions = self._editions(group, text_year, told)
        if editions:
            yield FoundGames(group[0].start, group[-1].end, editions)
        elif len(group) > 2:
            yield from self._resolve(group[:-1], text_year, told)
            return

    def _editions(self, group: Sequence[Atom], text_year: int, told: frozenset[int]) -> tuple[Edition, ...]:
        cities = {atom.value for atom in group if atom.kind == "city"}
        years = {atom.value for atom in group if atom.kind == "year"}
        words = {atom.value for atom in group if atom.kind == "word"}
        fitting = [edition for edition in self.editions if not cities or edition.cities & cities]
        if years:
            fitting = [edition for edition in fitting if _is_year(edition, next(iter(years)))]
        fitting = [edition for edition in fitting if not words & {"summer", "winter"} or edition.season in words]
        if "youth" in words:
            fitting = [edition for edition in fitting if edition.youth]
        elif any(not edition.youth for edition in fitting):
            fitting = [edition for edition in fitting if not edition.youth]
        if not years:
            named = [edition for edition in fitting if edition.year in told] if not text_year else []
            fitting = named if len(named) == 1 else _nearest(fitting, text_year)
        elif not cities and len(fitting) > 1:
            return ()
        return tuple(fitting[:1])


def _room(group: Sequence[Atom], atom: Atom) -> bool:
    return atom.kind == "word" or all(other.kind != atom.kind for other in group)


def _is_year(edition: Edition, year: str) -> bool:
    return str(edition.year) == year or (len(year) == 2 and str(edition.year)[2:] == year)


def _nearest(editions: Sequence[Edition], text_year: int) -> list[Edition]:
    if not text_year:
        return list(editions[:1]) if len(editions) == 1 else []
    near = [edition for edition in editions if -_PAST <= edition.year - text_year <= _AHEAD]
    return sorted(near, key=lambda edition: (_distance(edition.year - text_year), -edition.year))[:1]


def _distance(years: int) -> int:
    """Return how far Games are in the mind of a writer: those to come only when they are near."""
    return abs(years) + (10 if years > _SOON else 0)


def _capital(text: FoldedText, start: int) -> bool:
    first = text.original[text.starts[start]]
    return first.upper() == first


def _city_patterns(cities: Iterable[str]) -> dict[str, str]:
    tables = data_files.words_of("cities")
    zones = city_names()
    found: dict[str, str] = {}
    for city in sorted(cities):
        for name in (city, *tables.get(city, ()), *zones.get(city, ())):
            key = folded(name)
            for form in (key, key.replace("-", " ")):
                if len(form) > 2 or UNSPACED.search(form) or not form.isascii():
                    found.setdefault(form, city)
        letters = "".join(word[0] for word in city.split())
        if len(letters) > 1:
            found.setdefault(letters.lower(), city)
    return found
