# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The room that text takes, estimated without a font.

Readers see Source Sans 3, which comes with the page, or their own system's font where it does not come. So widths are
estimates on the generous side: each class of characters counts as wide as in the widest of the common interface fonts
(DejaVu Sans and Verdana). A label may thus end a little before its room does, but never after it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from webapp.svg.network import LABEL, LABEL_SIZE, NOTE_GAP, NOTE_SIZE, Box, Face, Label

_NARROW = set("iIjl.,:;'’|!·")
_SLIM = set('tfr()[]{}-‐/1"“” ')
_MIDDLE = set("sckvxyzJ*?")
_BROAD = set("mwMW@%&—…")
_EMS = ((_NARROW, 0.33), (_SLIM, 0.43), (_MIDDLE, 0.57), (_BROAD, 0.97))
_UPPER, _OTHER, _FULL = 0.71, 0.63, 1.02
_DESCENT = 0.28


def character_width(character: str) -> float:
    """Return the width of one character in ems."""
    for characters, ems in _EMS:
        if character in characters:
            return ems
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    return _UPPER if character.isupper() else _OTHER


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Return the most that `text` is expected to take at `size` pixels, in pixels; names come again and again."""
    return sum(map(character_width, text)) * size


_HAIR = 0.01
"""Pixels by which sums of widths may differ from what they are sums of."""


def shorten(text: str, size: float, room: float) -> str:
    """Cut `text` to `room` pixels, at a word where that costs little, with an ellipsis for what is gone."""
    if text_width(text, size) <= room + _HAIR:
        return text
    short = text
    while short and text_width(short + "…", size) > room:
        short = short[:-1]
    at_word = short.rsplit(" ", 1)[0]
    short = at_word if len(at_word) >= len(short) - 6 else short
    return short.rstrip(" ,·–-(&") + "…" if short.strip() else ""


def label(text: str, at: tuple[float, float], anchor: str, face: Face = LABEL, note: str = "") -> Label:
    """Place one line of text with its middle at the height of `at`, and return it with its box.

    A `note` follows in small type, outwards from `at`: after the text, or before it where the text ends there. Both are
    one run of text in the end, so that the distance between them is right in every font.
    """
    x, y = at
    width = text_width(text, face.size) * face.widening + note_width(note)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    baseline = y + face.size * 0.36
    box = Box(left, baseline - face.size * 0.86, width, face.size * (0.86 + _DESCENT))
    return Label(text, x, baseline, anchor, box, face.name, note)


def note_width(note: str) -> float:
    """Return the room that a note takes behind its label, gap included."""
    return NOTE_GAP + text_width(note, NOTE_SIZE) if note else 0.0


def fitted(text: str, note: str, room: float, least: float = 46.0) -> tuple[str, str]:
    """Cut a label and its note to `room` together: the note gives way first; below `least` it goes."""
    text = shorten(text, LABEL_SIZE, room)
    left = room - text_width(text, LABEL_SIZE) - NOTE_GAP
    if not note or (left < least and text_width(note, NOTE_SIZE) > left):
        return text, ""
    return text, shorten(note, NOTE_SIZE, left)
