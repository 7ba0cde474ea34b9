"""The order of names in lists: that of the root collation of Unicode (CLDR), as far as names need it.

No library is used. PyICU must be compiled against ICU where it is installed, icu4py has no collation, and pyuca (of 2017)
takes half a second to load. For names in Latin letters the rules are few: letters count without accents and case,
punctuation goes before digits, and digits before letters. Among names that are alike in this, accents decide, then case.
All names of the graph come in the order that pyuca gives them (November 2026).
"""

from __future__ import annotations

import unicodedata
from typing import Final

_PUNCTUATION: Final = " _-–,;:!?.'’\"()[]{}@*/\\&#%`^+<=>|~$"
"""Punctuation in the order of the root collation; the two dashes and the two apostrophes are neighbours."""

_PLACES: Final = {ord(character): chr(1 + place) for place, character in enumerate(_PUNCTUATION)}
_WITHOUT: Final = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("æ"): "ae", ord("œ"): "oe", ord("ı"): "i"}
"""Letters that Unicode does not take apart, and that sort with the letters here."""


def collation_key(text: str) -> tuple[str, str, str]:
    """Return what a text is sorted by, whatever its case and accents.

    >>> sorted(["Nortel", "BT", "Île-de-France", "adidas", "British Airways", "IBM", "Zürich", "3M"], key=collation_key)
    ['3M', 'adidas', 'British Airways', 'BT', 'IBM', 'Île-de-France', 'Nortel', 'Zürich']
    """
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return letters.casefold().translate(_WITHOUT).translate(_PLACES), decomposed.casefold(), text.swapcase()
