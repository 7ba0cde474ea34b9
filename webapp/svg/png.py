"""Drawings as PNG. They have the bundled fonts, so that they are alike on every machine."""

from __future__ import annotations

import resvg_py

from webapp.svg.fonts import font_files


def rendered(drawing: str, width: int, height: int, *, system_fonts: bool = False) -> bytes:
    """Render a drawing at a size in pixels; the fonts of the machine are for scripts that the bundled ones lack."""
    return resvg_py.svg_to_bytes(
        svg_string=drawing, width=width, height=height, font_files=font_files(), skip_system_fonts=not system_fonts
    )
