"""The protocol of `/sparql`: what is asked in which way, in which format it is answered, and how it is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from graph.rdf_formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.stores.store import EmbeddedStore
from ontology.namespaces import CURATED_GRAPH, DATASET_IRI, DERIVED_GRAPH, ONTOLOGY_GRAPH
from tests.some import any_number, some
from tests.webapp.html import parse
from webapp.config import Settings
from webapp.http import assets

SELECT = """SELECT ?games {
  <https://w3id.org/olympic-partnerships/id/organization/alibaba>
    <https://w3id.org/olympic-partnerships/ontology#partnerOf> ?games
} ORDER BY ?games"""
DESCRIBE = "DESCRIBE <https://w3id.org/olympic-partnerships/id/organization/alibaba>"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def get(client: FlaskClient, query: str, accept: str = "*/*", **fields: str) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **fields}, headers={"Accept": accept})


def assert_problem(response: TestResponse, status: int, name: str) -> dict[str, Any]:
    """Hold a response to the one shape of errors."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    problem: dict[str, Any] = response.get_json(force=True)
    assert problem["type"] == f"/errors#{name}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"]
)
def test_what_is_sent_can_be_asked_for_as_it_is_called(asking: FlaskClient, media_type: str) -> None:
    plain = get(asking, SELECT, media_type)
    again = get(asking, SELECT, f"{media_type}; charset=utf-8, */*;q=0.1")
    assert (again.status_code, again.content_type, again.data) == (200, plain.content_type, plain.data)


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda format_: format_.name)
def test_rows_in_every_format_by_accept_and_by_name(asking: FlaskClient, format_: Any) -> None:
    bodies = [get(asking, SELECT, media_type) for media_type in format_.media_types]
    bodies += [get(asking, SELECT, format=name) for name in (format_.name, format_.media_type)]
    for response, media_type in some(zip(bodies, (*format_.media_types, *[format_.media_type] * 2), strict=True)):
        assert response.status_code == 200
        assert response.mimetype == media_type
        assert response.data == bodies[0].data
    read = ox.QueryResultsFormat.from_media_type(format_.media_type)
    assert read
    if read != ox.QueryResultsFormat.CSV:
        rows = ox.parse_query_results(bodies[0].data, format=read)
        assert isinstance(rows, ox.QuerySolutions)
        assert len(list(rows)) == 6


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_triples_in_every_format_by_accept_and_by_name(asking: FlaskClient, format_: Any, store: EmbeddedStore) -> None:
    read = ox.RdfFormat.from_media_type(format_.media_type)
    assert read
    for response in (get(asking, DESCRIBE, format_.media_type), get(asking, DESCRIBE, format=format_.name)):
        assert response.mimetype == format_.media_type
        assert len({quad.triple for quad in ox.parse(response.data, format=read)}) > 20


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.8, */*;q=0.1", "text/csv"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        (
            "application/sparql-results+json,application/json,text/javascript,application/javascript",
            "application/sparql-results+json",
        ),
        ("text/turtle, application/json;q=0.2", "application/json"),
    ],
)
def test_accept_is_weighed(asking: FlaskClient, accept: str, media_type: str) -> None:
    response = get(asking, SELECT, accept)
    assert response.mimetype == media_type
    (varies,) = response.headers.getlist("Vary")
    assert set(varies.split(", ")) == {"Accept", "Accept-Encoding"}


def test_no_format_fits(asking: FlaskClient) -> None:
    assert "text/csv" in assert_problem(get(asking, SELECT, "image/png"), 406, "no-such-format")["detail"]
    assert "text/turtle" in assert_problem(get(asking, DESCRIBE, "text/csv"), 406, "no-such-format")["detail"]
    assert "turtle" in assert_problem(get(asking, SELECT, format="docx"), 400, "bad-sparql-request")["detail"]


def test_three_ways_to_ask_give_the_same(asking: FlaskClient) -> None:
    direct = asking.post("/sparql", data=SELECT, content_type="application/sparql-query; charset=UTF-8")
    form = asking.post("/sparql", data={"query": SELECT})
    assert direct.data == form.data == get(asking, SELECT).data
    assert asking.get("/sparql/", query_string={"query": SELECT}).data == form.data


def test_unicode_and_line_breaks_travel(asking: FlaskClient) -> None:
    query = "SELECT ?text\n{\r\n\tVALUES ?text { '阿里巴巴 é \U0001f3c5' }\n}"
    for response in (
        get(asking, query),
        asking.post("/sparql", data={"query": query}),
        asking.post("/sparql", data=query.encode(), content_type="application/sparql-query"),
    ):
        assert response.get_json()["results"]["bindings"][0]["text"]["value"] == "阿里巴巴 é \U0001f3c5"


@pytest.mark.parametrize(
    ("graphs", "count"),
    [
        ([("default-graph-uri", DERIVED_GRAPH)], 6),
        ([("default-graph-uri", CURATED_GRAPH)], 0),
        ([("default-graph-uri", CURATED_GRAPH), ("default-graph-uri", DERIVED_GRAPH)], 6),
        ([("default-graph-uri", "http://127.0.0.1:1/not-here")], 0),
        ([("named-graph-uri", DERIVED_GRAPH)], 0),
        ([], 6),
    ],
)
def test_the_protocol_chooses_the_default_graph(asking: FlaskClient, graphs: list[tuple[str, str]], count: int) -> None:
    address = "/sparql?query=" + quote(SELECT) + "".join(f"&{name}={quote(graph)}" for name, graph in graphs)
    assert len(asking.get(address).get_json()["results"]["bindings"]) == count


def test_the_query_chooses_its_dataset_and_the_protocol_goes_before(asking: FlaskClient) -> None:
    def count(dataset: str, **fields: str) -> int:
        response = get(asking, SELECT.replace("{", f"{dataset} {{", 1), **fields)
        return len(response.get_json()["results"]["bindings"])

    assert count(f"FROM <{DERIVED_GRAPH}>") == 6
    assert count(f"FROM <{CURATED_GRAPH}>") == 0
    assert count(f"FROM NAMED <{DERIVED_GRAPH}>") == 0
    assert count("FROM <file:///etc/passwd>") == 0
    assert count(f"FROM <{CURATED_GRAPH}>", **{"default-graph-uri": DERIVED_GRAPH}) == 6


def test_named_graphs_are_chosen(asking: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert len(get(asking, query).get_json()["results"]["bindings"]) == 4
    chosen = get(asking, query, **{"named-graph-uri": ONTOLOGY_GRAPH}).get_json()["results"]["bindings"]
    assert [row["g"]["value"] for row in chosen] == [ONTOLOGY_GRAPH]
    assert get(asking, query, **{"default-graph-uri": ONTOLOGY_GRAPH}).get_json()["results"]["bindings"] == []


def test_what_is_no_request_of_the_protocol(asking: FlaskClient) -> None:
    form, direct = "application/x-www-form-urlencoded", "application/sparql-query"
    two = asking.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")
    assert_problem(two, 400, "bad-sparql-request")
    assert_problem(
        asking.post("/sparql?query=ASK%7B%7D", data="ASK {}", content_type=direct), 400, "bad-sparql-request"
    )
    assert_problem(asking.post("/sparql", data="q=ASK", content_type=form), 400, "bad-sparql-request")
    assert_problem(get(asking, "ASK {}", **{"default-graph-uri": "no iri"}), 400, "bad-sparql-request")
    assert_problem(asking.post("/sparql", data=b"ASK { '\xff' }", content_type=direct), 400, "bad-sparql-request")
    assert_problem(asking.post("/sparql", data="ASK {}", content_type="text/plain"), 415, "unsupported-media-type")
    assert_problem(asking.post("/sparql", data="ASK {}"), 415, "unsupported-media-type")
    utf16 = asking.post("/sparql", data="ASK {}".encode("utf-16"), content_type=f"{direct}; charset=UTF-16")
    assert_problem(utf16, 415, "unsupported-media-type")
    assert_problem(get(asking, "ASK { '\0' }"), 400, "bad-sparql-request")
    put = asking.put("/sparql?query=ASK%7B%7D")
    assert put.status_code == 405
    assert "Use GET, HEAD, OPTIONS, POST." in put.get_json(force=True)["detail"]
    assert put.content_type == "application/problem+json"
    assert set(put.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def test_a_byte_order_mark_before_a_query_is_no_part_of_it(asking: FlaskClient) -> None:
    """Finding 18: it was refused, pointing at nothing visible."""
    form, direct = "application/x-www-form-urlencoded", "application/sparql-query"
    expected = get(asking, SELECT).data
    for response in (
        get(asking, MARK + SELECT),
        asking.post("/sparql", data={"query": MARK + SELECT}),
        asking.post("/sparql", data=(MARK + SELECT).encode(), content_type=direct),
        asking.post("/sparql", data=f"{MARK}query={quote(SELECT)}".encode(), content_type=form),
        asking.post("/sparql", data=f"{MARK}query={quote(MARK + SELECT)}".encode(), content_type=form),
    ):
        assert (response.status_code, response.data) == (200, expected)
    problem = assert_problem(get(asking, f"{MARK}SELECT * {{"), 400, "malformed-query")
    assert (problem["line"], problem["column"]) == (1, 11), "counted without the mark"
    problem = assert_problem(get(asking, "ASK {}\u200b"), 400, "malformed-query")
    assert problem["detail"].startswith("At line 1, column 7: U+200B ZERO WIDTH SPACE")


def test_a_graph_field_left_empty_chooses_nothing(asking: FlaskClient) -> None:
    """Finding 18: forms such as Virtuoso's send `default-graph-uri=`, which was 400."""
    expected = get(asking, SELECT).data
    for fields in (
        "default-graph-uri=",
        "named-graph-uri=&default-graph-uri=",
        "default-graph-uri=&default-graph-uri=",
    ):
        assert asking.get(f"/sparql?query={quote(SELECT)}&{fields}").data == expected
    chosen = asking.get(f"/sparql?query={quote(SELECT)}&default-graph-uri=&default-graph-uri={quote(CURATED_GRAPH)}")
    assert chosen.get_json()["results"]["bindings"] == []
    assert asking.post("/sparql", data={"query": SELECT, "default-graph-uri": ""}).data == expected


HELD = "a\\u0009b\\u000Dc\\u000D\\u000Ad\\u000D"
"""Tab, carriage returns and a line feed, as escapes of SPARQL."""


@pytest.mark.parametrize(
    "format_", [item for item in RESULT_FORMATS if item.name != "csv"], ids=lambda format_: format_.name
)
def test_a_carriage_return_comes_back_from_rows(asking: FlaskClient, format_: Any) -> None:
    """Finding 19: in XML it came back as a line feed."""
    body = get(asking, f"SELECT ('{HELD}' AS ?x) {{}}", format_.media_type).data
    answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.from_media_type(format_.media_type))
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["x"].value for row in answer] == ["a\tb\rc\r\nd\r"]
    if format_.name == "xml":
        (literal,) = ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314
        assert literal.text == "a\tb\rc\r\nd\r"


def test_a_carriage_return_comes_back_from_csv(asking: FlaskClient) -> None:
    body = get(asking, f"SELECT ('{HELD}' AS ?x) ('\\u000D' AS ?y) {{}}", "text/csv").data
    read = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert read == [["x", "y"], ["a\tb\rc\r\nd\r", "\r"]]


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_a_carriage_return_comes_back_from_graphs(asking: FlaskClient, format_: Any) -> None:
    query = f"CONSTRUCT {{ <http://e/s> <http://e/p> '{HELD}' }} {{}}"
    body = get(asking, query, format_.media_type).data
    read = ox.RdfFormat.from_media_type(format_.media_type)
    assert [quad.object.value for quad in ox.parse(body, format=read)] == ["a\tb\rc\r\nd\r"]
    (value,) = (
        Graph().parse(data=body, format={"rdfxml": "xml", "jsonld": "json-ld"}.get(format_.name, "turtle")).objects()
    )
    assert str(value) == "a\tb\rc\r\nd\r"


@pytest.mark.parametrize("code", ["0001", "000B", "FFFE", "FFFF"])
def test_what_xml_cannot_hold_is_said_with_the_way_out(asking: FlaskClient, code: str) -> None:
    """Finding 19: the answer was not well-formed, under 200."""
    select, construct = f"SELECT ('\\u{code}' AS ?x) {{}}", f"CONSTRUCT {{ <x:s> <x:p> '\\u{code}' }} {{}}"
    for query, accept in (
        (select, "application/sparql-results+xml"),
        (select, "application/xml"),
        (construct, "application/rdf+xml"),
    ):
        problem = assert_problem(get(asking, query, accept), 406, "not-acceptable")
        assert f"U+{code}" in problem["detail"]
        assert "JSON" in problem["detail"]
    assert_problem(get(asking, select, format="xml"), 406, "not-acceptable")
    assert_problem(asking.post("/sparql", data={"query": select, "format": "xml"}), 406, "not-acceptable")
    assert get(asking, select).get_json()["results"]["bindings"][0]["x"]["value"] == chr(int(code, 16))
    for accept in ("text/csv", "text/tab-separated-values"):
        assert get(asking, select, accept).status_code == 200
    for accept in ("text/turtle", "application/n-triples", "application/ld+json"):
        assert get(asking, construct, accept).status_code == 200


def test_a_property_that_xml_cannot_name_is_said(asking: FlaskClient) -> None:
    problem = assert_problem(
        get(asking, "CONSTRUCT { <x:s> <http://e/12> 1 } {}", "application/rdf+xml"), 406, "not-acceptable"
    )
    assert "<http://e/12>" in problem["detail"]


@pytest.mark.parametrize(
    "accept",
    ["text/turtle, text/html;q=0.1", "application/json, text/html;q=0.9", "*/*", "application/json, */*"],
)
def test_who_likes_data_better_is_told_of_mistakes_as_data(asking: FlaskClient, accept: str) -> None:
    assert_problem(get(asking, "SELECT * {", accept), 400, "malformed-query")


def test_updates_are_refused_in_every_way_to_send_them(asking: FlaskClient) -> None:
    assert_problem(asking.post("/sparql", data={"update": "CLEAR ALL"}), 403, "read-only")
    assert_problem(asking.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update"), 403, "read-only")
    assert_problem(asking.get("/sparql?update=CLEAR%20ALL"), 403, "read-only")
    problem = assert_problem(get(asking, "LOAD <http://127.0.0.1/>"), 403, "read-only")
    assert problem["line"] == problem["column"] == 1


def test_errors_point_to_the_spot(asking: FlaskClient) -> None:
    problem = assert_problem(get(asking, "SELECT * {\n  ?s ?p\n}"), 400, "malformed-query")
    assert (problem["line"], problem["column"]) == (3, 1)
    assert problem["excerpt"] == "}\n^"
    problem = assert_problem(get(asking, "SELECT * { SERVICE <http://127.0.0.1/> {} }"), 403, "no-federation")
    assert problem["excerpt"].splitlines()[1].index("^") == len("SELECT * { ")
    assert_problem(get(asking, "ASK " + "{" * 101 + "}" * 101), 400, "query-too-deep")


def test_the_length_is_bounded_before_anything_is_read(asking: FlaskClient) -> None:
    most = Settings().query_kb * 1_000
    fits = "ASK {} #" + "x" * (most - 8)
    assert asking.post("/sparql", data=fits, content_type="application/sparql-query").status_code == 200
    assert asking.post("/sparql", data={"query": fits}).status_code == 200
    longer = fits + "x"
    assert_problem(asking.post("/sparql", data=longer, content_type="application/sparql-query"), 413, "query-too-long")
    assert_problem(asking.post("/sparql", data={"query": longer}), 413, "query-too-long")
    assert_problem(asking.post("/sparql", data={"query": "x" * 2_000_000}), 413, "query-too-long")
    assert get(asking, "ASK {} #" + "x" * 59_000).status_code == 200
    assert get(asking, "ASK {} #" + "x" * 61_000).status_code == 414


def test_kept_answers_and_entity_tags(asking: FlaskClient) -> None:
    first = get(asking, SELECT)
    assert first.headers["ETag"].startswith('W/"')
    again = asking.get("/sparql", query_string={"query": SELECT}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    tags = {
        get(asking, query, accept).headers["ETag"] for query in (SELECT, SELECT + " ") for accept in ("*/*", "text/csv")
    }
    assert len(tags) == 4
    for query in ("SELECT (NOW() AS ?now) {}", "SELECT (RAND() AS ?x) {}", "SELECT (UUID() AS ?x) {}"):
        response = get(asking, query)
        assert "ETag" not in response.headers
        assert response.headers["Cache-Control"] == "no-cache"


