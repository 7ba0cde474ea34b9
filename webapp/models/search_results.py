"""Search results: a thing's kind, its note, and the name that matched. A note tells it from others of its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.models.name_index import NameMatch
from webapp.models.reference_data import ReferenceData, once_per_version
from webapp.models.rows import (
    CategoriesListRow,
    CountriesListRow,
    GamesListRow,
    OrganizationKindsRow,
    PartnersListRow,
    PeopleListRow,
)
from webapp.models.site import SiteData
from webapp.text.dates import years
from webapp.text.english import capital, first_sentence, integer, noun

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

_LONGEST_ROLE = 60


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A search result; `matched` is the name that was found where that is not the label, with its language."""

    id: str
    label: str
    kind: str
    note: str
    href: str
    matched: str
    language: str
    near: bool


def search_results(here: SiteData, hits: Sequence[NameMatch]) -> list[SearchResult]:
    """Describe hits, in their order; things of other data that have no page here are left out."""
    known, urls = notes(here.catalogue), here.catalogue.urls
    return [_describe(hit, here.catalogue, known) for hit in hits if urls.kind(hit.name.iri) in THING_KINDS]


def _describe(hit: NameMatch, catalogue: ReferenceData, notes: dict[str, str]) -> SearchResult:
    name, href = hit.name, catalogue.urls.page(hit.name.iri)
    kind = href.split("/")[1]
    matched = name.text if name.kind not in {"label", "address"} and name.text != hit.label else ""
    language = name.language if matched and name.language != "en" else ""
    return SearchResult(
        href[1:], hit.label, THING_KINDS[kind][0], notes.get(name.iri, ""), href, matched, language, hit.near
    )


@once_per_version
def notes(catalogue: ReferenceData) -> dict[str, str]:
    """Return, by IRI, a few words that tell a thing from others of its name. Later entries are about fewer things."""
    found = {row.organization: capital(row.kindLabel) for row in catalogue.ask.rows(OrganizationKindsRow)}
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
    return found | {row.person: _role(row) for row in reversed(catalogue.ask.rows(PeopleListRow))}


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
