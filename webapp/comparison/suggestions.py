"""Suggestions of what one thing can be compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from webapp.comparison.naming import Thing, thing_of
from webapp.models.partnership import partnerships_about, partnerships_beside
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CountriesListRow
from webapp.text.english import integer

_OFFERED: Final = 6


def others(catalogue: ReferenceData, thing: Thing) -> list[Thing]:
    """Return things that a reader may want to compare with this one.

    They are its neighbours in time, its rivals, the categories of its field, or the countries with the most partners.
    """
    find = {"games": _games, "programme": _programmes, "partner": _rivals, "category": _field, "country": _countries}
    iris = [iri for iri in find[thing.kind](catalogue, thing.iri) if iri != thing.iri]
    return [thing_of(catalogue, iri) for iri in dict.fromkeys(iris)][:_OFFERED]


def _games(catalogue: ReferenceData, iri: str) -> Sequence[str]:
    own = catalogue.games[iri]
    return _around(iri, [game.iri for game in catalogue.games.values() if game.season == own.season])


def _programmes(catalogue: ReferenceData, iri: str) -> Sequence[str]:
    own = catalogue.programmes[iri]
    return _around(iri, [item.iri for item in catalogue.programmes.values() if item.kind == own.kind])


def _around(iri: str, ordered: Sequence[str]) -> Sequence[str]:
    place = ordered.index(iri) if iri in ordered else 0
    return ordered[max(place - _OFFERED // 2, 0) : place + _OFFERED // 2 + 1]


def _rivals(catalogue: ReferenceData, iri: str) -> Sequence[str]:
    """Return the partners with the most partnerships in its categories."""
    return _most(deal.partner.iri for deal in partnerships_beside(catalogue, iri))


def _field(catalogue: ReferenceData, iri: str) -> Sequence[str]:
    """Return the categories of its field with the most partnerships."""
    deals = partnerships_about(catalogue, catalogue.groups[iri])
    return _most(category.iri for deal in deals for category in deal.categories)


def _countries(catalogue: ReferenceData, _iri: str) -> Sequence[str]:
    rows = sorted(catalogue.ask.rows(CountriesListRow), key=lambda row: -integer(row.partners))
    return [row.country for row in rows]


def _most(iris: Iterable[str]) -> Sequence[str]:
    return [iri for iri, _ in Counter(iris).most_common()]
