"""Statements on members of a list.

An example is "three sponsors, among them Tsingtao and Yanjing".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context
from webapp.fact_check.partner_claims import judge_category, judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import judge_tier

_BEFORE = 90
_AFTER = 40


def _as_one(view: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield the words for "as" right behind a word for companies: "twelve companies like Kodak"."""
    ends = {two for name in ("partner", "worldwide", "counted") for _, two in view.cues(name)}
    yield from ((one, two) for one, two in view.cues("as") if one - 1 in ends)


def listed_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what a word for "among them" says of each sponsor after it.

    A tier or a category that stands before it counts.
    """
    sponsors = view.sponsors()
    for start, end in [*view.cues("among"), *_as_one(view)]:
        counted = [*view.cues("partner"), *view.cues("worldwide"), *view.cues("counted")]
        words = [one for one in counted if start - _BEFORE <= one[0] < start]
        group = next((g for g in view.lists(sponsors, described=True) if 0 <= g[0].start - end <= _AFTER), [])
        if not words or not group or view.unreal(start) or view.negated(start):
            continue
        cue = max(words)
        where = context(view, cue[0])
        tiers = [key for one, _, key in view.table("tiers") if start - _BEFORE <= one < start]
        categories = [m for m in view.of_kind("category") if start - _BEFORE <= m.start < start]
        for mention in group if where.some else ():
            place = mention.start, mention.end
            if tiers and where.games:
                yield judge_tier(view, mention, tiers[-1], replace(where, top=False, domestic=False), place)
            elif categories:
                yield judge_category(view, mention, categories[-1], where, place)
            else:
                yield judge_partner(view, mention, where, place, cue[0])
