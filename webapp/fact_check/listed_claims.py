"""Statements on members of a list.

An example is "three sponsors, among them Tsingtao and Yanjing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context, of_sponsor
from webapp.fact_check.partner_claims import judge_category, judge_partner
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.mention import Mention

_BEFORE = 90
_AFTER = 40


def _as_one(view: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield the words for "as" right behind a word for companies: "twelve companies like Kodak"."""
    ends = {two for name in ("partner", "worldwide", "counted") for _, two in view.cues(name)}
    yield from ((one, two) for one, two in view.cues("as") if one - 1 in ends)


def _colons(view: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield the colons of a sentence: "three gold partners: A, B and C"."""
    for match in _COLON.finditer(view.text):
        yield view.start + match.start(), view.start + match.end()


def _topics(view: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield what makes a word for partners the topic of a Japanese list: "公式スポンサーは日産、ブラデスコ"."""
    cues = [*view.cues("partner"), *view.cues("worldwide"), *((one, two) for one, two, _ in view.table("tiers"))]
    for _, end in cues if view.forms.language == "ja" else ():
        if view.slice(end, end + 1) == "は" and any(0 <= m.start - end <= _BEHIND for m in view.sponsors()):
            yield end, end + 1


_COLON: Final = re.compile("[:：]")  # noqa: RUF001


def listed_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what a word for "among them", or a colon, says of each sponsor of a list.

    A tier or a category that stands before it counts.
    """
    groups = view.lists(view.sponsors(), described=True)
    counted = [*view.cues("partner"), *view.cues("worldwide"), *view.cues("counted")]
    counted += [(one, two) for one, two, _ in view.table("tiers")]
    for start, end in [*view.cues("among"), *_as_one(view), *_colons(view), *_topics(view)]:
        group = _listed(view, groups, start, end)
        begins = min(start, group[0].start) if group else start
        words = [one for one in counted if begins - _BEFORE <= one[0] < begins]
        gone = view.has("leave", begins - _BEFORE, begins)
        if not words or not group or gone or view.unreal(start) or view.negated(start):
            continue
        cue = max(words)
        where = context(view, cue[0])
        tiers = [key for one, _, key in view.table("tiers") if begins - _BEFORE <= one < begins]
        categories = [m for m in view.of_kind("category") if begins - _BEFORE <= m.start < begins]
        for mention in group if where.some else ():
            place = mention.start, mention.end
            own = of_sponsor(view, mention.iri, where)
            if tiers and own.games:
                yield judge_tier(view, mention, tiers[-1], replace(own, top=False, domestic=False), place)
            elif categories:
                yield judge_category(view, mention, categories[-1], own, place)
            else:
                yield judge_partner(view, mention, own, place, cue[0])


def _listed(view: SentenceView, groups: list[list[Mention]], start: int, end: int) -> list[Mention]:
    """Return the list after a word for "among them", or right before it: "with Easy and SportClub among them"."""
    near = (g for g in groups if 0 <= g[0].start - end <= _AFTER)
    after = next((g for g in near if not _APART.search(view.slice(end, g[0].start))), [])
    if after or view.slice(start, end) in {":", "：", "は"}:  # noqa: RUF001
        return after
    return next((g for g in groups if 0 <= start - g[-1].end <= _BEHIND), [])


_BEHIND: Final = 2
"""Characters between a list and a word for "among them" right behind it."""

_APART: Final = re.compile("[;；。.]")  # noqa: RUF001
