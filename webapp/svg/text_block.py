# ruff: noqa: RUF001 - typographic dashes are meant
"""Names in lines, so that a picture cuts none. What has no room beside a name stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from webapp.svg.network import LABEL, NOTE, Face, Label
from webapp.svg.text_metrics import label, note_width, text_width

_HAIR = 0.01
"""Pixels by which sums of widths may differ from what they are sums of."""

_BREAKS = ("-", "–", "/", "&", "?", "·")
"""Characters after which a word without spaces may break."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a face, with a note beside it."""

    text: str
    face: Face
    note: str = ""

    @property
    def height(self) -> float:
        """The room from this line to the next."""
        return self.face.size * 1.24


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines of at most `room` pixels; a word that is longer breaks within itself.

    >>> wrapped("The Coca-Cola Company", 10, 80)
    ('The Coca-Cola', 'Company')
    """
    found = [""]
    for word in _words(text):
        longer = found[-1] + word
        if not found[-1] or text_width(longer.rstrip(), size) <= room + _HAIR:
            found[-1] = longer
        else:
            found.append(word)
        while text_width(found[-1].rstrip(), size) > room + _HAIR and len(found[-1]) > 1:
            fits = _fitting(found[-1], size, room)
            found[-1:] = [found[-1][:fits], found[-1][fits:]]
    return tuple(line.strip() for line in found if line.strip())


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the space or the sign after which a line may end."""
    words = [""]
    for place, character in enumerate(text):
        words[-1] += character
        within = 0 < place < len(text) - 1 and text[place + 1] != " "
        if character == " " or (character in _BREAKS and within and len(words[-1]) > 3):
            words.append("")
    return [word for word in words if word]


def _fitting(word: str, size: float, room: float) -> int:
    """Return how many letters of a word fit, at least one."""
    count = len(word) - 1
    while count > 1 and text_width(word[:count], size) > room:
        count -= 1
    return count


def block(text: str, note: str, room: float, face: Face = LABEL) -> tuple[Line, ...]:
    """Return the lines of a name and its note: side by side where there is room, else below each other."""
    if text_width(text, face.size) * face.widening + note_width(note) <= room + _HAIR:
        return (Line(text, face, note),)
    names = (Line(line, face) for line in wrapped(text, face.size * face.widening, room))
    return (*names, *(Line(line, NOTE) for line in wrapped(note, NOTE.size, room)))


def height_of(lines: Sequence[Line]) -> float:
    """Return the room that lines take below each other."""
    return sum(line.height for line in lines)


def width_of(lines: Sequence[Line]) -> float:
    """Return the room that the longest of some lines takes."""
    return max(text_width(line.text, line.face.size) * line.face.widening + note_width(line.note) for line in lines)


def placed(lines: Sequence[Line], at: tuple[float, float], anchor: str) -> tuple[Label, ...]:
    """Place lines below each other, with their middle at the height of `at`."""
    x, middle = at
    y = middle - height_of(lines) / 2
    found = []
    for line in lines:
        found.append(label(line.text, (x, y + line.height / 2), anchor, line.face, line.note))
        y += line.height
    return tuple(found)
