"""What the server tells the query editor: true to the graph, to the prefixes and to the registry."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.stores.store import EmbeddedStore, Rows
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from queries import registry, subjects
from queries.registry import load
from tests.some import some


@pytest.fixture(scope="module")
def settings(client: FlaskClient) -> dict[str, Any]:
    response = client.get("/sparql/editor.json")
    assert response.status_code == 200
    assert response.content_type == "application/json"
    found = response.get_json()
    assert isinstance(found, dict)
    return found


def test_prefixes_are_those_of_the_project(settings: dict[str, Any]) -> None:
    assert PREFIXES.items() <= settings["prefixes"].items()


@pytest.mark.parametrize(
    ("kind", "name", "query"),
    [
        ("classes", "Partnership", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <IRI> }"),
        ("classes", "Games", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <IRI> }"),
        ("properties", "partner", "SELECT (COUNT(*) AS ?n) { ?s <IRI> ?o }"),
        ("properties", "coversGames", "SELECT (COUNT(*) AS ?n) { ?s <IRI> ?o }"),
    ],
)
def test_terms_with_the_number_of_their_uses(
    settings: dict[str, Any], store: EmbeddedStore, kind: str, name: str, query: str
) -> None:
    iri = ONTOLOGY_NAMESPACE + name
    [term] = [term for term in settings[kind] if term["iri"] == iri]
    answer = store.query(query.replace("IRI", iri))
    assert isinstance(answer, Rows)
    counted = answer.rows[0][0]
    assert str(term["uses"]) == getattr(counted, "value", None)
    assert term["label"]
    assert term["definition"]


def test_nothing_is_proposed_twice_or_without_a_use(settings: dict[str, Any]) -> None:
    for kind in ("classes", "properties"):
        iris = [term["iri"] for term in settings[kind]]
        assert len(iris) == len(set(iris))
        assert all(term["uses"] > 0 for term in some(settings[kind]))


def test_every_listed_query_is_an_example_that_runs(settings: dict[str, Any], store: EmbeddedStore) -> None:
    examples = {example["name"]: example for example in settings["examples"]}
    listed = {name for name, query in load().items() if not query.internal}
    assert set(examples) <= listed
    assert {"partner-history", "category-holders"} <= set(examples)
    for example in some(examples.values()):
        assert not example["query"].startswith("#+")
        assert "?_" not in example["query"].replace("?__", "")
        store.query(example["query"])


def test_an_unchanged_document_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/sparql/editor.json")
    again = client.get("/sparql/editor.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_examples_stand_by_subject_as_in_the_gallery(client: FlaskClient) -> None:
    described = client.get("/sparql/editor.json").get_json()["examples"]
    shown = list(dict.fromkeys(example["subject"] for example in described))
    in_gallery = dict.fromkeys(map(subjects.title, sorted(registry.public(), key=subjects.order)))
    assert shown == [title for title in in_gallery if title in shown]
    assert shown[:3] == ["Partners", "Programmes and terms", "Games"]
