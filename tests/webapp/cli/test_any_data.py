"""The commands over a store of any data: answers or messages, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build.snapshot import current
from tests.webapp.cli.conftest import Invoke, Process
from tests.webapp.cuts import ODD, everything, graph_of

pytestmark = pytest.mark.slow

FOREIGN = """\
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/ann> a foaf:Person ; foaf:name "Ann" , "A\\u001b[31mnn" ; foaf:age "twelve"^^xsd:integer .
"""

COMMANDS = (
    ("stats", "--format", "table"),
    ("show", "organization:alibaba"),
    ("show", "alibaba", "--format", "markdown"),
    ("show", "http://example.org/ann", "--format", "table"),
    ("show", "http://example.org/ann", "--format", "turtle"),
    ("query", "counts"),
    ("query", "partner-history", "--format", "table"),
    ("query", "partners-per-term", "--format", "markdown"),
    ("query", "published-figures", "--format", "json"),
    ("query", "tier-prices", "--format", "table"),
    ("query", "find-thing", "name=visa", "--sparql"),
    ("sparql", "-", "--format", "table"),
)


@pytest.fixture(scope="module")
def files(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files of other data, of none, of a part of ours, and of ours with odd values."""
    folder = tmp_path_factory.mktemp("files")
    snapshot = current(few_built)
    assert snapshot is not None
    quads = everything(snapshot.nquads)
    literals = [place for place, quad in enumerate(quads) if isinstance(quad.object, ox.Literal)]
    odd = list(quads)
    for turn, place in enumerate(literals):
        quad = quads[place]
        odd[place] = ox.Quad(quad.subject, quad.predicate, ODD[turn % len(ODD)], quad.graph_name)
    found = {"other.ttl": FOREIGN.encode(), "nothing.nt": b""}
    found["part.nq"] = (
        ox.serialize([q for q in quads if graph_of(q).endswith("curated")], format=ox.RdfFormat.N_QUADS) or b""
    )
    found["odd.nq"] = ox.serialize(odd, format=ox.RdfFormat.N_QUADS) or b""
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in found}


@pytest.mark.parametrize("name", ["other.ttl", "nothing.nt", "part.nq", "odd.nq"])
def test_every_command_answers_or_says_why_not(invoke: Invoke, files: dict[str, Path], name: str) -> None:
    for command in COMMANDS:
        done = invoke(*command, "--store", str(files[name]), text="SELECT * { ?s ?p ?o } LIMIT 5")
        assert done.exception is None or isinstance(done.exception, SystemExit), (command, done.exception)
        assert "Traceback" not in done.stderr, (command, done.stderr[-500:])
        assert done.exit_code == 0 or done.stderr.startswith("Error: "), (command, done.stderr)
        assert done.exit_code in (0, 1, 2)


def test_other_data_is_counted(within: Process, files: dict[str, Path]) -> None:
    lines = within("stats", "--store", str(files["other.ttl"])).stdout.splitlines()
    assert lines[-2:] == ["statements,all,4", "things,http://xmlns.com/foaf/0.1/Person,1"]
    assert within("stats", "--store", str(files["nothing.nt"])).stdout.splitlines()[-1] == "statements,all,0"


def test_a_default_that_is_not_there_is_told_from_a_value_that_somebody_gave(
    within: Process, files: dict[str, Path]
) -> None:
    default = within("query", "partners-per-term", "--store", str(files["other.ttl"]))
    assert (default.returncode, default.stdout) == (2, "")
    assert "this is its default, and this graph does not have it" in default.stderr
    given = within("query", "partners-per-term", "programme=top", "--store", str(files["other.ttl"]))
    assert "no programme is known by this identifier" in given.stderr


def test_a_terminal_is_told_nothing_by_the_data(within: Process, files: dict[str, Path]) -> None:
    for form in ("table", "markdown"):
        done = within("show", "http://example.org/ann", "--format", form, "--store", str(files["other.ttl"]))
        assert "\x1b[31m" not in done.stdout
        assert "\N{REPLACEMENT CHARACTER}" in done.stdout
