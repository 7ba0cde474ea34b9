"""Statements on what a partner brings in numbers.

How long its contract runs is one of them. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import chains, history, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_NUMBER: Final = re.compile(
    r"(?<![\d.,$€£¥-])(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{2,6})(?![\d.,]*\d|\s?%|st\b|nd\b|rd\b|th\b|e\b|\.\s?[a-z])"
)
_LEAST: Final = 100
"""Numbers below which many things could be meant."""

_DEAL: Final = re.compile(
    r"deal|contract|agreement|pact\b|package|partnership|sponsor|sign|agree|vertrag|abkommen|vereinbarung|partner|contrat|accord|engag"
    r"|contrato|acuerdo|firm|协议|合同|合约|契約|提携"
)
_AWAY: Final = re.compile(
    r"\s?(?:too )?(?:early|earlier|later|before|ahead|ago|after|prior|vor\b|fruher|vorzeitig|spater|nach|plus tot"
    r"|plus tard|avant|apres|antes|despues|de antelacion|mas tarde|前|后|後|早|提前|之)"
)
"""Words behind a number of years that make it a distance: "three years early" is no length of a contract."""

_EARLY: Final = re.compile(r"\s?(?:too )?(?:early|fruher|vorzeitig|plus tot|antes de|de antelacion|提前|早)")
"""Those of them that say how long before its time something ended."""

_ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()  # noqa: SIM905
)


def detail_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield numbers that stand in a note on the sponsor spoken of, and the years that its contract runs."""
    if view.strong:
        return
    taken = [(m.start, m.end) for m in view.mentions if m.kind in {"date", "amount", "games", "organization"}]
    for match in _NUMBER.finditer(view.text):
        start, end = view.start + match.start(), view.start + match.end()
        number = int(re.sub(r"\D", "", match[1]))
        if number < _LEAST or any(start < two and one < end for one, two in taken) or view.negated(start):
            continue
        if view.unreal(start) or (1850 <= number <= 2100 and len(match[1]) == len("2012")):
            continue
        for mention in _sponsor(view, start, end):
            behind = [(iri, text) for iri, text in _texts(view.facts, mention.iri) if _has(text, number)]
            if behind:
                yield _claim(view, mention, (start, end), f"a note has the number {number}", behind)
    yield from _lengths(view)


def _sponsor(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the sponsor that a number is told of: the one spoken of, or the only one of the sentence."""
    named = view.sponsors()
    return subjects(view, start, end)[:1] or (named if len({m.iri for m in named}) == 1 else [])[:1]


def _texts(facts: Facts, organization: str) -> list[tuple[str, str]]:
    """Return notes, titles and contributions of an organization."""
    return [*texts_of(facts, organization, facts.rows_of(organization)), *facts.contributions.get(organization, ())]


def _has(text: str, number: int) -> bool:
    """Tell whether a note has a number, with or without commas."""
    return bool(re.search(rf"(?<![\d.,])(?:{number}|{number:,})(?![\d]|,\d)", text))


def _lengths(view: SentenceView) -> Iterator[Claim]:
    """Yield how long a contract is said to run, or to have ended too early. A note or its dates must have it."""
    for start, end in view.cues("lasting"):
        first, last = view.segment(start)
        found = _years_before(view, start)
        if found is None or view.unreal(start) or view.negated(start):
            continue
        years, place = found
        behind_it = folded(view.slice(end, last))
        early = bool(_EARLY.match(behind_it))
        if not early and (_AWAY.match(behind_it) or not _DEAL.search(folded(view.slice(first, last)))):
            continue
        for mention in _sponsor(view, place, end):
            rows = view.facts.rows_of(mention.iri)
            behind = [(iri, text) for iri, text in _texts(view.facts, mention.iri) if _tells(text, years, early=early)]
            if not early:
                behind = behind or [(row.iri, row.texts) for row in _of_length(rows, years)]
            if behind:
                reads = f"ended {years} years early" if early else f"a contract of {years} years"
                told = _claim(view, mention, (place, end), reads, behind)
                yield replace(told, kind="left") if early else told


def _years_before(view: SentenceView, place: int) -> tuple[int, int] | None:
    """Return the number of years right before a word for years, with its place."""
    for one, two, key in view.table("numbers"):
        if 0 <= place - two <= 1:
            return int(key), one
    match = re.search(r"(\d{1,2})[\s-]?$", view.slice(max(view.start, place - 4), place))
    return (int(match[1]), place - len(match[0])) if match and 1 < int(match[1]) <= len(_ENGLISH) else None


def _tells(text: str, years: int, *, early: bool) -> bool:
    """Tell whether a note tells of a contract of so many years, or of an end that was so early."""
    word = _ENGLISH[years] if years < len(_ENGLISH) else str(years)
    found = re.finditer(rf"\b(?:{word}|{years})[- ]years?\b", text, re.IGNORECASE)
    return any(bool((_EARLY if early else _AWAY).match(text, match.end())) == early for match in found)


def _of_length(rows: list[Partnership], years: int) -> list[Partnership]:
    """Return the first of the partnerships of a deal whose stated days lie so many years apart."""
    found = []
    for chain in chains(rows):
        for row in chain:
            deal = [one for one in chain if one.announced and one.announced == row.announced]
            if deal and deal[0] is row and row.starts and deal[-1].ends:
                lasted = int(deal[-1].ends[:4]) - int(row.starts[:4]) + (row.starts[5:7] <= "06")
                found += [row] if lasted == years else []
    return found


def _claim(
    view: SentenceView,
    mention: Mention,
    place: tuple[int, int],
    reads: str,
    behind: list[tuple[str, str]],
) -> Claim:
    query, arguments = history(mention.iri)
    words = "; ".join(text.removeprefix(". ") for _, text in behind[:3])
    label = view.facts.catalogue.label(mention.iri)
    finding = Finding("supported", words, tuple(iri for iri, _ in behind[:3]), query, arguments)
    return Claim(*place, "count", f"{label}: {reads}", finding)
