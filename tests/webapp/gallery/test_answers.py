"""Answers to named queries over HTTP: every format of every query, choice of the format, caching, errors, any text."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from graph.stores.store import EmbeddedStore, Rows
from ontology.namespaces import CURATED_GRAPH, ID_BASE, PREFIXES
from queries import registry
from queries.registry import Query
from queries.results import plain
from queries.run import prepare, run
from tests.queries.asking import ask, slugs
from tests.some import some
from webapp.app import create_app
from webapp.gallery.formats import formats_of

PUBLIC = registry.public()
SELECTS = [query for query in PUBLIC if query.form == "SELECT"]
GRAPHS = [query for query in PUBLIC if query.form == "CONSTRUCT"]

_FOREIGN_SCRIPT = re.compile(rb'<script(?! type="(?:module" src="/static/|application/ld\+json"))')


def named(query: Query) -> str:
    return query.name


def problem_of(response: TestResponse, status: int) -> dict[str, Any]:
    """Check that an answer is a problem in the one shape, and return it."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    problem: dict[str, Any] = json.loads(response.data)
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize("query", SELECTS, ids=named)
def test_every_format_holds_the_same_rows(client: FlaskClient, store: EmbeddedStore, query: Query) -> None:
    answer = run(store, query.name)
    assert isinstance(answer, Rows)
    texts = [tuple(plain(term) for term in row) for row in answer.rows]
    bodies = {item.suffix: client.get(f"/api/queries/{query.name}.{item.suffix}") for item in formats_of(query)}
    assert all(response.status_code == 200 for response in some(bodies.values()))
    assert json.loads(bodies["json"].data)["count"] == len(texts)
    table = list(csv.reader(io.StringIO(bodies["csv"].text)))
    assert (tuple(table[0]), [tuple(row) for row in table[1:]]) == (answer.variables, texts)
    for suffix, format_ in (
        ("srj", ox.QueryResultsFormat.JSON),
        ("srx", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        read = ox.parse_query_results(bodies[suffix].data, format_)
        assert isinstance(read, ox.QuerySolutions)
        assert tuple(tuple(row) for row in read) == answer.rows, suffix


@pytest.mark.parametrize("text", ["a\rb\r\nc\r", "\t edges ", "<&\"']]>"])
def test_xml_holds_any_text_that_it_can(text: str) -> None:
    body = _published_by(text).get("/api/queries/publishers.srx?sources=1").data
    read = ox.parse_query_results(body, format=ox.QueryResultsFormat.XML)
    assert isinstance(read, ox.QuerySolutions)
    assert [row["publisher"].value for row in read] == [text]
    assert text in {element.text for element in ET.fromstring(body).iter()}  # noqa: S314 - our own text


def test_what_xml_cannot_hold_is_a_problem_that_names_other_formats() -> None:
    refused = problem_of(_published_by("a\x01b").get("/api/queries/publishers.srx?sources=1"), 406)
    assert "U+0001" in refused["detail"]
    assert "JSON, CSV or TSV" in refused["detail"]


def _published_by(publisher: str) -> FlaskClient:
    """A site over one source of this publisher, on which one statement rests."""
    source, proof, statement = (ox.NamedNode(ID_BASE + name) for name in ("source/one", "proof/one", "partnership/one"))
    quads = [
        ox.Quad(thing, ox.NamedNode(name), value, ox.NamedNode(CURATED_GRAPH))
        for thing, name, value in (
            (source, PREFIXES["rdf"] + "type", ox.NamedNode(PREFIXES["op"] + "Source")),
            (source, PREFIXES["dct"] + "publisher", ox.Literal(publisher)),
            (proof, PREFIXES["op"] + "source", source),
            (statement, PREFIXES["op"] + "evidence", proof),
        )
    ]
    return create_app(EmbeddedStore.of(quads)).test_client(use_cookies=False)


@pytest.mark.parametrize("query", GRAPHS, ids=named)
def test_every_format_holds_the_same_triples(client: FlaskClient, store: EmbeddedStore, query: Query) -> None:
    expected = {str(triple) for triple in store.query(prepare(store, query.name)).triples}  # type: ignore[union-attr]
    formats = {
        "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    for item in some(formats_of(query)):
        body = client.get(f"/api/queries/{query.name}.{item.suffix}").data
        assert {str(quad.triple) for quad in ox.parse(body, format=formats[item.suffix])} == expected


def test_the_json_reads_well(client: FlaskClient) -> None:
    answer = client.get("/api/queries/partners-on-date?programme=top&date=2017-01-20").get_json()
    assert (answer["query"], answer["count"], len(answer["rows"])) == ("partners-on-date", 13, 13)
    assert answer["parameters"]["date"] == "2017-01-20"
    assert answer["parameters"]["programme"].endswith("/id/programme/top")
    (alibaba,) = (row for row in answer["rows"] if row["partner"]["label"] == "Alibaba Group")
    assert alibaba["from"] == "2017-01-19"
    assert alibaba["partnerships"] == 1
    assert set(alibaba) == set(answer["columns"])
    assert "partnerLabel" not in answer["columns"]


def test_a_count_says_how_many_rest_on_each_basis(client: FlaskClient) -> None:
    """Each row of an answer names the basis of its beginning, and the answer counts them."""
    for basis in ("stated", "announced", "assumed"):
        address = f"/api/queries/partners-on-date?programme=2020-summer-domestic&date=2016-06-07&basis={basis}"
        answer = client.get(address).get_json()
        counted = dict.fromkeys(("stated", "announced", "assumed", "unknown"), 0)
        for row in some(answer["rows"]):
            counted[row["fromBasis"]] += 1
        assert answer["countByBasis"] == counted
    assert "countByBasis" not in client.get("/api/queries/newcomers").get_json()


@pytest.mark.parametrize("query", [query for query in registry.public() if "?fromBasis" in query.text])
def test_each_answer_with_a_basis_counts_by_it(client: FlaskClient, query: Query) -> None:
    answer = client.get(f"/api/queries/{query.name}").get_json()
    assert sum(answer["countByBasis"].values()) == answer["count"] > 0


ACCEPTED = [
    ("", "application/json"),
    ("*/*", "application/json"),
    ("text/csv", "text/csv; charset=utf-8"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "application/json"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "application/json"),
    ("application/xml", "application/sparql-results+xml"),
    ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ("text/html, */*;q=0.1", "application/json"),
]


@pytest.mark.parametrize(("accept", "expected"), ACCEPTED)
def test_the_format_follows_accept(client: FlaskClient, accept: str, expected: str) -> None:
    response = client.get("/api/queries/newcomers", headers={"Accept": accept} if accept else {})
    assert response.content_type == expected
    assert "Accept" in response.headers["Vary"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_graph_follows_accept(client: FlaskClient) -> None:
    response = client.get("/api/queries/partner-graph", headers={"Accept": "application/ld+json"})
    assert response.content_type == "application/ld+json"
    assert client.get("/api/queries/partner-graph").content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(("accept", "suffix"), [("text/plain", "nt"), ("text/n3", "ttl"), ("application/xml", "rdf")])
def test_a_graph_is_given_to_old_clients(client: FlaskClient, accept: str, suffix: str) -> None:
    response = client.get("/api/queries/partner-graph", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.data == client.get(f"/api/queries/partner-graph.{suffix}").data


def test_format_and_suffix_go_before_accept(client: FlaskClient) -> None:
    for address in ("/api/queries/newcomers?format=tsv", "/api/queries/newcomers.tsv"):
        response = client.get(address, headers={"Accept": "text/csv"})
        assert response.mimetype == "text/tab-separated-values"


def test_a_copy_is_good_until_anything_changes(client: FlaskClient) -> None:
    address = "/api/queries/partners-on-date?date=2017-01-20"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    others = ("?date=2017-01-21", ".csv?date=2017-01-20", "")
    tags = {client.get(f"/api/queries/partners-on-date{other}").headers["ETag"] for other in others}
    assert len(tags | {first.headers["ETag"]}) == 4


def test_other_methods(client: FlaskClient) -> None:
    head = client.head("/api/queries/newcomers.csv")
    assert (head.status_code, head.data) == (200, b"")
    options = client.options("/api/queries/newcomers")
    assert "GET" in options.headers["Access-Control-Allow-Methods"]
    assert "GET" in options.headers["Allow"]
    problem_of(client.post("/api/queries/newcomers"), 405)


WRONG = [
    ("partners-on-date?date=2017-13-01", "date", "a date that exists"),
    ("partners-on-date?date=", "date", "a value is expected"),
    ("partners-on-date?programme=tops", "programme", "top"),
    ("partners-on-date?basis=certain", "basis", "stated, announced or assumed is expected"),
    ("partners-on-date?basis=unknown", "basis", "stated, announced or assumed is expected"),
    (f"partners-on-date?basis={ID_BASE}date-basis/unknown", "basis", "stated, announced or assumed is expected"),
    ("partners-on-date?programm=top", "programm", "its parameters are programme, date"),
    ("partners-on-date?date=2017-01-18&date=2018-01-18", "date", "more than once"),
    ("longest-relationships?games=many", "games", "a whole number"),
    ("partner-history?partner=country:japan", "partner", "a partner is expected"),
]


@pytest.mark.parametrize(("address", "parameter", "hint"), WRONG)
def test_a_wrong_parameter_is_named_with_what_is_right(
    client: FlaskClient, address: str, parameter: str, hint: str
) -> None:
    problem = problem_of(client.get(f"/api/queries/{address}"), 400)
    assert problem["parameter"] == parameter
    assert hint in problem["detail"]


def test_an_optional_parameter_may_be_empty_as_forms_send_it(client: FlaskClient) -> None:
    everything = client.get("/api/queries/announcements").get_json()["count"]
    assert client.get("/api/queries/announcements?who=&kind=").get_json()["count"] == everything


def test_what_is_not_there(client: FlaskClient) -> None:
    problem = problem_of(client.get("/api/queries/partners-on-dat"), 404)
    assert "/queries/partners-on-date" in {item["address"] for item in problem["suggestions"]}
    problem_of(client.get("/api/queries/thing-data"), 404)
    problem_of(client.get("/api/queries/newcomers.pdf"), 400)
    problem_of(client.get("/api/queries/newcomers?format=ttl"), 400)
    problem_of(client.get("/api/queries/newcomers", headers={"Accept": "image/png"}), 406)


def test_every_kind_of_failure_is_explained_where_its_type_leads(client: FlaskClient) -> None:
    page = client.get("/errors", headers={"Accept": "text/html"}).text
    for address in ("partners-on-date?date=x", "newcomers.pdf", "nothing"):
        kind = client.get(f"/api/queries/{address}").get_json()["type"]
        assert f'id="{kind.removeprefix("/errors#")}"' in page


def test_the_list_has_every_public_query(client: FlaskClient) -> None:
    listed = client.get("/api/queries").get_json()
    assert [item["name"] for item in listed] == [query.name for query in PUBLIC]
    for item in some(listed):
        assert client.get(item["page"]).status_code == 200


TEXTS = st.text(min_size=1, max_size=60)
INJECTIONS = (
    '"', "'", '"""', "\\", "\\u0022", "\\\\u0022", "> } UNION { ?a ?b ?c } #", '" ) } SELECT * { ?s ?p ?o } #',
    "?_name", "$_name", "<urn:x>", "\n} #", "%", "&date=2017", "\u2028", "\U0001f3c5", "\ud7ff", "a'b\"c\\d",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(INJECTIONS), TEXTS))
@example(text='" . ?x ?y ?z . #')
def test_any_text_is_a_text(client: FlaskClient, store: EmbeddedStore, text: str) -> None:
    """Whatever is typed as a name is looked for as that name, and finds just what the command line finds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    response = client.get("/api/queries/find-organization", query_string={"name": text})
    if response.status_code != 200:
        problem_of(response, 400)
        assert not text.strip() or any(ord(char) < 32 or ord(char) == 127 for char in text)
        return
    found = {row["organization"]["id"].rpartition("/")[2] for row in response.get_json()["rows"]}
    assert found == set(slugs(ask(store, "find-organization", name=text), "organization"))
    assert len(found) < 822, "everything matches nothing but an injection"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(INJECTIONS), TEXTS), data=st.data())
def test_no_text_breaks_any_parameter(client: FlaskClient, text: str, data: st.DataObject) -> None:
    query = data.draw(st.sampled_from([query for query in PUBLIC if query.parameters]))
    parameter = data.draw(st.sampled_from(query.parameters))
    text = text.encode("utf-8", "replace").decode()
    for address in (f"/api/queries/{query.name}", f"/queries/{query.name}"):
        response = client.get(address, query_string={parameter.name: text})
        assert response.status_code in (200, 400)
        if response.status_code == 400 and address.startswith("/api"):
            problem_of(response, 400)
        assert _FOREIGN_SCRIPT.search(response.data) is None


DEFAULTS = [
    ("category-rivals", "", {"partner": "omega"}),
    ("category-rivals", "?partner=omega", {}),
    ("partners-on-date", "?date=2017-01-20", {"programme": "top", "basis": "assumed"}),
    ("find-organization", "?name=visa", {}),
]


@pytest.mark.parametrize(("name", "fields", "filled"), DEFAULTS)
@pytest.mark.parametrize("suffix", ["json", "csv", "tsv", "srj", "srx"])
def test_what_was_filled_in_is_said(
    client: FlaskClient, name: str, fields: str, filled: dict[str, str], suffix: str
) -> None:
    """Finding 24: an answer for a default did not say that it was one."""
    response = client.get(f"/api/queries/{name}.{suffix}{fields}")
    assert response.status_code == 200
    assert dict(parse_qsl(response.headers.get("OPG-Defaults", ""))) == filled
    assert "OPG-Defaults" in response.headers["Access-Control-Expose-Headers"]
    if suffix == "json":
        assert json.loads(response.data)["defaults"] == list(filled)


def test_an_answer_for_a_default_is_another_than_the_one_that_was_asked_for(client: FlaskClient) -> None:
    """They differ in what they say of it, so that no cache may give one for the other."""
    filled, given = (client.get(f"/api/queries/category-rivals.json{fields}") for fields in ("", "?partner=omega"))
    assert json.loads(filled.data)["rows"] == json.loads(given.data)["rows"]
    assert filled.headers["ETag"] != given.headers["ETag"]
    again = client.get("/api/queries/category-rivals.json", headers={"If-None-Match": given.headers["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("query", [query for query in PUBLIC if query.parameters], ids=named)
def test_the_field_can_be_sent_back_as_the_query_of_the_address(client: FlaskClient, query: Query) -> None:
    filled = client.get(f"/api/queries/{query.name}")
    fields = filled.headers.get("OPG-Defaults", "")
    assert fields.isascii()
    assert bool(fields) == any(parameter.default for parameter in query.parameters)
    given = client.get(f"/api/queries/{query.name}?{fields}")
    assert given.status_code == filled.status_code == 200
    assert "OPG-Defaults" not in given.headers
