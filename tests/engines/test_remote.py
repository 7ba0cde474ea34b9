"""A store behind HTTP: what is asked, what is understood, and what happens when a server does not behave.

Real engines show that answers are the same. That an answer can be late, cut, broken or missing is shown by a small
server that does on purpose what engines do now and then.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from graph.build.snapshot import Snapshot
from graph.stores.http_client import Limits
from graph.stores.protocol_dataset import Chosen
from graph.stores.remote_store import RemoteStore
from graph.stores.store import (
    AnswerTooLargeError,
    EmbeddedStore,
    QuerySyntaxError,
    Rows,
    StoreAnswerError,
    StoreError,
    StoreTimeoutError,
    StoreUnavailableError,
    Triples,
    Truth,
)
from ontology.namespaces import CURATED_GRAPH
from tests.engines.misbehaving import JSON, YES, Act, Misbehaving, reply
from tests.engines.servers import free_port
from tests.some import some


def count(store: RemoteStore | EmbeddedStore, query: str) -> int:
    answer = store.query(query)
    assert isinstance(answer, Rows)
    value = answer.rows[0][0]
    assert isinstance(value, ox.Literal)
    return int(value.value)


def test_it_knows_its_version(remote: RemoteStore, snapshot: Snapshot) -> None:
    assert remote.version == snapshot.version


@pytest.mark.sweep("server")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/olympic-partnerships/graph/derived> { ?s ?p ?o }",
    ],
)
def test_the_default_graph_is_the_union_of_our_graphs_and_of_no_others(
    remote: RemoteStore, store: EmbeddedStore, query: str
) -> None:
    assert count(remote, query) == count(store, query)


@pytest.mark.sweep("server")
def test_an_address_may_have_parameters_of_its_own(remote: RemoteStore) -> None:
    with closing(RemoteStore(f"{remote.url}?purpose=test")) as addressed:
        assert addressed.query("ASK { ?s ?p ?o }") == Truth(value=True)


@pytest.mark.sweep("server")
def test_graphs_can_be_chosen(remote: RemoteStore, store: EmbeddedStore) -> None:
    written = remote.raw("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv", chosen=Chosen(default=[CURATED_GRAPH]))
    expected = count(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{CURATED_GRAPH}> {{ ?s ?p ?o }} }}")
    assert written.decode().split() == ["n", str(expected)]


@pytest.mark.sweep("server")
def test_any_text_arrives_and_comes_back(remote: RemoteStore) -> None:
    remote.query("ASK {}")  # of the second query on, Virtuoso is asked for XML
    for text in (
        "阿里巴巴",
        "Ελλάδα 🏅",
        'a "quoted" \\ line\nand\ttab',
        "FROM <x> ASK #",
        "x" * 3_000,
        "a" + " " * 3_000 + "b",
        " ends\n",
        "\t",
        "<&>\r",
    ):
        literal = ox.Literal(text)
        assert remote.query(f"SELECT ?x {{ VALUES ?x {{ {literal} }} }}") == Rows(("x",), ((literal,),))


def test_blank_nodes_are_read(remote: RemoteStore) -> None:
    answer = remote.query("SELECT ?s { ?s ?p ?o FILTER isBlank(?s) } LIMIT 3")
    assert isinstance(answer, Rows)
    assert all(isinstance(row[0], ox.BlankNode) for row in some(answer.rows))
    triples = remote.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER isBlank(?s) }")
    assert isinstance(triples, Triples)
    assert len(some(triples.triples)) > 60


@pytest.mark.sweep("server")
@pytest.mark.parametrize("query", ["SELECT {", "SELECT * { ?s nowhere:p ?o }", "INSERT DATA { <x:a> <x:a> 1 }", ""])
def test_what_is_no_query_is_refused(remote: RemoteStore, query: str) -> None:
    with pytest.raises(QuerySyntaxError):
        remote.query(query)


@pytest.mark.sweep("server")
@pytest.mark.parametrize(
    "media_type", ["text/csv", "text/tab-separated-values", JSON, "application/sparql-results+xml"]
)
def test_raw_rows_are_the_same_bytes_as_the_embedded_store_writes(
    remote: RemoteStore, snapshot: Snapshot, media_type: str
) -> None:
    query = "SELECT ?s ?label { ?s a <https://w3id.org/olympic-partnerships/ontology#Games> ; " \
        "<http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?s"  # fmt: skip
    embedded = ox.Store()
    embedded.bulk_load(path=str(snapshot.nquads), format=ox.RdfFormat.N_QUADS)
    form = ox.QueryResultsFormat.from_media_type(media_type)
    assert form is not None
    answer = embedded.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert remote.raw(query, media_type) == answer.serialize(format=form)


@pytest.mark.sweep("server")
def test_raw_truths_and_triples(remote: RemoteStore) -> None:
    assert b"<boolean>true</boolean>" in remote.raw("ASK {}", "application/sparql-results+xml")
    for media_type in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        written = remote.raw("CONSTRUCT { ?s a ?o } { ?s a ?o }", media_type)
        form = ox.RdfFormat.from_media_type(media_type)
        assert sum(1 for _ in ox.parse(written, format=form)) > 5_000
    with pytest.raises(ValueError, match="text/csv is no format for triples"):
        remote.raw("CONSTRUCT { ?s a ?o } { ?s a ?o }", "text/csv")
    with pytest.raises(ValueError, match="text/turtle is no format for rows"):
        remote.raw("ASK {}", "text/turtle")


@pytest.mark.sweep("server")
@pytest.mark.parametrize("limits", [Limits(size=10_000), Limits(rows=1_000)])
@pytest.mark.parametrize("query", ["SELECT ?s ?o { ?s a ?o }", "CONSTRUCT { ?s a ?o } { ?s a ?o }"])
def test_an_answer_beyond_its_limits_is_an_error(remote: RemoteStore, query: str, limits: Limits) -> None:
    media_type = "text/csv" if query.startswith("SELECT") else "application/n-triples"
    with pytest.raises(AnswerTooLargeError, match=r"10,000 bytes|1,000"):
        remote.raw(query, media_type, limits)


@pytest.fixture
def misbehave() -> Iterator[Callable[[Act], tuple[Misbehaving, RemoteStore]]]:
    """Start a server that does something, and give a store that asks it, with little patience."""
    with ExitStack() as stack:

        def start(act: Act) -> tuple[Misbehaving, RemoteStore]:
            server = stack.enter_context(Misbehaving.started(act))
            store = RemoteStore(server.url, seconds=0.5)
            stack.callback(store.close)
            return server, store

        yield start


Start = Callable[[Act], tuple[Misbehaving, RemoteStore]]

CUT = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "x:a"}}'


CUT_XML = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head><results>',
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head><results><result>'
    b'<binding name="s"><uri>x:a</uri></binding></result></results>',
)
XML = "application/sparql-results+xml"


def test_a_virtuoso_is_asked_for_xml(misbehave: Start) -> None:
    asked: list[str] = []

    def note(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.headers["Accept"])
        handler.server_version = "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"
        reply()(handler)

    _, store = misbehave(note)
    for _ in range(3):
        assert store.query("ASK {}") == Truth(value=True)
    assert asked == [JSON, XML, XML]


@pytest.mark.parametrize(
    ("act", "error", "message"),
    [
        (reply(body=CUT), StoreAnswerError, "not whole"),
        *((reply(body=cut, media_type=XML), StoreAnswerError, "not whole") for cut in CUT_XML),
        (reply(body=CUT + b"\nThe query was cancelled"), StoreTimeoutError, "out of time"),
        (
            reply(body=YES, length="1000", Connection="close"),
            StoreUnavailableError,
            "ended its answer before it was whole",
        ),
        (reply(body=b"<html>", media_type="text/html"), StoreAnswerError, "text/html"),
        (reply(X_SQL_State="S1TAT", X_SQL_Message="incomplete results"), StoreTimeoutError, "incomplete"),
        (reply(X_SPARQL_MaxRows="10000"), AnswerTooLargeError, "10000 rows"),
        (reply(206), StoreAnswerError, "HTTP 206"),
        (reply(301, Location="http://192.0.2.1/"), StoreUnavailableError, "no SPARQL endpoint"),
        (reply(400, b"no query\nat all", "text/plain"), QuerySyntaxError, "no query at all"),
        (reply(401), StoreUnavailableError, "OPG_STORE_PASSWORD"),
        (reply(404), StoreUnavailableError, "no SPARQL endpoint"),
        (reply(500, b"went wrong", "text/plain"), StoreAnswerError, "went wrong"),
        (reply(500, b"S1T00 Error SR171: Transaction timed out", "text/plain"), StoreTimeoutError, "SR171"),
        (reply(503, b"too busy", "text/plain"), StoreUnavailableError, "too busy"),
        (reply(504), StoreTimeoutError, "out of time"),
    ],
)
def test_whatever_is_no_whole_answer_is_an_error(
    misbehave: Start, act: Act, error: type[Exception], message: str
) -> None:
    server, store = misbehave(act)
    for ask in (store.query, lambda text: store.raw(text, JSON)):
        with pytest.raises(error, match=message):
            ask("SELECT ?s { ?s ?p ?o }")
    assert len(server.requests) <= 8


def test_a_server_that_never_answers_is_given_up_once(misbehave: Start) -> None:
    server, store = misbehave(lambda handler: time.sleep(5))
    start = time.monotonic()
    with pytest.raises(StoreTimeoutError, match=r"0\.5 seconds"):
        store.query("ASK {}")
    assert time.monotonic() - start < 5, "the answer was waited for"
    assert len(server.requests) == 1


def test_a_trickle_is_given_up_too(misbehave: Start) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    server, _ = misbehave(trickle)
    # With less time it may be over, on a busy machine, before the first byte.
    with closing(RemoteStore(server.url, seconds=1.5)) as store, pytest.raises(StoreTimeoutError, match="in time"):
        store.query("ASK {}")


def test_connections_are_kept(misbehave: Start) -> None:
    server, store = misbehave(reply())
    for _ in range(5):
        assert store.query("ASK {}") == Truth(value=True)
    assert (server.connections, len(server.requests)) == (1, 5)


def test_a_broken_connection_is_tried_again(misbehave: Start) -> None:
    def break_twice(handler: BaseHTTPRequestHandler) -> None:
        if len(server.requests) <= 2:
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
        else:
            reply()(handler)

    server, store = misbehave(break_twice)
    assert store.query("ASK {}") == Truth(value=True)
    assert len(server.requests) == 3


def test_nobody_there_is_said_soon() -> None:
    store = RemoteStore(f"http://user:secret@127.0.0.1:{free_port()}/sparql?x=1")
    with pytest.raises(StoreUnavailableError) as caught:
        store.query("ASK {}")
    assert "connection refused" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_short_queries_are_got_and_long_ones_posted(misbehave: Start) -> None:
    server, store = misbehave(reply())
    long = "ASK { ?s ?p '" + "ü" * 3_000 + "' }"
    store.query("ASK {}")
    store.query(long)
    (one, address, _), (two, _, body) = server.requests
    assert (one, two) == ("GET", "POST")
    assert parse_qs(urlsplit(address).query)["query"] == ["ASK {}"]
    sent = parse_qs(body.decode())
    assert sent["query"] == [long]
    assert len(sent["default-graph-uri"]) == len(sent["named-graph-uri"]) == 4


@pytest.mark.sweep("server")
def test_many_threads_share_one_store(remote: RemoteStore) -> None:
    failures: list[StoreError] = []

    def ask() -> None:
        try:
            for _ in range(5):
                assert count(remote, "SELECT (COUNT(*) AS ?n) { ?s a ?o }") > 5_000
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
