"""Statements on what a partner brings in numbers.

How long its contract runs is one of them. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import subjects
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import chains, history, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_NUMBER: Final = re.compile(
    r"(?<![\d.,$€£¥-])(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{2,6})(?![\d.,]*\d|\s?%|st\b|nd\b|rd\b|th\b|e\b|\.\s?[a-z])"
)
_LEAST: Final = 100
"""Numbers below which many things could be meant."""

_DEAL: Final = re.compile(
    r"deal|contract|agreement|partnership|sponsor|sign|agree|vertrag|abkommen|vereinbarung|partner|contrat|accord|engag"
    r"|contrato|acuerdo|firm|协议|合同|合约|契約|提携"
)
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
    named = [m for m in view.of_kind("organization") if not view.facts.is_committee(m.iri)]
    return subjects(view, start, end)[:1] or (named if len({m.iri for m in named}) == 1 else [])[:1]


def _texts(facts: Facts, organization: str) -> list[tuple[str, str]]:
    """Return notes, titles and contributions of an organization."""
    return [*texts_of(facts, organization, facts.rows_of(organization)), *facts.contributions.get(organization, ())]


def _has(text: str, number: int) -> bool:
    """Tell whether a note has a number, with or without commas."""
    return bool(re.search(rf"(?<![\d.,])(?:{number}|{number:,})(?![\d]|,\d)", text))


def _lengths(view: SentenceView) -> Iterator[Claim]:
    """Yield how many years a contract is said to run, where a note or the deal's dates have it."""
    for start, end in view.cues("lasting"):
        first, last = view.segment(start)
        if not _DEAL.search(folded(view.slice(first, last))) or view.unreal(start) or view.negated(start):
            continue
        found = _years_before(view, start)
        if found is None:
            continue
        years, place = found
        for mention in _sponsor(view, place, end):
            rows = view.facts.rows_of(mention.iri)
            behind = [(iri, text) for iri, text in _texts(view.facts, mention.iri) if _runs(text, years)]
            behind = behind or [(row.iri, row.texts) for row in _of_length(rows, years)]
            if behind:
                yield _claim(view, mention, (place, end), f"a contract of {years} years", behind)


def _years_before(view: SentenceView, place: int) -> tuple[int, int] | None:
    """Return the number of years right before a word for years, with its place."""
    for one, two, key in view.table("numbers"):
        if 0 <= place - two <= 1:
            return int(key), one
    match = re.search(r"(\d{1,2})[\s-]?$", view.slice(max(view.start, place - 4), place))
    return (int(match[1]), place - len(match[0])) if match and 1 < int(match[1]) <= len(_ENGLISH) else None


def _runs(text: str, years: int) -> bool:
    """Tell whether a note tells of a contract of so many years."""
    word = _ENGLISH[years] if years < len(_ENGLISH) else str(years)
    return bool(re.search(rf"\b(?:{word}|{years})[- ]year|\bfor (?:{word}|{years}) years", text, re.IGNORECASE))


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
    view: SentenceView, mention: Mention, place: tuple[int, int], reads: str, behind: list[tuple[str, str]]
) -> Claim:
    query, arguments = history(mention.iri)
    words = "; ".join(text.removeprefix(". ") for _, text in behind[:3])
    label = view.facts.catalogue.label(mention.iri)
    finding = Finding("supported", words, tuple(iri for iri, _ in behind[:3]), query, arguments)
    return Claim(*place, "count", f"{label}: {reads}", finding)
