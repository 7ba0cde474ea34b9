"""The noise around names in tables: signs, remarks, broken encodings.

`cleaned` takes away what no name has. `reductions` gives shorter readings of a text; what they find is never sure.
"""

from __future__ import annotations

import html
import re
from typing import Final

_SIGNS: Final = re.compile(r"[™®©℠†‡*]+|\((?:tm|r|c|sm)\)|\[\w{1,3}\]|\[citation needed\]", re.IGNORECASE)
_NUMBERING: Final = re.compile(r"^\s*(?:[#•·▪\-–—*]+\s*|\(?\d{1,3}[.)]\s+|#\d+\s+)+")  # noqa: RUF001
_BROKEN: Final = re.compile("[ÂÃâäåæçèéìíîïðñãÐÑÎÏØÙ][\u0080-\u00bf\u20ac\u201a-\u203a\u2122\u0152-\u0178]")
"""A character of Latin-1 or Windows-1252 that UTF-8 bytes look like when they are read as one of these."""

_LONG_FORMS: Final = {
    "us": "United States",
    "usa": "United States",
    "uk": "United Kingdom",
    "intl": "International",
    "int": "International",
    "natl": "National",
    "assn": "Association",
    "assoc": "Association",
    "elec": "Electronics",
    "bros": "Brothers",
    "mfg": "Manufacturing",
    "pharma": "Pharmaceutical",
}
"""Abbreviations in names, as folded words, and what they stand for."""

_REMARK: Final = re.compile(r"\s*[(\[（【{][^)\]）】}]*(?:[)\]）】}]|$)\s*")  # noqa: RUF001
_CUT: Final = re.compile(r"\s+[-–—|/•·]\s+|\s*[,;|\n\t]\s+|:\s+")  # noqa: RUF001
_DOMAIN: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<name>[a-z0-9-]{2,})(?:\.(?:com?|org|net|[a-z]{2}))+/?", re.IGNORECASE
)


def cleaned(text: str) -> str:
    """Return a text without signs of trademarks, footnotes, numbering, HTML and a broken encoding.

    >>> cleaned("3. Coca&#45;Cola&reg; [1]"), cleaned("TelefÃ³nica")
    ('Coca-Cola', 'Telefónica')
    """
    plain = _mended(html.unescape(text))
    without = _NUMBERING.sub("", _SIGNS.sub(" ", plain))
    return " ".join(without.split()) or " ".join(plain.split())


def reductions(text: str) -> list[str]:
    """Return other readings of a text.

    Abbreviations are written out, remarks in brackets left out. Then come the parts before and after a break, and the
    name of a domain.

    >>> reductions("Visa (USA), sponsor"), reductions("Intl Sports")
    (['Visa , sponsor', 'Visa', 'sponsor', 'USA'], ['International Sports'])
    """
    words = [_LONG_FORMS.get(word.lower().replace(".", "").replace("'", ""), word) for word in text.split()]
    without = " ".join(_REMARK.sub(" ", text).split())
    inside = [match.strip(" ()[]{}（）【】") for match in _REMARK.findall(text)]  # noqa: RUF001
    parts = [part for part in _CUT.split(without) if part] if _CUT.search(without) else []
    domain = _DOMAIN.fullmatch(text)
    found = [
        " ".join(words) if "(" not in text else "",
        without,
        *(part.strip(" ,;") for part in parts),
        *inside,
        *([domain["name"]] if domain else []),
    ]
    return [reading for reading in dict.fromkeys(found) if len(reading) > 1 and reading != text]


def _mended(text: str) -> str:
    """Undo that UTF-8 was read as another encoding, where that gives a text again."""
    if not _BROKEN.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
