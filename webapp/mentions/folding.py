"""The folding of a text, with places of the original.

Width, case, accents and kinds of dashes do not count where names are looked for. Each folded character remembers where
it stands in the text as it was sent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_DASHES: Final = frozenset("-‐‑‒–—−﹣－")  # noqa: RUF001
_APOSTROPHES: Final = frozenset("'’‘`´ʼ＇")  # noqa: RUF001
_LETTERS: Final = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "ß": "ss"}  # noqa: RUF001


class _Folded(dict[str, str]):
    """What becomes of each character."""

    def __missing__(self, ch: str) -> str:
        """Work a character out when it is first met."""
        self[ch] = found = "".join(map(_fold_one, unicodedata.normalize("NFKC", ch)))
        return found


def _fold_one(ch: str) -> str:
    if ch in _DASHES:
        return "-"
    if ch in _APOSTROPHES:
        return "'"
    if ch.isspace():
        return " "
    if unicodedata.category(ch) in {"Cf", "Mn", "Cc"}:
        return ""
    if "\uac00" <= ch <= "\ud7af" or "\u3040" <= ch <= "\u30ff":  # a syllable is one letter
        return ch
    plain = "".join(c for c in unicodedata.normalize("NFKD", ch.casefold()) if unicodedata.category(c) != "Mn")
    return "".join(_LETTERS.get(c, c) for c in plain)


_FOLDED: Final = _Folded()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text; `starts` and `ends` lead each of its characters back to the original."""

    original: str
    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a part of the folded text."""
        return self.starts[start], self.ends[end - 1]

    def slice(self, start: int, end: int) -> str:
        """Return the original of a part of the folded text."""
        return self.original[self.starts[start] : self.ends[end - 1]]


def fold(text: str) -> FoldedText:
    """Fold a text: width, case, accents, dashes and spaces in a row do not count."""
    if text.isascii() and not _SLOW.search(text):
        return FoldedText(text, _plain(text), list(range(len(text))), list(range(1, len(text) + 1)))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, ch in enumerate(text):
        folded = _FOLDED[ch]
        if folded == " " and out and out[-1] == " ":
            ends[-1] = at + 1
            continue
        for piece in folded:
            out.append(piece)
            starts.append(at)
            ends.append(at + 1)
    return FoldedText(text, "".join(out), starts, ends)


def folded(text: str) -> str:
    """Return a text folded, without the way back.

    >>> folded(" TOYOTA  Nestlé")
    'toyota nestle'
    """
    if text.isascii() and not _SLOW.search(text):
        return _plain(text).strip()
    return _SPACES.sub(" ", "".join([_FOLDED[ch] for ch in text])).strip()


_SPACES: Final = re.compile(" {2,}")
_SLOW: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]|\s\s")
"""What only the slow way folds, of a text in ASCII: control characters and spaces in a row."""

_ASCII: Final = str.maketrans("\t\n\v\f\r`", "     '")


def _plain(text: str) -> str:
    """Fold a text in ASCII, in which each character becomes one."""
    return text.lower().translate(_ASCII)
