# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The order of names in lists.

It is that of the root collation of Unicode (CLDR). No library is used; `docs/decisions/order-of-names.md` says why. For
names in Latin letters the rules are few. Letters count without accents and case, punctuation goes before digits, and
digits go before letters. Among names that are alike in this, accents decide, then case.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

CollationKey = tuple[str, str, str]

_PUNCTUATION: Final = " _-–,;:!?.'’\"()[]{}@*/\\&#%`^+<=>|~$"
"""Punctuation in the order of the root collation; the two dashes and the two apostrophes are neighbours."""

_PLACES: Final = {ord(character): chr(1 + place) for place, character in enumerate(_PUNCTUATION)}
_WITHOUT: Final = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("æ"): "ae", ord("œ"): "oe", ord("ı"): "i"}
"""Letters that Unicode does not take apart, and that sort with the letters here."""


@lru_cache(100_000)
def collation_key(text: str) -> CollationKey:
    """Return what a text is sorted by, whatever its case and accents.

    >>> sorted(["Nortel", "BT", "Île-de-France", "adidas", "British Airways", "IBM", "Zürich", "3M"], key=collation_key)
    ['3M', 'adidas', 'British Airways', 'BT', 'IBM', 'Île-de-France', 'Nortel', 'Zürich']
    """
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return letters.casefold().translate(_WITHOUT).translate(_PLACES), decomposed.casefold(), text.swapcase()