def test_what_is_random_differs_from_child_to_child(asking: FlaskClient) -> None:
    for function in ("RAND()", "UUID()", "STRUUID()"):
        query = f"SELECT ({function} AS ?x) {{}}"
        assert len({get(asking, query).data for _ in range(4)}) == 4


def test_head_and_options(asking: FlaskClient) -> None:
    head = asking.head("/sparql", query_string={"query": SELECT})
    assert head.data == b""
    assert int(head.headers["Content-Length"]) == len(get(asking, SELECT).data)
    options = asking.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert options.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in options.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in options.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in options.headers


def test_the_service_describes_what_it_does(asking: FlaskClient) -> None:
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    for format_ in some(GRAPH_FORMATS):
        response = asking.get("/sparql", headers={"Accept": format_.media_type})
        assert response.mimetype == format_.media_type
        described = ox.Store()
        described.load(response.data, format=ox.RdfFormat.from_media_type(format_.media_type))
        assert described.query(sd + "ASK { ?s a sd:Service ; sd:endpoint <http://localhost/sparql> }")
        assert described.query(
            sd + "ASK { ?s sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph }"
        )
        assert not described.query(sd + "ASK { ?s sd:feature sd:BasicFederatedQuery }")
        named = described.query(sd + f"SELECT ?n {{ <{DATASET_IRI}> sd:namedGraph/sd:name ?n }}")
        assert isinstance(named, ox.QuerySolutions)
        assert len(list(named)) == 4
        formats = described.query(sd + "SELECT ?f { ?s sd:resultFormat ?f }")
        assert isinstance(formats, ox.QuerySolutions)
        assert {row["f"].value for row in formats} == {item.iri for item in (*RESULT_FORMATS, *GRAPH_FORMATS)}


