"""Names in a file, which are found as those in memory are."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build.snapshot import Snapshot, current
from graph.build.swap import holds_same
from graph.registers import ExternalId
from graph.stores.store import EmbeddedStore
from queries.search import identifier_file, name_file, name_files, names_in_nquads, names_in_store, write_name_file
from queries.search.further_names import all_names
from queries.search.mentions import read
from queries.search.name_entries import HeldEntries
from queries.search.name_file import NameFile
from queries.search.name_forms import Form
from queries.search.name_index import NameIndex
from queries.search.name_match import Name
from queries.search.names_of import names_of
from queries.search.write_name_file import write
from tests.abuse.lengths import length, sample
from tests.some import some

LETTERS = "aeinorst -.éß株式ビザ0129"


@pytest.fixture(scope="module")
def in_memory(store: EmbeddedStore) -> NameIndex:
    return names_of(store)


@pytest.fixture(scope="module")
def on_disk(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    path = tmp_path_factory.mktemp("names") / "names.sqlite"
    found = names_in_nquads.read(snapshot.nquads)
    identifiers = identifier_file.read(snapshot.nquads, found.identified)
    write(path, "these", all_names(found.names, found.partners), found.weights, identifiers)
    file = NameFile.open(path, "these")
    return NameIndex(file, lambda: file.identifiers)


@pytest.mark.slow
def test_a_file_has_the_same_identifiers(in_memory: NameIndex, on_disk: NameIndex) -> None:
    held, stored = in_memory.identifiers, on_disk.identifiers
    assert list(stored.things) == list(held.things) != []
    for thing in some(sample(held.things, every=4)):
        external = ExternalId(thing.scheme, thing.value.upper())
        assert stored.of(external) == held.of(external)
        assert stored.confirmed(thing.iri, thing.scheme) == held.confirmed(thing.iri, thing.scheme)
        assert stored.confirmed(thing.iri) == held.confirmed(thing.iri)
        for text in (f"{thing.scheme}:{thing.value}", thing.value, thing.value.lower()):
            assert on_disk.find(text) == in_memory.find(text)
    assert stored.find("wikidata:Q1") == stored.confirmed("nothing") == []


def test_names_are_read_from_nquads_as_from_a_store(snapshot: Snapshot, store: EmbeddedStore) -> None:
    found = names_in_nquads.read(snapshot.nquads)
    known = [
        (thing.value, kind.value, name.value, name.language or "") for thing, kind, name in names_in_store.names(store)
    ]
    assert found.names == known
    assert (found.weights, found.partners) == names_in_store.weights(store)


def test_parts_of_a_file_have_each_thing_whole(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = names_in_nquads.read(snapshot.nquads)
    monkeypatch.setattr(names_in_nquads, "_PART", 60_000)
    assert names_in_nquads.read(snapshot.nquads) == expected


def test_a_file_has_the_same_names_and_labels(in_memory: NameIndex, on_disk: NameIndex, store: EmbeddedStore) -> None:
    weights = names_in_store.weights(store)[0]
    assert list(on_disk.entries) == sorted(in_memory.entries, key=lambda name: -weights.get(name.iri, 0))
    assert dict(on_disk.labels) == dict(in_memory.labels)
    assert "nothing" not in on_disk.labels


@pytest.mark.slow
@given(st.data())
@settings(max_examples=int(length(300, 100)))
def test_the_same_is_found(in_memory: NameIndex, on_disk: NameIndex, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name.text for name in in_memory.entries]))
    at = data.draw(st.integers(0, len(name)))
    text = data.draw(
        st.sampled_from(
            [name, name[:at], name[at:], name[:at] + name[at + 1 :], f"who sponsors {name} 2020", name[: at + 2][::-1]]
        )
    ) + data.draw(st.text(LETTERS, max_size=2))
    assert on_disk.find(text) == in_memory.find(text)
    assert on_disk.near(text) == in_memory.near(text)
    assert read(on_disk, text) == read(in_memory, text)
    assert on_disk.without_possessives(text) == in_memory.without_possessives(text)
    assert on_disk.in_texts.respelt(text) == in_memory.in_texts.respelt(text)


def test_a_text_that_is_not_unicode_finds_nothing(on_disk: NameIndex) -> None:
    assert on_disk.search("\udc80") == []
    assert "\udc80" not in on_disk.labels


@pytest.mark.parametrize("form", Form)
def test_every_form_has_names(on_disk: NameIndex, in_memory: NameIndex, form: Form) -> None:
    keys = in_memory._entries.keys(form)
    assert keys
    assert on_disk._entries.keys(form) == keys


@pytest.fixture(scope="module")
def limited(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    """All names in a file, of which few are ranked."""
    path = tmp_path_factory.mktemp("limited") / "names.sqlite"
    found = names_in_nquads.read(snapshot.nquads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write_name_file, "MOST", FEW)
        patch.setattr(name_file, "MOST", FEW)
        write(path, "these", all_names(found.names, found.partners), found.weights)
        return NameIndex(NameFile.open(path, "these"))


FEW = 30


@pytest.mark.parametrize("text", ["a", "co", "com", "the", "olympic", "olympic games", "international", "o", "オ"])
def test_of_very_many_names_those_are_ranked_of_whose_things_there_is_most(
    in_memory: NameIndex, limited: NameIndex, store: EmbeddedStore, text: str
) -> None:
    weights = names_in_store.weights(store)[0]
    every, found = in_memory.find(text), limited.find(text)
    least = min((weights.get(hit.name.iri, 0) for hit in found if not hit.whole), default=0)
    heavy = [hit for hit in every if hit.whole or weights.get(hit.name.iri, 0) > least]
    assert [hit for hit in found if hit.whole or weights.get(hit.name.iri, 0) > least] == heavy
    assert limited.is_limited(text) or found == every
    assert not in_memory.is_limited(text)


@given(st.data())
@settings(max_examples=100)
def test_what_few_names_have_is_found_though_others_are_limited(
    in_memory: NameIndex, limited: NameIndex, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from([name.text for name in in_memory.entries]))
    if not limited.is_limited(text):
        assert limited.find(text) == in_memory.find(text)


def names(*texts: str) -> list[Name]:
    return [Name(text, text, "en", "label", partner=False) for text in texts]


def test_the_same_names_give_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / name, "this", names("Omega", "Visa"), {"Visa": 3})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.fixture
def folder(few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a snapshot that is taken for a large one."""
    monkeypatch.setattr(name_files, "IN_MEMORY_MB", 0)
    few, found = current(few_built), tmp_path / "snapshot"
    assert few is not None
    shutil.copytree(few.folder, found, ignore=shutil.ignore_patterns("downloads"))
    return found


