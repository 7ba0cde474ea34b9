"""`/sparql` over a server: the protocol, every format, each refusal, and no answer that an engine has cut.

What is refused must be refused before it is sent on, so a server of this module, which remembers what came, stands
beside the real engines.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.build.snapshot import Snapshot
from graph.rdf_formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.stores.remote_store import RemoteStore
from ontology.namespaces import CURATED_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH
from tests.engines.conftest import holding as loaded
from tests.engines.misbehaving import JSON, Misbehaving, holding, reply
from tests.engines.servers import Server, oxigraph, virtuoso
from tests.some import any_number
from webapp.app import create_app
from webapp.models.site import SiteData

OP = "https://w3id.org/olympic-partnerships/ontology#"
ALIBABA = "<https://w3id.org/olympic-partnerships/id/organization/alibaba>"
SELECT = f"SELECT ?games {{ {ALIBABA} <{OP}partnerOf> ?games }} ORDER BY ?games"
CONSTRUCT = f"CONSTRUCT {{ ?s a ?type }} WHERE {{ ?s <{OP}partner> {ALIBABA} ; a ?type }}"
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
TIERS = f"CONSTRUCT WHERE {{ ?s <{OP}tier> ?tier }}"
COUNT = "SELECT (COUNT(?s) AS ?n) (COUNT(?t) AS ?m) { { ?s ?p ?o } UNION { GRAPH ?g { ?t ?p ?o } } }"
SLOW = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) = 7) }"
)

Open = Callable[..., FlaskClient]


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    """What opens the site over a server, with limits of one's own, and closes it after the tests of the module."""
    sites: list[SiteData] = []

    def over(url: str, **limits: str) -> FlaskClient:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in limits.items():
                patch.setenv(f"OPG_{name.upper()}", value)
            app = create_app(store=RemoteStore(url))
        sites.append(app.extensions["opg"])
        return app.test_client(use_cookies=False)

    yield over
    for here in sites:
        here.close()


@pytest.fixture(scope="module")
def over(opened: Open, server: Server) -> FlaskClient:
    """The site over the engine."""
    return opened(server.url, query_seconds="60")


@pytest.fixture(scope="module")
def tight(opened: Open, server: Server) -> FlaskClient:
    """The site over the engine, with room for small answers only."""
    return opened(server.url, result_rows="300", result_mb="1")


@pytest.fixture(scope="module")
def hasty(opened: Open, server: Server) -> FlaskClient:
    """The site over the engine, with little time."""
    return opened(server.url, query_seconds="2")


@pytest.fixture(scope="module")
def embedded(snapshot: Snapshot) -> Iterator[FlaskClient]:
    """The site over the snapshot."""
    app = create_app(snapshot=snapshot)
    yield app.test_client(use_cookies=False)
    app.extensions["opg"].service.close()


def ask(client: FlaskClient, query: str, accept: str = JSON, **fields: Any) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **fields}, headers={"Accept": accept})


def problem(response: TestResponse, status: int, name: str) -> dict[str, Any]:
    assert (response.status_code, response.mimetype) == (status, "application/problem+json"), response.text
    found: dict[str, Any] = json.loads(response.text)
    assert (found["type"], found["status"]) == (f"/errors#{name}", status)
    assert "127.0.0.1" not in response.text
    return found


@pytest.mark.sweep("server")
@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda format_: format_.name)
@pytest.mark.parametrize("query", [SELECT, f"ASK {{ {ALIBABA} ?p ?o }}", "ASK { <x:none> ?p ?o }"])
def test_rows_and_truths_in_every_format(over: FlaskClient, embedded: FlaskClient, query: str, format_: Format) -> None:
    for theirs, ours in (
        (ask(over, query, format_.media_type), ask(embedded, query, format_.media_type)),
        (ask(over, query, "*/*", format=format_.name), ask(embedded, query, "*/*", format=format_.name)),
    ):
        assert (theirs.status_code, theirs.content_type) == (200, ours.content_type)
        assert theirs.data == ours.data
        assert theirs.headers["Access-Control-Allow-Origin"] == "*"
        assert theirs.headers["ETag"]


