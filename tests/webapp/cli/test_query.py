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
from tests.some import some
from tests.webapp.cli.conftest import Invoke, Process


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("day", "count"), [("2017-01-18", 12), ("2017-01-20", 13)])
def test_partners_of_top_on_a_day(opg: Process, day: str, count: int) -> None:
    done = opg("query", "partners-on-date", "programme=top", f"date={day}")
    assert (done.returncode, done.stderr) == (0, "")
    rows = records(done.stdout)
    assert len(rows) == count == len({row["partner"] for row in rows})
    assert ("Alibaba Group" in {row["partnerLabel"] for row in rows}) == (count == 13)
    for row in some(rows):
        steps = records(opg("query", "evidence-of", f"statement={row['partnership']}").stdout)
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
        "partners-on-date has no parameter 'program'; its parameters are programme, date.",
    ),
    (
        ["partners-on-date", "programme=tpo"],
        "programme=tpo: no programme is known by this identifier. Did you mean top (",
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
    assert "not valid Unicode" in done.stderr


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
    assert invoke(*(word for word in example if not word.endswith("=…"))).exit_code == 0


def test_json_holds_whole_numbers_as_such(invoke: Invoke) -> None:
    content = json.loads(invoke("query", "partners-per-term", "--format", "json").stdout)
    assert content["head"]["vars"][:2] == ["term", "termLabel"]
    assert content["results"]["bindings"][0]["seats"] == {
        "type": "literal",
        "value": "9",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
