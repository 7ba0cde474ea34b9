"""The flat table of all partnerships, from the statements of a snapshot.

Tables of releases are made in the same way as that of the newest data: a release is its statements alone. What a
release of former times does not state is an empty cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS, SDO

from graph.build.flat_columns import FLAT, IDENTIFIERS, PRECISIONS
from graph.dates import PartialDate
from graph.iris import mint, parse
from graph.releases.frozen import by_digest
from graph.version_digest import DIGEST, FORMER
from ontology.namespaces import DATASET_IRI
from ontology.terms import OP

_LABEL: Final = str(RDFS.label)
_FROM: Final = str(OP["from"])
_CONFIRMED: Final = mint("identifier-status", "confirmed").value
_NAMES: Final = "; "
_OTHERS: Final = " "


@dataclass(slots=True)
class Statements:
    """The values of each property of each thing, as texts: those of identifiers, and those of literals."""

    values: defaultdict[str, defaultdict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    @classmethod
    def read(cls, nquads: Path) -> Statements:
        """Read a file of sorted N-Quads; values are in the order of the file."""
        found = cls()
        for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                values = found.values[quad.subject.value][quad.predicate.value]
                if quad.object.value not in values:
                    values.append(quad.object.value)
        return found

    def all(self, thing: str, *path: str) -> list[str]:
        """Return the values at the end of a path of properties, each once."""
        things = [thing]
        for step in map(str, path):  # terms of rdflib have another hash than their texts
            reached = (value for one in things if one in self.values for value in self.values[one].get(step, ()))
            things = list(dict.fromkeys(reached))
        return things

    def one(self, thing: str, *path: str) -> str:
        """Return the first of these values; nothing where there is none."""
        return next(iter(self.all(thing, *path)), "")

    def label(self, thing: str) -> str:
        """Return the name of a thing; nothing where it has none."""
        return self.one(thing, _LABEL)

    def labels(self, things: Iterable[str]) -> str:
        """Return the names of things, for reading."""
        return _NAMES.join(filter(None, map(self.label, things)))

    def by_name(self, things: Iterable[str]) -> list[str]:
        """Return things in the order of their names."""
        return sorted(things, key=lambda thing: (self.label(thing).casefold(), thing))

    def partnerships(self) -> list[str]:
        """Return the identifiers of all partnerships, in order."""
        kind, of = str(OP.Partnership), str(RDF.type)
        return sorted(thing for thing, values in self.values.items() if kind in values.get(of, ()))

    def edition(self) -> tuple[str, str]:
        """Return the number of the version, and the day as of which it holds in ISO 8601; nothing where it is unknown.

        Release 1.0 does not say its number itself, and neither its day: it is known by its digest.
        """
        stated = self.one(DATASET_IRI, FORMER)
        release = by_digest(self.one(DATASET_IRI, DIGEST) or stated)
        if release:
            return release.version, release.date
        return stated, self.one(DATASET_IRI, str(DCTERMS.modified))


def flat_rows(statements: Statements, version: str) -> list[tuple[str, ...]]:
    """Return a row for each partnership, in the order of `FLAT.columns`, sorted by identifier.

    The letter before the version keeps programs from reading 1.10 as the number 1.1.
    """
    rows = []
    for iri in statements.partnerships():
        cells = dict(_cells(statements, iri)) | {"release": f"v{version}"}
        rows.append(tuple(cells[column.name] for column in FLAT.columns))
    return rows


def _cells(facts: Statements, iri: str) -> Iterator[tuple[str, str]]:
    found = parse(iri)
    yield from (("iri", iri), ("id", found.slug if found else ""))
    yield from _partner(facts, facts.one(iri, OP.partner))
    yield from _programme(facts, facts.one(iri, OP.programme))
    yield "tier", facts.label(facts.one(iri, OP.tier))
    yield "tier_rank", facts.one(iri, OP.tier, OP.rank)
    yield from _categories(facts, iri)
    yield "designation", facts.one(iri, OP.officialDesignation)
    yield "further_roles", _NAMES.join(facts.all(iri, OP.furtherRole))
    yield "status", facts.label(facts.one(iri, OP.status))
    yield "end_reason", facts.label(facts.one(iri, OP.endReason))
    yield from _dates(facts, iri)
    yield from _things(facts, "games", sorted(facts.all(iri, OP.coversGames), key=_when(facts)))
    yield "games_count", str(len(facts.all(iri, OP.coversGames)))
    for name, property_ in (("territory", OP.territory), ("joint_with", OP.jointWith), ("remit_to", OP.remitTo)):
        yield from _things(facts, name, facts.by_name(facts.all(iri, property_)))
    yield from _evidence(facts, iri)


def _things(facts: Statements, name: str, things: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of things, and their identifiers in the same order."""
    yield name, facts.labels(things)
    yield f"{name}_iris", _OTHERS.join(things)


