"""The one search behind site, suggestions, API, command line and explorer.

`search` finds the things of a name. Where no name is like the text, it reads the names within the text. Then it finds
what joins them: "tokyo 2020 airline" are the airline partners of Tokyo 2020. A result says which name matched and of
which kind. A note tells it from others of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from queries.search.mentions import Mention, Reading, read, without_fillers
from queries.search.name_match import Name, NameMatch, Step
from webapp.models.joins import Deal, joining
from webapp.models.once import once_per_build
from webapp.models.reference_data import ReferenceData
from webapp.models.result_file import ByKey
from webapp.models.rows import (
    CategoriesListRow,
    CountriesListRow,
    GamesListRow,
    PartnersListRow,
    PeopleListRow,
)
from webapp.text.dates import years
from webapp.text.english import capital, first_sentence, integer, join_words, noun

THING_KINDS = {
    "partner": ("Partner", "Partners"),
    "games": ("Games", "Games"),
    "programme": ("Programme", "Programmes"),
    "category": ("Product category", "Product categories"),
    "country": ("Country", "Countries"),
    "person": ("Person", "People"),
    "organization": ("Organization", "Organizations"),
}
"""The kinds of things that have names here, by the first part of their page's address: one, and several."""

LONGEST: Final = 200
"""Characters of a text that are searched for; names are shorter."""

MOST: Final = 2_000
"""Results at most."""

FOUND: Final = 20
MOST_FOUND: Final = 200
"""Results that the API gives unless it is asked for another number, and at most."""

_MANY: Final = 200
"""Results from which on a text may have been found in more names than were ranked."""

_LONGEST_ROLE = 60
_FEW: Final = 3
"""Things shown for words that are not a whole name."""

_SURE: Final = 0.75
_SURER: Final = 0.85
"""How alike a misspelt name must be to be preferred to names within the text, and to whole names."""

JOINED: Final = "joined"
STEPS: Final = (JOINED, *(step.name.lower() for step in sorted(Step, reverse=True)))
"""How a result can have been found, the surest first."""

_UNSAID: Final = frozenset({"label", "address", "everyday", "demonym"})
"""Kinds of names that a result does not repeat."""

_HOW: Final = {
    "alternativeName": "also",
    "otherName": "also",
    "shortName": "short name",
    "formerName": "formerly",
    "brandName": "its brand",
    "transliteratedName": "transcribed",
    "identifier": "identifier",
}
"""What a name of a kind is to its thing, in words before it."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A search result; `matched` is the name that was found where that is not the label, with its language.

    `how` says in a word or two what that name is to the thing, `why` is both: "formerly Atos Origin". `step` is the one
    of `Step` that found it, or `joined`. `near` says that no name has the text itself.
    """

    id: str
    label: str
    kind: str
    note: str
    href: str
    matched: str
    language: str
    near: bool
    how: str = ""
    why: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the text, and the best of what they name.

    `label` is its name, or the words themselves where several things may be meant.
    """

    words: str
    label: str
    results: tuple[SearchResult, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a text finds: all results, the best first, and how the text was read if it is no name.

    The first ones of `results` are the `joined` ones. `unknown` are words that were not understood. `path` is the
    address of a page about how two partners are connected.
    """

    text: str
    results: list[SearchResult]
    named: tuple[Named, ...] = ()
    joined: tuple[SearchResult, ...] = ()
    unknown: tuple[str, ...] = ()
    path: str = ""
    limited: bool = False
    """Whether so many names have the text that only those were ranked of whose things there is most."""

    @property
    def near(self) -> bool:
        """Whether nothing has the text as its name."""
        return not self.joined and all(result.near for result in self.results)


def search(catalogue: ReferenceData, text: str, limit: int = MOST, kind: str = "") -> SearchAnswer:
    """Find things by name; `kind`, a key of `THING_KINDS`, leaves out all others."""
    text = " ".join(text.split())[:LONGEST]
    wanted = catalogue.names.without_possessives(text)
    hits = catalogue.names.find(wanted)
    if hits:
        found = _described(catalogue, _first(catalogue, hits, kind, limit))
        return SearchAnswer(text, found, limited=len(found) >= _MANY and catalogue.names.is_limited(wanted))
    core = without_fillers(wanted)
    if core and (hits := catalogue.names.find(core)) and (hits[0].whole or " " in core):
        return SearchAnswer(text, _described(catalogue, _first(catalogue, hits, kind, limit), inside=True))
    near, reading = catalogue.names.near(wanted, 8), read(catalogue.names, wanted)
    least = _SURER if any(mention.kind == "whole" for mention in reading.mentions) else _SURE
    sure = bool(near) and near[0].score >= Step.LIKE + least
    if near and (sure or not reading.mentions) and not reading.complete:
        return SearchAnswer(text, _described(catalogue, _first(catalogue, near, kind, limit)))
    return _read(catalogue, text, reading, limit, kind)


def _read(catalogue: ReferenceData, text: str, reading: Reading, limit: int, kind: str) -> SearchAnswer:
    """Answer with what the names within a text name, and what joins that."""
    groups = joining(catalogue, [[hit.name.iri for hit in mention.matches] for mention in reading.mentions])
    joined = _of_kind([_joined_result(catalogue, deals) for deals in groups], kind)
    named = tuple(_named(catalogue, mention) for mention in reading.mentions)
    known = {result.id for result in joined}
    inside = [result for part in named for result in part.results]
    rest = [result for result in {result.id: result for result in inside}.values() if result.id not in known]
    return SearchAnswer(
        text, [*joined, *_of_kind(rest, kind)][:limit], named, tuple(joined[:limit]), reading.unknown, _path(named)
    )


