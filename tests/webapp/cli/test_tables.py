"""Every command that builds or reads tables takes the ones asked for, or else those that the home was built from."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from graph.build.build_snapshot import build
from graph.paths import TABLES, read_pointer
from tests.abuse.lengths import sample
from tests.changes import COUNTRY, rename_country
from tests.few_tables import write_few
from tests.homes import copy_home
from tests.webapp.cli.conftest import SCRIPT

pytestmark = pytest.mark.slow

NAME = "Zubrowka"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
QUERY = f"SELECT ?name {{ <https://w3id.org/olympic-partnerships/id/country/{COUNTRY}> {LABEL} ?name }}"
NOWHERE = "http://127.0.0.1:9/sparql"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the tables, in which a country has another name."""
    return rename_country(write_few(tmp_path_factory.mktemp("changed") / "tables"), NAME)


@pytest.fixture(scope="module")
def remembering(changed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was built from them."""
    home = tmp_path_factory.mktemp("remembering")
    build(home, changed)
    return home


@pytest.fixture
def shipped(built: Path, tmp_path: Path) -> Path:
    """A home of its own that was built from the tables that ship with the project."""
    return copy_home(built, tmp_path / "home")


def opg(home: Path, *arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a home, and with no tables in the environment but those given here."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("OPG_TABLES", "OPG_STORE")}
    return subprocess.run(
        [str(SCRIPT), *arguments, "--home", str(home)],
        input=text,
        env={**inherited, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


READERS = {
    "show": ["show", COUNTRY],
    "sparql": ["sparql", "-"],
    "query": ["query", "find-thing", f"name={NAME}"],
    "export": ["export", "--format", "ntriples", "--graph", "curated"],
}


@pytest.mark.parametrize("command", READERS)
def test_what_a_home_was_built_from_is_asked_without_building_again(remembering: Path, command: str) -> None:
    before = (remembering / "current.json").read_bytes()
    done = opg(remembering, *READERS[command], text=QUERY)
    assert (done.returncode, done.stderr) == (0, "")
    assert NAME in done.stdout
    assert (remembering / "current.json").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "way"),
    sample(
        [
            (["show", COUNTRY], "variable"),
            (["export", "--format", "ntriples"], "option"),
            (["build", "--no-files"], "option"),
            (["stats"], "option"),
            (["push", NOWHERE], "variable"),
            (["build", "--no-files"], "variable"),
        ]
    ),
)
def test_the_tables_asked_for_are_built_and_remembered(
    shipped: Path, changed: Path, arguments: list[str], way: str
) -> None:
    if way == "option":
        done = opg(shipped, *arguments, "--tables", str(changed))
    else:
        done = opg(shipped, *arguments, OPG_TABLES=str(changed))
    pointer = read_pointer(shipped)
    assert pointer is not None, done.stderr
    assert pointer.tables == changed
    said = f"The graph in {shipped} was built from the tables that ship with opg; now it is built from the tables in"
    if arguments[0] == "build":
        assert f"Built from the tables in {changed}" in done.stdout
    else:
        assert f"{said} {changed}.\n" in done.stderr
    again = opg(shipped, "sparql", "-", text=QUERY)
    assert (again.stderr, NAME in again.stdout) == ("", True)


def test_the_option_goes_before_the_variable(shipped: Path, changed: Path) -> None:
    done = opg(shipped, "stats", "--tables", str(changed), OPG_TABLES=str(TABLES))
    assert done.returncode == 0
    pointer = read_pointer(shipped)
    assert pointer is not None
    assert pointer.tables == changed


def stated(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Return what `opg stats` says of the snapshot."""
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {row["what"]: row["value"] for row in rows if row["of"] == "snapshot"}


def test_stats_name_the_tables_and_say_whether_the_snapshot_is_theirs(
    remembering: Path, changed: Path, shipped: Path
) -> None:
    said = stated(opg(remembering, "stats"))
    assert (said["tables"], said["state"]) == (str(changed), "up to date")
    said = stated(opg(shipped, "stats"))
    assert (said["tables"], said["state"]) == (str(TABLES), "up to date")


def test_tables_that_are_gone_are_a_warning_for_who_asks_and_an_error_for_who_builds(
    shipped: Path, changed: Path, tmp_path: Path
) -> None:
    gone = Path(shutil.copytree(changed, tmp_path / "gone"))
    assert opg(shipped, "build", "--no-files", "--tables", str(gone)).returncode == 0
    shutil.rmtree(gone)
    shown = opg(shipped, "show", COUNTRY)
    assert (shown.returncode, NAME in shown.stdout) == (0, True)
    assert shown.stderr.splitlines() == [
        f"The graph in {shipped} is that of its last build: the tables in {gone} cannot be read. "
        "--tables or OPG_TABLES names others to build from."
    ]
    assert stated(opg(shipped, "stats"))["state"] == "not known, because the tables cannot be read"
    for command in ("build", "check"):
        refused = opg(shipped, command)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith(f"Error: The graph in {shipped} was built from the tables in {gone}, which")
        assert str(TABLES) in refused.stderr


def test_check_reads_the_tables_of_the_home(remembering: Path, changed: Path, shipped: Path, tmp_path: Path) -> None:
    done = opg(remembering, "check")
    assert (done.returncode, done.stderr) == (0, f"Checking the tables in {changed}.\n")
    unread = opg(shipped, "check", "--since", "nothing")  # which ends before it reads all tables
    assert unread.stderr.startswith("Error: --since nothing")
    broken = Path(shutil.copytree(changed, tmp_path / "broken"))
    (broken / "games.csv").write_text("id\n", encoding="utf-8")
    for done in (opg(shipped, "check", "--tables", str(broken)), opg(shipped, "check", OPG_TABLES=str(broken))):
        assert done.returncode == 1
        assert "games.csv" in done.stderr


def test_a_damaged_home_is_a_message(shipped: Path) -> None:
    (shipped / "current.json").write_text("{")
    for command in (["show", COUNTRY], ["build"], ["check"], ["serve", "--port", "0"]):
        done = opg(shipped, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"Error: {shipped / 'current.json'} is damaged")
        assert "opg build --tables DIR" in done.stderr


def test_a_variable_that_names_nothing_is_a_message(shipped: Path, tmp_path: Path) -> None:
    done = opg(shipped, "show", COUNTRY, OPG_TABLES=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: {tmp_path / 'nowhere'}, which OPG_TABLES names, is no folder of tables.\n"


def test_tables_and_a_store_exclude_each_other(shipped: Path, changed: Path) -> None:
    done = opg(shipped, "show", COUNTRY, "--tables", str(changed), "--store", NOWHERE)
    assert done.returncode == 2
    assert "--tables is for a snapshot, and a store is named" in done.stderr


def test_build_says_whether_the_files_for_download_are_there(few_tables: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    none = opg(home, "build", "--no-files", "--tables", str(few_tables))
    assert none.stdout.splitlines()[-1].startswith("Files for download: not written")
    left = opg(home, "build")
    assert left.stdout.splitlines()[-1].startswith("Files for download: being written")
    waited = opg(home, "build", "--files")
    assert waited.stdout.splitlines()[-1] == "Files for download: written"
    again = opg(home, "build")
    assert again.stdout.splitlines()[-1] == "Files for download: written"
