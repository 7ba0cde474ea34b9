"""A question as it was read, and what adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.dates import PartialDate
from graph.iris import mint
from queries.search.name_match import NameMatch, Step
from webapp.mentions.name_index import text_index
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.questions.lexicon import UNSPACED, Word
from webapp.questions.names import begun_name, kind_of

_TENSES: Final = frozenset({"present", "past"})
BESIDE: Final = frozenset({"after", "before", "since", "until"})
"""Times that are told by Games: "after Paris 2024"."""

_SHARED: Final = frozenset({"in-common", "both"})
"""Concepts with which "between" names two Games and no time."""

_TEXTS: Final = {"tiers": "tier", "titles": "title"}
"""Kinds of words that stand for a text in a parameter, with the parameter's name."""


_FOR_A_WHILE: Final = "(acting|interim).*({})"
"""The title of who held it for a while: meant where nobody else held it."""

_OPEN: Final = {
    "since": frozenset({"since", "seit", "depuis"}),
    "until": frozenset({"until", "till", "bis", "signed until"}),
}
"""Words for a beginning or an end that ask for it where nothing follows."""

_GOALS: Final = frozenset({"to"})
"""Words for an end that may also say to whom something goes: "who supplied beer to London 2012"."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that a question names: its kind, and what it may be, the likeliest first.

    A time has the kind `after`, `before`, `since`, `until`, `in` or `now`, and dates in place of IRIs.
    """

    kind: str
    values: tuple[str, ...]
    words: str
    part: str = ""
    """Its part beside another: `or` for one of two, `except` for what is left out."""


@dataclass
class ReadQuestion:
    """A question as it was read.

    `concepts` are words of the forms in headers of queries. `refused` are reasons why there is no answer, `unknown` are
    the words that were not understood.
    """

    text: str
    language: str
    slots: list[Slot] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    """Words with a typing error, each with the word or name as which it was read."""
    seasons: set[str] = field(default_factory=set)
    terms: list[str] = field(default_factory=list)
    """Which terms of a programme are named, by their places: `2`, `now`, `next` or `last`."""
    statuses: set[str] = field(default_factory=set)
    relative: str = ""
    """Which Games are meant beside today: `next` or `last`."""
    bare: set[str] = field(default_factory=set)
    """Years without a word before them."""
    negated: list[int] = field(default_factory=list)
    """How many slots there were before each word such as "not"."""
    present: bool = False
    past: bool = False
    """Whether it is asked in the present tense, or in the past."""


