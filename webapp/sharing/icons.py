"""The site's icon in all forms that browsers and phones want. All are rendered from the one drawing."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from webapp.sharing.og_image import rendered

_DRAWING = Path(__file__).parent.parent / "static" / "favicon.svg"
_ICO = 32
_CORNERS = ' rx="7"'


@cache
def icon(size: int, *, square: bool = False) -> bytes:
    """Return the icon as PNG, `size` pixels wide; `square` without the round corners, which phones cut themselves."""
    drawing = _DRAWING.read_text(encoding="utf-8")
    return rendered(drawing.replace(_CORNERS, "") if square else drawing, size, size)


@cache
def ico() -> bytes:
    """Return the icon as .ico: a directory of one entry, and a PNG in it (as Windows has read them since Vista)."""
    image = icon(_ICO)
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", _ICO, _ICO, 0, 0, 1, 32, len(image), 6 + 16)
    return head + entry + image