@pytest.mark.sweep("server")
@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
@pytest.mark.parametrize("query", [CONSTRUCT, EVERYTHING + " LIMIT 0", TIERS])
def test_triples_in_every_format(over: FlaskClient, embedded: FlaskClient, query: str, format_: Format) -> None:
    known = ox.RdfFormat.from_media_type(format_.media_type)
    read = []
    for client in (over, embedded):
        response = ask(client, query, format_.media_type)
        assert (response.status_code, response.mimetype) == (200, format_.media_type)
        read.append({quad.triple for quad in ox.parse(response.data, format=known)})
    assert read[0] == read[1]
    assert bool(read[0]) == ("LIMIT 0" not in query)


@pytest.mark.sweep("server")
def test_things_are_described(over: FlaskClient) -> None:
    for query in (f"DESCRIBE {ALIBABA}", f"DESCRIBE ?s {{ VALUES ?s {{ {ALIBABA} }} }}"):
        response = ask(over, query, "text/turtle")
        assert response.status_code == 200
        assert "alibaba" in response.text


def test_a_browser_gets_a_page(over: FlaskClient) -> None:
    page = ask(over, SELECT, "text/html")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "6 rows" in page.text
    assert ask(over, "SELECT {", "text/html").status_code == 400


@pytest.mark.sweep("server")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
        COUNT.replace("{", f"FROM <{DERIVED_GRAPH}> {{", 1),
        COUNT.replace("{", f"FROM NAMED <{DERIVED_GRAPH}> {{", 1),
        SELECT,
    ],
)
@pytest.mark.parametrize(
    "graphs",
    [
        {},
        {"default-graph-uri": CURATED_GRAPH},
        {"default-graph-uri": [CURATED_GRAPH, DERIVED_GRAPH], "named-graph-uri": DERIVED_GRAPH},
        {"named-graph-uri": ONTOLOGY_GRAPH},
        {"default-graph-uri": "http://127.0.0.1:1/elsewhere"},
    ],
    ids=["none", "default", "both", "named", "elsewhere"],
)
def test_graphs_are_chosen_as_over_the_snapshot(
    over: FlaskClient, embedded: FlaskClient, query: str, graphs: dict[str, Any]
) -> None:
    theirs, ours = (ask(client, query, "text/csv", **graphs) for client in (over, embedded))
    assert (theirs.status_code, ours.status_code) == (200, 200)
    assert theirs.data == ours.data


@pytest.mark.sweep("server")
def test_a_mistake_is_pointed_to(over: FlaskClient) -> None:
    found = problem(ask(over, "SELECT ?s {\n  ?s ?p \n}"), 400, "malformed-query")
    assert (found["line"], found["column"]) == (3, 1)
    assert found["excerpt"].endswith("^")


def test_too_much_is_an_error_and_never_a_part(tight: FlaskClient) -> None:
    rows = "SELECT ?s { ?s ?p ?o } LIMIT {}"
    assert ask(tight, rows.replace("{}", "300")).status_code == 200
    assert "300" in problem(ask(tight, rows.replace("{}", "301")), 422, "answer-too-large")["detail"]
    triples = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT {}"
    assert ask(tight, triples.replace("{}", "300"), "text/turtle").status_code == 200
    problem(ask(tight, triples.replace("{}", "301"), "text/turtle"), 422, "answer-too-large")
    large = 'SELECT ?x { ?s a ?o BIND(CONCAT("' + "x" * 8_000 + '", STR(?s)) AS ?x) } LIMIT 200'
    assert "bytes" in problem(ask(tight, large), 422, "answer-too-large")["detail"]


@pytest.mark.sweep("server")
def test_too_long_is_an_error(hasty: FlaskClient, server: Server) -> None:
    start = time.monotonic()
    assert "2 seconds" in problem(ask(hasty, SLOW), 504, "query-timeout")["detail"]
    assert time.monotonic() - start < 10
    server.restart()  # else Oxigraph, which does not see that nobody waits any more, keeps a processor for good
    assert ask(hasty, SELECT).status_code == 200


