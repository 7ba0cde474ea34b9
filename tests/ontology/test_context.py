"""The JSON-LD context knows every term, and an entity written with it reads back as it was."""

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from graph.build.snapshot import Snapshot
from ontology.files import CONTEXT
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from tests.ontology import graphs
from tests.some import some

#: rdflib's own JSON-LD plug-in still uses the class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

KEYWORDS = {"@version", "id", "type"}


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    """The context as JSON."""
    content: dict[str, dict[str, Any]] = json.loads(CONTEXT.read_text(encoding="utf-8"))
    assert list(content) == ["@context"]
    return content["@context"]


@pytest.fixture(scope="module")
def data(snapshot: Snapshot) -> Graph:
    """The curated and derived statements of some entities of every kind."""
    quads = ox.parse(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    wanted = [
        q for q in quads if str(q.subject).startswith(f"<{ID_BASE}") and re.search("alibaba|2020", str(q.subject))
    ]
    return Graph().parse(data="\n".join(f"{quad.triple} ." for quad in wanted), format="nt")


def test_every_term_of_the_ontology_is_in_the_context(context: dict[str, Any]) -> None:
    for term in some(graphs.terms()):
        assert _expanded(context, graphs.name(term)) == str(term)


def test_every_entry_means_something(context: dict[str, Any]) -> None:
    assert context["@version"] == 1.1
    for name in some(context.keys() - KEYWORDS):
        iri = _expanded(context, name)
        assert iri.startswith(tuple(PREFIXES.values())), name
        if iri.startswith(ONTOLOGY_NAMESPACE) and iri != ONTOLOGY_NAMESPACE:
            assert URIRef(iri) in graphs.terms(), name


def test_object_properties_lead_to_things_and_others_do_not(context: dict[str, Any]) -> None:
    from rdflib.namespace import OWL

    linked = {name for name, entry in context.items() if isinstance(entry, dict) and entry.get("@type") == "@id"}
    for term in some(graphs.properties()):
        is_link = term in graphs.own(graphs.ontology(), OWL.ObjectProperty)
        assert (graphs.name(term) in linked) == is_link


@pytest.mark.parametrize(
    "thing",
    [
        "organization/alibaba",
        "partnership/top-09--alibaba",
        "games/2020-summer",
        "programme/2020-summer-domestic",
        "coverage/alibaba--top--2020-summer",
        "source/sina-2017-01-19-alibaba",
        "contribution/alibaba-cloud",
        "period/2017-2020",
    ],
)
def test_an_entity_reads_back_as_it_was_written(thing: str, data: Graph, context: dict[str, Any]) -> None:
    entity = _about(data, thing)
    assert len(entity) > 2
    text = entity.serialize(format="json-ld", context=context)
    assert set(Graph().parse(data=text, format="json-ld")) == set(entity)


def test_everything_reads_back_as_it_was_written(data: Graph, context: dict[str, Any]) -> None:
    text = data.serialize(format="json-ld", context=context)
    assert set(Graph().parse(data=text, format="json-ld")) == set(data)


def test_a_page_is_pleasant_to_read(data: Graph, context: dict[str, Any]) -> None:
    text = _about(data, "partnership/top-09--alibaba").serialize(format="json-ld", context=context)
    page = json.loads(text)
    assert page["type"] == "Partnership"
    assert page["label"]["en"].startswith("Alibaba")
    assert page["from"] == "2017-01-19"
    assert page["end"] == {"@value": "2020", "type": "xsd:gYear"}
    assert page["partner"] == ID_BASE + "organization/alibaba"
    assert page["territory"] == ["op:Worldwide"]
    assert not [key for key in page if ":" in key]


def _expanded(context: dict[str, Any], name: str) -> str:
    entry = context[name]
    iri = entry["@id"] if isinstance(entry, dict) else entry
    prefix, _, local = iri.partition(":")
    return context[prefix] + local if prefix in context and not local.startswith("//") else str(iri)


def _about(data: Graph, thing: str) -> Graph:
    entity = Graph()
    for triple in data.triples((URIRef(ID_BASE + thing), None, None)):
        entity.add(triple)
    return entity
