"""`opg sparql` and `opg stats`."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build.snapshot import Snapshot
from tests import tables
from tests.webapp.cli.conftest import Invoke, Process
from webapp.models.data_version import data_version
from webapp.models.query_client import QueryClient

ASK = "ASK { organization:alibaba op:partnerOf games:%s }"


def test_a_file_and_standard_input(opg_of_all: Process, tmp_path: Path) -> None:
    prefix = "PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>"
    text = f"{prefix}\nSELECT (COUNT(?p) AS ?n) {{ ?p a op:Partnership }}\n"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    from_file, from_input = opg_of_all("sparql", str(tmp_path / "count.rq")), opg_of_all("sparql", "-", text=text)
    assert from_file.stdout == from_input.stdout == f"n\n{len(tables.rows('partnerships'))}\n"


def test_a_byte_order_mark_before_a_query_is_no_part_of_it(within: Process, tmp_path: Path) -> None:
    """Finding 18: also `opg sparql` refused it."""
    (tmp_path / "marked.rq").write_text("\ufeffASK {}", encoding="utf-8")
    for result in (within("sparql", str(tmp_path / "marked.rq")), within("sparql", "-", text="\ufeffASK {}")):
        assert (result.stdout, result.returncode) == ("true\n", 0)
    hidden = within("sparql", "-", text="ASK {\u00a0}")
    assert "At line 1, column 6: U+00A0 NO-BREAK SPACE does not belong here." in hidden.stderr
    assert (
        within("query", "partner-history", "partner=\ufeffalibaba").stdout
        == within("query", "partner-history", "partner=alibaba").stdout
    )


def test_prefixes_of_the_project_need_no_declaration(invoke: Invoke) -> None:
    result = invoke("sparql", "-", "--format", "table", text="SELECT ?c { organization:alibaba op:country ?c }")
    assert "country:china" in result.stdout


def test_a_term_that_the_graph_does_not_have_gives_a_hint_beside_the_answer(within: Process) -> None:
    done = within("sparql", "-", text="SELECT * { ?x op:patner ?y }")
    assert (done.returncode, done.stdout) == (0, "x,y\n")
    assert done.stderr.startswith(
        "Hint: Line 1, column 15: op:patner is not in the vocabulary. Did you mean op:partner"
    )
    assert within("sparql", "-", text="SELECT * { ?x op:partner ?y } LIMIT 1").stderr == ""


def test_asking_answers_by_exit_code_too(invoke: Invoke) -> None:
    yes, no = (invoke("sparql", "-", text=ASK % games) for games in ("2020-summer", "2012-summer"))
    assert (yes.stdout, yes.exit_code) == ("true\n", 0)
    assert (no.stdout, no.exit_code) == ("false\n", 1)
    assert json.loads(invoke("sparql", "-", "--format", "json", text=ASK % "2020-summer").stdout)["boolean"] is True


def test_constructing_gives_turtle_or_a_table(invoke: Invoke) -> None:
    text = "CONSTRUCT { ?g schema:sponsor organization:alibaba } WHERE { organization:alibaba op:partnerOf ?g }"
    turtle = invoke("sparql", "-", text=text).stdout
    assert "games:2020-summer schema:sponsor organization:alibaba" in turtle
    assert len(list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))) == 6
    lines = invoke("sparql", "-", "--format", "csv", text=text).stdout.splitlines()
    assert lines[0] == "subject,predicate,object"
    assert len(lines) == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT {", "<stdin>: This is no SPARQL 1.1 query. "),
        ("", "is no SPARQL 1.1 query. "),
        ("SELECT * {\n  ?s ?p ?o\n", "is no SPARQL 1.1 query. "),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "only be read. INSERT at line 1, column 1 belongs to an update."),
        ("SELECT * { ?x nothing:here ?y }", "is no SPARQL 1.1 query. At line 1, "),
        ("SELECT * " + "{" * 200, "The query is nested too deeply"),
    ],
)
def test_what_is_no_query_is_refused(invoke: Invoke, text: str, message: str) -> None:
    result = invoke("sparql", "-", text=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "error at" not in result.stderr
    assert "[" not in result.stderr


def test_the_place_is_shown_in_the_query_as_it_was_typed(invoke: Invoke) -> None:
    text = "SELECT * { ?x op:partner ?y . ?x nothing:here ?z }"
    lines = invoke("sparql", "-", text=text).stderr.splitlines()
    caret = lines[lines.index(text) + 1].index("^")
    assert text.index("nothing") <= caret <= text.index(" ?z")


@pytest.mark.parametrize("service", ["SERVICE", "service silent"])
def test_other_services_are_not_asked(invoke: Invoke, service: str, tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        for place in ((), ("--store", str(tmp_path / "one.ttl"))):
            result = invoke("sparql", "-", *place, text=f"SELECT * {{ {service} <{url}> {{ ?s ?p ?o }} }}")
            assert (result.exit_code, result.stdout) == (1, "")
            assert "<stdin>: Queries cannot reach other services. SERVICE at line 1, column 12 " in result.stderr
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_string_may_hold_any_word(invoke: Invoke) -> None:
    text = "SELECT ('SERVICE <http://127.0.0.1/> {} # INSERT' AS ?x) {}"
    assert "INSERT" in invoke("sparql", "-", text=text).stdout


def test_a_graph_format_is_for_graphs(invoke: Invoke) -> None:
    result = invoke("sparql", "-", "--format", "turtle", text="SELECT * { ?s ?p ?o } LIMIT 1")
    assert result.exit_code == 2
    assert "turtle is for CONSTRUCT and DESCRIBE" in result.stderr


def test_a_file_that_is_missing_or_no_text(within: Process, tmp_path: Path) -> None:
    missing = within("sparql", str(tmp_path / "none.rq"))
    assert missing.returncode == 2
    assert "No such file" in missing.stderr
    (tmp_path / "latin.rq").write_bytes("# é".encode("latin-1"))
    wrong = within("sparql", str(tmp_path / "latin.rq"))
    assert wrong.returncode == 2
    assert "is not UTF-8 text" in wrong.stderr


def test_stats_say_what_there_is_and_where(invoke: Invoke, snapshot: Snapshot) -> None:
    rows = list(csv.reader(io.StringIO(invoke("stats").stdout)))
    assert rows[0] == ["of", "what", "value"]
    version = data_version(QueryClient(snapshot.store()))
    assert ["snapshot", "version", version.number] in rows
    assert ["snapshot", "date", version.date] in rows
    assert ["snapshot", "digest", snapshot.version] in rows
    assert ["snapshot", "folder", str(snapshot.folder)] in rows
    assert ["things", "Partnership", str(len(tables.rows("partnerships")))] in rows


def test_home_can_be_given_as_an_option(invoke: Invoke, home: Path) -> None:
    assert invoke("stats", "--home", str(home)).stdout == invoke("stats").stdout
