"""A name of a thing, and how a text matched it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from queries.search.folding import Spelling


class Step(IntEnum):
    """How a text matched a name; a higher step is surer, whatever there is about the thing."""

    INSIDE = 0
    """The text is longer, and the name, or a word of it, is in it."""
    LIKE = 1
    """The name is spelt or sounds nearly so."""
    INITIALS = 2
    """The text is made of the first letters of the name's words."""
    WITHIN = 3
    """The name contains the text, in a script without spaces."""
    WORDS = 4
    """Each word begins a word of the name."""
    BEGINNING = 5
    """The name begins with the text."""
    SCRIPT = 6
    """It is the whole name, written in another script."""
    FORM = 7
    """It is the whole name but for a legal form: Ltd., AG, 株式会社."""
    WHOLE = 8
    """It is the whole name, whatever its case, accents, dashes, widths and "&"."""
    IDENTIFIER = 9
    """It is no name, but what another register calls the thing."""


_ENGLISH: Final = ("", "en")

CONFIRMED_SCORE: Final = Step.IDENTIFIER + 0.9
"""The score of a thing whose identifier is confirmed; of others it is lower."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. `kind` is the local name of the property. `partner` says that the thing is a partner."""

    iri: str
    text: str
    language: str
    kind: str
    partner: bool

    @property
    def preferred(self) -> bool:
        """Whether this is the thing's label."""
        return self.kind == "label"

    @property
    def everyday(self) -> bool:
        """Whether it is a word that is no name, which must be spelt right."""
        return self.kind == "everyday"

    @property
    def demonym(self) -> bool:
        """Whether it is no name of a country, but a word for who or what is from there."""
        return self.kind == "demonym"

    @property
    def english(self) -> bool:
        """Whether it is a name that English readers use."""
        return self.language in _ENGLISH


@dataclass(frozen=True, eq=False)
class Entry(Spelling):
    """A name in the forms in which it is compared, with its place among all.

    It has the label and the weight of its thing. The weight is a logarithm; it says how much there is about the thing.
    """

    name: Name
    place: int
    label: str
    weight: float

    @property
    def of_organization(self) -> bool:
        """Whether it is a name of an organization."""
        return "/organization/" in self.name.iri


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A thing that was found: the name that matched, the thing's label, how well, and by which step."""

    name: Name
    label: str
    score: float
    step: Step

    @property
    def near(self) -> bool:
        """Whether no name has the text itself, or it is an identifier that may be another thing's."""
        return self.step <= Step.INITIALS or (self.step is Step.IDENTIFIER and self.score < CONFIRMED_SCORE)

    @property
    def whole(self) -> bool:
        """Whether the text is the whole of the name, but for legal forms and script."""
        return self.step >= Step.SCRIPT
