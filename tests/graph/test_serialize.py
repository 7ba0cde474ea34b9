"""Documents of triples: whatever a literal holds, each format reads back as what was written, or is refused."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from graph.rdf_formats import GRAPH_FORMATS, RDF_XML, Format
from graph.serialize import serialize_pretty
from graph.xml_text import UNWRITABLE, UnwritableError

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


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.suffix)
@given(text=TEXT, language=st.sampled_from(["", "en"]))
@example(text="a\rb\r\n", language="")
@example(text="\r", language="en")
@example(text="\x01", language="")
def test_every_text_reads_back_in_every_format(format_: Format, text: str, language: str) -> None:
    """Finding 19: in RDF/XML a carriage return came back as a line feed, and U+0001 was written as it is."""
    triple = ox.Triple(SUBJECT, PREDICATE, ox.Literal(text, language=language or None))
    if format_ is RDF_XML and UNWRITABLE.search(text):
        with pytest.raises(UnwritableError, match="Turtle, N-Triples or JSON-LD"):
            serialize_pretty([triple], format_)
        return
    document = serialize_pretty([triple], format_)
    assert [quad.triple for quad in ox.parse(document, format=READERS[format_.suffix])] == [triple]
    (value,) = Graph().parse(data=document, format=PARSERS[format_.suffix]).objects()
    assert (str(value), getattr(value, "language", None) or "") == (text, language)
