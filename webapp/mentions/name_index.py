"""The index of everything by which a text may name things.

It is made once for each version of the graph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from queries.search.name_match import Name
from webapp.mentions import data_files
from webapp.mentions.countries import city_names, country_names
from webapp.mentions.folding import folded
from webapp.mentions.games import Edition, GamesReader
from webapp.mentions.name_patterns import NamePattern, name_patterns
from webapp.mentions.patterns import Patterns
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import FactsOfCountriesRow, FactsOfEventsRow, FactsOfGamesRow, FactsOfPartnershipsRow
from webapp.models.urls import subject_of

_TERM: Final = re.compile(r"top-(\d\d)")


@dataclass(frozen=True, slots=True)
class TextIndex:
    """What texts are read with: automata of names, of countries, of categories, and the reader of Games."""

    names: Patterns[list[NamePattern]]
    games_names: dict[str, Edition]
    committees: dict[str, Edition]
    partner_games: dict[str, set[str]]
    countries: Patterns[tuple[str, bool]]
    categories: Patterns[tuple[str, ...]]
    category_words: dict[str, tuple[str, ...]]
    games: GamesReader
    places: Patterns[str]
    terms: dict[int, str]
    people: dict[str, str]
    surnames: dict[str, str]
    country_iris: dict[str, str]
    context: re.Pattern[str]
    sponsorship: re.Pattern[str]
    holding: re.Pattern[str]
    maker: re.Pattern[str]


@once_per_version
def text_index(catalogue: ReferenceData) -> TextIndex:
    """Return the index of a version of the graph."""
    editions = _editions(catalogue)
    by_iri = {edition.iri: edition for edition in editions}
    entries = catalogue.names.entries
    games_names = {
        folded(name.text): by_iri[name.iri]
        for name in entries
        if name.iri in by_iri and (name.kind != "address" or not name.text[:4].isdigit())
    }
    countries = catalogue.ask.rows(FactsOfCountriesRow)
    codes = tuple(sorted((row.code, slug(row.country)) for row in countries))
    context = data_files.words_of("context")
    every = (*entries, *_more_names(catalogue))
    people = _people(every)
    return TextIndex(
        names=Patterns(name_patterns(every)),
        games_names=games_names,
        partner_games=_partner_games(catalogue),
        committees={
            row.committee: by_iri[row.games]
            for row in catalogue.ask.rows(FactsOfGamesRow)
            if row.committee and row.games in by_iri
        },
        countries=Patterns(
            _with_stems({**{folded(row.name): (slug(row.country), False) for row in countries}, **country_names(codes)})
        ),
        categories=Patterns(categories := _categories(catalogue)),
        category_words=_with_makers(catalogue, categories),
        games=GamesReader(editions, _hosts(catalogue, editions)),
        places=Patterns(_places(catalogue)),
        terms=_terms(catalogue),
        people=people,
        surnames=_surnames(people),
        country_iris={slug(row.country): row.country for row in countries},
        context=_any_of([*context["stems"], *context["sponsorship"]]),
        sponsorship=_any_of(context["sponsorship"]),
        holding=_any_of(context["holding"]),
        maker=_described_by(context["makers"]),
    )


def _more_names(catalogue: ReferenceData) -> list[Name]:
    """Return names that texts use and the graph does not have, of organizations that it has."""
    people = [
        Name(iri, text, "", "otherName", partner=False)
        for key, texts in data_files.words_of("people").items()
        if (iri := subject_of("person", key)) in catalogue.names.labels
        for text in texts
    ]
    return people + [
        Name(iri, text, "", "otherName", iri in catalogue.partners)
        for key, texts in data_files.words_of("names").items()
        if (iri := subject_of("organization", key)) in catalogue.names.labels
        for text in texts
    ]


def _people(names: tuple[Name, ...]) -> dict[str, str]:
    """Return people by first and last name, between which a text may set another."""
    return {folded(name.text): name.iri for name in names if "/person/" in name.iri and len(name.text.split()) == 2}


def _surnames(people: dict[str, str]) -> dict[str, str]:
    """Return the people of whom alone a last name is."""
    found: dict[str, set[str]] = {}
    for name, iri in people.items():
        found.setdefault(name.split()[-1], set()).add(iri)
    return {name: next(iter(iris)) for name, iris in found.items() if len(iris) == 1 and len(name) > 2}


def _any_of(stems: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(folded(stem)) for stem in stems))


def _described_by(makers: list[str]) -> re.Pattern[str]:
    """Return the pattern of a description after a name: a comma, an article and a word for a company."""
    nouns = "|".join(re.escape(folded(maker)) for maker in makers)
    return re.compile(
        rf",\s(?:an?|the|eine?|der|die|das|une?|le|la|l'|el|una?|de)\s?(?:[\w-]+\s){{0,2}}?[\w-]*(?:{nouns})\b"
    )


def _with_stems(names: dict[str, tuple[str, bool]]) -> dict[str, tuple[str, bool]]:
    """Add names without their last vowel, which endings replace in languages written in Cyrillic or Greek."""
    stems = {key[:-1]: value for key, value in names.items() if len(key) > 4 and "\u0370" <= key[0] <= "\u04ff"}
    return {**stems, **names}


def _editions(catalogue: ReferenceData) -> list[Edition]:
    found: dict[str, Edition] = {}
    for row in catalogue.ask.rows(FactsOfGamesRow):
        if not (row.year[:4].isdecimal() and row.city):
            continue
        season = slug(row.season)
        host = re.sub(r"\s*\d{4}.*$", "", catalogue.label(row.games))
        cities = {row.city, *([host] if host and "/" not in host else [])}
        if row.games in found:
            cities |= found[row.games].cities
        found[row.games] = Edition(
            row.games,
            slug(row.games),
            int(row.year[:4]),
            season.partition("-")[0],
            "youth" in season,
            frozenset(cities),
        )
    return list(found.values())


def _hosts(catalogue: ReferenceData, editions: list[Edition]) -> dict[str, Edition]:
    """Return the editions whose host is no single city, by the name of the host."""
    cities = {row.city for row in catalogue.ask.rows(FactsOfGamesRow)}
    return {name: edition for edition in editions for name in edition.cities - cities if " " in name}


def _partner_games(catalogue: ReferenceData) -> dict[str, set[str]]:
    """Return the Games of the programmes of each partner."""
    found: dict[str, set[str]] = {}
    for row in catalogue.ask.rows(FactsOfPartnershipsRow):
        found.setdefault(row.partner, set()).update(catalogue.programmes[row.programme].games)
    return found


def _terms(catalogue: ReferenceData) -> dict[int, str]:
    found = {}
    for iri in catalogue.programmes:
        if match := _TERM.fullmatch(slug(iri)):
            found[int(match[1])] = iri
            found[0] = catalogue.programmes[iri].whole
    return found


def _categories(catalogue: ReferenceData) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    by_slug = {slug(row.category): row for row in catalogue.category_rows}
    words = data_files.words_of("categories")
    for name, row in by_slug.items():
        if name in {"other", "unclassified"}:
            continue
        label = folded(row.categoryLabel)
        for word in {label, label.removesuffix("s"), *map(folded, words.get(name, ()))}:
            found.setdefault(word, []).append(row.category)
    return {word: tuple(iris) for word, iris in found.items()}


def _with_makers(catalogue: ReferenceData, words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the words for categories with those for companies by what they make."""
    by_slug = {slug(row.category): row.category for row in catalogue.category_rows}
    makers: dict[str, list[str]] = {}
    for name, nouns in data_files.words_of("makers").items():
        for word in map(folded, nouns if name in by_slug else ()):
            makers.setdefault(word, []).append(by_slug[name])
    return {**words, **{word: tuple(dict.fromkeys((*words.get(word, ()), *iris))) for word, iris in makers.items()}}


def _places(catalogue: ReferenceData) -> dict[str, str]:
    tables, zones = data_files.words_of("cities"), city_names()
    events = {row.place.partition(",")[0].strip() for row in catalogue.ask.rows(FactsOfEventsRow) if row.place}
    known = {place for place in events | set(tables) | set(zones) if " of " not in place and "," not in place}
    return {
        folded(name): place
        for place in sorted(known)
        for name in (place, *tables.get(place, ()), *zones.get(place, ()))
        if len(name) > 2 or not name.isascii()
    }
