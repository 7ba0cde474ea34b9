"""The texts of rows, in which words are looked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

_END: Final = "\n"


class SearchedTexts:
    """Texts as one, each with its end. To look through them one by one takes some fifty times as long."""

    def __init__(self, joined: str) -> None:
        self._joined = joined
        self._ends = array("Q", accumulate(len(text) + 1 for text in joined.split(_END)[:-1]))

    @staticmethod
    def joined(texts: Iterable[str]) -> str:
        """Join texts without line breaks."""
        return "".join(text + _END for text in texts)

    def having(self, word: str) -> list[int]:
        """Return the places of the texts that have a word, or a part of one, as they rise."""
        found = []
        start = self._joined.find(word)
        while start >= 0:
            place = bisect_right(self._ends, start)
            found.append(place)
            start = self._joined.find(word, self._ends[place])
        return found
