"""The marks of legends. Each is drawn in a box of 30 by 14 pixels, as the picture has it."""

from __future__ import annotations

from markupsafe import Markup

from webapp.svg.canvas import circle, path

KEY_SIZE = (30.0, 14.0)

_WHOLE = "M1 2h28v10H1z"
_BARS = {
    "joint": (("key-bar", "M1 1.5h28v4h-28zM1 8.5h28v4h-28z"),),
    "ended": (("key-bar", "M1 2h16v10H1z"), ("key-cross", "M20 3l8 8m0 -8l-8 8")),
    "announced": (("key-bar announced", _WHOLE),),
    "framed": (("key-bar term", _WHOLE), ("key-bar", "M12 2h17v10H12z")),
    "assumed": (("key-bar", _WHOLE), ("key-hatch", "M15 7l5 -5M15 12l10 -10M20 12l9 -9M25 12l4 -4")),
    "unsure": (("key-leader", "M1 7h11"), ("key-bar", "M13 2h16v10H13z")),
    "outlined": (("bar-part outlined f-neutral", _WHOLE),),
}
_DOTS = {"marked": 4.5, "unmarked": 3.0}


def bar_key(kind: str) -> Markup:
    """Return the mark of a kind of bar, or of the Games above it."""
    if kind in _DOTS:
        return circle(f"key-dot {kind}", (15, 7), _DOTS[kind])
    return Markup().join(path(name, shape) for name, shape in _BARS[kind])


def line_key(kind: str) -> Markup:
    """Return the mark of a kind of line of a network."""
    return path(f"key-line e-{kind}", "M1 7H29")