def test_an_oxigraph_with_a_limit_ends_what_nobody_waits_for(
    opened: Open, few_snapshot: Snapshot, tmp_path: Path
) -> None:
    """It looks at its clock where it reads statements, not where it joins in memory. Without a limit it goes on."""
    reading = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x OPTIONAL { ?b ?q ?x . ?c ?r ?x . ?d ?s ?x . ?e ?t ?x } }"
    with loaded(oxigraph(tmp_path, "--timeout-s", "2"), few_snapshot) as limited:
        assert limited.process is not None
        engine = psutil.Process(limited.process.pid)
        patient, hurried = (opened(limited.url, query_seconds=seconds) for seconds in ("60", "1"))
        assert "The engine gave it up" in problem(ask(patient, reading), 504, "query-timeout")["detail"]
        assert "after 1 seconds" in problem(ask(hurried, reading), 504, "query-timeout")["detail"]
        deadline = time.monotonic() + 30
        while engine.cpu_percent(interval=1) > 20:
            assert time.monotonic() < deadline, "it goes on"
        assert ask(patient, SELECT).status_code == 200


@pytest.fixture(scope="module")
def witness() -> Iterator[Misbehaving]:
    """A server that answers everything with yes, and remembers it."""
    with Misbehaving.started(holding(reply())) as started:
        yield started


@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ("INSERT DATA { <x:a> <x:b> 1 }", 403, "read-only"),
        ("DROP ALL", 403, "read-only"),
        ("LOAD <http://192.0.2.1/x>", 403, "read-only"),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", 403, "read-only"),
        ("SELECT * { SERVICE <http://192.0.2.1/x> { ?s ?p ?o } }", 403, "no-federation"),
        ("SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }", 403, "no-federation"),
        ("ASK { " + "{" * 300 + "}" * 300 + " }", 400, "query-too-deep"),
        ("ASK { ?s ?p ", 400, "malformed-query"),
        ("ASK { ?s ?p ?o } ; DROP ALL", 403, "read-only"),
        ("define input:default-graph-uri <x:g> ASK { ?s ?p ?o }", 400, "malformed-query"),
        ("SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}", 400, "malformed-query"),
    ],
)
def test_what_is_refused_is_never_sent_on(
    opened: Open, witness: Misbehaving, query: str, status: int, name: str
) -> None:
    client = opened(witness.url)
    problem(ask(client, query), status, name)
    assert client.post("/sparql", data={"update": query}).status_code == 403
    assert all("%3Fversion" in address for _, address, _ in any_number(witness.requests))


