"""Links to other registers: one for each identifier with an IRI, as sure as that is, with its sources."""

from graph.registers import iri_of
from graph.stores.store import EmbeddedStore
from tests.graph.build.test_curated_graph import ID, select
from tests.some import some
from tests.tables import Cells, listed, rows

MATCHES = {"confirmed": "exactMatch", "ambiguous": "closeMatch", "brand-item": "relatedMatch"}
MORE = "PREFIX schema: <https://schema.org/> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
SKOS = "http://www.w3.org/2004/02/skos/core#"


def public(store: EmbeddedStore) -> list[Cells]:
    """Return the rows whose thing is published."""
    known = {iri for (iri,) in select(store, "SELECT DISTINCT ?thing { ?thing a ?class FILTER(ISIRI(?thing)) }")}
    return [row for row in rows("identifiers") if f"{ID}{row['about_kind']}/{row['about']}" in known]


def test_each_row_is_a_link_with_its_sources(store: EmbeddedStore) -> None:
    found = select(
        store,
        MORE
        + """SELECT ?thing ?match ?iri ?source {
             VALUES ?match { skos:exactMatch skos:closeMatch skos:relatedMatch }
             ?thing ?match ?iri ; schema:identifier ?identifier .
             ?identifier op:identifierIri ?iri ; op:evidence/op:source ?source }""",
    )
    expected = {
        (f"{ID}{row['about_kind']}/{row['about']}", SKOS + MATCHES[row["status"]], iri, f"{ID}source/{source}")
        for row in public(store)
        if (iri := iri_of(row["scheme"], row["value"]))
        for source in listed(row["source"])
    }
    assert set(some(found)) == expected


def test_only_what_is_confirmed_is_the_same(store: EmbeddedStore) -> None:
    pairs = "{ ?thing %s ?iri FILTER NOT EXISTS { ?thing %s ?iri } }"
    for one, other in (("schema:sameAs", "skos:exactMatch"), ("skos:exactMatch", "schema:sameAs")):
        assert select(store, f"{MORE}SELECT ?thing {pairs % (one, other)}") == []
    assert select(store, f"{MORE}SELECT ?thing {{ ?thing owl:sameAs ?iri }}") == []


def test_the_description_counts_the_links_to_each_register(store: EmbeddedStore) -> None:
    described = select(
        store,
        """PREFIX void: <http://rdfs.org/ns/void#> SELECT ?property ?links {
             ?set a void:Linkset ; void:linkPredicate ?property ; void:triples ?links ; void:objectsTarget ?register .
             ?register a void:Dataset ; rdfs:label ?name }""",
    )
    for match in some(MATCHES.values()):
        [(links,)] = select(store, f"SELECT (COUNT(*) AS ?links) {{ ?thing skos:{match} ?iri }}")
        assert sum(int(number) for property_, number in described if property_ == SKOS + match) == int(links)