def _partner(facts: Statements, partner: str) -> Iterator[tuple[str, str]]:
    country = facts.one(partner, OP.country)
    yield "partner", facts.label(partner)
    yield "partner_iri", partner
    yield "partner_kind", facts.label(facts.one(partner, OP.organizationKind))
    yield "country", facts.label(country)
    yield "country_code", facts.one(country, OP.isoAlpha2)
    identifiers = sorted(_identifiers(facts, partner))
    for scheme in IDENTIFIERS:
        yield f"partner_{scheme}", _OTHERS.join(value for kind, value in identifiers if kind == scheme)
    yield "partner_identifiers", _OTHERS.join(f"{scheme}:{value}" for scheme, value in identifiers)


def _identifiers(facts: Statements, thing: str) -> Iterator[tuple[str, str]]:
    """Yield scheme and value of each confirmed identifier of a thing."""
    for node in facts.all(thing, str(SDO.identifier)):
        scheme = parse(facts.one(node, OP.identifierScheme))
        if scheme and facts.one(node, OP.identifierStatus) == _CONFIRMED:
            yield scheme.slug, facts.one(node, OP.identifierValue)


def _programme(facts: Statements, programme: str) -> Iterator[tuple[str, str]]:
    yield "programme", facts.label(programme)
    yield "programme_iri", programme
    yield "programme_kind", facts.label(facts.one(programme, OP.programmeKind))


def _categories(facts: Statements, iri: str) -> Iterator[tuple[str, str]]:
    names, others = facts.one(iri, OP.categoryNames), facts.all(iri, OP.category)
    main = facts.one(iri, OP.mainCategory) or (others[0] if len(others) == 1 else "")
    place = names.split(_NAMES).index if names else None
    others.sort(key=lambda category: (category != main, _place(place, facts.label(category)), category))
    yield "category", facts.label(main)
    yield "category_iri", main
    yield "categories", names or facts.labels(others)
    yield "category_iris", _OTHERS.join(others)


def _place(place: Callable[[str], int] | None, name: str) -> int:
    """Return where a name stands in a list of names; at the end where it does not."""
    try:
        return place(name) if place else 0
    except ValueError:
        return len(name) + 1_000


def _dates(facts: Statements, iri: str) -> Iterator[tuple[str, str]]:
    for name, property_ in (("start", OP.start), ("end", OP.end), ("announced", OP.announced)):
        text = facts.one(iri, property_)
        found = PartialDate.find(text)
        yield name, text
        yield f"{name}_precision", PRECISIONS[text.count("-")] if found else ""
    for name, bound, basis in (("from", _FROM, OP.fromBasis), ("until", str(OP.until), OP.untilBasis)):
        rests_on = parse(facts.one(iri, basis))
        yield name, facts.one(iri, bound)
        yield f"{name}_basis", rests_on.slug if rests_on else ""


def _when(facts: Statements) -> Callable[[str], tuple[str, str]]:
    """Return what sorts Games in time."""
    return lambda games: (facts.one(games, OP.opening) or facts.one(games, OP.year), games)


def _evidence(facts: Statements, iri: str) -> Iterator[tuple[str, str]]:
    sources = facts.by_name(facts.all(iri, OP.evidence, OP.source))
    yield "evidence", _NAMES.join(facts.all(iri, OP.evidence, OP.note))
    yield "sources", facts.labels(sources)
    yield "source_urls", _OTHERS.join(address for source in sources for address in facts.all(source, OP.url))
    yield "source_iris", _OTHERS.join(sources)
    yield "source_count", str(len(sources))
