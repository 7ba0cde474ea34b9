"""The icons of the site as files, rendered from the one drawing. `make icons` writes them after a change of it."""

from __future__ import annotations

import struct
from pathlib import Path

from webapp.svg.png import rendered

_STATIC = Path(__file__).parents[1] / "static"
FOLDER = _STATIC / "icons"
_DRAWING = _STATIC / "favicon.svg"
_ICO = 32
_CORNERS = ' rx="7"'


def icons() -> dict[str, bytes]:
    """Return each file by its name: for old browsers, for phones, and those that the web manifest names."""
    drawing = _DRAWING.read_text(encoding="utf-8")
    square = drawing.replace(_CORNERS, "")  # phones cut the corners themselves
    sizes = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
    pictures = {name: rendered(square, size, size) for name, size in sizes.items()}
    return {"favicon.ico": _ico(rendered(drawing, _ICO, _ICO)), **pictures}


def _ico(picture: bytes) -> bytes:
    """Return a PNG as .ico: a directory of one entry, and the PNG (as Windows has read them since Vista)."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", _ICO, _ICO, 0, 0, 1, 32, len(picture), 6 + 16)
    return head + entry + picture


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, content in icons().items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
