"""Write the dataset, or some of its graphs, in any RDF format: prefixed, ordered, and ready to be read by people.

pyoxigraph writes all formats but JSON-LD, in a fraction of a second for the whole dataset; JSON-LD goes through
rdflib, because only there it is compacted with the context of the ontology.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

import pyoxigraph as ox

from graph.build.snapshot import Snapshot
from graph.xml_text import well_formed_rdf
from ontology.files import CONTEXT
from ontology.namespaces import (
    CURATED_GRAPH,
    DERIVED_GRAPH,
    DESCRIPTION_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
)

GRAPHS = {
    "ontology": ONTOLOGY_GRAPH,
    "curated": CURATED_GRAPH,
    "derived": DERIVED_GRAPH,
    "description": DESCRIPTION_GRAPH,
}
"""The named graphs by the names that people type."""


@dataclass(frozen=True, slots=True)
class Format:
    """An RDF format: its name here, its media type and its file extension."""

    name: str
    media_type: str
    extension: str
    named_graphs: bool
    """Whether the format keeps named graphs apart; the others hold their union."""


FORMATS = {
    form.name: form
    for form in (
        Format("turtle", "text/turtle", "ttl", named_graphs=False),
        Format("trig", "application/trig", "trig", named_graphs=True),
        Format("nquads", "application/n-quads", "nq", named_graphs=True),
        Format("ntriples", "application/n-triples", "nt", named_graphs=False),
        Format("jsonld", "application/ld+json", "jsonld", named_graphs=True),
        Format("rdfxml", "application/rdf+xml", "rdf", named_graphs=False),
    )
}

_FIRST = {PREFIXES["rdf"] + "type": 0, PREFIXES["rdfs"] + "label": 1}


def export(snapshot: Snapshot, format_name: str, output: IO[bytes], graphs: Iterable[str] = ()) -> None:
    """Write the statements of the graphs with these names (all if none is given) to `output`.

    Raises:
        KeyError: no such format, or no such graph.
        UnwritableError: a statement holds what RDF/XML cannot.
    """
    chosen = FORMATS[format_name]
    wanted = {ox.NamedNode(GRAPHS[name]) for name in graphs or GRAPHS}
    quads = ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    statements = [quad for quad in quads if quad.graph_name in wanted]
    if chosen.name == "jsonld":
        _write_jsonld(statements, output)
        return
    if chosen.name not in ("nquads", "ntriples"):
        statements.sort(key=_reading_order)
    rdf_format = ox.RdfFormat.from_media_type(chosen.media_type)
    assert rdf_format is not None  # noqa: S101 - the table holds registered media types only
    data = statements if chosen.named_graphs else list(dict.fromkeys(quad.triple for quad in statements))
    prefixes = None if chosen.name in ("nquads", "ntriples") else PREFIXES
    if chosen.name == "rdfxml":
        output.write(well_formed_rdf(ox.serialize(data, format=rdf_format, prefixes=prefixes) or b""))
        return
    ox.serialize(data, output, format=rdf_format, prefixes=prefixes)


def _reading_order(quad: ox.Quad) -> tuple[str, str, int, str, str]:
    """Order by graph and subject; within these what a thing is comes first, then its label, then the rest."""
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), _FIRST.get(predicate, 2), predicate, str(quad.object))


def _write_jsonld(statements: list[ox.Quad], output: IO[bytes]) -> None:
    """Write the same bytes each time: rdflib would rename blank nodes, and give the things in any order."""
    from rdflib import BNode, Dataset
    from rdflib.plugins.serializers.jsonld import from_rdf

    terms = (term for quad in statements for term in (quad.subject, quad.object))
    names = {term.value: BNode(term.value) for term in terms if isinstance(term, ox.BlankNode)}
    dataset = Dataset()
    data = ox.serialize(statements, format=ox.RdfFormat.N_QUADS) or b""
    dataset.parse(data=data, format="nquads", bnode_context=names)
    context = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    document = from_rdf(dataset, context, auto_compact=True)  # type: ignore[no-untyped-call]
    sort_things(document)
    output.write(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode())


def sort_things(document: dict[str, Any]) -> None:
    """Put the graphs of a JSON-LD document, and the things in each, in the order of their identifiers."""
    things = document.get("@graph", [])
    things.sort(key=lambda thing: thing.get("id") or thing.get("@id") or "")
    for thing in things:
        sort_things(thing)