def _named(catalogue: ReferenceData, mention: Mention) -> Named:
    hits = mention.matches if mention.kind == "whole" else mention.matches[:_FEW]
    results = tuple(_described(catalogue, hits, inside=True))
    return Named(
        mention.words, results[0].label if mention.kind != "part" and results else f"“{mention.words}”", results
    )


def _path(named: Sequence[Named]) -> str:
    ends = [part.results[0].id for part in named if part.results]
    partners = [end for end in ends if end.startswith("partner/")]
    return f"/path?from={ends[0]}&to={ends[1]}" if len(ends) == len(partners) == 2 else ""


def _first(catalogue: ReferenceData, hits: Iterable[NameMatch], kind: str, limit: int) -> list[NameMatch]:
    """Return the first hits of a kind, or of any, that have pages."""
    kinds = (kind,) if kind else THING_KINDS
    return list(islice((hit for hit in hits if catalogue.urls.kind(hit.name.iri) in kinds), limit))


def _of_kind(results: Iterable[SearchResult], kind: str) -> list[SearchResult]:
    return [result for result in results if kind in ("", kind_of(result))]


def kind_of(result: SearchResult) -> str:
    """Return the key of `THING_KINDS`."""
    return result.id.partition("/")[0]


def _described(catalogue: ReferenceData, hits: Sequence[NameMatch], *, inside: bool = False) -> list[SearchResult]:
    """Describe hits, in their order; things of other data that have no page here are left out."""
    known, urls = notes(catalogue), catalogue.urls
    return [_describe(hit, catalogue, known, inside=inside) for hit in hits if urls.kind(hit.name.iri) in THING_KINDS]


def describe_things(catalogue: ReferenceData, iris: Sequence[str]) -> list[SearchResult]:
    """Describe things that were found by something else than a name, as results; those without names are left out."""
    labels = catalogue.names.labels
    names = (Name(iri, labels[iri], "", "label", partner=False) for iri in iris if iri in labels)
    return _described(catalogue, [NameMatch(name, name.text, 0.0, Step.INSIDE) for name in names])


def _describe(hit: NameMatch, catalogue: ReferenceData, notes: Mapping[str, str], *, inside: bool) -> SearchResult:
    name, href = hit.name, catalogue.urls.page(hit.name.iri)
    kind = href.split("/")[1]
    matched = name.text if name.kind not in _UNSAID and name.text != hit.label else ""
    return SearchResult(
        id=href[1:],
        label=hit.label,
        kind=THING_KINDS[kind][0],
        note=notes.get(name.iri, ""),
        href=href,
        matched=matched,
        language=name.language if matched and name.language != "en" else "",
        near=inside or hit.near,
        how=(how := _HOW.get(name.kind, "also") if matched else ""),
        why=f"{how} {matched}".strip(),
        step=(Step.INSIDE if inside else hit.step).name.lower(),
    )


def _joined_result(catalogue: ReferenceData, deals: Sequence[Deal]) -> SearchResult:
    """Describe a partner that joins things by what it holds, and where."""
    partner = deals[0].partner
    href = catalogue.urls.page(partner)
    held = dict.fromkeys(catalogue.label(category) for deal in deals for category in deal.categories)
    where = dict.fromkeys(catalogue.programmes[deal.programme].short for deal in deals)
    return SearchResult(
        id=href[1:],
        label=catalogue.label(partner),
        kind=THING_KINDS["partner"][0],
        note=_joined(join_words(_few(held)), join_words(_few(where))),
        href=href,
        matched="",
        language="",
        near=False,
        step=JOINED,
    )


def _few(words: Iterable[str]) -> list[str]:
    """Return the first words, and how many more there are."""
    every = list(words)
    return every if len(every) <= _FEW else [*every[: _FEW - 1], f"{len(every) - _FEW + 1} more"]


@once_per_build
def notes(catalogue: ReferenceData) -> ByKey[str]:
    """Return, by IRI, a few words that tell a thing from others of its name. Later entries are about fewer things."""
    found = {row.organization: capital(row.kindLabel) for row in catalogue.organization_kinds}
    found |= {row.partner: _of_partner(row) for row in catalogue.partner_rows}
    found |= {row.games: _counted(row, row.seasonLabel) for row in catalogue.games_rows}
    found |= {
        item.iri: _joined(years(item.start, item.end), _partners(item.partners))
        for item in catalogue.programmes.values()
    }
    found |= {
        row.category: _counted(row, catalogue.label(row.group) if row.group else "Group of categories")
        for row in catalogue.category_rows
    }
    found |= {row.country: _counted(row, row.continent) for row in catalogue.ask.rows(CountriesListRow)}
    return ByKey(found | {row.person: _role(row) for row in reversed(catalogue.ask.rows(PeopleListRow))})


def _of_partner(row: PartnersListRow) -> str:
    number = integer(row.partnerships)
    return _joined(row.countryLabel, f"{number} {noun(number, 'partnership')}")


def _counted(row: CategoriesListRow | CountriesListRow | GamesListRow, words: str) -> str:
    return _joined(words, _partners(integer(row.partners)))


def _role(row: PeopleListRow) -> str:
    title = first_sentence(row.title)
    return title if len(title) <= _LONGEST_ROLE else title[:_LONGEST_ROLE].rsplit(" ", 1)[0] + " …"


def _partners(number: int) -> str:
    return f"{number} {noun(number, 'partner')}" if number else ""


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))
