"""The tests of the SPARQL 1.1 Protocol of the W3C, against `opg serve --store FILE`.

Each name is that of an entry in `sparql/sparql11/protocol/manifest.ttl` of https://github.com/w3c/rdf-tests; requests
and expectations are written here anew from what the manifest says. The endpoint only answers queries, so that each
test of an update expects a refusal: 4xx, and the data unchanged. Exceptions are named at the end, with reasons.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.serving import Reply, Served, serving

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ONE, TWO, THREE = (DATA.format(number) for number in (1, 2, 3))
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
IN_GRAPHS = f"GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }}"
FULL = f"ASK {{ <{THREE}> a ?type {IN_GRAPHS} }}"
OVERRIDDEN = f"ASK FROM <{THREE}> {{ {IN_GRAPHS} }}"
SOME_DATA = f"default-graph-uri={quote(DATA.format(0), '')}"


def graphs(**chosen: list[str]) -> str:
    return "&".join(f"{name}-graph-uri={quote(iri, '')}" for name, iris in chosen.items() for iri in iris)


@dataclass(frozen=True, slots=True)
class Case:
    """A request and what is expected: `true`, `table`, `graph`, or `4xx`."""

    name: str
    method: str
    target: str
    expected: str
    media_type: str | None = None
    body: bytes | None = None


def direct(name: str, target: str, query: str, expected: str = "true") -> Case:
    return Case(name, "POST", target, expected, QUERY, query.encode())


QUERIES = (
    Case("query_post_form", "POST", f"?{SOME_DATA}", "true", FORM, b"query=ASK%20%7B%7D"),
    Case("query_dataset_default_graphs_get", "GET", f"?query={quote(BOTH)}&{graphs(default=[ONE, TWO])}", "true"),
    direct("query_dataset_default_graphs_post", f"?{graphs(default=[ONE, TWO])}", BOTH),
    direct("query_dataset_named_graphs_post", f"?{graphs(named=[ONE, TWO])}", f"ASK {{ {IN_GRAPHS} }}"),
    Case(
        "query_dataset_named_graphs_get",
        "GET",
        f"?query={quote(f'ASK {{ {IN_GRAPHS} }}')}&{graphs(named=[ONE, TWO])}",
        "true",
    ),
    direct("query_dataset_full", f"?{graphs(default=[THREE], named=[ONE, TWO])}", FULL),
    direct("query_multiple_dataset", f"?{graphs(named=[ONE, TWO])}", OVERRIDDEN),
    Case("query_get", "GET", f"?query=ASK%20%7B%7D&{SOME_DATA}", "true"),
    direct("query_content_type_select", f"?{SOME_DATA}", "SELECT (1 AS ?value) {}", "table"),
    direct("query_content_type_ask", f"?{SOME_DATA}", "ASK {}", "true"),
    direct("query_content_type_describe", f"?{SOME_DATA}", "DESCRIBE <http://example.org/>", "graph"),
    direct("query_content_type_construct", f"?{SOME_DATA}", "CONSTRUCT { <s> <p> 1 } WHERE {}", "graph"),
    direct("query_post_direct", "", "ASK {}"),
    Case("bad_query_method", "PUT", f"?query=ASK%20%7B%7D&{SOME_DATA}", "4xx", FORM, b""),
    Case("bad_multiple_queries", "GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", "4xx"),
    Case("bad_query_wrong_media_type", "POST", "", "4xx", "text/plain", b"ASK {}"),
    Case("bad_query_missing_form_type", "POST", "", "4xx", None, b"query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", "POST", "", "4xx", None, b"ASK {}"),
    Case("bad_query_non_utf8", "POST", "", "4xx", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    Case("bad_query_syntax", "GET", "?query=ASK%20%7B", "4xx"),
)

DOCUMENTS = " ".join(f"GRAPH <{iri}> {{ <{iri}> a <http://xmlns.com/foaf/0.1/Document> }}" for iri in (ONE, TWO, THREE))
COPYING = (
    f"DROP ALL ; INSERT DATA {{ {DOCUMENTS} }} ; INSERT {{ GRAPH <http://example.org/protocol-update-test/> "
    "{ ?s a <http://purl.org/dc/terms/BibliographicResource> } } WHERE { ?s a <http://xmlns.com/foaf/0.1/Document> }"
)
RENAMING = (
    "WITH <http://example/addresses> DELETE { ?person <http://xmlns.com/foaf/0.1/givenName> 'Bill' } "
    "INSERT { ?person <http://xmlns.com/foaf/0.1/givenName> 'William' } "
    "WHERE { ?person <http://xmlns.com/foaf/0.1/givenName> 'Bill' }"
)
RELATIVE = "INSERT DATA { GRAPH <http://example.org/protocol-base-test/> { <http://example.org/s> a <test> } }"


def update(name: str, target: str, text: str) -> Case:
    return Case(name, "POST", target, "4xx", UPDATE, text.encode())


def using(default: Sequence[str] = (), named: Sequence[str] = ()) -> str:
    fields = [f"using-graph-uri={quote(iri, '')}" for iri in default]
    return "?" + "&".join([*fields, *(f"using-named-graph-uri={quote(iri, '')}" for iri in named)])


UPDATES = (
    update("update_dataset_default_graph", using(default=[ONE]), COPYING),
    update("update_dataset_default_graphs", using(default=[ONE, TWO]), COPYING),
    update("update_dataset_named_graphs", using(named=[ONE, TWO]), COPYING),
    update("update_dataset_full", using(default=[ONE], named=[TWO]), COPYING),
    Case("update_post_form", "POST", "", "4xx", FORM, b"update=CLEAR+ALL"),
    update("update_post_direct", "", "CLEAR ALL"),
    update("update_base_uri", "", RELATIVE),
    Case("bad_update_get", "GET", "?update=CLEAR%20ALL", "4xx"),
    Case("bad_multiple_updates", "POST", "", "4xx", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("bad_update_wrong_media_type", "POST", "", "4xx", "text/plain", b"CLEAR NAMED"),
    Case("bad_update_missing_form_type", "POST", "", "4xx", None, b"update=CLEAR%20NAMED"),
    Case("bad_update_non_utf8", "POST", "", "4xx", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    Case("bad_update_syntax", "POST", "", "4xx", FORM, b"update=CLEAR%20XYZ"),
    update("bad_update_dataset_conflict", using(named=["http://example/people"]), RENAMING),
)

EXCEPTIONS = {
    "query_multiple_dataset": (
        "The manifest escapes the `&` and the `=` between its two named-graph-uri parameters, and so names one graph "
        "that no data is for; a dataset of that one graph cannot make its ASK true (section 2.1.4 of the protocol). "
        "Here the two graphs are named as the test's comment means."
    ),
}
"""Tests whose request here is not that of the manifest, each with its reason."""

ALL = 34
"""Entries of the manifest."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the data of the tests: three graphs that each say that the document they are named after is one."""
    quads = [
        ox.Quad(
            ox.NamedNode(iri),
            ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            ox.NamedNode("http://xmlns.com/foaf/0.1/Document"),
            ox.NamedNode(iri),
        )
        for iri in (ONE, TWO, THREE)
    ]
    path = tmp_path_factory.mktemp("protocol") / "data.nq"
    ox.serialize(quads, str(path), format=ox.RdfFormat.N_QUADS)
    with serving("--store", str(path)) as served:
        yield served


