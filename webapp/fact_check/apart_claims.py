"""Statements on trades and countries that stand apart from their sponsor.

Examples are "Canon, the third gold partner, lends the cameras" and "It handles tiles and taps". One sponsor alone
fits. Only what the graph has is told, and nothing beside a statement that is open or false.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.descriptions import is_media
from webapp.fact_check.maker_claims import is_counted
from webapp.fact_check.meant_claims import is_described_apart, of_country, of_trade, rows_of_trade, with_members
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.succession_claims import spoken_of
from webapp.mentions.mention import Mention


def apart_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the trades of which no other reader tells whose they are, and countries beside words for companies."""
    for start, end, iris in view.trades:
        first, last = view.segment(start)
        over = any(c.start < end and start < c.end for c in told)
        open_ = any(first <= c.start < last and c.finding.verdict != "supported" for c in told)
        if over or open_ or view.unreal(start) or view.negated(start) or is_counted(view, start):
            continue
        wanted = with_members(view, iris)
        before = [m for m in _sponsors(view, first, last) if m.end <= start]
        fitting = [(m, rows) for m in before if (rows := rows_of_trade(view, m, wanted))]
        if len({mention.iri for mention, _ in fitting}) == 1 and not is_described_apart(view, fitting[0][0], start):
            yield of_trade(view, *fitting[0], (start, end), wanted)
    yield from _countries(view, told)


def _sponsors(view: SentenceView, first: int, last: int) -> list[Mention]:
    """Return the sponsors of other parts of a sentence, else the one spoken of before a verb."""
    sponsors = view.sponsors()
    if any(first <= m.start < last for m in sponsors):
        return []
    return sponsors or (spoken_of(view) if view.has("hold", first, last) else [])


def _countries(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the country that stands beside a word for a company and near the one sponsor that is of it."""
    nouns = [*view.cues("company"), *((one, two) for one, two, _ in view.trades)]
    for start, end, country in view.table("countries"):
        beside = any(0 <= one - end <= _NEAR or 0 <= start - two <= _NEAR for one, two in nouns)
        near = [m for m in view.sponsors() if min(abs(m.start - end), abs(start - m.end)) <= _FAR]
        own = {m.iri: m for m in near if country in view.facts.countries.get(m.iri, ())}
        inside = view.in_organization(start, end)
        over = any(c.start < end and start < c.end for c in told)
        if not beside or inside or over or len(own) != 1 or len({m.iri for m in near}) != 1 or is_media(view, end):
            continue
        if not view.unreal(start) and not view.negated(start):
            yield of_country(view, next(iter(own)), (start, end), country)


_NEAR: Final = 24
_FAR: Final = 30
"""Characters between a word for a country and one for a company, and the sponsor."""
