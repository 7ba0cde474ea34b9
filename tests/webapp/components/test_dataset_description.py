"""The description of a document: what it is about, what it belongs to, and under which licence it is."""

from __future__ import annotations

import pyoxigraph as ox

from graph.iris import term
from ontology.namespaces import BASE, DATA_LICENCE_IRI, DATASET_IRI, ID_BASE
from webapp.components.dataset_description import about_document
from webapp.models.data_version import DataVersion


def test_a_document_says_what_it_is_about_and_under_which_licence() -> None:
    """Finding 17: entity Turtle named neither licence nor dataset."""
    thing = f"{ID_BASE}organization/alibaba"
    document = ox.NamedNode(f"{BASE}partner/alibaba")
    stated = {
        triple.predicate: triple.object
        for triple in about_document("/partner/alibaba", thing, DataVersion("1.1", "2026-11-27"))
    }
    assert {
        triple.subject for triple in about_document("/partner/alibaba", thing, DataVersion("1.1", "2026-11-27"))
    } == {document}
    assert stated[term("foaf:primaryTopic")] == ox.NamedNode(thing)
    assert stated[term("void:inDataset")] == ox.NamedNode(DATASET_IRI)
    assert stated[term("dct:license")] == ox.NamedNode(DATA_LICENCE_IRI)
    assert stated[term("owl:versionInfo")] == ox.Literal("1.1")
    assert stated[term("dct:date")] == ox.Literal("2026-11-27", datatype=term("xsd:date"))