def opened(folder: Path, version: str = "version") -> EmbeddedStore:
    return EmbeddedStore.open(folder / "store", version)


def test_names_are_written_by_whoever_needs_them_first(folder: Path) -> None:
    assert not (folder / "names").exists()
    written = names_of(opened(folder, "first"))
    file = folder / "names" / "names.sqlite"
    state = file.stat()
    again = names_of(opened(folder, "first"))
    assert file.stat() == state
    assert written.search("omega") == again.search("omega") != []


@pytest.fixture(scope="module")
def with_names(few_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a snapshot with a file of its names; to be copied, not to be changed."""
    few = current(few_built)
    assert few is not None
    made = Path(shutil.copytree(few.folder, tmp_path_factory.mktemp("names") / "snapshot"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_files, "IN_MEMORY_MB", 0)
        name_files.make(made, "version")
    return made


@pytest.mark.parametrize("harm", ["shorter", "another version", "no checksums", "no database"])
def test_a_file_that_cannot_be_used_is_written_again(folder: Path, with_names: Path, harm: str) -> None:
    if harm == "another version":
        name_files.make(folder, "other")
    else:
        shutil.copytree(with_names, folder, dirs_exist_ok=True)
    file, sums = folder / "names" / "names.sqlite", folder / "names-checksums.json"
    content = file.read_bytes()
    if harm == "shorter":
        file.write_bytes(content[:-4096])
    elif harm == "no checksums":
        sums.write_text("[")
    elif harm == "no database":
        sums.unlink()
        file.write_bytes(b"nothing")
    found = name_files.found(opened(folder))
    assert found is not None
    assert found.labels
    if harm != "another version":
        assert file.read_bytes() == content


def test_names_are_held_in_memory_where_no_file_can_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(name_files, "_write", refuse)
    assert name_files.found(opened(folder)) is None
    assert names_of(opened(folder, "without a file")).search("omega")


def test_few_names_are_held_in_memory(snapshot: Snapshot) -> None:
    assert name_files.found(snapshot.store()) is None
    assert not (snapshot.folder / "names").exists()


def test_a_snapshot_without_names_holds_the_same(folder: Path, tmp_path: Path) -> None:
    made = Path(shutil.copytree(folder, tmp_path / "made"))
    name_files.make(made, "version")
    assert holds_same(folder, made)
    assert holds_same(made, folder)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write(tmp_path / "nowhere" / "names.sqlite", "this", names("Visa"), {})


def test_a_thing_without_a_label_is_called_by_its_name(tmp_path: Path) -> None:
    name = Name("thing", "Formerly", "en", "formerName", partner=False)
    write(tmp_path / "names", "this", [name], {})
    found = NameIndex(NameFile.open(tmp_path / "names", "this")).find("formerly")
    assert (
        [hit.label for hit in found]
        == ["Formerly"]
        == [hit.label for hit in NameIndex(HeldEntries([name], {})).find("formerly")]
    )


def test_file_is_opened_for_reading_alone(tmp_path: Path) -> None:
    write(tmp_path / "names", "this", names("Visa"), {})
    opened = NameFile.open(tmp_path / "names", "this")
    with pytest.raises(sqlite3.OperationalError):
        opened._file.rows("DELETE FROM names")
