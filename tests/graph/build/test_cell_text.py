"""The characters of cells: what nobody sees is taken out, what belongs to a spelling stays."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.build.cell_text import damage, faults, normalized, sound

ODD = "\u00a0\u00ad\u200b\u200c\u200d\u200e\u2009\u202f\u2060\u3000\ufeff\t e\u0301o\u0308A\u030a가각"


@given(st.text(st.sampled_from(ODD) | st.characters(codec="utf-8")))
@example("Â\xa0")
@example(" NestlÃ©")
def test_normalized_text_is_normalized(text: str) -> None:
    once = normalized(text)
    assert normalized(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert bool(faults(text)) == (once != text)
    assert not faults(once)


@given(st.lists(st.text(st.sampled_from(ODD + " &;ampAx\x00") | st.characters(codec="utf-8")), min_size=1))
def test_nothing_is_odd_in_sound_rows(cells: list[str]) -> None:
    if sound(cells):
        assert [normalized(cell) for cell in cells] == cells
        assert not any(map(damage, cells))
    assert sound(["3m", "", "3M", "Saint Paul; Minnesota"])


@pytest.mark.parametrize("cell", [" a", "a ", "a  b", "&amp;", "é", "a\t", "\x00", "\u200b", "\u00a0"])
@pytest.mark.parametrize("place", range(3))
def test_rows_with_something_odd_are_looked_at(cell: str, place: int) -> None:
    cells = ["a", "b c", "d"]
    cells[place] = cell
    assert not sound(cells)


@pytest.mark.parametrize(
    "text",
    ["می\u200cشود", "क्\u200dष", "Société Générale", "東京２０２０", "L\u2019Oréal", "“quoted”", "Å", "👍", "İ"],
)
def test_what_belongs_to_a_spelling_stays(text: str) -> None:
    assert normalized(text) == text
    assert damage(text) is None


@pytest.mark.parametrize(
    ("text", "right", "fault"),
    [
        ("Ame\u0301rica", "América", "é as one character (Unicode NFC) at character 3"),
        ("\u1100\u1161", "가", "가 as one character (Unicode NFC) at character 1"),
        ("\u212bland", "Åland", "Å as one character (Unicode NFC) at character 1"),
        ("a\u00a0b", "a b", "a plain space, not U+00A0 (no-break space), at character 2"),
        ("a\tb", "a b", "a plain space, not U+0009 (tab), at character 2"),
        ("東京\u30002020", "東京 2020", "a plain space, not U+3000 (ideographic space), at character 3"),
        ("visa\u200d", "visa", "no U+200D (zero width joiner) at character 5"),
        ("\ufeffvisa", "visa", "no U+FEFF (zero width no-break space) at character 1"),
        ("Alibaba  Group", "Alibaba Group", "one space, not several, at character 8"),
        ("a \u00a0 b", "a b", "one space, not several, at character 2"),
        (" visa", "visa", "no space before or after the text"),
    ],
)
def test_a_fault_is_named_with_its_character(text: str, right: str, fault: str) -> None:
    """Finding 26: such names passed and were never found again."""
    assert normalized(text) == right
    assert fault in faults(text)


@pytest.mark.parametrize(
    ("text", "right"), [("Nestl\ufffd", "was lost"), ("a\x07b", "U+0007"), ("NestlÃ©", "'Nestlé'")]
)
def test_damaged_text_is_told(text: str, right: str) -> None:
    assert right in (damage(text) or "")
