"""Results in a file: read as they were written, in parts."""

from __future__ import annotations

import pickle
from array import array
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from markupsafe import Markup

from graph.stores.read_only_database import OtherFileError
from graph.stores.store import EmbeddedStore
from webapp.models import result_file
from webapp.models.once import once_per_build
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import LiteralText, QueryClient, cell, language_of
from webapp.models.reference_data import ReferenceData
from webapp.models.result_file import ByKey, OneByOne, ResultFile, Results
from webapp.models.write_result_file import writing

VISA, KODAK = LabelledIri("visa", "Visa"), LabelledIri("kodak", "Kodak")


def stored(path: Path, **results: object) -> ResultFile:
    """Return a file with these results."""
    with writing(path, "this") as writer:
        for key, result in results.items():
            writer.put(key, result)
    return ResultFile.open(path, "this")


@pytest.mark.parametrize(
    "result",
    [
        None,
        {"a": [1, 2.5, "text"], "b": ("x", True)},
        {"some", "words"},
        frozenset({VISA, KODAK}),
        array("L", [3, 1, 2]),
        Markup("<b>bold</b>"),
        [VISA, (KODAK, VISA)],
    ],
)
def test_a_result_is_the_same(tmp_path: Path, result: object) -> None:
    found = stored(tmp_path / "file", key=result).get("key")
    assert found == result
    assert type(found) is type(result)


def test_a_literal_keeps_its_language(tmp_path: Path) -> None:
    text = cell(ox.Literal("Jeux", language="fr"))
    found = stored(tmp_path / "file", key=[text]).get("key")
    assert isinstance(found, list)
    assert isinstance(found[0], LiteralText)
    assert (found[0], language_of(found[0])) == ("Jeux", "fr")


def test_large_results_are_read_in_parts(tmp_path: Path) -> None:
    named = OneByOne((VISA, KODAK, VISA))
    parts = OneByOne([list(range(place)) for place in range(5)])
    by_key = ByKey({"some": named, "none": OneByOne(()), "parts": parts})
    found = stored(tmp_path / "file", key=by_key).get("key")
    assert isinstance(found, result_file.StoredMapping)
    assert list(found) == ["some", "none", "parts"]
    assert len(found) == 3
    assert found.get("other") is None
    assert found.get("\ud800") is None
    assert list(found["some"]) == [VISA, KODAK, VISA]
    assert found["some"][0] is found["some"][2]
    assert not found["none"]
    assert list(found["parts"][1:3]) == [[0], [0, 1]]
    assert found["parts"][-1] == [0, 1, 2, 3]


def test_what_results_share_is_one_object(tmp_path: Path) -> None:
    file = stored(tmp_path / "file", one=[VISA], other={"x": LabelledIri("visa", "Visa")})
    file.hold_shared()
    one, other = file.get("one"), file.get("other")
    assert isinstance(one, list)
    assert isinstance(other, dict)
    assert one[0] is other["x"]


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        stored(tmp_path / name, key=ByKey({"x": {"b", "a", "c"}}), other=[OneByOne((VISA,)), VISA])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_draws_a_picture_is_not_kept(tmp_path: Path) -> None:
    found = stored(tmp_path / "file", key=[lambda width: f"{width}"]).get("key")
    assert isinstance(found, list)
    with pytest.raises(NotImplementedError):
        found[0](300.0)


class Runs:
    """An object that runs something when it is loaded."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Return what is run."""
        return eval, ("1 + 1",)


@pytest.mark.parametrize("result", [Runs(), Path("x")])
def test_other_classes_are_not_loaded(tmp_path: Path, result: object) -> None:
    file = stored(tmp_path / "file", key=result)
    with pytest.raises(pickle.UnpicklingError, match="No result is made of"):
        file.get("key")


def test_other_files_are_refused(tmp_path: Path) -> None:
    stored(tmp_path / "file")
    (tmp_path / "text").write_bytes(b"no database")
    for name, of, message in (
        ("file", "that", "was made from something else"),
        ("text", "this", "cannot be read"),
        ("nothing", "this", "cannot be read"),
    ):
        with pytest.raises(OtherFileError, match=message):
            ResultFile.open(tmp_path / name, of)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"), writing(tmp_path / "nowhere" / "file", "this"):
        pass


@dataclass
class Calls:
    """How often something was worked out."""

    number: int = 0


def test_a_result_of_the_file_is_not_worked_out(tmp_path: Path) -> None:
    calls = Calls()

    @once_per_build
    def doubled(_: ReferenceData, text: str) -> str:
        calls.number += 1
        return text + text

    ask = QueryClient(EmbeddedStore.of([], "version"))
    with writing(tmp_path / "file", "this") as writer:
        assert doubled(ReferenceData(ask, writer=writer), "a") == "aa"
    with_file = ReferenceData(ask, Results([ResultFile.open(tmp_path / "file", "this")]))
    assert doubled(with_file, "a") == "aa"
    assert calls.number == 1
    assert doubled(with_file, "b") == doubled(with_file, "b") == "bb"
    assert calls.number == 2
    assert doubled(ReferenceData(ask), "a") == "aa"
    assert calls.number == 3
