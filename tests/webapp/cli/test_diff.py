"""`opg diff` tells how releases, snapshots, files and tables differ, or why it cannot."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest
import zstandard

from graph.build.snapshot import Snapshot
from graph.releases.frozen import release
from tests.abuse.lengths import FULL
from tests.tables import by_id
from tests.webapp.cli.conftest import SCRIPT, Invoke, Process


@pytest.mark.slow
def test_two_releases_differ_in_words(invoke: Invoke) -> None:
    done = invoke("diff", "1.0", "1.1")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "From release 1.0 to release 1.1"
    changes = release("1.1").changes()
    assert changes
    counts = changes["tables"]["partnerships"]
    told = ", ".join(f"{counts[state]:,} {state}" for state in ("added", "removed", "changed"))
    assert f"  table partnerships: {told}" in lines
    assert f"Partnerships: {told}" in lines
    assert "(--all lists them)" in done.stdout
    assert "  sources: “kind of source” is new, on 1,215 that stay" in lines
    assert len(lines) < len(invoke("diff", "1.0", "1.1", "--all").stdout.splitlines())


def test_one_thing_is_told_whole(invoke: Invoke) -> None:
    done = invoke("diff", "1.0", "1.1", "--thing", "partnership:1984-summer-domestic--mcdonalds")
    assert "    product category: Catering and food service → Restaurants" in done.stdout.splitlines()
    assert done.stdout.count("[partnership:") == 1
    by_iri = invoke(
        "diff",
        "1.0",
        "1.1",
        "--thing",
        "https://w3id.org/olympic-partnerships/id/partnership/1984-summer-domestic--mcdonalds",
    )
    assert by_iri.stdout == done.stdout
    wrong = invoke("diff", "1.0", "1.1", "--thing", "partnership:1984-summer-domestic--mcdonald")
    assert wrong.exit_code == 2
    assert "did you mean partnership:1984-summer-domestic--mcdonalds?" in wrong.stderr


@pytest.mark.slow
def test_the_same_state_does_not_differ(invoke: Invoke, snapshot: Snapshot) -> None:
    done = invoke("diff", "current", str(snapshot.nquads), "--exit-code")
    assert (done.exit_code, done.stdout) == (0, f"current and {snapshot.nquads} have the same statements.\n")
    assert invoke("diff", "1.0", "1.1", "--exit-code").exit_code == 1


def test_json_has_every_thing_with_its_values(invoke: Invoke) -> None:
    found = json.loads(invoke("diff", "1.0", "1.1", "--format", "json").stdout)
    assert (found["from"], found["to"]) == ("release 1.0", "release 1.1")
    things = {thing["id"].rpartition("/id/")[2]: thing for thing in found["things"]}
    moved = things["partnership/1984-summer-domestic--mcdonalds"]
    category = "<https://w3id.org/olympic-partnerships/id/category/{}>"
    assert moved["state"] == "changed"
    assert {
        "id": "https://w3id.org/olympic-partnerships/ontology#category",
        "removed": [category.format("catering")],
        "added": [category.format("restaurants")],
    } in [{**one, "removed": one["removed"] and [category.format("catering")]} for one in moved["properties"]]
    states = [thing["state"] for thing in found["things"] if thing["kind"] == "partnership"]
    assert {state: states.count(state) for state in ("added", "removed", "changed")} == found["tables"]["partnerships"]


def test_the_patch_is_for_programs(invoke: Invoke) -> None:
    lines = invoke("diff", "1.0", "1.1", "--format", "rdf-patch").stdout.splitlines()
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    assert {line[:2] for line in lines[1:-1]} == {"A ", "D "}
    refused = invoke("diff", "1.0", "1.1", "--format", "rdf-patch", "--thing", "visa")
    assert (refused.exit_code, refused.stdout) == (2, "")


@pytest.mark.slow
def test_files_of_every_kind_are_read(invoke: Invoke, tmp_path: Path, snapshot: Snapshot) -> None:
    one = release("1.0")
    packed = tmp_path / "first.nq.gz"
    packed.write_bytes(gzip.compress(one.content()))
    again = tmp_path / "first.nq.zst"
    again.write_bytes(zstandard.ZstdCompressor(1).compress(one.content()))
    for path in (packed, again, one.path):
        assert invoke("diff", "1.0", str(path), "--exit-code").exit_code == 0, path


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ttl", "trig", "nt", "jsonld", "rdf"] if FULL else ["trig", "rdf"])
def test_a_file_without_graphs_is_compared_too(invoke: Invoke, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"first.{suffix}"
    assert invoke("export", "--release", "1.0", "-o", str(path)).exit_code == 0
    done = invoke("diff", "1.0", str(path))
    assert done.stdout == f"release 1.0 and {path} have the same statements.\n"


def test_tables_are_built(invoke: Invoke, few_tables: Path, few_built: Path) -> None:
    tables, built = few_tables, str(few_built)
    deal = by_id("partnerships")["top-09--alibaba"]
    file = tables / "partnerships.csv"
    text = file.read_text("utf-8")
    assert deal["evidence"] in text
    file.write_text(text.replace(deal["evidence"], "Another note"), "utf-8")
    done = invoke("diff", built, str(tables))
    assert "Partnerships: 1 changed" in done.stdout
    assert f"    what the sources say: {deal['evidence']} → Another note" in done.stdout.splitlines()
    file.write_text(text.replace(deal["programme"], "nothing"), "utf-8")
    broken = invoke("diff", built, str(tables))
    assert broken.exit_code == 1
    assert "partnerships.csv:" in broken.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("1.7", "There is no release 1.7 (did you mean 1.1?). There are 1.0, 1.1"),
        ("nowhere.nq", "There is nothing at nowhere.nq. Expected the number of a release (1.0, 1.1"),
        ("empty", "empty is neither a home folder nor a snapshot, and has no tables (*.csv)."),
        ("picture.png", "picture.png has none of the extensions nq, trig, ttl, nt, rdf, jsonld or n3"),
        ("binary.nq", "binary.nq is no well-formed N-Quads"),
        ("binary.nq.zst", "binary.nq.zst cannot be unpacked"),
        ("binary.nq.gz", "binary.nq.gz cannot be unpacked"),
    ],
)
def test_what_cannot_be_read_is_said(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    for file in ("picture.png", "binary.nq", "binary.nq.zst", "binary.nq.gz"):
        (tmp_path / file).write_bytes(bytes(range(256)) * 40)
    monkeypatch.chdir(tmp_path)
    run = invoke("diff", "1.0", name)
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.stderr.startswith(f"Error: {message}")
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error(snapshot: Snapshot, home: Path) -> None:
    shell = f"set -o pipefail; {SCRIPT} diff 1.0 1.1 --all | head -1"
    environment = {**os.environ, "OPG_HOME": str(home)}
    run = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, env=environment)
    assert run.stdout == "From release 1.0 to release 1.1\n"
    assert run.stderr == ""


def test_an_old_release_is_put_into_use(within: Process, tmp_path: Path) -> None:
    mine = str(tmp_path / "home")
    done = within("build", "--store-release", "1.0", "--no-files", "--home", mine)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Version 1.0 of 2026-11-22\n")
    assert f"snapshot,digest,{release('1.0').digest}" in within("stats", "--home", mine).stdout.splitlines()
    assert within("diff", "1.0", mine, "--exit-code").returncode == 0
    both = within("build", "--store-release", "1.0", "--tables", str(tmp_path))
    assert (both.returncode, both.stdout) == (2, "")
    wrong = within("build", "--store-release", "1.5", "--home", mine)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "There is no release 1.5 (did you mean 1.1?)" in wrong.stderr


def test_a_release_is_exported(within: Process, tmp_path: Path) -> None:
    path = tmp_path / "first.nq"
    assert within("export", "--release", "v1.0", "-o", str(path)).returncode == 0
    assert path.read_bytes() == release("1.0").content()
    assert within("export", "--release", "1.0", "--tables", str(tmp_path)).returncode == 2
