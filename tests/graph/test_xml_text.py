"""What serializers write as XML: parsers read it back to the last character, or it is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from graph.xml_text import UNWRITABLE, UnwritableError, well_formed, well_formed_rdf

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\t\x01\x0b\ufffe\uffff<&]>\"'"))
_RESULTS = "{http://www.w3.org/2005/sparql-results#}"


def rows(text: str) -> bytes:
    """A SELECT's result with one value, as pyoxigraph writes it."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p:p"), ox.Literal(text)))
    answer = store.query("SELECT ?x { ?s ?p ?x }")
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=ox.QueryResultsFormat.XML) or b""


def graph(text: str, iri: str = "http://example.org/p") -> bytes:
    """A graph with one triple in RDF/XML, as pyoxigraph writes it."""
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode(iri), ox.Literal(text))
    return ox.serialize([triple], format=ox.RdfFormat.RDF_XML, prefixes={"e": "http://example.org/"}) or b""


@given(TEXT)
@example("\r")
@example("a\r\nb\r")
@example("\r\r ")
def test_rows_read_back(text: str) -> None:
    """Finding 19: a carriage return came back as a line feed, and U+0001 was written as it is."""
    if UNWRITABLE.search(text):
        with pytest.raises(UnwritableError):
            well_formed(rows(text))
        return
    written = well_formed(rows(text))
    literals = ET.fromstring(written).iter(f"{_RESULTS}literal")  # noqa: S314 - our own text
    assert ["".join(literal.itertext()) for literal in literals] == [text]
    answer = ox.parse_query_results(written, format=ox.QueryResultsFormat.XML)
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["x"].value for row in answer] == [text]


@given(TEXT)
@example("\r")
@example("a\r\nb")
def test_graphs_read_back(text: str) -> None:
    if UNWRITABLE.search(text):
        with pytest.raises(UnwritableError):
            well_formed_rdf(graph(text))
        return
    written = well_formed_rdf(graph(text))
    assert [str(value) for value in Graph().parse(data=written, format="xml").objects()] == [text]
    assert [quad.object.value for quad in ox.parse(written, format=ox.RdfFormat.RDF_XML)] == [text]


@pytest.mark.parametrize(
    ("text", "named"),
    [("a\x01b", "U+0001"), ("\x0b", "U+000B"), ("\ufffe", "U+FFFE"), ("\uffff", "U+FFFF"), ("\0", "U+0000")],
)
def test_what_xml_cannot_hold_is_named_with_the_way_out(text: str, named: str) -> None:
    for write, document in ((well_formed, rows(text)), (well_formed_rdf, graph(text))):
        with pytest.raises(UnwritableError, match="JSON, CSV or TSV") as refused:
            write(document)
        assert named in str(refused.value)


@pytest.mark.parametrize("iri", ["http://example.org/", "http://example.org/12", "http://example.com/a?b=1&c=2", "x:"])
def test_a_property_that_xml_cannot_name_is_refused(iri: str) -> None:
    with pytest.raises(UnwritableError) as refused:
        well_formed_rdf(graph("x", iri))
    assert f"<{iri}>" in str(refused.value)


def test_a_document_with_nothing_to_do_stays_as_it_is() -> None:
    written = rows("Zoé & 阿里巴巴 <b>\t\n\U0001f3c5\x85\u2028")
    assert well_formed(written) == written
    assert well_formed_rdf(graph("a: >\n <b:>")) == graph("a: >\n <b:>")
