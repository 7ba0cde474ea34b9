"""Releases are the same bytes for ever, and the graph says which there are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from graph.build.build_dataset import Dataset, assemble
from graph.build.downloads import find, folder_of, make
from graph.build.export import export, export_release
from graph.build.release_files import unpacked
from graph.build.snapshot import Snapshot
from graph.rdf_formats import DATASET_FORMATS, N_QUADS, TURTLE
from graph.releases.frozen import Release, ReleaseError, by_digest, order, release, releases
from graph.stores.store import EmbeddedStore, Rows
from graph.version_digest import content_version
from queries.results import plain
from queries.run import run
from tests.abuse.lengths import FULL
from tests.some import some
from tests.tables import rows
from webapp.models.data_version import data_version
from webapp.models.query_client import QueryClient

MEGABYTE = 2**20


def test_there_is_a_frozen_file_for_the_first_releases() -> None:
    assert [one.version for one in releases()][:2] == ["1.0", "1.1"]


@pytest.mark.parametrize("one", releases(), ids=lambda one: one.version)
def test_checksums_hold(one: Release) -> None:
    compressed = one.path.read_bytes()
    assert (len(compressed), sha256(compressed).hexdigest()) == (one.file.size, one.file.sha256)
    assert len(compressed) < MEGABYTE
    [(stated, name)] = re.findall(
        r"^(\w{64})  (.+)$", (one.folder / f"{one.path.name}.sha256").read_text("utf-8"), re.M
    )
    assert (stated, name) == (one.file.sha256, one.path.name)
    content = one.content()
    assert (len(content), sha256(content).hexdigest()) == (one.nquads.size, one.nquads.sha256)
    lines = content.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == one.statements
    assert content_version(lines) == one.digest
    assert by_digest(one.digest) == one


def test_the_first_release_is_what_its_own_code_made() -> None:
    """The digest that `opg stats` of b6d476a printed."""
    assert release("1.0").digest == "0ca31b1735b1918b88021b2cf145550cf62d56b7101d918c1123174f24bb4b28"


def test_releases_follow_each_other_as_in_the_table() -> None:
    table = {row["version"]: row for row in rows("releases")}
    numbers = [one.version for one in releases()]
    assert numbers == sorted(numbers, key=order)
    for before, one in some(zip((None, *numbers), releases(), strict=False)):
        assert (one.date, one.summary) == (table[one.version]["date"], table[one.version]["summary"])
        assert one.previous == before
        changes = one.changes()
        assert (changes is None) == (before is None)
        if changes:
            assert (changes["from"], changes["to"]) == (before, one.version)


def test_a_build_is_a_release_or_says_which_it_came_from(store: EmbeddedStore, snapshot: Snapshot) -> None:
    version = data_version(QueryClient(store))
    if made := by_digest(snapshot.version):
        assert (version.number, version.is_release, version.date) == (made.version, True, made.date)
        assert snapshot.nquads.read_bytes() == made.content()
    else:
        assert re.fullmatch(re.escape(releases()[-1].version) + r"\+[0-9a-f]{8}", version.number)
        assert not version.is_release


@pytest.mark.slow
def test_a_build_with_another_statement_is_no_release(tables_with_another_name: Dataset) -> None:
    assert re.fullmatch(re.escape(releases()[-1].version) + r"\+[0-9a-f]{8}", tables_with_another_name.name)
    stated = f'<http://www.w3.org/ns/dcat#version> "{tables_with_another_name.name}"'.encode()
    assert stated in tables_with_another_name.nquads
    assert by_digest(tables_with_another_name.version) is None


@pytest.fixture
def tables_with_another_name(tables: Path) -> Dataset:
    """The dataset of tables in which a country has another name."""
    file = tables / "countries.csv"
    text = file.read_text("utf-8")
    assert "Japan" in text
    file.write_text(text.replace("Japan", "Nippon"), "utf-8")
    return assemble(tables)


def test_the_graph_says_which_releases_there_are(store: EmbeddedStore) -> None:
    answer = run(store, "releases")
    assert isinstance(answer, Rows)
    found = [
        {name: plain(term) for name, term in zip(answer.variables, row, strict=True) if term} for row in answer.rows
    ]
    table = sorted(rows("releases"), key=lambda row: order(row["version"]))
    expected = [
        {"version": row["version"], "date": row["date"], "summary": row["summary"]}
        | ({"previous": before["version"]} if before else {})
        for before, row in zip((None, *table), table, strict=False)
    ]
    dataset = "https://w3id.org/olympic-partnerships/dataset"
    assert found == [{**row, "release": f"{dataset}/{row['version']}"} for row in reversed(expected)]


@pytest.mark.slow
def test_a_release_is_exported_as_the_files_of_a_snapshot_of_the_same_statements(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    one = releases()[0]
    unpacked_one = unpacked(one, tmp_path_factory.mktemp("releases"))
    assert unpacked_one.nquads.read_bytes() == one.content()
    assert not FULL or make(unpacked_one, folder_of(unpacked_one))
    for format_ in some(DATASET_FORMATS if FULL else (N_QUADS, TURTLE)):
        written, of_the_snapshot = BytesIO(), BytesIO()
        export_release(one, format_.name, written)
        export(unpacked_one, format_.name, of_the_snapshot)
        assert written.getvalue() == of_the_snapshot.getvalue()
        if FULL:
            path = find(f"olympic-partnerships.{format_.suffix}", unpacked_one, folder_of(unpacked_one))
            assert path is not None
            assert written.getvalue() == path.read_bytes()
        if format_ is N_QUADS:
            assert written.getvalue() == one.content()


PROGRAM = """import sys
from graph.build.export import export_release
from graph.releases.frozen import release
export_release(release("1.0"), sys.argv[1], sys.stdout.buffer)"""


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["turtle", "jsonld"] if FULL else ["turtle"])
def test_formats_are_the_same_bytes_in_every_process(format_: str) -> None:
    made = set()
    for seed, language in (("0", "C"), ("4242", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language}
        run = subprocess.run([sys.executable, "-c", PROGRAM, format_], capture_output=True, check=True, env=environment)
        assert run.stdout
        made.add(sha256(run.stdout).hexdigest())
    assert len(made) == 1


@pytest.mark.parametrize(("asked", "meant"), [("1.00", "1.0"), ("11", "1.1"), ("2.0", "1.1"), ("0.9", "1.0")])
def test_a_wrong_number_leads_to_the_nearest(asked: str, meant: str) -> None:
    with pytest.raises(ReleaseError) as raised:
        release(asked)
    assert f"There is no release {asked} (did you mean {meant}?). There are 1.0, 1.1" in str(raised.value)


def test_a_damaged_file_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    one = releases()[0]
    for path in one.folder.glob(f"{one.version}*"):
        (folder / path.name).write_bytes(path.read_bytes())
    content = bytearray((folder / one.path.name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / one.path.name).write_bytes(content)
    with pytest.raises(ReleaseError, match="damaged"):
        releases(folder)[0].content()
    (folder / one.path.name).unlink()
    with pytest.raises(ReleaseError, match="cannot be read"):
        releases(folder)[0].content()
