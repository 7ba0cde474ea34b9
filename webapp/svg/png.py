"""Drawings as PNG. They have the bundled fonts alone, so that they are alike on every machine."""

from __future__ import annotations

import resvg_py

from webapp.svg.fonts import font_files


def rendered(drawing: str, width: int, height: int) -> bytes:
    """Render a drawing at a size in pixels."""
    return resvg_py.svg_to_bytes(
        svg_string=drawing, width=width, height=height, font_files=font_files(), skip_system_fonts=True
    )