class QuestionBuilder:
    """What is found in a question, one after the other."""

    def __init__(self, catalogue: ReferenceData, text: str, language: str, today: date) -> None:
        self.catalogue, self.today = catalogue, today
        self.question = ReadQuestion(text, language)
        self._time = ""
        self._goal, self._time_words = False, ""
        """Whether the word before is "to", which stands for a time only before a date."""
        self._unspaced = language in UNSPACED

    def add_name(self, hits: Sequence[NameMatch], words: str, *, part: bool = False) -> None:
        """Add what a name stands for: of several kinds, Games before others for a part, else that of the best."""
        kinds = [kind_of(hit.name.iri) for hit in hits]
        best = next((kind for kind in ("games", "programme") if part and kind in kinds), kinds[0])
        iris = [hit.name.iri for hit, kind in zip(hits, kinds, strict=True) if kind == best]
        if best == "organization" and not part:
            step = hits[kinds.index(best)].step
            iris = [hit.name.iri for hit in hits if kind_of(hit.name.iri) == best and hit.step >= min(step, Step.FORM)]
            iris += [hit.name.iri for hit in begun_name(self.catalogue.names, words) if hit.name.iri not in iris]
        self.add(best, iris, words)

    def add(self, kind: str, iris: Sequence[str], words: str) -> None:
        """Add a thing that is named; Games after a word such as "after" are a time."""
        if kind == "games":
            iris = self._likeliest(iris)
        if kind == "organization" and len(iris) == 1 and (edition := self._edition(iris[0])):
            kind, iris = "games", (edition,)
        temporal = "" if self._goal and not self._is_since() else self._time
        self._time, self._goal = "", False
        if kind == "person" and temporal in {"after", "before"}:
            self.question.concepts.append("replaced" if temporal == "after" else "whom-replaced")
        if kind == "organization" and temporal == "before":  # "the airline before Delta"
            self.question.concepts.append("whom-replaced")
        if kind == "games" and temporal == "between" and _SHARED.isdisjoint(self.question.concepts):
            temporal, self._time = "after", "before"
        if kind == "games" and temporal in BESIDE:
            self.question.slots.append(Slot(temporal, tuple(iris), words))
            return
        self.question.slots.append(Slot(kind, tuple(dict.fromkeys(iris)), words))

    def _is_since(self) -> bool:
        """Tell whether a beginning is named: "from Beijing 2008 to London 2012"."""
        return any(slot.kind == "since" for slot in self.question.slots)

    def _edition(self, organization: str) -> str:
        edition = text_index(self.catalogue).committees.get(organization)
        return edition.iri if edition else ""

    def _likeliest(self, iris: Sequence[str]) -> list[str]:
        """Return Games in the order in which a visitor means them: the latest that have begun, then those to come."""
        games = self.catalogue.games
        today = self.today.isoformat()

        def rank(iri: str) -> tuple[bool, bool, str]:
            order = games[iri].order
            return "youth" in games[iri].season, order > today and order[:4] > str(self.today.year + 4), order

        ordinary = sorted(dict.fromkeys(iris), key=lambda iri: rank(iri)[2], reverse=True)
        return sorted(ordinary, key=lambda iri: rank(iri)[:2])

    def add_words(self, known: tuple[Word, ...], words: str, following: Sequence[str]) -> None:
        """Add what words of questions stand for; `following` is the next word."""
        kinds = {word.kind: word for word in known}
        time = kinds.get("time")
        if time and time.value in _TENSES:
            self._take_time(time.value, words)
        elif time and (time.value == "now" or following or self._unspaced or "neutral" not in kinds):
            self._take_time(time.value, words)
            if time.value in {"in", "now"} or len(kinds) == 1 or "neutral" in kinds:
                return
        for word in known:
            self._take_one(word, words)

    def _take_time(self, value: str, words: str) -> None:
        if value == "present":
            self.question.present = True
        elif value == "past":
            self.question.past = True
        elif value == "now":
            self.question.slots.append(Slot("now", (self.today.isoformat(),), words))
        elif value != "in":
            if self._unspaced and self.question.slots and value in {"after", "before"}:
                last = self.question.slots[-1]
                if last.kind in {"games", "in"}:
                    self.question.slots[-1] = Slot(value, last.values, last.words)
                    return
            self._time, self._goal, self._time_words = value, words in _GOALS, words

    def _take_one(self, word: Word, words: str) -> None:
        if word.kind == "concepts":
            if word.value not in self.question.concepts:
                self.question.concepts.append(word.value)
        elif word.kind in _TEXTS:
            named = (words,) if words in tier_names(self.catalogue) else ()
            values = (*named, word.value) if word.kind == "tiers" else (word.value, _FOR_A_WHILE.format(word.value))
            self.question.slots.append(Slot(_TEXTS[word.kind], tuple(dict.fromkeys(values)), words))
        elif word.kind == "things":
            kind, _, slug = word.value.partition("/")
            self.add(kind, (mint(kind, slug).value,), words)
        elif word.kind == "indicators":
            self.question.slots.append(Slot("indicator", (mint("indicator", word.value).value,), words))
        else:
            self._take_remark(word)

    def _take_remark(self, word: Word) -> None:
        """Keep what is settled when the whole question is read."""
        question = self.question
        if word.kind == "seasons":
            question.seasons.add(word.value)
        elif word.kind == "terms":
            question.terms.append(word.value)
        elif word.kind == "statuses":
            question.statuses.add(word.value)
        elif word.kind == "relative":
            question.relative = word.value
        elif word.kind == "negation":
            question.negated.append(len(question.slots))
        elif word.kind == "refused":
            question.refused.append(word.value)

    def end(self) -> None:
        """Let a question that ends with "since" or "until" ask for the day."""
        if self._time in _OPEN and not self._goal and self._time_words in _OPEN[self._time]:
            self.question.concepts.append(f"{self._time} when")

    def add_time(self, iso: str, words: str) -> None:
        """Add a date in ISO 8601, with the word before it."""
        between = self._time == "between"
        self.question.slots.append(Slot("since" if between else self._time or "in", (iso,), words))
        self._time = "until" if between else ""


@once_per_version
def tier_names(catalogue: ReferenceData) -> frozenset[str]:
    """Return the names of all tiers, in small letters."""
    return frozenset(tier.label.casefold() for tier in catalogue.tiers.values())


def days_of(iso: str) -> tuple[str, str]:
    """Return the first and the last day of a date or a range in ISO 8601.

    >>> days_of("2012"), days_of("2010/2011-06")
    (('2012-01-01', '2012-12-31'), ('2010-01-01', '2011-06-30'))
    """
    first, _, last = iso.partition("/")
    return PartialDate.parse(first).first_day.isoformat(), PartialDate.parse(last or first).last_day.isoformat()