@pytest.mark.parametrize(
    ("act", "status", "name"),
    [
        (reply(X_SPARQL_MaxRows="10000"), 422, "answer-too-large"),
        (reply(206, X_SPARQL_MaxRows="10000"), 422, "answer-too-large"),
        (reply(X_SQL_State="S1TAT", X_SQL_Message="incomplete"), 504, "query-timeout"),
        (reply(206, X_SQL_State="S1TAT", X_SQL_Message="incomplete"), 504, "query-timeout"),
        (reply(206), 502, "query-failed"),
        (reply(body=b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s"'), 502, "query-failed"),
        (reply(length="500", Connection="close"), 503, "queries-unavailable"),
        (reply(400, b"Virtuoso S1T00 Error SR171: Transaction timed out", "text/plain"), 504, "query-timeout"),
        (reply(500, b"at http://127.0.0.1:9/ it broke", "text/plain"), 502, "query-failed"),
        (reply(400, b"SP031: no transitive start", "text/plain"), 502, "query-failed"),
        (reply(401), 503, "queries-unavailable"),
        (reply(503, b"127.0.0.1 is busy", "text/plain"), 503, "queries-unavailable"),
    ],
)
def test_no_failure_of_an_engine_passes_for_an_answer(opened: Open, act: Any, status: int, name: str) -> None:
    with Misbehaving.started(holding(act)) as engine:
        response = ask(opened(engine.url), "SELECT ?s { ?s ?p ?o }")
        problem(response, status, name)
        assert ("Retry-After" in response.headers) == (status == 503)


def test_one_address_does_not_take_the_places_of_others(opened: Open) -> None:
    """Queries that are ended for others are given up here, though no engine ends them."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        if "slow" in handler.path:
            time.sleep(4)
        reply()(handler)

    with Misbehaving.started(holding(act)) as engine, ThreadPoolExecutor(6) as pool:
        client = opened(engine.url, cheap_seconds="0.2", queue_seconds="1")

        def asked(query: str, address: str) -> int:
            environ = {"REMOTE_ADDR": address}
            return client.get("/sparql", query_string={"query": query}, environ_base=environ).status_code

        flood = [pool.submit(asked, f"ASK {{}} # slow {number}", "192.0.2.1") for number in range(6)]
        time.sleep(0.5)
        others = [asked(f"ASK {{}} # {number}", "192.0.2.2") for number in range(10)]
        assert others == [200] * 10, "who waits for a second is refused"
        assert {future.result() for future in flood} == {200, 503}


@pytest.fixture(scope="module")
def cutting_server(tmp_path_factory: pytest.TempPathFactory, few_snapshot: Snapshot) -> Iterator[Server]:
    """A Virtuoso that gives at most 2,000 rows of an answer, and holds more statements in each graph that is asked."""
    with loaded(virtuoso(tmp_path_factory.mktemp("cutting"), rows=2_000), few_snapshot) as started:
        yield started


@pytest.fixture(scope="module")
def cutting(cutting_server: Server, opened: Open) -> FlaskClient:
    """The site over a Virtuoso that gives at most 2,000 rows; of a CONSTRUCT it gives no more, and does not say so."""
    return opened(cutting_server.url)


def test_rows_that_the_engine_cuts_are_no_answer(cutting: FlaskClient) -> None:
    assert ask(cutting, "SELECT * { ?s ?p ?o } LIMIT 1500").status_code == 200
    for query in ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o } LIMIT 5000"):
        assert "at most 2000 rows" in problem(ask(cutting, query), 422, "answer-too-large")["detail"]


@pytest.mark.parametrize(
    "query",
    [
        EVERYTHING,
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { <x:a> ?p <x:b> } WHERE { ?s ?p ?o }",
        "DESCRIBE ?s { ?s ?p ?o }",
        f"CONSTRUCT {{ ?s ?p ?o }} FROM <{CURATED_GRAPH}> {{ ?s ?p ?o }}",
    ],
)
def test_triples_that_the_engine_cuts_are_no_answer(cutting: FlaskClient, query: str) -> None:
    assert "at most 2000 rows" in problem(ask(cutting, query, "text/turtle"), 422, "answer-too-large")["detail"]


@pytest.mark.parametrize(
    "query", [CONSTRUCT, EVERYTHING + " LIMIT 100", f"DESCRIBE {ALIBABA}", "DESCRIBE ?s { ?s ?p ?o } LIMIT 1"]
)
def test_triples_that_it_does_not_cut_are_an_answer(cutting: FlaskClient, query: str) -> None:
    assert ask(cutting, query, "application/n-triples").status_code == 200


def test_a_push_sees_all_the_same_that_everything_is_there(cutting_server: Server, few_snapshot: Snapshot) -> None:
    """Its comparison asks for what the server does not give at once in parts."""
    assert RemoteStore(cutting_server.url).held_version() == few_snapshot.version


@pytest.mark.sweep("server")
def test_the_page_says_that_queries_are_sent_on(opened: Open, server: Server) -> None:
    page = opened(server.url).get("/sparql", headers={"Accept": "text/html"}).text
    assert "Queries are sent on to a SPARQL server" in page
    assert "process of its own" not in page
    assert "memory_cap" not in page
