"""Amounts that a report has exactly.

The report is on the sponsor, the tier or the Games spoken of. A sentence often leaves open whose amount it is, such as
"half of the price, $90 million, was cash". Only support is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context
from webapp.fact_check.facts import Facts, Money
from webapp.fact_check.judging import texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import is_tier
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_ROUND: Final = Decimal("0.01")
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "SGD", "NZD", "HKD"})
_BARE: Final = re.compile(r"(?<![a-z])\$|dollar|dolar|ドル|美?元", re.IGNORECASE)
_TARGET: Final = re.compile(
    r"target|\bgoal|\baim|\bziel|objectif|\bvis(?:e|ait)|\bmeta\b|objetivo|目标|目標|hope|hoff|esper|budget"
)
"""Words for what somebody wants to earn, which is not what was earned."""

_BACK: Final = 3


def close(reported: Decimal, told: Decimal) -> bool:
    """Tell whether a told amount is a reported one, or rounds it: 835 rounds 834.7, but 198 is not 200."""
    if abs(reported - told) > max(reported, told) * _ROUND:
        return False
    exact = _digits(reported)
    return _rounded(reported, _digits(told)) == told or (exact >= _EXACT and _rounded(told, exact) == reported)


_EXACT: Final = 3
"""Digits of a reported amount that is not a round number."""


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def _rounded(amount: Decimal, digits: int) -> Decimal:
    return Context(prec=digits, rounding=ROUND_HALF_UP).plus(amount)


def same_currency(told: str, written: str, reported: str) -> bool:
    """Tell whether a report may be in the currency of a text, which may leave open whose dollars it means."""
    return told == reported or (told == "USD" and reported in _DOLLARS and bool(_BARE.search(written)))


def reported_claims(view: SentenceView, mention: Mention, who: Sequence[Mention]) -> Iterator[Claim]:
    """Yield that an amount was reported of a sponsor; without one, of a tier or the Games."""
    number, currency = mention.id.split(" ")
    facts = view.facts

    def agreeing(reports: Sequence[Money]) -> list[Money]:
        return [
            money
            for money in reports
            if close(money.amount, Decimal(number)) and same_currency(currency, mention.text, money.currency)
        ]

    sponsors = [*who[:1], *_named_before(view, mention.start), *view.sponsors()]
    for sponsor in sponsors:
        if found := agreeing(facts.money_of.get(sponsor.iri, [])):
            yield _claim(view, mention, facts.catalogue.label(sponsor.iri), found)
            return
    found = [
        money
        for money in agreeing(_of_context(view, mention.start))
        if _wanted(money) == wants(view, mention)
        and of_tier(view, mention.start, money)
        and not (money.indicator and _is_of_sponsor(view, mention.start))
    ]
    if found:
        yield _claim(view, mention, "Reported", found)
        return
    for sponsor in sponsors[:1]:
        if noted := _noted(facts, sponsor.iri, Decimal(number)):
            words = "; ".join(text.removeprefix(". ") for _, text in noted[:2])
            behind = tuple(iri for iri, _ in noted[:2])
            finding = Finding("supported", words, behind, "reported-values", {"about": slug(sponsor.iri)})
            reads = f"{facts.catalogue.label(sponsor.iri)}: {mention.text}"
            yield Claim(mention.start, mention.end, "money", reads, finding)


def _noted(facts: Facts, organization: str, amount: Decimal) -> list[tuple[str, str]]:
    """Return the notes on a sponsor that have an amount in words, such as "C$70m in cash"."""
    scales = {10**3: "thousand", 10**6: "m(?:illion)?", 10**9: "(?:bn|billion)"}
    forms = [rf"[$€£¥]\s?{amount:,.0f}(?!\d|,)|\b{amount:,.0f} [a-z]+\b"]
    for scale, word in scales.items():
        if amount >= scale:
            number = re.escape(
                f"{amount / scale:f}".rstrip("0").rstrip(".") if amount % scale else f"{amount // scale}"
            )
            forms.append(rf"(?<![\d.,]){number}\s?{word}\b")
    pattern = re.compile("|".join(forms))
    texts = texts_of(facts, organization, facts.rows_of(organization))
    return [(iri, text) for iri, text in texts if pattern.search(text)]


def of_tier(view: SentenceView, place: int, money: Money) -> bool:
    """Tell whether a report on a tier is on the one spoken of, if a tier is spoken of."""
    first, last = view.segment(place)
    words = [key for one, _, key in view.table("tiers") if first <= one < last]
    tiers = [iri for iri in money.about if "--" in slug(iri)]
    known = view.facts.catalogue.tiers
    if not words or not tiers:
        return True
    ranks = {int(key[-1]) for key in words if key.startswith("rank-")}
    return any(is_tier(iri, key) for iri in tiers for key in words) or any(
        iri in known and known[iri].rank in ranks for iri in tiers
    )


def _named_before(view: SentenceView, place: int) -> list[Mention]:
    """Return the sponsors that were named last, the nearest first: of this sentence, or of one before it."""
    for back in view.backwards(_BACK):
        named = [m for m in back.sponsors() if m.end <= place]
        if named:
            return named[::-1]
    return []


def _of_context(view: SentenceView, place: int) -> list[Money]:
    """Return what was reported of the Games or the programme spoken of, and of its tiers."""
    where = context(view, place)
    facts = view.facts
    games = {*where.games, *(m.iri for m in view.of_kind("games")), view.home, view.dateline} - {""}
    programmes = {f"{slug(iri)}-domestic" for iri in games}
    about = {*games, where.programme} - {""}
    if where.top or slug(where.programme) == "top":
        about |= {
            iri for iri, one in facts.catalogue.programmes.items() if slug(one.whole) == "top" or slug(iri) == "top"
        }
    return [
        money
        for money in facts.money
        if not money.partner and any(iri in about or slug(iri).partition("--")[0] in programmes for iri in money.about)
    ]


def _is_of_sponsor(view: SentenceView, place: int) -> bool:
    """Tell whether a clause names a sponsor before an amount, which is then no income of organizers."""
    first, _ = view.segment(place)
    return any(first <= m.start < place for m in view.sponsors())


def _wanted(money: Money) -> bool:
    return bool(_TARGET.search(folded(f"{money.note} {money.indicator}")))


def wants(view: SentenceView, mention: Mention) -> bool:
    """Tell whether an amount is what somebody wants to earn."""
    return bool(_TARGET.search(folded(view.slice(*view.segment(mention.start)))))


def _claim(view: SentenceView, mention: Mention, whose: str, found: list[Money]) -> Claim:
    words = "; ".join(f"{one.by or one.note}: {one.amount:,.0f} {one.currency}" for one in found[:4])
    about = view.facts.catalogue.label(found[0].partner) if found[0].partner else ""
    finding = Finding(
        "supported",
        f"{words}.",
        tuple(one.iri for one in found[:4]),
        "reported-values" if about else "published-figures",
        {"about": slug(found[0].partner)}
        if about
        else {"indicator": found[0].indicator or "domestic-sponsorship-revenue"},
    )
    return Claim(mention.start, mention.end, "money", f"{whose}: {mention.text}", finding)
