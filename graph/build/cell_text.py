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

_LOST: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
"""Control characters but those of tabs and lines, and the character for a lost one."""

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-fA-F]+|[a-z]+(?:acute|grave|uml|circ|cedil|tilde));")
"""Characters as HTML writes them: markup, spaces, accents."""

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
"""A tag of HTML."""

_LOOKALIKES: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406"
    "\u03bf\u03b1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdhABEKMHOPCTXIoavABEZHIKMNOPTYX",
)
"""Letters of Cyrillic and Greek that look like those of Latin."""

_LATIN: Final = re.compile("[A-Za-z]")
_WIDE: Final = re.compile("[\uff01-\uff5e]")
_WORD: Final = re.compile(r"\w+")

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

_SPACES = re.compile("[\t\n\v\f\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SEVERAL: Final = re.compile(" {2,}")
_BETWEEN: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_NAMES: Final = {
    "\0": "null",
    "\t": "TAB",
    "\n": "line break",
    "\r": "carriage return",
    "\v": "line tabulation",
    "\f": "form feed",
    "\x1a": "end of file",
}


def normalized(cell: str) -> str:
    r"""Return the cell in NFC, with plain spaces, none at the ends, and without invisible characters.

    >>> normalized("Nestle\u0301\u00a0S.A.\u200b ")
    'Nestlé S.A.'
    """
    if _plain(cell):
        return _SEVERAL.sub(" ", cell).strip()
    if _encoded_once(cell) != cell:
        return cell  # what nobody sees in it is a part of letters
    visible = cell
    if _INVISIBLE.search(cell):
        visible = "".join(c for place, c in enumerate(cell) if not _invisible(cell, place))
    return _SEVERAL.sub(" ", unicodedata.normalize("NFC", _SPACES.sub(" ", visible))).strip()


def faults(cell: str) -> list[str]:
    """Say what differs between a cell and its normalized text, and at which character (from 1).

    A text that was encoded twice has none of these faults: `damage` tells of it.
    """
    return list(dict.fromkeys(_faults(cell)))


def _faults(cell: str) -> Iterator[str]:
    if _encoded_once(cell) != cell:
        return  # what nobody sees in it is a part of letters
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
    right = mended(cell)
    if right != cell:
        return f"{right!r}, {_harm(cell)}"
    if _plain(cell):
        return None
    if found := _LOST.search(cell):
        character, place = found[0], found.start()
        if character == "\ufffd":
            return f"the letter that was lost (U+FFFD) at character {place + 1}"
        likely = bytes([ord(character)]).decode("cp1252", errors="replace")
        meant = f"; as Windows-1252 it would be {likely!r}" if likely.isprintable() and likely != "\ufffd" else ""
        return f"no control character {_named(character)} at character {place + 1}{meant}"
    return None


def mended(cell: str) -> str:
    """Return a cell as it was before it passed through HTML, a wrong encoding or another keyboard.

    >>> mended("&nbsp;A2A<br>"), mended("\u0430libaba"), mended("Nestl\u00c3\u00a9")
    ('A2A', 'alibaba', 'Nestlé')
    """
    if _ENTITY.search(cell) or _TAG.search(cell):
        return normalized(html.unescape(_TAG.sub(" ", cell)))
    if cell.isascii():
        return cell
    if _WIDE.search(cell) and not any(_is_wide_script(character) for character in cell):
        return unicodedata.normalize("NFKC", cell)
    if cell.translate(_LOOKALIKES) != cell:
        latin = _WORD.sub(lambda word: _in_latin(word.group()), cell)
        if latin != cell:
            return latin
    return _encoded_once(cell)


def _encoded_once(cell: str) -> str:
    """Return the text of a cell that was encoded as UTF-8 twice, and any other cell as it is."""
    try:
        return cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return cell


def _harm(cell: str) -> str:
    """Say what happened to a cell that can be mended."""
    if _ENTITY.search(cell) or _TAG.search(cell):
        return "not as HTML writes it"
    if _WIDE.search(cell):
        return "in letters of the usual width"
    other = next((p for p, (a, b) in enumerate(zip(cell, mended(cell), strict=False)) if a != b), 0)
    if cell[other].translate(_LOOKALIKES) != cell[other]:
        return f"with {cell[other].translate(_LOOKALIKES)}, not {_named(cell[other])}, at character {other + 1}"
    return "since the text was encoded as UTF-8 twice"


def _in_latin(word: str) -> str:
    """Return a word in Latin letters if it has some, and if all others look like such."""
    latin = word.translate(_LOOKALIKES)
    return latin if latin.isascii() and _LATIN.search(word) else word


def _is_wide_script(character: str) -> bool:
    """Tell whether a letter belongs to a script of East Asia, beside which wide letters are usual."""
    return unicodedata.category(character) in ("Lo", "Lm") and unicodedata.east_asian_width(character) == "W"


def sound(cells: Sequence[str]) -> bool:
    """Tell quickly that nothing is odd in any cell of a row.

    Most rows are so. False may also mean that a closer look is needed.
    """
    row = "|".join(cells)
    return _plain(row) and not any(mark in row for mark in ("&", "<", "  ", " |", "| ")) and row == row.strip()


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
