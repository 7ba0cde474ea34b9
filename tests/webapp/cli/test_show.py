"""`opg show` finds what is meant, and says everything about it."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

from ontology.namespaces import ID_BASE, PREFIXES
from tests.some import some
from tests.webapp.cli.conftest import Invoke, Process


def values(text: str, part: str) -> set[str]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["value"].removeprefix(ID_BASE) for row in rows if row["part"] == part}


@pytest.mark.parametrize(
    "thing",
    ["alibaba", "organization:alibaba", f"{ID_BASE}organization/alibaba", "阿里巴巴", "Alibaba Group", "ALIBABA CLOUD"],
)
def test_a_thing_is_found_however_it_is_named(invoke: Invoke, thing: str) -> None:
    result = invoke("show", thing)
    assert result.exit_code == 0
    assert "games/2028-summer" in values(result.stdout, "statement")
    assert {"partnership/top-09--alibaba", "event/2017-01-19-alibaba"} <= values(result.stdout, "mention")
    assert "partnership/top-09--alibaba" in values(result.stdout, "evidence")
    assert "sina-2017-01-19-alibaba" in result.stdout


@pytest.mark.parametrize(
    ("thing", "iri"),
    [
        ("2020-summer", "games:2020-summer"),
        ("tokyo 2020", "games:2020-summer"),
        ("top", "programme:top"),
        ("top-09--alibaba", "partnership:top-09--alibaba"),
        ("jack-ma", "person:jack-ma"),
        ("Jack Ma", "person:jack-ma"),
        ("op:Partnership", "op:Partnership"),
        ("sina-2017-01-19-alibaba", "source:sina-2017-01-19-alibaba"),
        ("status:completed", "status:completed"),
    ],
)
def test_things_of_every_kind(invoke: Invoke, thing: str, iri: str) -> None:
    prefix, _, local = iri.partition(":")
    result = invoke("show", thing, "--format", "table")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{iri}  {PREFIXES[prefix]}{local}\n\nStated of it\n")


def test_a_table_has_sections_and_says_when_it_is_cut(invoke: Invoke) -> None:
    short = invoke("show", "country:united-states", "--format", "table").stdout
    assert "\nWhat refers to it\n" in short
    assert " more (--all shows them)\n" in short
    whole = invoke("show", "country:united-states", "--format", "table", "--all").stdout
    assert "more (--all" not in whole
    assert whole.count("\n") > short.count("\n")


def test_evidence_of_a_partnership_is_shown(invoke: Invoke) -> None:
    text = invoke("show", "top-09--alibaba", "--format", "table").stdout
    assert "Joins TOP as cloud and e-commerce platform partner in a deal running to 2028" in text
    assert "IOC and Alibaba announce partnership through 2028" in text


def test_statements_can_be_had_as_turtle(invoke: Invoke) -> None:
    for name, rdf_format in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        text = invoke("show", "alibaba", "--format", name).stdout
        triples = list(ox.parse(text.encode(), format=rdf_format))
        partner, alibaba = ox.NamedNode(PREFIXES["op"] + "partner"), ox.NamedNode(ID_BASE + "organization/alibaba")
        assert any(quad.predicate == partner and quad.object == alibaba for quad in triples)


AMBIGUOUS = [
    ("tokyo", ["games:2020-summer (Tokyo 2020)", "organization:tokyo-gas (Tokyo Gas)"]),
    ("completed", ["status:completed", "games-status:completed"]),
    ("olympic", ["… and "]),
]


@pytest.mark.parametrize(("thing", "candidates"), AMBIGUOUS)
def test_what_is_ambiguous_is_answered_with_the_candidates(invoke: Invoke, thing: str, candidates: list[str]) -> None:
    result = invoke("show", thing)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{thing}' may be one of " in result.stderr
    for candidate in some(candidates):
        assert f"  {candidate}" in result.stderr


UNKNOWN = [
    ("alibbaba", "organization:alibaba (Alibaba Group"),
    ("organization:alibbaba", "organization:alibaba (Alibaba Group"),
    ("qzxj", "Try a part of its name."),
    (ID_BASE + "organization/nobody", "Nothing is called"),
    ("op:nothing", "Nothing is called 'op:nothing'."),
    ("programme:alibaba", "Nothing is called 'programme:alibaba'. Is one of these meant?\n  organization:alibaba ("),
    (ID_BASE + "programme/alibaba", "  organization:alibaba ("),
    ("http://example.org/x", "Nothing is called 'http://example.org/x'. "),
    ("<http://example.org/alibaba>", "Nothing is called '<http://example.org/alibaba>'. "),
    ("urn:alibaba", "Nothing is called 'urn:alibaba'. "),
]


@pytest.mark.parametrize(("thing", "message"), UNKNOWN)
def test_what_is_unknown_is_a_negative_answer(invoke: Invoke, thing: str, message: str) -> None:
    result = invoke("show", thing)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


@pytest.mark.parametrize("thing", ["http://x y", "<a>", "urn:{}"])
def test_what_is_no_identifier_is_a_mistake(invoke: Invoke, thing: str) -> None:
    result = invoke("show", thing)
    assert result.exit_code == 2
    assert "is no identifier" in result.stderr


def test_bytes_that_are_no_text(opg: Process) -> None:
    done = opg("show", "\udcff")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
