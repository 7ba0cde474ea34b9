"""The characters of a cell, and the text without odd ones. Odd are those that nobody sees or that look like others."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Control characters of ASCII, soft hyphens, zero-width spaces and joiners, marks of direction, byte order marks."""

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-fA-F]+|[a-z]+(?:acute|grave|uml|circ|cedil|tilde));")
"""Characters as HTML writes them: markup, spaces, accents."""

_JOINERS: Final = "\u200c\u200d"
_JOINING_SCRIPTS: Final = (
    "ARABIC",
    "SYRIAC",
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "ORIYA",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "SINHALA",
    "KHMER",
    "MONGOLIAN",
)
"""Scripts in which a zero-width joiner or non-joiner is part of the spelling."""

_SPACES = re.compile("[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SEVERAL: Final = re.compile(" {2,}")
_BETWEEN: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_NAMES: Final = {"\0": "null", "\t": "TAB", "\v": "line tabulation", "\f": "form feed", "\x1a": "end of file"}


def normalized(cell: str) -> str:
    r"""Return the cell in NFC, with plain spaces, none at the ends, and without invisible characters.

    >>> normalized("Nestle\u0301\u00a0S.A.\u200b ")
    'Nestlé S.A.'
    """
    if _plain(cell):
        return _SEVERAL.sub(" ", cell).strip()
    visible = "".join(c for place, c in enumerate(cell) if not _invisible(cell, place))
    return _SEVERAL.sub(" ", unicodedata.normalize("NFC", _SPACES.sub(" ", visible))).strip()


def faults(cell: str) -> list[str]:
    """Say what differs between a cell and its normalized text, and at which character (from 1)."""
    return list(dict.fromkeys(_faults(cell)))


def _faults(cell: str) -> Iterator[str]:
    for place, character in enumerate(cell):
        if _invisible(cell, place):
            yield f"no {_named(character)} at character {place + 1}"
        elif _SPACES.match(character):
            yield f"a plain space, not {_named(character)}, at character {place + 1}"
    if not unicodedata.is_normalized("NFC", cell):
        place, character = next(_decomposed(cell))
        yield f"{character} as one character (Unicode NFC) at character {place + 1}"
    if several := _BETWEEN.search(_SPACES.sub(" ", cell)):
        yield f"one space, not several, at character {several.start() + 1}"
    if cell != cell.strip():
        yield "no space before or after the text"


def damage(cell: str) -> str | None:
    """Say what would be right for a cell that lost characters on its way; None for a sound one."""
    if _ENTITY.search(cell):
        return f"{html.unescape(cell)!r}, not as HTML writes it"
    if _plain(cell):
        return None
    for place, character in enumerate(cell):
        if character == "\ufffd":
            return f"the letter that was lost (U+FFFD) at character {place + 1}"
        if unicodedata.category(character) == "Cc" and character not in "\t\r\n":
            likely = bytes([ord(character)]).decode("cp1252", errors="replace")
            meant = f"; as Windows-1252 it would be {likely!r}" if likely.isprintable() and likely != "\ufffd" else ""
            return f"no control character {_named(character)} at character {place + 1}{meant}"
    try:
        once = cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return None if once == cell else f"{once!r}: the text was encoded as UTF-8 twice"


def sound(cells: Sequence[str]) -> bool:
    """Tell quickly that nothing is odd in any cell of a row.

    Most rows are so. False may also mean that a closer look is needed.
    """
    row = "|".join(cells)
    return _plain(row) and not any(mark in row for mark in ("&", "  ", " |", "| ")) and row == row.strip()


def _plain(cell: str) -> bool:
    """Tell quickly, as most cells are so, whether nothing can be wrong but spaces at the ends."""
    return cell.isascii() and cell.isprintable()


def _invisible(cell: str, place: int) -> bool:
    if not _INVISIBLE.match(cell[place]):
        return False
    joins = cell[place] in _JOINERS and place > 0
    return not (joins and unicodedata.name(cell[place - 1], "").startswith(_JOINING_SCRIPTS))


def _decomposed(cell: str) -> Iterator[tuple[int, str]]:
    """Find the characters that NFC writes otherwise: the place of each, and what it would be."""
    start = 0
    for place in range(1, len(cell) + 1):
        if place < len(cell) and unicodedata.combining(cell[place]):
            continue
        cluster = unicodedata.normalize("NFC", cell[start:place])
        if cluster != cell[start:place]:
            yield start, cluster
        start = place
    yield 0, unicodedata.normalize("NFC", cell)


def _named(character: str) -> str:
    name = _NAMES.get(character) or unicodedata.name(character, "")
    return f"U+{ord(character):04X} ({name.lower()})" if name else f"U+{ord(character):04X}"
