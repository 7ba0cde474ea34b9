"""The fonts of the pictures, and text in lines.

The fonts are bundled, so that pictures are alike everywhere. They are the packages `font-source-serif-pro` and
`font-source-sans-pro` (SIL Open Font License). They have Latin, Greek and Cyrillic; a text in another script is not
drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from webapp.svg.text_metrics import shorten, text_width

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
SERIF_STACK = f"{SERIF}, 'Source Serif 4', Georgia, 'Noto Serif', 'Liberation Serif', serif"
SANS_STACK = f"{SANS}, 'Source Sans 3', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
"""The fonts of pictures that leave the site, each with what may stand in for it."""

_FILES = (
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
)
_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ", "DIGIT ", "SPACE", "NO-BREAK SPACE")
_NARROWER = 0.86
"""How wide these fonts run beside the widest ones, which `webapp.svg.text_metrics` reckons with."""


@cache
def font_files() -> list[str]:
    """Return the paths of the font files."""
    return [str(files(package) / "files" / name) for package, name in _FILES]


def font_file(*, serif: bool, semibold: bool) -> str:
    """Return the path of one font file; of the serif there is the semibold alone."""
    return font_files()[0 if serif else 2 if semibold else 1]


def drawable(text: str) -> bool:
    """Tell whether the fonts have every character of a text.

    >>> drawable("Nestlé, Ελλάδα"), drawable("阿里巴巴")
    (True, False)
    """
    return all(_has(character) for character in text)


def _has(character: str) -> bool:
    if unicodedata.category(character)[0] in "PS" and ord(character) < 0x2200:
        return True
    return unicodedata.name(character, "").startswith(_SCRIPTS) and ord(character) < 0x2000


def first_drawable(texts: Iterable[str]) -> str:
    """Return the first text that the fonts have, or nothing."""
    return next((text for text in texts if text and drawable(text)), "")


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """Break a text into at most `most` lines of `room` pixels; the last one ends in an ellipsis where more follows."""
    wide = room / _NARROWER
    found: list[str] = []
    words = text.split()
    while words and len(found) < most:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size) <= wide:
            count += 1
        if len(found) == most - 1:
            count = len(words)
        found.append(shorten(" ".join(words[:count]), size, wide))
        words = words[count:]
    return found
