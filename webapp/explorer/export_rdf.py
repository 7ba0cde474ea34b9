"""The export of a view as RDF statements.

It gives each node its class and name, and for each edge the statements that it stands for. An edge here joins two
things that have a class. What a partnership says of its category or programme is told in any case. Where these are not
shown, they have neither class nor name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pyoxigraph as ox

from graph.iris import term
from ontology.namespaces import DATA_LICENCE_IRI, DATASET_IRI, ID_BASE
from webapp.components.citations import Citation
from webapp.explorer.edges import COVERS, FIELD, JOINT, PARTNERSHIP, SHARED_GAMES, ViewEdge
from webapp.explorer.network import CATEGORY, PARTNER, NetworkModel, PartnershipEdge
from webapp.explorer.view import View
from webapp.models.urls import subject_of

_CLASSES = {PARTNER: "Organization"}
_PLAIN = {
    "covers": "coversGames",
    "country": "country",
    "host": "country",
    "parent": "parent",
    "successor": "successor",
}
"""Kinds of line that are one statement, with the property that makes it."""


def triples(view: View, citation: Citation) -> Iterator[ox.Triple]:
    """Yield the statements of a view, and where they are from."""
    yield from _head(citation)
    model = view.model
    for node in view.nodes:
        class_ = _CLASSES.get(node.kind, node.kind.capitalize())
        yield _triple(node.iri, "rdf:type", term(f"op:{class_}"))
        yield _triple(node.iri, "rdfs:label", ox.Literal(node.label, language=node.language or None))
    for deal in view.deals:
        yield from _deal(model, deal)
    for edge in view.edges:
        yield from _edge(model, edge)


def _triple(subject: str, predicate: str, object_: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), term(predicate), object_)


def _head(citation: Citation) -> Iterator[ox.Triple]:
    address = citation.address
    yield _triple(address, "dct:title", ox.Literal(citation.title, language="en"))
    yield _triple(address, "dct:bibliographicCitation", ox.Literal(citation.text, language="en"))
    yield _triple(address, "dct:source", ox.NamedNode(DATASET_IRI))
    yield _triple(address, "dct:license", ox.NamedNode(DATA_LICENCE_IRI))
    for name, value in citation.version.rdf():
        yield _triple(address, name, value)


def _deal(model: NetworkModel, deal: PartnershipEdge) -> Iterator[ox.Triple]:
    yield _triple(deal.iri, "rdf:type", term("op:Partnership"))
    things = {
        "partner": model.nodes[deal.partner].iri,
        "programme": model.nodes[deal.programme].iri,
        "mainCategory": model.nodes[deal.category].iri,
        "tier": deal.tier_iri,
        "status": subject_of("status", deal.status),
        "fromBasis": subject_of("date-basis", deal.span.from_basis),
        "untilBasis": subject_of("date-basis", deal.span.until_basis),
    }
    for name, iri in things.items():
        if iri:
            yield _triple(deal.iri, f"op:{name}", ox.NamedNode(iri))
    for category in deal.categories:
        yield _triple(deal.iri, "op:category", ox.NamedNode(model.nodes[category].iri))
    for name, day in (("from", deal.span.since if deal.span.begins else ""), ("until", deal.span.until)):
        if day:
            yield _triple(deal.iri, f"op:{name}", ox.Literal(day, datatype=term("xsd:date")))
    for source in model.sources_of(deal):
        yield _triple(deal.iri, "dct:source", ox.NamedNode(source))


def _broader(model: NetworkModel, edge: ViewEdge, target: str) -> Iterator[ox.Triple]:
    """Yield the categories that the edge stands for, where it leads to their group."""
    for deal in edge.deals:
        for category, group in zip(deal.categories, deal.groups, strict=True):
            if category != edge.target == group:
                yield _triple(model.nodes[category].iri, "skos:broader", ox.NamedNode(target))


def _edge(model: NetworkModel, edge: ViewEdge) -> Iterator[ox.Triple]:
    source, target = model.nodes[edge.source].iri, model.nodes[edge.target].iri
    if edge.deal:
        return  # told with the partnership itself
    if edge.kind == JOINT:
        for deal in edge.deals:
            other = source if deal.partner == edge.target else target
            yield _triple(deal.iri, "op:jointWith", ox.NamedNode(other))
    elif edge.kind == SHARED_GAMES:
        for one, games in product((source, target), edge.games):
            yield _triple(one, "op:partnerOf", ox.NamedNode(model.nodes[games].iri))
    elif edge.kind == FIELD:
        yield from _broader(model, edge, target)
    elif edge.kind == PARTNERSHIP:
        yield _triple(source, "op:participatesIn", ox.NamedNode(target))
    elif edge.kind == COVERS and edge.deals:
        yield _triple(source, "op:partnerOf", ox.NamedNode(target))
    elif edge.record:
        yield from _recorded(edge, source, target)
    else:
        yield _triple(source, _property(edge), ox.NamedNode(target))


def _property(edge: ViewEdge) -> str:
    if edge.kind == "part-of":
        return "skos:broader" if edge.source.startswith(f"{CATEGORY}/") else "op:partOf"
    if edge.kind == "owner":
        return "op:organisingCommittee" if edge.source.startswith("games/") else "op:owner"
    return f"op:{_PLAIN[edge.kind]}"


def _recorded(edge: ViewEdge, person: str, place: str) -> Iterator[ox.Triple]:
    """Yield what a role or an event says of a person and an organization, and its sources."""
    for source in edge.sources:
        yield _triple(edge.record, "dct:source", ox.NamedNode(source))
    if edge.record.startswith(f"{ID_BASE}role/"):
        yield _triple(edge.record, "rdf:type", term("op:Role"))
        yield _triple(edge.record, "op:roleTitle", ox.Literal(edge.label, language="en"))
        yield _triple(edge.record, "op:roleHolder", ox.NamedNode(person))
        yield _triple(edge.record, "op:roleIn", ox.NamedNode(place))
        return
    yield _triple(edge.record, "rdf:type", term("op:Event"))
    yield _triple(edge.record, "rdfs:label", ox.Literal(edge.label, language="en"))
    yield _triple(edge.record, "op:involves", ox.NamedNode(person))
    yield _triple(edge.record, "op:involves", ox.NamedNode(place))
