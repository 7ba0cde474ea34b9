"""Words in the texts of a list."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.listings.searched_texts import SearchedTexts

LETTERS = "ab é"


@given(st.lists(st.text(LETTERS, max_size=6), max_size=12), st.text("ab", min_size=1, max_size=3))
@example([], "a")
@example(["", "aa", ""], "a")
def test_words_are_found_as_by_a_look_at_every_text(texts: list[str], word: str) -> None:
    found = SearchedTexts(SearchedTexts.joined(texts)).having(word)
    assert found == [place for place, text in enumerate(texts) if word in text]
