"""The index of names: every name finds its thing first, and a match says how sure it is."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.iris import mint
from graph.stores.store import EmbeddedStore
from queries.search.folding import Spelling
from queries.search.name_index import NameIndex
from queries.search.name_match import Name, Step
from queries.search.names_of import names_of
from tests.some import any_number, some
from tests.tables import rows


@pytest.fixture(scope="module")
def names(store: EmbeddedStore) -> NameIndex:
    return names_of(store)


def index_of(*names: str, **weights: int) -> NameIndex:
    """Return an index of names, each of a thing of its own."""
    return NameIndex.of([Name(name, name, "en", "label", partner=True) for name in names], weights)


def test_every_name_in_the_tables_finds_its_thing_first_or_with_others_of_the_same_name(names: NameIndex) -> None:
    told = {(mint(row["about_kind"], row["about"]).value, row["alias"]) for row in rows("aliases")}
    for table, kind, column in (
        ("games", "games", "name"),
        ("categories", "category", "label"),
        ("countries", "country", "name"),
        ("programmes", "programme", "name"),
    ):
        told |= {(mint(kind, row["id"]).value, row[column]) for row in rows(table)}
    told |= {(mint("organization", row["id"]).value, row["name"]) for row in rows("organizations")}
    told |= {(mint("person", row["person"]).value, row["name"]) for row in rows("people")}
    published = [(iri, text) for iri, text in told if iri in names.labels]
    assert len(published) > 0.9 * len(told)
    called = defaultdict(set)
    for name in names.entries:
        called[Spelling(name.text).dense].add(name.iri)
    for iri, text in some(published):
        hits = names.find(text)
        first = [hit.name.iri for hit in hits if hit.step is Step.WHOLE]
        assert hits[0].name.iri in first, text
        assert iri in first, (text, first)
        assert set(first) == called[Spelling(text).dense], text


@given(st.data())
@settings(max_examples=60)
def test_a_legal_form_changes_nothing(names: NameIndex, data: st.DataObject) -> None:
    name = data.draw(
        st.sampled_from([name for name in names.entries if "/organization/" in name.iri and name.text.isascii()])
    )
    form = data.draw(st.sampled_from([" Inc.", ", Ltd.", " Corporation", " AG", " S.p.A.", " Co., Ltd.", " N.V."]))
    assert name.iri in {hit.name.iri for hit in names.find(name.text + form) if hit.whole}


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_is_answered(names: NameIndex, text: str) -> None:
    hits = names.search(text, 8)
    assert len(hits) <= 8
    assert len({hit.name.iri for hit in hits}) == len(hits)
    assert all(hit.step <= hit.score < hit.step + 1.01 for hit in any_number(hits))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_more_about_a_thing_decides_among_equals() -> None:
    entries = [Name(iri, "Star", "en", "label", partner=True) for iri in ("a", "b", "c")]
    assert [hit.name.iri for hit in NameIndex.of(entries, {"b": 9}).find("star")] == ["b", "a", "c"]


STEPS = [
    ("Omega", Step.WHOLE),
    ("the omega", Step.WHOLE),
    ("Omega SA", Step.FORM),
    ("Омега", Step.SCRIPT),
    ("ome", Step.BEGINNING),
    ("watch", Step.WORDS),
    ("watches ome", Step.WORDS),
    ("omgea", Step.LIKE),
    ("omeqa", Step.LIKE),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_each_step(text: str, step: Step) -> None:
    hits = index_of("Omega", "Omega Watches", "Aeroflot").search(text)
    assert (hits[0].step, hits[0].near) == (step, step <= Step.INITIALS)


def test_initials_find_an_organization_that_has_no_short_name() -> None:
    iri = mint("organization", "x").value
    names = NameIndex.of([Name(iri, "Bank of the Northern Isles", "en", "label", partner=False)])
    assert [hit.step for text in ("BNI", "botni") for hit in names.search(text)] == [Step.INITIALS] * 2
    assert names.search("NIB") == []


TRAPS = [
    ("visa", "Avis Australia"),
    ("EDF", "Packaged food"),
    ("p and g", "Paris 2024 Organising Committee for the Olympic and Paralympic Games"),
    ("Dell", "Ferrovie dello Stato"),
    ("Ford", "Food and drink"),
    ("Rolex", "Olex"),
    ("Tokyo 1920", "Tokyo 2020"),
    ("C & A", "Canada"),
    ("三星電子", "三菱電機"),
    ("amer", "Air Mermaid"),
]


@pytest.mark.parametrize(("text", "name"), TRAPS)
def test_what_stands_inside_a_word_or_is_no_slip_is_not_found(text: str, name: str) -> None:
    assert index_of(name).search(text) == []


SHORT = [
    ("amex", "American Express"),
    ("全日空", "全日本空輸"),
    ("현대차", "현대자동차"),
]


@pytest.mark.parametrize(("text", "name"), SHORT)
def test_a_name_is_found_by_parts_of_its_words(text: str, name: str) -> None:
    names = NameIndex.of([Name(mint("organization", "x").value, name, "", "label", partner=True)])
    assert [hit.step for hit in names.search(text)] == [Step.INITIALS]


@pytest.mark.parametrize("text", ["LA 2028", "LA28", "Los Angeles '28", "2028 summer"])
def test_games_are_found_by_a_short_year_and_initials(names: NameIndex, text: str) -> None:
    hit = names.find(text)[0]
    assert (hit.label, hit.step) == ("Los Angeles 2028", Step.WHOLE)


def test_scripts_without_spaces_are_searched_inside() -> None:
    assert [hit.step for hit in index_of("三菱電機").find("電機")] == [Step.WITHIN]
    assert index_of("三菱電機").find("機電") == []


def test_what_is_meant() -> None:
    names = index_of("London 1948", "London 2012", "London 2012 programme", "Omega Inc.", "Omega Watches")
    assert [hit.name.iri for hit in names.meant("london 2012")] == ["London 2012"]
    assert [hit.name.iri for hit in names.meant("omega")] == ["Omega Inc."]
    assert [hit.name.iri for hit in names.meant("omega wat")] == ["Omega Watches"]
    assert len(names.meant("london")) == 3
    assert [hit.name.iri for hit in names.meant("London", lambda iri: "1948" in iri)] == ["London 1948"]
    assert names.meant("omgea") == []


def test_a_version_of_the_data_is_indexed_once(store: EmbeddedStore) -> None:
    assert names_of(store) is names_of(store)
