"""What is written is what the W3C's formats say: pyoxigraph reads it back, and writes the same."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.stores.store import EmbeddedStore, Rows, Term, Triples, Truth
from queries.results import markdown_text, plain, tabular, to_csv, to_json, to_markdown, to_tsv
from tests.some import some

XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TERMS: st.SearchStrategy[Term | None] = st.one_of(
    st.none(),
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="en")),
    st.dates().map(lambda day: ox.Literal(day.isoformat(), datatype=XSD_DATE)),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.from_regex(r"urn:[a-z0-9/:?=-]{1,20}#?", fullmatch=True).map(ox.NamedNode),
    st.from_regex(r"b[a-z0-9]{1,5}", fullmatch=True).map(ox.BlankNode),
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=6).map(lambda rows: Rows(("one", "two"), tuple(rows)))


def parsed(text: str, results: ox.QueryResultsFormat) -> Rows:
    answer = ox.parse_query_results(text.encode(), format=results)
    assert isinstance(answer, ox.QuerySolutions)
    return Rows(tuple(variable.value for variable in answer.variables), tuple(tuple(row) for row in answer))


@given(ROWS)
def test_json_reads_back(rows: Rows) -> None:
    assert parsed(to_json(rows), ox.QueryResultsFormat.JSON) == rows


@given(ROWS, st.dictionaries(TEXT, TEXT))
def test_json_that_says_defaults_reads_back(rows: Rows, defaults: dict[str, str]) -> None:
    text = to_json(rows, defaults)
    assert parsed(text, ox.QueryResultsFormat.JSON) == rows
    assert json.loads(text)["head"].get("defaults", {}) == defaults
    truth = json.loads(to_json(Truth(value=False), defaults))
    assert (truth["boolean"], truth["head"].get("defaults", {})) == (False, defaults)


@given(ROWS.filter(lambda rows: all(any(row) for row in rows.rows)))
def test_tsv_reads_back(rows: Rows) -> None:
    assert parsed(to_tsv(rows), ox.QueryResultsFormat.TSV) == rows


def test_tsv_has_no_characters_that_act_on_a_terminal() -> None:
    controls = [chr(code) for code in (*range(0x20), 0x7F)]
    rows = Rows(("one",), tuple((ox.Literal(char),) for char in some(controls)))
    assert sorted(set(to_tsv(rows)) & set(controls)) == ["\n"]
    assert parsed(to_tsv(rows), ox.QueryResultsFormat.TSV) == rows


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@given(rows=ROWS)
@example(rows=Rows(("one", "two"), ((ox.Literal("a\rb"), ox.Literal("\r")),)))
def test_csv_reads_back(rows: Rows, line_end: str) -> None:
    """Finding 19: with line ends for shells a carriage return in a value was not quoted."""
    read = list(csv.reader(io.StringIO(to_csv(rows, line_end), newline="")))
    assert read == [["one", "two"], *([plain(term) for term in row] for row in rows.rows)]


WRITERS = {
    ox.QueryResultsFormat.CSV: to_csv,
    ox.QueryResultsFormat.TSV: to_tsv,
}


@pytest.mark.parametrize("results", WRITERS, ids=lambda results: results.name)
def test_the_engine_writes_the_same(store: EmbeddedStore, results: ox.QueryResultsFormat) -> None:
    text = """SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) {
        (<urn:x> "plain, \\"quoted\\"" "words"@en UNDEF) (<urn:y> "two\\nlines" 12 true)
        (UNDEF "a\\tb" 1.5 "2017"^^<urn:t>)
    } }"""
    rows = store.query(text)
    assert isinstance(rows, Rows)
    direct = ox.Store().query(text)
    assert isinstance(direct, ox.QuerySolutions)
    written = direct.serialize(format=results)
    assert written is not None
    assert WRITERS[results](rows) == written.decode()


def test_truth_and_triples() -> None:
    assert '"boolean": true' in to_json(Truth(value=True))
    assert tabular(Truth(value=False)).rows == (
        (ox.Literal("false", datatype=ox.NamedNode(str(XSD_DATE.value)[:-4] + "boolean")),),
    )
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"))
    assert tabular(Triples((triple,))) == Rows(
        ("subject", "predicate", "object"), ((triple.subject, triple.predicate, triple.object),)
    )


def test_markdown_shows_text_as_text() -> None:
    assert to_markdown(["a"], [[markdown_text("x|y *z*\n[w]")]]) == "| a |\n| --- |\n| x\\|y \\*z\\* \\[w\\] |\n"


def test_a_store_writes_the_rows_that_it_answers_with() -> None:
    values = ox.Literal('"\n\u2028\0é', language="en"), ox.Literal(7), ox.BlankNode("b1"), ox.NamedNode("urn:a?b")
    store = EmbeddedStore.of(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value) for value in values)
    query = "SELECT ?none ?value { ?s ?p ?value } ORDER BY STR(?value)"
    written = store.raw(query, "application/sparql-results+json").decode()
    assert len(values) == len(parsed(written, ox.QueryResultsFormat.JSON))
    assert parsed(written, ox.QueryResultsFormat.JSON) == store.query(query)


@pytest.mark.parametrize(
    ("query", "media_type"), [("SELECT * {}", "text/turtle"), ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "text/csv")]
)
def test_a_store_writes_only_what_it_has_a_format_for(query: str, media_type: str) -> None:
    with pytest.raises(ValueError, match=media_type):
        EmbeddedStore.of([]).raw(query, media_type)
