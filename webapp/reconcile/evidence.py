"""Properties as evidence for candidates, or against them.

What a table says of something is compared with what the graph says of a candidate.

Country, Games, category, programme and year are understood, and each register of identifiers. Of what is not known
nothing is said, neither for a candidate nor against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.registers import REGISTERS, ExternalId
from ontology.namespaces import ONTOLOGY_NAMESPACE
from queries.search.identifier_index import CONFIRMED
from webapp.models.joins import Deals, deals_of
from webapp.models.once import once_per_version
from webapp.models.query_client import grouped
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CountriesOfRow, CountryCodesRow
from webapp.reconcile.entity_types import iri_of
from webapp.reconcile.reading import Evidence

_SAME: Final = {"partnerof": "games", "participatesin": "programme", "nationality": "country", "term": "programme"}
"""Other names of the properties, in small letters."""

EVIDENCE: Final = {
    "country": "The country of an organization's seat, or the host of Games: a name or a code",
    "games": "Games at which it was in force: “London 2012”",
    "category": "A product category that was held, or is concerned",
    "programme": "A programme or a term of TOP that it has a part in",
    "year": "A year within a partnership, or that of the Games",
}
"""The properties that count as evidence, and what each says."""

_LATEST: Final = 9999


@dataclass(frozen=True, slots=True)
class Facts:
    """What evidence is compared with: the graph's own partnerships, countries and years, by IRI."""

    deals: Deals
    countries: Mapping[str, frozenset[str]]
    codes: Mapping[str, str]
    years: Mapping[str, tuple[int, int]]
    games_years: Mapping[str, str]


@once_per_version
def facts(catalogue: ReferenceData) -> Facts:
    """Gather what evidence is compared with."""
    countries = grouped(catalogue.ask.rows(CountriesOfRow))
    games_years = {row.games: row.year[:4] for row in catalogue.games_rows}
    years = {}
    for row in catalogue.partnerships_by_date:
        held = [int(games_years[iri]) for iri in catalogue.programmes[row.programme].games if iri in games_years]
        first = int(row.from_[:4]) if row.from_ else min(held, default=0)
        last = int(row.until[:4]) if row.until else _LATEST
        if first:
            years[row.partnership] = (first, last)
    return Facts(
        deals_of(catalogue),
        {thing: frozenset(row.country for row in rows) for thing, rows in countries.items()},
        {row.code.upper(): row.country for row in catalogue.ask.rows(CountryCodesRow)},
        years,
        games_years,
    )


def property_name(pid: str) -> str:
    """Return the name by which a property is known here: the end of an IRI, in small letters, one of several words."""
    name = pid.removeprefix(ONTOLOGY_NAMESPACE).removeprefix("op:").strip().lower()
    return _SAME.get(name, name)


class Judge:
    """The judge of one batch, who looks each value up once."""

    def __init__(self, catalogue: ReferenceData) -> None:
        self._catalogue = catalogue
        self._facts = facts(catalogue)
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._ways: dict[str, Callable[[str, str], bool | None]] = {
            "country": self._country,
            "year": self._year,
            **{pid: self._partnership(pid) for pid in ("games", "category", "programme")},
        }

    def verdict(self, candidate: str, evidence: Evidence) -> bool | None:
        """Tell whether one of the values fits the thing with this IRI; None where that cannot be told."""
        pid = property_name(evidence.pid)
        if pid in REGISTERS:
            verdicts = [self._identifier(pid, candidate, value) for value in evidence.values]
        else:
            way = self._ways.get(pid)
            verdicts = [way(candidate, value) for value in evidence.values] if way else []
        told = [verdict for verdict in verdicts if verdict is not None]
        return any(told) if told else None

    def identified(self, evidence: Evidence) -> dict[str, bool]:
        """Return the IRIs of the things with an identifier that is given as evidence, and whether it is confirmed."""
        pid = property_name(evidence.pid)
        index = self._catalogue.names.identifiers
        things = [thing for value in evidence.values for thing in index.of(ExternalId(pid, value))]
        return {thing.iri: thing.status == CONFIRMED for thing in reversed(things)}

    def _identifier(self, scheme: str, candidate: str, value: str) -> bool | None:
        index = self._catalogue.names.identifiers
        if candidate in {thing.iri for thing in index.of(ExternalId(scheme, value))}:
            return True
        return False if index.confirmed(candidate, scheme) else None

    def _country(self, candidate: str, value: str) -> bool | None:
        own = self._facts.countries.get(candidate, frozenset())
        if "/country/" in candidate:
            own = frozenset({candidate})
        code = self._facts.codes.get(value.upper())
        wanted = frozenset({code}) if code else self._things("country", value)
        return bool(own & wanted) if own and wanted else None

    def _year(self, candidate: str, value: str) -> bool | None:
        match = re.match(r"\d{4}", value)
        if not match:
            return None
        if candidate in self._facts.games_years:
            return self._facts.games_years[candidate] == match[0]
        years = [self._facts.years.get(deal) for deal in self._facts.deals.of.get(candidate, ())]
        told = [span for span in years if span]
        return any(first <= int(match[0]) <= last for first, last in told) if told else None

    def _partnership(self, kind: str) -> Callable[[str, str], bool | None]:
        def joined(candidate: str, value: str) -> bool | None:
            """Tell whether a partnership joins candidate and value, or they are the same."""
            wanted, deals = self._things(kind, value), self._facts.deals
            own = deals.of.get(candidate, frozenset())
            if not wanted or not (own or candidate in wanted):
                return None
            return candidate in wanted or bool(own & deals.of_any(wanted))

        return joined

    def _things(self, kind: str, value: str) -> frozenset[str]:
        """Return what a value may name, of a kind: by identifier, or by name."""
        if (kind, value) not in self._known:
            iri = iri_of(value) if "/" in value else ""
            hits = self._catalogue.names.meant(value, lambda iri: f"/id/{kind}/" in iri)
            self._known[kind, value] = frozenset({iri} if iri else {hit.name.iri for hit in hits})
        return self._known[kind, value]
