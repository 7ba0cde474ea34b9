"""Saved answers: those of the store, whatever happens to the files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.build.snapshot import current
from graph.stores.store import EmbeddedStore, Rows
from queries import registry
from webapp.models import saved_answers
from webapp.models.query_client import QueryClient
from webapp.models.rows import PartnershipsInFullRow, PartnersListRow
from webapp.models.saved_answers import SavedAnswers

TEXTS = [registry.get(name).text for name in ("partnerships-in-full", "sources-list", "names", "countries-list")]


@pytest.fixture
def large(few_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    """A store in a folder of its own, whose queries are taken for long ones: a part of the tables is answered soon."""
    monkeypatch.setattr(saved_answers, "_LONG", -1.0)
    snapshot = current(few_built)
    assert snapshot is not None
    return EmbeddedStore.open(Path(shutil.copytree(snapshot.index, tmp_path / "store")), snapshot.version)


def saved_of(store: EmbeddedStore) -> SavedAnswers:
    found = SavedAnswers.of(store)
    assert found is not None
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_an_answer_is_the_same_each_time(large: EmbeddedStore, tmp_path: Path, text: str) -> None:
    saved, expected = saved_of(large), large.query(text)
    assert isinstance(expected, Rows)
    assert expected.rows
    assert saved.rows(text) == expected
    files = list((tmp_path / "answers").iterdir())
    assert len(files) == 1
    unused = SavedAnswers(EmbeddedStore.of([], "another"), tmp_path / "answers")
    assert unused.rows(text) == expected


@pytest.mark.parametrize("content", [b"", b"nothing", b"\x28\xb5\x2f\xfd"])
def test_a_damaged_file_is_written_again(large: EmbeddedStore, tmp_path: Path, content: bytes) -> None:
    saved, text = saved_of(large), TEXTS[1]
    expected = saved.rows(text)
    (file,) = (tmp_path / "answers").iterdir()
    whole = file.read_bytes()
    for damage in (content, whole[: len(whole) // 2], whole[:-4] + b"1234"):
        file.write_bytes(damage)
        assert saved.rows(text) == expected
        assert file.read_bytes() == whole


def test_an_answer_that_took_little_time_is_not_saved(
    large: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_answers, "_LONG", 60.0)
    assert isinstance(saved_of(large).rows(TEXTS[3]), Rows)
    assert not (tmp_path / "answers").exists()


def test_where_nothing_can_be_written_nothing_is_saved(large: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "answers").write_bytes(b"a file in the place of the folder")
    assert saved_of(large).rows(TEXTS[3]) == large.query(TEXTS[3])


def test_only_a_store_on_disk_has_any(store: EmbeddedStore) -> None:
    assert SavedAnswers.of(store) is None


def test_rows_of_queries_without_parameters_are_saved(large: EmbeddedStore, tmp_path: Path) -> None:
    ask, saving = QueryClient(large), QueryClient(large, saved=saved_of(large))
    for row in (PartnersListRow, PartnershipsInFullRow):
        for _ in range(2):
            assert saving.rows(row) == ask.rows(row)
    assert len(list((tmp_path / "answers").iterdir())) == 2
