"""Statements on what a company makes.

A description of it tells that, such as "furniture maker Ramler". Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import statements
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_ARTICLES: Final = (
    r"(?:the|an?|der|die|das|de[nms]|eine?[nmr]?|les?|la|l'|une?|el|los|las|una|du|des|al|del|its|sein\w*)"
)
_APPOSED: Final = re.compile(rf",\s(?:{_ARTICLES}\s?)?(?:[\w'.-]+\s){{0,3}}")
_NAMED: Final = re.compile(r"\s?(?:(?:of|de|d'|du|des|del|y|et|and)\s[\w'-]+\s)?")
_HAS: Final = re.compile(
    r"(?:\s(?:has|have|had|holds|held|covers?|covered|clothe[sd]|dresse[sd]|hat|hatte|besetzt\w*|deckt|stellt\w*"
    r"|liefert\w*|a|avait|tient|tenait|couvre|couvrait|fournit|apporte|habille|tiene|tenia|cubre|cubria|pone|puso|lleva"
    r"|llevaba|aporta)|,)\s(?:also\s|also |auch |tambien |aussi )?"
    rf"(?:{_ARTICLES}\s?)?(?:category\s(?:of\s)?|categorie\s(?:de\s)?|categoria\s(?:de\s)?|sparte\s)?(?:\w+\s)?"
)
"""What stands around a word for a trade: an article, a comma, the company after it, a verb."""

_MADE: Final = re.compile(
    r"(?<!\w)(\w{3,}?)s?(?:konzern|hersteller|riese|firma|unternehmen|anbieter|kette|produzent|gruppe|multi|spezialist)"
    r"(?:en?s?|n)?(?!\w)"
)
"""A German word for a company with what it makes."""


def maker_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield of which trade a company is said to be, where it has a partnership in that trade."""
    told: set[tuple[str, int]] = set()
    for start, end, iris in _trades(view):
        if view.strong or view.negated(start) or any(m.start < end and start < m.end for m in _sponsors(view)):
            continue
        for mention in _described(view, start, end):
            fitting = _rows(view, mention, iris)
            if fitting and (mention.iri, start) not in told:
                told.add((mention.iri, start))
                yield _trade(view, mention, fitting, iris, (start, end))
                break


def _trades(view: SentenceView) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the words for what companies make, the longest first where two overlap."""
    facts = view.facts
    found = list(facts.trades.find(view.base.text))
    for match in _MADE.finditer(view.base.text) if view.forms.language == "de" else ():
        for stem in (match[1], match[1].removesuffix("s"), match[1].removesuffix("en")):
            if stem in facts.category_words:
                found.append((*match.span(), facts.category_words[stem]))
                break
    last = 0
    for one, two, iris in sorted(found, key=lambda item: (item[0], -item[1])):
        if one >= last:
            last = two
            first, end = view.base.span(one, two)
            yield view.start + first, view.start + end, iris


def _sponsors(view: SentenceView) -> list[Mention]:
    return [m for m in view.of_kind("organization") if not view.facts.is_committee(m.iri)]


def _described(view: SentenceView, start: int, end: int) -> Iterator[Mention]:
    """Yield the companies that a word for a trade may describe, the likeliest first."""
    sponsors = _sponsors(view)
    noun = next((two for one, two in view.cues("company") if 0 <= one - end <= 1), end)
    after = next((m for m in sponsors if m.start >= end), None)
    if after and after.start - noun <= 24 and _NAMED.fullmatch(folded(view.slice(noun, after.start))):
        yield after
        return
    before = next((m for m in reversed(sponsors) if m.end <= start), None)
    gap = folded(view.slice(before.end, start)) if before else ""
    if before and (_APPOSED.fullmatch(gap) or _HAS.fullmatch(gap)):
        yield before


def _rows(view: SentenceView, mention: Mention, iris: tuple[str, ...]) -> list[Partnership]:
    """Return the partnerships of a company in a trade, or in a part of it."""
    groups = view.facts.catalogue.groups
    wanted = set(iris) | {iri for iri, group in groups.items() if group in iris}
    return [row for row in view.facts.rows_of(mention.iri) if row.categories & wanted]


def _trade(
    view: SentenceView, mention: Mention, rows: list[Partnership], iris: tuple[str, ...], place: tuple[int, int]
) -> Claim:
    label = view.facts.catalogue.label
    own = next((iri for iri in iris if any(iri in row.categories for row in rows)), iris[0])
    kinds = sorted({label(iri) for row in rows for iri in row.categories})
    words = f"{label(mention.iri)}: {', '.join(kinds)}."
    reads = f"{label(mention.iri)} is in the category {label(own).lower()}"
    arguments = {"category": own.rpartition("/")[2]}
    return Claim(
        *place, "category", reads, Finding("supported", words, statements(rows[:6]), "category-holders", arguments)
    )
