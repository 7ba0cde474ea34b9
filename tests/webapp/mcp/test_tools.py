"""Every tool, over standard streams and over HTTP, and what wrong arguments are told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.build.snapshot import current
from graph.stores.store import EmbeddedStore, Rows
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from queries import registry
from queries.results import plain
from queries.run import run
from tests.some import some
from tests.webapp.mcp.conftest import Assistant

pytestmark = pytest.mark.engine

PREFIX = f"PREFIX op: <{ONTOLOGY_NAMESPACE}> "
TOOLS = ("search", "describe", "ask_in_words", "check_story", "list_queries", "ask", "sparql")
HUGE = "x" * 1_000_000


@pytest.fixture(scope="module")
def store(few_home: Path) -> EmbeddedStore:
    """What the servers answer from."""
    found = current(few_home)
    assert found
    return found.in_memory()


@pytest.mark.sweep("assistant")
def test_each_tool_is_described_and_only_reads(assistant: Assistant) -> None:
    tools = assistant.portal.call(assistant.client.list_tools).tools
    assert tuple(tool.name for tool in tools) == TOOLS
    for tool in some(tools):
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description
        assert tool.title
        assert tool.output_schema
        assert "release" in tool.output_schema["properties"]
        described = tool.input_schema["properties"].values()
        assert all("description" in str(argument) or "enum" in str(argument) for argument in some(described))


@pytest.mark.sweep("assistant")
def test_who_was_a_top_partner_on_a_day_with_sources_takes_two_calls(
    assistant: Assistant, store: EmbeddedStore
) -> None:
    question = "who was a TOP partner on 2017-01-18, with sources"
    query = assistant.call("list_queries", about=question)["queries"][0]
    assert {parameter["name"] for parameter in query["parameters"]} >= {"programme", "date"}
    answer = assistant.call("ask", query=query["name"], parameters={"programme": "top", "date": "2017-01-18"})
    expected = run(store, "partners-on-date", {"programme": "top", "date": "2017-01-18"})
    assert isinstance(expected, Rows)
    assert [row["partner"]["id"] for row in answer["rows"]] == [plain(row[0]) for row in some(expected.rows)]
    sources = {source["id"]: source for source in answer["sources"]}
    evidence = {item["statement"]: item for item in answer["evidence"]}
    for row in some(answer["rows"]):
        found = evidence[row["partnership"]["id"]]
        assert all(sources[iri]["label"] for iri in some(found["sources"]))
        assert row["fromBasis"] == found["fromBasis"]
    assert answer["release"]["version"]
    assert answer["release"]["version"] in answer["citation"]
    counted = Counter(row["fromBasis"] for row in answer["rows"])
    assert {basis: number for basis, number in answer["countByBasis"].items() if number} == counted


@pytest.mark.sweep("assistant")
def test_search_finds_by_name_in_any_script(assistant: Assistant) -> None:
    found = assistant.call("search", text="阿里巴巴")
    assert found["results"][0]["id"] == f"{ID_BASE}organization/alibaba"
    assert not found["near"]
    assert found["release"]["version"]
    assert assistant.call("search", text="tyre top ix", kind="partner", limit=1)["results"][0]["kind"] == "Partner"


@pytest.mark.sweep("assistant")
def test_what_is_described_has_sources_and_bases(assistant: Assistant) -> None:
    whole = _all_pages(assistant, "describe", "statements", thing="alibaba", limit=500)
    assert next(item["subject"]["id"] for item in whole) == f"{ID_BASE}organization/alibaba"
    days = [item for item in whole if item["property"]["id"] == f"{ONTOLOGY_NAMESPACE}from"]
    assert {item["basis"] for item in some(days)} <= {"stated", "announced", "assumed", "unknown"}
    assert any(item["sources"] for item in days)
    page = assistant.call("describe", thing="organization:alibaba", limit=5, offset=len(whole) // 2)
    named = {source for item in page["statements"] for source in item["sources"] or ()}
    assert {source["id"] for source in page["sources"]} == named
    assert assistant.call("describe", thing="op:partner")["label"] == "partner"


@pytest.mark.sweep("assistant")
@pytest.mark.parametrize("about", ["", "which categories are exclusive"])
def test_every_public_query_is_listed(assistant: Assistant, about: str) -> None:
    names = [item["name"] for item in _all_pages(assistant, "list_queries", "queries", about=about, limit=20)]
    public = {query.name for query in registry.public()}
    assert len(names) == len(set(names))
    assert set(names) == public if not about else names[0].startswith("exclusivity")


@pytest.mark.sweep("assistant")
def test_answers_of_other_forms_are_rows_too(assistant: Assistant) -> None:
    assert assistant.call("sparql", query="ASK {}")["rows"] == [{"answer": True}]
    graph = assistant.call("ask", query="partner-graph", parameters={"partner": "alibaba"}, limit=1)
    assert graph["columns"] == ["subject", "predicate", "object"]
    made = assistant.call("sparql", query=f"{PREFIX} CONSTRUCT WHERE {{ ?x op:partner ?p }}", limit=2)
    assert {row["predicate"]["id"] for row in made["rows"]} == {f"{ONTOLOGY_NAMESPACE}partner"}
    assert made["evidence"]
    assert made["sources"]


@pytest.mark.sweep("assistant")
def test_a_misspelt_term_gives_a_hint(assistant: Assistant) -> None:
    answer = assistant.call("sparql", query=f"{PREFIX} SELECT * {{ ?x op:patner ?y }}")
    assert answer["rows"] == []
    assert "op:partner" in answer["hints"][0]


@pytest.mark.sweep("assistant")
def test_pages_lie_side_by_side(assistant: Assistant) -> None:
    query = f"{PREFIX} SELECT ?x {{ ?x a op:Programme }} ORDER BY STR(?x)"
    rows = _all_pages(assistant, "sparql", "rows", query=query, limit=25)
    assert rows == sorted(some(rows), key=lambda row: str(row["x"]["id"]))
    assert len(rows) == len({row["x"]["id"] for row in rows}) == assistant.call("sparql", query=query, limit=1)["total"]
    wide = assistant.call("sparql", query="SELECT * { ?s ?p ?o } LIMIT 1000", limit=500)
    assert wide["next"]
    assert len(str(wide["rows"])) < 100_000


@pytest.mark.sweep("assistant")
def test_resources_tell_the_vocabulary_and_the_dataset(assistant: Assistant) -> None:
    uris = {str(found.uri) for found in assistant.portal.call(assistant.client.list_resources).resources}
    assert uris == {"opg://vocabulary", "opg://ontology", "opg://dataset"}
    assert "| op:Partnership |" in assistant.read("opg://vocabulary")
    assert "owl:Ontology" in assistant.read("opg://ontology")
    assert "void:triples" in assistant.read("opg://dataset")


@pytest.mark.sweep("assistant")
@pytest.mark.parametrize(
    ("tool", "arguments", "right"),
    [
        ("search", {}, "text: Field required"),
        ("search", {"text": 5}, "valid string"),
        ("search", {"text": ""}, "at least 1 character"),
        ("search", {"text": HUGE}, "at most 200 characters"),
        ("search", {"text": "visa", "kind": "firm"}, "'partner', 'games'"),
        ("search", {"text": "visa", "offset": -1}, "greater than or equal to 0"),
        ("search", {"text": "visa", "offset": 10_000}, "below that is right"),
        ("search", {"text": "visa", "limit": True}, "valid integer"),
        ("search", {"text": "visa", "lmit": 5}, "its arguments are text, kind, limit, offset"),
        ("describe", {"thing": "\0"}, "Nothing is called"),
        ("describe", {"thing": "http://["}, "is no identifier"),
        ("describe", {"thing": "tokyo"}, "games:2020-summer"),
        ("describe", {"thing": "alibaba", "offset": 10**30}, "less than or equal to"),
        ("ask", {"query": "partner-on-date"}, "did you mean partners-on-date"),
        ("ask", {"query": "name-weights"}, "there are agreement-signatories"),  # which is internal
        ("ask", {"query": "partners-on-date", "parameters": {"day": "2017"}}, "its parameters are programme, date"),
        ("ask", {"query": "partners-on-date", "parameters": {"date": "yesterday"}}, "YYYY-MM-DD"),
        ("ask", {"query": "partners-on-date", "parameters": {"programme": "a\0b"}}, "no programme is known"),
        ("ask", {"query": "partners-on-date", "parameters": {"date": None}}, "valid string"),
        ("ask", {"query": "partners-on-date", "parameters": [1]}, "valid object"),
        ("sparql", {"query": "SELECT"}, "here could stand a variable"),
        ("sparql", {"query": "ASK {\0}"}, "U+0000"),
        ("sparql", {"query": f"#{HUGE}\nASK {{}}"}, "64 kilobytes"),
        ("sparql", {"query": "CLEAR ALL"}, "Ask a SELECT, ASK, CONSTRUCT or DESCRIBE query"),
        ("sparql", {"query": "ASK { SERVICE <http://x.example/> { ?s ?p ?o } }"}, "Leave out SERVICE"),
        ("sparql", {"query": "SELECT ?a ?b { ?a a ?x . ?b a ?y }"}, "Add LIMIT"),
        ("serach", {}, "did you mean search"),
    ],
)
def test_wrong_arguments_are_told_what_would_be_right(
    assistant: Assistant, tool: str, arguments: dict[str, Any], right: str
) -> None:
    message = assistant.refused(tool, **arguments)
    assert right in message
    assert not re.search(r"Traceback|Error executing|pydantic|\.py", message)
    assert len(message) < 2_000
    assert "\0" not in message


def _all_pages(assistant: Assistant, tool: str, member: str, **arguments: Any) -> list[dict[str, Any]]:
    """Return the items of all pages, one after the other."""
    items: list[dict[str, Any]] = []
    offset: int | None = 0
    while offset is not None:
        page = assistant.call(tool, **arguments, offset=offset)
        items += some(page[member])
        offset = page["next"]
    assert len(items) == page["total"]
    return items


@pytest.mark.sweep("assistant")
def test_a_question_in_words_is_answered_with_how_it_was_read(assistant: Assistant) -> None:
    answer = assistant.call("ask_in_words", question="Who was the cloud partner of Tokyo 2020?")
    assert answer["query"] == "find-partnerships"
    assert answer["reads"]
    assert [row["partner"]["label"] for row in some(answer["rows"])] == ["Alibaba Group"]
    nothing = assistant.call("ask_in_words", question="who won gold")
    assert nothing["query"] is None
    assert nothing["reason"]


@pytest.mark.sweep("assistant")
def test_a_story_is_checked_with_sources(assistant: Assistant) -> None:
    text = "Alibaba Group signed on 19 January 2017 in Davos as a worldwide Olympic partner until 2028."
    claims = assistant.call("check_story", text=text, date="2017-01-20")["claims"]
    assert {claim["verdict"] for claim in some(claims)} == {"supported"}
    assert all(claim["evidence"] for claim in some(claims))
    assert "a day such as" in assistant.refused("check_story", text=text, date="2017-13-41")
