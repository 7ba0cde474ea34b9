"""A comparison as data: the rows of its table, and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from graph.stores.store import Rows, Term
from ontology.namespaces import PREFIXES
from webapp.comparison.compare import PARTS, SIDES, Comparison, Member, Side, by_category
from webapp.comparison.naming import Thing
from webapp.comparison.sentences import summary
from webapp.models.evidence import CitationNumbers
from webapp.models.partnership import LabelledIri, Partnership
from webapp.models.reference_data import ReferenceData

COLUMNS: Final = (
    *("part", "side", "compared", "comparedLabel", "member", "memberLabel", "partnership", "partner", "partnerLabel"),
    *("programme", "programmeLabel", "tier", "tierLabel", "category", "categoryLabel", "categories"),
    *("from", "fromBasis", "until", "untilBasis", "status", "sources"),
)
"""The columns of the table, which has a row for each partnership of each side.

`part` says whether both sides have the member, or which one. `category` is the main one of `categories`, which are
names. `sources` are identifiers with spaces between.
"""

_DATE: Final = ox.NamedNode(PREFIXES["xsd"] + "date")


def evidence(catalogue: ReferenceData, found: Comparison) -> CitationNumbers:
    """Return the evidence of every partnership in a comparison."""
    deals = {iri for side in SIDES for iri in found.of_side(side)}
    rows = [row for iri in sorted(deals) for row in catalogue.evidence_by_partnership.get(iri, ())]
    return CitationNumbers(rows, catalogue.sources)


def table(catalogue: ReferenceData, found: Comparison) -> Rows:
    """Return a comparison as rows, what both have first."""
    refs = evidence(catalogue, found)
    return Rows(COLUMNS, tuple(_rows(found, refs)))


def _rows(found: Comparison, refs: CitationNumbers) -> Iterator[tuple[Term | None, ...]]:
    for part in PARTS:
        for member in found.main.part(part):
            for side in SIDES:
                thing = found.thing(side)
                head = (ox.Literal(part), ox.Literal(side), ox.NamedNode(thing.iri), ox.Literal(thing.label))
                for deal in member.side(side):
                    yield (*head, *_named(member.thing), *_cells(deal, refs))


def _cells(deal: Partnership, refs: CitationNumbers) -> tuple[Term | None, ...]:
    sources = " ".join(source.iri for source in refs.sources(deal.iri))
    return (
        ox.NamedNode(deal.iri),
        *_named(deal.partner),
        *_named(deal.programme),
        *(_named(deal.tier) if deal.tier else (None, None)),
        *_named(deal.category),
        ox.Literal(deal.fields),
        *_dated(deal.first_day, deal.from_basis),
        *_dated(deal.last_day, deal.until_basis),
        _text(deal.status),
        _text(sources),
    )


def _named(thing: LabelledIri) -> tuple[Term, Term]:
    return ox.NamedNode(thing.iri) if thing.iri else ox.Literal(""), ox.Literal(thing.label)


def _dated(day: str, basis: str) -> tuple[Term | None, Term]:
    return (ox.Literal(day, datatype=_DATE) if len(day) == len("2017-01-19") else _text(day)), ox.Literal(basis)


def _text(text: str) -> Term | None:
    return ox.Literal(text) if text else None


def document(catalogue: ReferenceData, found: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON: counts, what is in which part, and the same by category."""
    refs = evidence(catalogue, found)
    return {
        **catalogue.version.members,
        "a": _compared(found.a),
        "b": _compared(found.b),
        "compared": found.main.name,
        "summary": " ".join(summary(catalogue, found)),
        "counts": {aspect.name: aspect.counts for aspect in found.aspects},
        **{part: [_member(member, refs) for member in found.main.part(part)] for part in PARTS},
        "categories": [
            {**_json(row.category), **{part: [_json(member.thing) for member in row.part(part)] for part in PARTS}}
            for row in by_category(catalogue, found.main)
        ],
        "further": {
            aspect.name: {part: [_json(member.thing) for member in aspect.part(part)] for part in PARTS}
            for aspect in found.aspects[1:]
        },
    }


def _compared(thing: Thing) -> dict[str, str]:
    return {"id": thing.id, "iri": thing.iri, "label": thing.label, "kind": thing.kind}


def _json(thing: LabelledIri) -> dict[str, str]:
    return {"iri": thing.iri, "label": thing.label}


def _member(member: Member, refs: CitationNumbers) -> dict[str, Any]:
    sides: Iterable[Side] = SIDES
    return {
        **_json(member.thing),
        **{side: [_partnership(deal, refs) for deal in member.side(side)] for side in sides},
    }


def _partnership(deal: Partnership, refs: CitationNumbers) -> dict[str, Any]:
    return {
        "iri": deal.iri,
        "partner": _json(deal.partner),
        "programme": _json(deal.programme),
        "tier": _json(deal.tier) if deal.tier else None,
        "categories": [_json(category) for category in deal.categories],
        "from": deal.first_day or None,
        "fromBasis": deal.from_basis,
        "until": deal.last_day or None,
        "untilBasis": deal.until_basis,
        "status": deal.status or None,
        "sources": [
            {"iri": source.iri, "title": source.title, "url": source.url or None} for source in refs.sources(deal.iri)
        ],
    }
