"""Documents of triples: whatever a literal holds, each format reads back as what was written, or is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from graph.xml_text import UNWRITABLE, UnwritableError
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI, ID_BASE, PREFIXES
from webapp.http.formats import DATA, RDF, RDF_XML, Format
from webapp.http.rdf_output import about_document, write

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\t\x01\x0b\ufffe\"'\\<&"))
SUBJECT, PREDICATE = ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p")
PARSERS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
READERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.mark.parametrize("format_", DATA, ids=lambda format_: format_.suffix)
@given(text=TEXT, language=st.sampled_from(["", "en"]))
@example(text="a\rb\r\n", language="")
@example(text="\r", language="en")
@example(text="\x01", language="")
def test_every_text_reads_back_in_every_format(format_: Format, text: str, language: str) -> None:
    """Finding 19: in RDF/XML a carriage return came back as a line feed, and U+0001 was written as it is."""
    triple = ox.Triple(SUBJECT, PREDICATE, ox.Literal(text, language=language or None))
    if format_ is RDF_XML and UNWRITABLE.search(text):
        with pytest.raises(UnwritableError, match="Turtle, N-Triples or JSON-LD"):
            write([triple], format_)
        return
    document = write([triple], format_)
    assert [quad.triple for quad in ox.parse(document, format=READERS[format_.suffix])] == [triple]
    (value,) = Graph().parse(data=document, format=PARSERS[format_.suffix]).objects()
    assert (str(value), getattr(value, "language", None) or "") == (text, language)


@pytest.mark.parametrize("format_", RDF, ids=lambda format_: format_.media_type)
def test_a_format_under_another_name_is_written_all_the_same(format_: Format) -> None:
    triple = ox.Triple(SUBJECT, PREDICATE, ox.Literal(1))
    read = ox.RdfFormat.from_media_type(format_.media_type)
    assert read, "the engine knows the name"
    assert [quad.triple for quad in ox.parse(write([triple], format_), format=read)] == [triple]


def test_a_document_says_what_it_is_about_and_under_which_licence() -> None:
    """Finding 17: entity Turtle named neither licence nor dataset."""
    thing = f"{ID_BASE}organization/alibaba"
    document = ox.NamedNode(f"{BASE}partner/alibaba")
    stated = {triple.predicate.value: triple.object for triple in about_document("/partner/alibaba", thing)}
    assert {triple.subject for triple in about_document("/partner/alibaba", thing)} == {document}
    assert stated[PREFIXES["foaf"] + "primaryTopic"] == ox.NamedNode(thing)
    assert stated[PREFIXES["void"] + "inDataset"] == ox.NamedNode(DATASET_IRI)
    assert stated[PREFIXES["dct"] + "license"] == ox.NamedNode(DATA_LICENCE_IRI)