def test_void_has_the_addresses_of_this_host(asking: FlaskClient) -> None:
    response = asking.get("/.well-known/void", headers={"Accept": "text/turtle"})
    described = ox.Store()
    described.load(response.data, format=ox.RdfFormat.TURTLE)
    void = f"PREFIX void: <http://rdfs.org/ns/void#> ASK {{ <{DATASET_IRI}> "
    assert described.query(void + "void:sparqlEndpoint <http://localhost/sparql> }")
    assert described.query(void + "void:dataDump <http://localhost/data/olympic-partnerships.ttl> }")
    assert described.query(void + "void:triples ?n }")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    people = asking.get("/.well-known/void", headers={"Accept": BROWSER})
    assert (people.status_code, people.headers["Location"]) == (303, "/data")


def test_a_browser_gets_a_page_that_needs_no_script(asking: FlaskClient) -> None:
    response = asking.get("/sparql", headers={"Accept": BROWSER})
    assert response.mimetype == "text/html"
    page = parse(response.text)
    form = page.all("form", class_="query")[0]
    assert form.attributes["action"] == "/sparql"
    assert {option.attributes["value"] for option in form.all("option")} > {"csv", "json", "turtle"}
    examples = [link.attributes["href"] for link in page.all("a") if "query=" in link.attributes.get("href", "")]
    assert len(examples) > 10
    shown = asking.get(examples[0], headers={"Accept": BROWSER})
    assert shown.status_code == 200
    assert parse(shown.text).all("td")


