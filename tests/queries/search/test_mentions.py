"""Reading the names in a longer text."""

from __future__ import annotations

import pytest

from graph.stores.store import EmbeddedStore
from queries.search.folding import fold
from queries.search.mentions import read, without_fillers
from queries.search.names_of import names_of

READ = [
    ("tokyo 2020 airline", ["tokyo 2020", "airline"], []),
    ("tokio 2020 airlines", ["tokio 2020", "airlines"], []),
    ("who sponsors la28", ["la28"], []),
    ("Which company made the beer of Rio 2016?", ["beer", "rio 2016"], []),
    ("LG전자", ["lg"], ["전자"]),
    ("蒙牛乳业", ["蒙牛乳业"], []),
    ("burger king", [], ["burger"]),
    ("AT&T Olympics deal", ["at and t"], []),
    ("Louis Vuitton bags", ["louis vuitton"], ["bags"]),
    ("Next Olympics sponsor", ["next"], []),
    ("olympic sponsors", [], []),
    ("the new president", [], ["new", "president"]),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "words", "unknown"), READ)
def test_names_in_a_text(store: EmbeddedStore, text: str, words: list[str], unknown: list[str]) -> None:
    reading = read(names_of(store), text)
    assert [mention.words for mention in reading.mentions] == words
    assert list(reading.unknown) == [fold(word) for word in unknown]


def test_the_last_word_may_be_unfinished(store: EmbeddedStore) -> None:
    reading = read(names_of(store), "tokyo 2020 airl")
    assert [mention.kind for mention in reading.mentions] == ["whole", "part"]
    assert reading.mentions[1].matches[0].label == "Airlines"
    assert not reading.complete


def test_words_that_name_nothing_are_left_out() -> None:
    assert without_fillers("London Olympics 2012") == "london 2012"
    assert without_fillers("London 2012") == ""
    assert without_fillers("the official sponsors") == ""


def test_a_text_of_any_length_is_read(store: EmbeddedStore) -> None:
    assert len(read(names_of(store), "visa " * 5_000).mentions) == 40
