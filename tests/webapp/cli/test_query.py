"""`opg query` and `opg list`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from ontology.namespaces import ID_BASE
from queries import registry
from queries.parameters import typed_default
from tests.some import some
from tests.webapp.cli.conftest import Invoke, Process


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("day", "count"), [("2017-01-18", 12), ("2017-01-20", 13)])
def test_partners_of_top_on_a_day(within: Process, day: str, count: int) -> None:
    done = within("query", "partners-on-date", "programme=top", f"date={day}")
    assert (done.returncode, done.stderr) == (0, "")
    rows = records(done.stdout)
    assert len(rows) == count == len({row["partner"] for row in rows})
    assert ("Alibaba Group" in {row["partnerLabel"] for row in rows}) == (count == 13)
    for row in some(rows):
        steps = records(within("query", "evidence-of", f"statement={row['partnership']}").stdout)
        assert row["source"] in {step["source"] for step in steps}
        break


@pytest.mark.parametrize("programme", ["top", "programme:top", f"{ID_BASE}programme/top"])
def test_things_are_named_by_slug_prefix_or_iri(invoke: Invoke, programme: str) -> None:
    assert invoke("query", "partners-on-date", f"programme={programme}").output.count("\n") == 13


def test_a_terminal_gets_a_table_with_links(terminal: Callable[..., str]) -> None:
    shown = terminal("query", "partners-on-date", "date=2017-01-20")
    assert f"{ID_BASE}organization/alibaba" in shown
    assert re.search(r"\x1b\]8;[^\x1b]*alibaba\x1b\\Alibaba Group", shown)
    assert "Identifiers not shown: partnership, evidence" in shown
    assert shown.endswith("13 rows\n")


def test_csv_is_for_shells_in_a_pipe(opg: Process) -> None:
    text = opg("query", "partners-on-date").stdout
    assert "\r" not in text
    assert text.splitlines()[0].startswith("partner,partnerLabel,categories,")


def test_tsv_and_json_are_those_of_sparql(invoke: Invoke) -> None:
    tsv, js = (invoke("query", "partners-on-date", "--format", name).stdout for name in ("tsv", "json"))
    first = ox.parse_query_results(tsv.encode(), format=ox.QueryResultsFormat.TSV)
    second = ox.parse_query_results(js.encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(first, ox.QuerySolutions)
    assert isinstance(second, ox.QuerySolutions)
    one, other = ([tuple(row) for row in rows] for rows in (first, second))
    assert one == other
    assert len(one) == 12


def test_markdown_links_labels_to_identifiers(invoke: Invoke) -> None:
    lines = invoke("query", "partners-on-date", "--format", "markdown").stdout.splitlines()
    assert lines[0].startswith("| partner | categories | from |")
    assert f"| [Visa](<{ID_BASE}organization/visa>) | Payment services |" in lines[-1]
    assert len(lines) == 14


def test_a_table_shows_labels_and_says_what_it_leaves_out(invoke: Invoke) -> None:
    result = invoke("query", "partners-on-date", "--format", "table")
    assert "McDonald's" in result.stdout
    assert ID_BASE not in result.stdout
    assert "partner label" not in result.stdout
    assert result.stderr == "Identifiers not shown: partnership, evidence (--wide shows them).\n"
    wide = invoke("query", "partners-on-date", "--format", "table", "--wide")
    assert "evidence:partnership--top-09--visa" in wide.stdout
    assert wide.stderr == ""


def test_columns_can_be_chosen(invoke: Invoke) -> None:
    result = invoke("query", "partners-on-date", "--columns", "until, partnerLabel")
    assert result.stdout.splitlines()[:2] == ["until,partnerLabel", "2020-12-31,Atos"]
    wrong = invoke("query", "partners-on-date", "--columns", "partnr")
    assert wrong.exit_code == 2
    assert "There is no column 'partnr'; the columns are partner, partnerLabel," in wrong.stderr


def test_amounts_are_readable_in_tables_and_exact_elsewhere(invoke: Invoke) -> None:
    assert "800,000,000" in invoke("query", "reported-values", "--format", "table").stdout
    assert "\n800000000,USD," in invoke("query", "reported-values").stdout


def test_the_query_itself_can_be_had(invoke: Invoke) -> None:
    text = invoke("query", "partners-on-date", "date=2020-01-01", "--sparql").stdout
    assert invoke("sparql", "-", text=text).stdout == invoke("query", "partners-on-date", "date=2020-01-01").stdout


MISTAKES = [
    (["partner-on-date"], "There is no query 'partner-on-date'; did you mean partners-on-date"),
    (
        ["partners-on-date", "program=top"],
        "partners-on-date has no parameter 'program'; its parameters are programme, date, basis.",
    ),
    (
        ["partners-on-date", "programme=tpo"],
        "programme=tpo: no programme is known by this identifier or name. Did you mean top (",
    ),
    (["partners-on-date", "date=18.1.2017"], "date=18.1.2017: a day as YYYY-MM-DD, such as 2017-01-18, is expected."),
    (
        ["partners-on-date", "top"],
        "'top' should be PARAMETER=VALUE; the parameters of partners-on-date are: programme=…",
    ),
    (["partners-on-date", "date=2017-01-18", "date=2017-01-19"], "date is given twice."),
    (["partner-history", "partner=\x1b[31m"], "partner=�[31m: no partner is known"),
    (["partners-on-date", "--format", "xml"], "'xml' is not one of 'table', 'csv'"),
    ([], "Missing argument 'NAME'"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_mistakes_are_explained(invoke: Invoke, arguments: list[str], message: str) -> None:
    result = invoke("query", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_byte_that_is_no_text_is_a_message(opg: Process) -> None:
    done = opg("query", "find-organization", "name=\udcff")
    assert done.returncode == 2
    assert "is no text in UTF-8" in done.stderr


def test_an_answer_without_rows_is_an_answer(invoke: Invoke) -> None:
    result = invoke("query", "find-organization", "name=xyzzy")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1


def test_list_names_every_query(invoke: Invoke) -> None:
    rows = records(invoke("list").stdout)
    assert [row["query"] for row in rows] == [name for name, query in registry.load().items() if not query.internal]
    (row,) = (row for row in rows if row["query"] == "category-holders")
    assert row["parameters"] == "category= [programme=]"
    everything = records(invoke("list", "--all").stdout)
    assert "is-known" in {row["query"] for row in everything}


def test_list_by_tag(invoke: Invoke) -> None:
    assert {row["query"] for row in records(invoke("list", "--tag", "money").stdout)} >= {
        "reported-values",
        "contributions",
    }
    wrong = invoke("list", "--tag", "nothing")
    assert wrong.exit_code == 1
    assert "the tags are " in wrong.stderr


@pytest.mark.parametrize("name", registry.load())
def test_list_describes_a_query_with_an_example_that_works(invoke: Invoke, name: str) -> None:
    text = invoke("list", name).stdout
    example = text.rpartition("Example: opg ")[2].split()
    assert example[:2] == ["query", name]
    unasked = ["--sparql"] if registry.get(name).internal else []  # pages ask it; tests/queries has its answer
    assert invoke(*(word for word in example if not word.endswith("=…")), *unasked).exit_code == 0


def test_json_holds_whole_numbers_as_such(invoke: Invoke) -> None:
    content = json.loads(invoke("query", "partners-per-term", "--format", "json").stdout)
    assert content["head"]["vars"][:2] == ["term", "termLabel"]
    assert content["results"]["bindings"][0]["seats"] == {
        "type": "literal",
        "value": "9",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }


def parsed_graph(text: str, format_: ox.RdfFormat) -> set[ox.Triple]:
    """The triples of a document without blank nodes."""
    triples = {quad.triple for quad in ox.parse(text.encode(), format=format_)}
    assert triples
    assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object))
    return triples


RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
DESCRIBED = "DESCRIBE organization:alibaba"
GRAPHS = [
    (["query", "partner-graph", "partner=alibaba"], None),
    (["query", "thing-data", "thing=organization:alibaba"], None),
    (["show", "alibaba"], None),
    (["sparql", "-"], DESCRIBED),
    (["sparql", "-"], "CONSTRUCT WHERE { organization:alibaba ?p ?o }"),
]


@pytest.mark.parametrize(("arguments", "text"), GRAPHS)
def test_a_graph_can_be_had_in_each_format_of_rdf(invoke: Invoke, arguments: list[str], text: str | None) -> None:
    """Finding 24: `opg query partner-graph partner=alibaba --format turtle` was refused for a CONSTRUCT."""
    answers = [invoke(*arguments, "--format", name, text=text) for name in RDF]
    assert [answer.exit_code for answer in answers] == [0] * len(RDF)
    one, *others = [parsed_graph(answer.stdout, format_) for answer, format_ in zip(answers, RDF.values(), strict=True)]
    assert others == [one] * len(others)


def test_a_graph_is_turtle_by_default_and_a_table_on_request(invoke: Invoke) -> None:
    arguments = ["query", "partner-graph", "partner=alibaba"]
    assert invoke(*arguments).stdout == invoke(*arguments, "--format", "turtle").stdout
    assert invoke(*arguments, "--format", "csv").stdout.startswith("subject,predicate,object\n")
    assert invoke(*arguments, "--columns", "object").stdout.startswith("object\n")
    assert "partnership:top-09--alibaba" in invoke(*arguments, "--format", "table").stdout


NOT_GRAPHS = [
    (["query", "partners-on-date"], None),
    (["query", "is-known", "thing=alibaba"], None),
    (["sparql", "-"], "SELECT * { ?s ?p ?o } LIMIT 1"),
    (["sparql", "-"], "ASK {}"),
]


@pytest.mark.parametrize("format_", RDF)
@pytest.mark.parametrize(("arguments", "text"), NOT_GRAPHS)
def test_a_format_that_does_not_fit_is_told_with_those_that_do(
    invoke: Invoke, arguments: list[str], text: str | None, format_: str
) -> None:
    result = invoke(*arguments, "--format", format_, text=text)
    assert (result.exit_code, result.stdout) == (2, "")
    fitting = "this answer can be written as table, csv, tsv, json, markdown."
    assert result.stderr == f"Error: {format_} is for CONSTRUCT and DESCRIBE; {fitting}\n"


def test_rdf_has_no_columns(invoke: Invoke) -> None:
    result = invoke("query", "partner-graph", "partner=alibaba", "--format", "turtle", "--columns", "object")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--columns chooses columns of a table, and turtle has none" in result.stderr


DEFAULTS = [
    ("category-rivals", [], {"partner": "omega"}),
    ("partners-on-date", ["date=2017-01-18"], {"programme": "top", "basis": "assumed"}),
    ("category-rivals", ["partner=omega"], {}),
]


@pytest.mark.parametrize(("name", "given", "filled"), DEFAULTS)
def test_defaults_are_said_on_a_terminal_and_in_json(
    terminal: Callable[..., str], within: Process, name: str, given: list[str], filled: dict[str, str]
) -> None:
    """Finding 24: `opg query category-rivals` answered for Omega, and said so nowhere."""
    said = "By default: " + " ".join(f"{parameter}={text}" for parameter, text in filled.items())
    shown = terminal("query", name, *given)
    assert (said in shown) if filled else ("By default" not in shown)
    done = within("query", name, *given, "--format", "json")
    assert done.stderr == ""
    assert json.loads(done.stdout)["head"].get("defaults", {}) == filled
    assert isinstance(
        ox.parse_query_results(done.stdout.encode(), format=ox.QueryResultsFormat.JSON), ox.QuerySolutions
    )


@pytest.mark.parametrize(
    "query", [query for query in registry.public() if query.parameters], ids=lambda query: query.name
)
def test_each_default_can_be_typed_and_means_the_same(invoke: Invoke, query: registry.Query) -> None:
    content = json.loads(invoke("query", query.name, "--format", "json").stdout) if not query.is_graph else None
    typed = [f"{parameter.name}={typed_default(parameter)}" for parameter in query.parameters if parameter.default]
    assert invoke("query", query.name, "--sparql").stdout == invoke("query", query.name, *typed, "--sparql").stdout
    assert content is None or len(content["head"].get("defaults", {})) == len(typed)


@pytest.mark.parametrize("command", ["query", "list"])
@pytest.mark.parametrize("name", ["is-knowm", "xyzzy", "thing-dat"])
def test_queries_of_pages_are_not_listed_in_errors(invoke: Invoke, command: str, name: str) -> None:
    result = invoke(command, name)
    assert result.exit_code == 2
    hidden = [query.name for query in registry.load().values() if query.internal]
    words = set(re.findall(r"[a-z0-9-]+", result.stderr.partition(";")[2]))
    assert hidden
    assert words
    assert not words & set(hidden)


def test_a_format_is_completed_only_where_it_fits(opg: Process) -> None:
    def completed(words: str) -> set[str]:
        line = f"opg {words}"
        done = opg(_OPG_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1))
        return {item.partition(",")[2] for item in done.stdout.splitlines() if item}

    assert completed("query partners-on-date --format t") == {"table", "tsv"}
    assert completed("query partner-graph --format t") == {"table", "tsv", "turtle"}
    assert completed("sparql x.rq --format t") == {"table", "tsv", "turtle"}
