"""Folding: the same name in other forms is the same, folding twice changes nothing, and nothing of a name is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.search.folding import Spelling, fold, stems, without_connectors, without_forms, without_glued_forms

SAME = [
    ("Panasonic", "Panasonic Corporation"),
    ("Samsung Electronics", "Samsung Electronics Co., Ltd."),
    ("Eni", "Eni S.p.A."),
    ("Siemens", "SIEMENS AG"),
    ("América Móvil", "America Movil S A B De C V"),
    ("ブリヂストン", "株式会社ブリヂストン"),
    ("電通", "（株）電通グループ"),  # noqa: RUF001
    ("삼성전자", "삼성전자 주식회사"),
    ("首钢", "首钢集团有限公司"),
    ("Сбербанк", "ПАО Сбербанк"),
    ("Роснефть", "публичное акционерное общество «Роснефть»"),
    ("Δημόσια Επιχείρηση Ηλεκτρισμού", "ΔΗΜΟΣΙΑ ΕΠΙΧΕΙΡΗΣΗ ΗΛΕΚΤΡΙΣΜΟΥ Α.Ε."),  # noqa: RUF001
    ("P&G", "P and G"),
    ("Procter & Gamble", "procter und gamble"),
    ("Coca-Cola", "coca–cola"),  # noqa: RUF001
    ("NTT", "ＮＴＴ"),  # noqa: RUF001
    ("JC Penney", "J.C. Penney"),
    ("McDonald's", "McDonald’s"),  # noqa: RUF001
    ("キヤノン", "キャノン"),
    ("Ørsted", "Orsted"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_in_another_form(one: str, other: str) -> None:
    assert Spelling(other).bare == Spelling(one).bare != ""


@pytest.mark.parametrize(
    ("text", "latin"), [("Самсунг", "samsung"), ("Виза", "viza"), ("東京", "dongjing"), ("东京", "dongjing")]
)
def test_other_scripts_in_latin_letters(text: str, latin: str) -> None:
    assert Spelling(text).latin == latin


@pytest.mark.parametrize(("one", "other"), [("koka kola", "Coca-Cola"), ("Filips", "Philips"), ("Виза", "Visa")])
def test_the_same_sound(one: str, other: str) -> None:
    assert Spelling(one).sound == Spelling(other).sound != ""


def test_inflections_have_one_stem() -> None:
    assert stems(("airlines", "banks", "timekeeper")) == stems(("airline", "banking", "timekeeping"))


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_case_and_width_do_not_count(text: str) -> None:
    wide = "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in text)
    assert fold(text) == fold(text.upper()) == fold(wide)


@given(st.lists(st.sampled_from(["and", "co", "ltd", "ag", "visa", "p", "group", "kg"]), max_size=6))
def test_taking_words_away_is_done_once_and_leaves_something(words: list[str]) -> None:
    for take in (without_connectors, without_forms):
        left = take(words)
        assert take(left) == left
        assert bool(left) == bool(words)


@given(st.text(st.sampled_from("株式会社ブ集团有限公司(주)ab "), max_size=12))
def test_glued_forms_are_taken_away_once(text: str) -> None:
    assert without_glued_forms(without_glued_forms(text)) == without_glued_forms(text)


@given(st.text(max_size=60))
def test_any_text_has_a_spelling(text: str) -> None:
    spelling = Spelling(text)
    assert spelling.latin.isascii() or not spelling.latin.isalpha()
    assert bool(spelling.dense) == bool(spelling.bare)
