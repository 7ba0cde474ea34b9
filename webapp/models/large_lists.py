"""Rows of lists of a large graph, made without a query.

They are those of the queries `partnerships-list`, `partners-list`, `sources-use`, `sources-per-statement`,
`organization-kinds` and `exclusivity-by-programme`. These take many seconds where there is very much. Here the
statements are read in the order of the file or of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TypeAlias

from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.rows import (
    ExclusivityByProgrammeRow,
    OrganizationKindsRow,
    PartnershipsListRow,
    PartnersListRow,
    SourcesPerStatementRow,
    SourcesUseRow,
)
from webapp.models.stored_things import StoredThings

_EARLIEST, _OPEN = "0000", "9999"
"""What stands for days that are not known."""

_TYPE = PREFIXES["rdf"] + "type"
_SOURCES = PREFIXES["dct"] + "source"
_EVIDENCE = ONTOLOGY_NAMESPACE + "evidence"
_WORLDWIDE = ONTOLOGY_NAMESPACE + "Worldwide"
_Values: TypeAlias = Mapping[str, list[str]]


def partnership_rows(stored: StoredThings) -> list[PartnershipsListRow]:
    """Return the rows of `partnerships-list`, one for each partnership."""
    kinds: dict[str, str] = {}
    found = []
    for iri, values in stored.partnerships():
        if "partner" in values:
            programme = _one(values, "programme")
            if programme not in kinds:
                kinds[programme] = stored.first(programme, ONTOLOGY_NAMESPACE + "programmeKind")
            names = ("mainCategory", "status", "from", "fromBasis", "until", "untilBasis", "announced")
            others = (_one(values, name) for name in names)
            found.append(PartnershipsListRow(iri, _one(values, "partner"), programme, kinds[programme], *others))
    return sorted(found)


@dataclass
class _Sum:
    """What is summed up of the partnerships of a partner."""

    deals: int = 0
    games: set[str] = field(default_factory=set)
    begins: str = "~"
    ends: str = ""


def partner_rows(stored: StoredThings, label: Callable[[str], str]) -> list[PartnersListRow]:
    """Return the rows of `partners-list`, one for each partner."""
    sums: dict[str, _Sum] = {}
    for _, values in stored.partnerships():
        for partner in values.get("partner", ()):
            own = sums.setdefault(partner, _Sum())
            own.deals += 1
            own.games.update(values.get("coversGames", ()))
            begins, ends = values.get("from", ()), values.get("until", ())
            own.begins = min(own.begins, *(begins or ends or [_OPEN]))
            own.ends = max(own.ends, *(ends or [_OPEN]))
    found = []
    for partner, own in sums.items():
        country = stored.country(partner) or ""
        place = label(country) if country else ""
        numbers = str(own.deals), str(len(own.games))
        found.append(PartnersListRow(partner, label(partner), country, place, *numbers, own.begins, own.ends))
    return found


@dataclass
class SourceNumbers:
    """How many statements rest on each source; and how many of each class on one source, two, or more."""

    by_source: Counter[str] = field(default_factory=Counter)
    by_class: Counter[tuple[str, int]] = field(default_factory=Counter)


_MANY = 3
"""A number of sources that stands for all from it on."""


def source_numbers(stored: StoredThings) -> SourceNumbers:
    """Count the sources of all statements that have evidence.

    The statements of the sources are in the graph directly, too, so that the evidence need not be followed.
    """
    found = SourceNumbers()
    for _, values in stored.values_of(_TYPE, _EVIDENCE, _SOURCES):
        if _EVIDENCE in values and _SOURCES in values:
            sources = values[_SOURCES]
            found.by_source.update(sources)
            found.by_class.update((class_, min(len(sources), _MANY)) for class_ in values.get(_TYPE, ()))
    return found


def source_uses(numbers: SourceNumbers) -> list[SourcesUseRow]:
    """Return the rows of `sources-use`: how many statements rest on each source."""
    return [SourcesUseRow(source, str(number)) for source, number in sorted(numbers.by_source.items())]


def sources_per_statement(numbers: SourceNumbers, label: Callable[[str], str]) -> list[SourcesPerStatementRow]:
    """Return the rows of `sources-per-statement`, the kinds with most statements first."""
    found = []
    for kind in {kind for kind, _ in numbers.by_class if kind.startswith(ONTOLOGY_NAMESPACE)}:
        counts = [numbers.by_class[kind, sources] for sources in (1, 2, _MANY)]
        found.append(SourcesPerStatementRow(kind, label(kind), *map(str, (sum(counts), *counts))))
    return sorted(found, key=lambda row: (-int(row.statements), row.kind))


def organization_kinds(stored: StoredThings, label: Callable[[str], str]) -> list[OrganizationKindsRow]:
    """Return the rows of `organization-kinds`."""
    organizations = stored.all_of_class(ONTOLOGY_NAMESPACE + "Organization")
    kinds = sorted(set(stored.pairs(ONTOLOGY_NAMESPACE + "organizationKind")))
    labels = {kind: label(kind) for _, kind in kinds}
    return [OrganizationKindsRow(iri, kind, labels[kind]) for iri, kind in kinds if iri in organizations]


def exclusivity(stored: StoredThings, label: Callable[[str], str]) -> list[ExclusivityByProgrammeRow]:
    """Return the rows of `exclusivity-by-programme`, the programmes with most pairs first."""
    beside: dict[tuple[str, str], list[tuple[str, _Values]]] = {}
    for iri, values in stored.partnerships():
        for place in product(values.get("programme", ()), values.get("category", ())):
            beside.setdefault(place, []).append((iri, values))
    pairs: dict[str, int] = {}
    categories: dict[str, int] = {}
    for (programme, _), deals in beside.items():
        if number := sum(_exclude(one, other) for (_, one), (_, other) in combinations(deals, 2)):
            pairs[programme] = pairs.get(programme, 0) + number
            categories[programme] = categories.get(programme, 0) + 1
    order = sorted(pairs, key=lambda programme: (-pairs[programme], programme))
    return [ExclusivityByProgrammeRow(iri, label(iri), str(pairs[iri]), str(categories[iri])) for iri in order]


def _exclude(one: _Values, other: _Values) -> bool:
    """Tell whether two partnerships of a programme and category should exclude each other."""
    for partner, beside in product(one.get("partner", ()), other.get("partner", ())):
        joint = beside in one.get("jointWith", ()) or partner in other.get("jointWith", ())
        if partner != beside and not joint and _meet(one, other) and _meet_in_time(one, other):
            return True
    return False


def _meet(one: _Values, other: _Values) -> bool:
    """Tell whether two partnerships hold in the same place."""
    here, there = set(one.get("territory", ())), set(other.get("territory", ()))
    return bool(here and there and (here & there or _WORLDWIDE in here | there))


def _meet_in_time(one: _Values, other: _Values) -> bool:
    begins, ends = one.get("from", [_EARLIEST]), one.get("until", [_OPEN])
    other_begins, other_ends = other.get("from", [_EARLIEST]), other.get("until", [_OPEN])
    return min(begins) <= max(other_ends) and min(other_begins) <= max(ends)


def _one(values: _Values, name: str) -> str:
    return values.get(name, [""])[0]
