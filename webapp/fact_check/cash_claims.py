"""Statements on amounts that a sentence tells in part.

Examples are "only part of it in cash", and "the gold costs a million dollars, the silver 600,000". Only support is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.reported_amounts import reported_claims
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_CASH: Final = r"\bcash\b|\bbargeld\b|\bin bar\b|\bespeces\b|\bnumeraire\b|\befectivo\b|\bmetalico\b|现金|現金"
_KIND: Final = r"\bin kind\b|\bin goods\b|sachleistung\w*|\ben nature\b|\ben especie\b|实物|現物"
_PART: Final = r"\b(?:part|some|rest|remainder|portion|teil|rest|partie|reste|solde|parte|resto)\b|一部|部分|其余|残り"
_PARTLY: Final = re.compile(
    rf"(?:{_PART})[^.;,。；，、]{{0,20}}?(?:{_CASH}|{_KIND})|(?:{_CASH}|{_KIND})[^.;,。；，、]{{0,14}}?(?:{_PART})"  # noqa: RUF001
)
"""Words for a part of an amount in cash, or in goods."""

_NOTED: Final = re.compile(r"\bcash\b|\bin kind\b|\bin goods\b")

_PLAIN: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,\s]\d{3})+(?![\d.,]*\d)")
"""A number of at least four digits with marks between thousands."""

_BACK: Final = 3


def cash_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield parts of amounts in cash or goods, and amounts that take over the currency told before them."""
    low = view.low
    if view.strong or len(low) != len(view.text):
        return
    for match in _PARTLY.finditer(low):
        start, end = view.start + match.start(), view.start + match.end()
        for iri in () if view.negated(start) else _spoken_of(view, start):
            noted = [money for money in view.facts.money_of.get(iri, ()) if _NOTED.search(money.note.lower())]
            if noted:
                words = "; ".join(money.note for money in noted[:3])
                behind = tuple(money.iri for money in noted[:3])
                finding = Finding("supported", words, behind, "reported-values", {"about": slug(iri)})
                yield Claim(start, end, "money", f"{view.facts.catalogue.label(iri)}: partly in cash", finding)
    yield from _bare_amounts(view)


def _spoken_of(view: SentenceView, place: int) -> list[str]:
    """Return the sponsor named last, here or in the sentences before, of whose amount a report tells parts."""
    found: list[str] = []
    for back in view.backwards(_BACK):
        found += [m.iri for m in reversed(back.sponsors()) if m.end <= place] or back.subject[:1]
    with_parts = [iri for iri in found if any(_NOTED.search(m.note.lower()) for m in view.facts.money_of.get(iri, ()))]
    return with_parts[:1]


def _bare_amounts(view: SentenceView) -> Iterator[Claim]:
    """Yield numbers behind an amount that are amounts of its currency, where a report has them."""
    amounts = view.of_kind("amount")
    for match in _PLAIN.finditer(view.text) if amounts else ():
        start, end = view.start + match.start(), view.start + match.end()
        before = [m for m in amounts if m.end <= start]
        if not before or any(m.start < end and start < m.end for m in view.mentions) or view.unreal(start):
            continue
        number = re.sub(r"\D", "", match[0])
        taken = Mention(start, end, match[0], "amount", f"{number} {before[-1].id.split(' ')[1]}")
        yield from reported_claims(view, taken, [])