def test_the_page_says_when_the_editor_is_not_built_and_how_to_add_it(
    asking: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets.bundle, "__defaults__", (tmp_path,))
    page = parse(asking.get("/sparql", headers={"Accept": BROWSER}).text)
    assert [notice.text for notice in page.all("p", class_="notice")] == [assets.MISSING]
    assert page.all("textarea")
    assert not page.all("script")


def test_the_page_shows_answers_and_errors_in_place(asking: FlaskClient) -> None:
    page = parse(get(asking, SELECT, BROWSER).text)
    assert page.all("textarea")[0].text.startswith("SELECT ?games")
    assert "/games/2018-winter" in {link.attributes.get("href") for link in page.all("a")}
    assert "Yes" in parse(get(asking, "ASK {}", BROWSER).text).text
    assert "olympic-partnerships" in parse(get(asking, DESCRIBE, BROWSER).text).all("pre")[0].text
    wrong = get(asking, "SELECT * {", BROWSER)
    assert wrong.status_code == 400
    assert parse(wrong.text).all("section", id_="problem")[0].all("pre")


def test_the_page_shows_the_beginning_of_a_long_answer(asking: FlaskClient) -> None:
    table = parse(get(asking, "SELECT ?s { ?s ?p ?o } LIMIT 700", BROWSER).text)
    assert "700 rows, of which the first 500 are shown" in table.text
    assert len(table.all("td")) >= 500
    whole = parse(get(asking, "SELECT ?s { ?s ?p ?o } LIMIT 500", BROWSER).text)
    assert "500 rows." in whole.text
    long = "CONSTRUCT { ?s ?p ?long } { ?s ?p ?o BIND(CONCAT(STR(?o), '€é') AS ?long) } LIMIT 5000"
    graph = parse(get(asking, long, BROWSER).text)
    assert "This is the beginning" in graph.text
    assert 90_000 < len(graph.all("pre", class_="scroll")[0].text) <= 100_000
    short = parse(get(asking, "CONSTRUCT { <x:s> <x:p> 'é' } {}", BROWSER).text)
    assert "This is the beginning" not in short.text


def test_the_page_shows_what_is_written_and_runs_none_of_it(asking: FlaskClient) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) (IRI('javascript:alert(1)') AS ?y) {} #</textarea><script>"
    response = get(asking, query, BROWSER)
    page = parse(response.text)
    scripts = page.all("script")
    assert scripts or not assets.bundle("sparql")
    assert all("alert" not in script.text for script in any_number(scripts))
    assert all(not link.attributes.get("href", "").startswith("javascript") for link in some(page.all("a")))
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "<script>alert(1)</script>" in page.text
