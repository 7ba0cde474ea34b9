"""The sentences that say what a comparison has found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from webapp.comparison.compare import Comparison, Part
from webapp.comparison.naming import Thing
from webapp.models.reference_data import ReferenceData
from webapp.text.english import capital, join_words, noun, the_country, with_the

_UNITS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: Final = 12
"""The largest number that is written in words within a sentence."""

_NAMED: Final = 4
"""The most things that a sentence names rather than counts."""


def spelled(number: int) -> str:
    """Write a number as it begins a sentence: in words below a hundred, in digits from there on.

    >>> spelled(0), spelled(21), spelled(40), spelled(128)
    ('no', 'twenty-one', 'forty', '128')
    """
    if number < len(_UNITS):
        return _UNITS[number]
    if number >= 100:
        return f"{number:,}"
    tens, units = _TENS[number // 10 - 2], number % 10
    return f"{tens}-{_UNITS[units]}" if units else tens


def counted(number: int) -> str:
    """Write a number within a sentence, where no noun follows.

    >>> counted(0), counted(12), counted(40)
    ('none', 'twelve', '40')
    """
    return "none" if number == 0 else _UNITS[number] if number <= _WORDS else f"{number:,}"


def named(thing: Thing) -> str:
    """Return the name of a compared thing as it stands in a sentence."""
    if thing.kind == "category":
        return _in_sentence(thing.label)
    if thing.kind == "programme" and "programme" in thing.label.lower():
        return with_the(thing.label)
    return the_country(thing.label) if thing.kind == "country" else thing.label


def _in_sentence(label: str) -> str:
    """Write the name of a category with a small letter, unless it begins with initials."""
    return label[:1].lower() + label[1:] if label.split(maxsplit=1)[0][1:].islower() else label


def summary(catalogue: ReferenceData, found: Comparison) -> list[str]:
    """Return the sentences at the head of a comparison: they count what is recorded, and say so."""
    return _SUMMARIES[found.a.group](catalogue, found)


def _of_times(catalogue: ReferenceData, found: Comparison) -> list[str]:
    one, other = named(found.a), named(found.b)
    if not found.main.members:
        return [f"No partner of {one} or {other} is recorded here."]
    both, a, b = _counts(found.main.counts)
    ahead = any(_is_ahead(catalogue, thing) for thing in (found.a, found.b))
    verb = _verb(both, "is", "are") if ahead else _verb(both, "was", "were")
    return [
        f"{_recorded(both)} {verb} in both {one} and {other}, "
        f"{counted(a)} only in {one} and {counted(b)} only in {other}."
    ]


def _is_ahead(catalogue: ReferenceData, thing: Thing) -> bool:
    """Tell whether Games or a programme have not begun on the day of the data."""
    games = thing.kind == "games"
    begins = catalogue.games[thing.iri].order if games else catalogue.programmes[thing.iri].begins
    return begins > (catalogue.version.date or datetime.now(UTC).date().isoformat())


def _of_partners(catalogue: ReferenceData, found: Comparison) -> list[str]:
    del catalogue
    one, other = named(found.a), named(found.b)
    both, a, b = _counts(found.main.counts)
    together = f"{counted(both)} of the same programmes" if both > 1 else "one programme together"
    sentences = [f"{one} and {other} are recorded in {together if both else 'no programme together'}."]
    more = " more" if both else ""
    rest = [f"{name} in {counted(number)}{more}" for name, number in ((one, a), (other, b)) if number]
    if rest:
        sentences.append(f"{join_words(rest).replace(' in ', ' is in ', 1)}.")
    if games := found.aspects[1].counts["both"]:
        sentences.append(f"Both are partners of {counted(games)} of the same Games.")
    shared = [_in_sentence(member.thing.label) for member in found.aspects[2].part("both")]
    if not shared:
        sentences.append("No category is recorded that both have held.")
    else:
        held = join_words(shared) if len(shared) <= _NAMED else f"{counted(len(shared))} of the same categories"
        sentences.append(f"Both have held {held}.")
    return sentences


def _of_categories(catalogue: ReferenceData, found: Comparison) -> list[str]:
    del catalogue
    one, other = named(found.a), named(found.b)
    if not found.main.members:
        return [f"No partner is recorded in {one} or {other}."]
    both, a, b = _counts(found.main.counts)
    return [
        f"{_recorded(both)} {_verb(both, 'has', 'have')} held both {one} and {other}, "
        f"{counted(a)} only {one} and {counted(b)} only {other}."
    ]


def _of_countries(catalogue: ReferenceData, found: Comparison) -> list[str]:
    del catalogue
    one, other = named(found.a), named(found.b)
    first, second = (len({deal.partner.iri for deal in found.of_side(side).values()}) for side in ("a", "b"))
    if not first and not second:
        return [f"No partner from {one} or {other} is recorded here."]
    both, a, b = _counts(found.main.counts)
    same = f"{counted(both)} of the same categories" if both else "no category in common"
    return [
        f"{_partners(first)} from {one} and {counted(second)} from {other} are recorded here.",
        f"They have held {same}, those from {one} alone {counted(a)} and those from {other} alone {counted(b)}.",
    ]


def _counts(counts: dict[Part, int]) -> tuple[int, int, int]:
    return counts["both"], counts["a"], counts["b"]


def _partners(number: int) -> str:
    return f"{capital(spelled(number))} {noun(number or 1, 'partner')}"


def _recorded(number: int) -> str:
    """Begin a sentence about so many partners with what they rest on: the records here."""
    return f"{_partners(number)} recorded here" if number else "As far as is recorded here, no partner"


def _verb(number: int, one: str, several: str) -> str:
    return one if number <= 1 else several


_SUMMARIES: Final[dict[str, Callable[[ReferenceData, Comparison], list[str]]]] = {
    "time": _of_times,
    "partner": _of_partners,
    "category": _of_categories,
    "country": _of_countries,
}
