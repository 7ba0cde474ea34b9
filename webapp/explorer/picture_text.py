"""The width of text in pictures, and its lines."""

from __future__ import annotations

from webapp.svg.text_metrics import text_width

NAME_SIZE, NAME_LINE = 12.0, 14.0
NARROWER = 0.9
"""How wide a common font runs beside the widest ones, which `webapp.svg.text_metrics` reckons with."""

_BOLD = 1.06
"""How much wider semibold letters run."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in pixels."""
    return text_width(text, size) * NARROWER * (_BOLD if bold else 1)


def in_lines(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines of `room` pixels at its words; a longer word, such as an address, is broken, too."""
    found: list[str] = []
    for word in (part for whole in text.split() for part in _pieces(whole, size, room)):
        if found and width_of(f"{found[-1]} {word}", size) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _pieces(word: str, size: float, room: float) -> list[str]:
    found = [""]
    for character in word:
        if found[-1] and width_of(found[-1] + character, size) > room:
            found.append("")
        found[-1] += character
    return found
