"""Words for what companies make, sell or do."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from webapp.fact_check.facts import Facts
from webapp.mentions.folding import FoldedText

Trade: TypeAlias = tuple[int, int, tuple[str, ...]]
"""Start and end of a word, and the categories that it may mean."""

_MADE: Final = re.compile(
    r"(?<!\w)(\w{3,}?)s?-?(?:konzern|hersteller|riese|firma|unternehmen|anbieter|kette|produzent|gruppe|multi|spezialist"
    r"|partner|sponsor|lieferant|ausruster|zulieferer|versorger|dienstleister|dienst|sparte|branche|marke|gesellschaft"
    r"|betreiber|bauer|handler|haus|vermittler|fabrikant|fach|feld|geschaft|kategorie|sektor|bereich|experte|markt|ware)"
    r"(?:en?s?|n|s)?(?!\w)"
)
"""A German word for a company, or for a field, with what is made in it."""


def trades(base: FoldedText, facts: Facts, language: str) -> list[Trade]:
    """Return the words of a sentence for what companies make, the longest first where two overlap."""
    found = list(facts.trades.find(base.text))
    for match in _MADE.finditer(base.text) if language == "de" else ():
        for stem in (match[1], f"{match[1]}s", match[1].removesuffix("s"), match[1].removesuffix("en")):
            if stem in facts.category_words:
                found.append((*match.span(), facts.category_words[stem]))
                break
    told: list[Trade] = []
    last = 0
    for one, two, iris in sorted(found, key=lambda item: (item[0], -item[1])):
        if one >= last:
            last = two
            told.append((*base.span(one, two), iris))
    return told