def send(site: Served, case: Case) -> Reply:
    headers = {"Content-Type": case.media_type} if case.media_type else {}
    return site.send(case.method, f"/sparql/{case.target}", headers, case.body)


def test_no_test_of_the_manifest_is_left_out() -> None:
    names = [case.name for case in (*QUERIES, *UPDATES)]
    assert len(names) == len(set(names)) == ALL
    assert EXCEPTIONS.keys() <= set(names)


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.name)
def test_query(site: Served, case: Case) -> None:
    reply = send(site, case)
    if case.expected == "4xx":
        assert 400 <= reply.status < 500
        assert reply.media_type == "application/problem+json"
        return
    assert reply.status == 200
    if case.expected == "graph":
        format_ = ox.RdfFormat.from_media_type(reply.media_type)
        assert format_
        list(ox.parse(reply.body, format=format_, base_iri=site.address))
        return
    assert reply.media_type == "application/sparql-results+json"
    answer = json.loads(reply.body)
    assert answer["boolean"] is True if case.expected == "true" else len(answer["results"]["bindings"]) == 1


@pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.name)
def test_update_is_refused(site: Served, case: Case) -> None:
    reply = send(site, case)
    assert 400 <= reply.status < 500
    assert reply.media_type == "application/problem+json"
    everything = direct("everything", "", "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }", "table")
    assert len(json.loads(send(site, everything).body)["results"]["bindings"]) == 3


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml"])
def test_service_description(site: Served, accept: str) -> None:
    """What `sparql/sparql11/service-description` asks for: RDF on GET, a service with its endpoint, and conformance."""
    reply = site.send("GET", "/sparql", {"Accept": accept})
    assert (reply.status, reply.media_type) == (200, accept)
    store = ox.Store()
    store.load(reply.body, format=ox.RdfFormat.from_media_type(accept))
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    assert store.query(f"{sd} ASK {{ ?service a sd:Service ; sd:endpoint <{site.address}/sparql> }}")
