"""The formats of documents: another name for a format changes nothing but the name."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.rdf_formats import Format
from graph.serialize import serialize_pretty
from webapp.http.formats import RDF


@pytest.mark.parametrize("format_", RDF, ids=lambda format_: format_.media_type)
def test_a_format_under_another_name_is_written_all_the_same(format_: Format) -> None:
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("http://example.org/p"), ox.Literal(1))
    read = ox.RdfFormat.from_media_type(format_.media_type)
    assert read, "the engine knows the name"
    assert [quad.triple for quad in ox.parse(serialize_pretty([triple], format_), format=read)] == [triple]
