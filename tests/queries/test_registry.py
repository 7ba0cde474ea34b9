"""The registry finds every query file, under its name, and names the nearest to a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest

import queries
from queries import registry
from queries.errors import HeaderError, UnknownQuery
from queries.parameter_types import SUFFIXES
from tests.each import each
from tests.some import any_number, some

FOLDER = Path(queries.__file__).parent


def test_every_file_is_found() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.rq")}
    assert {query.path for query in registry.load().values()} == files
    assert list(registry.load()) == sorted(path.rpartition("/")[2].removesuffix(".rq") for path in files)


def test_the_questions_of_the_product_are_there() -> None:
    assert {
        "partners-on-date", "partners-of-games", "partner-history", "category-holders", "games-covered",
        "partners-by-country", "partnerships-ended-early", "olympic-channel-founding-partners", "contributions",
        "reported-values", "evidence-of", "partners-per-term", "categories-per-term", "find-organization", "counts",
    } <= set(registry.load())  # fmt: skip


@each("query", registry.load().values(), ids=lambda query: query.name)
def test_each_is_described_for_people(query: registry.Query) -> None:
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert len(query.description) > 40
    assert query.description.endswith((".", ".)"))
    for parameter in any_number(query.parameters):
        assert set(parameter.types) <= set(SUFFIXES)
        assert parameter.description
        assert parameter.default or parameter.optional


def test_queries_of_the_internal_folder_are_in_no_listing() -> None:
    for query in some(query for query in registry.load().values() if query.path.startswith("internal/")):
        assert query.internal


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownQuery, match=r"There is no query 'partners-on-dat'; did you mean partners-on-date"):
        registry.get("partners-on-dat")
    first, second, *_ = sorted(query.name for query in registry.public())
    with pytest.raises(UnknownQuery, match=f"there are {first}, {second}, "):
        registry.get("zzz")
    with pytest.raises(UnknownQuery, match="�"):
        registry.get("a\nb\x1b[31m")


def test_two_files_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text("ASK {}", encoding="utf-8")
    monkeypatch.setattr(registry, "files", lambda package: tmp_path)
    registry.query_files.cache_clear()
    try:
        with pytest.raises(HeaderError, match=r"same\.rq:1: .*same\.rq has the same name"):
            registry.query_files()
    finally:
        registry.query_files.cache_clear()


@pytest.mark.parametrize(("clause", "chooses"), [("FROM <http://example.org/g>", True), ("", False)])
def test_a_query_knows_whether_it_chooses_its_graphs(clause: str, chooses: bool) -> None:
    header = "#+ summary: Names from a graph\n#+ description: All of them.\n#+ tags:\n#+   - partners\n"
    text = f"{header}SELECT ?s {clause} {{ ?s ?p ?from }}"
    assert registry.parse(text, "partners/names.rq").chooses_graphs is chooses
