"""A date of a sentence, and what it says."""

from __future__ import annotations

from typing import NamedTuple

from webapp.mentions.mention import Mention


class Dated(NamedTuple):
    """A date of a sentence and what it says: when something began, ends, or happened."""

    mention: Mention
    role: str
    iso: str
    start: int
    end: int
