"""Statements that hold of a sponsor as of those named before.

An example is "Heineken is a grand sponsor, as are Hyundai and FAGE". What holds is the tier, end or departure that is
told last. Only support is told, but for a tier "on the same level".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context, of_sponsor
from webapp.fact_check.date_roles import dated
from webapp.fact_check.dated import Dated
from webapp.fact_check.departure_claims import ended_by
from webapp.fact_check.judging import history, span_words
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import judge_tier
from webapp.fact_check.time_claims import dated_claim
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_AHEAD: Final = re.compile(
    r"(?:\b(?:(?:as|so) (?:is|are|was|were|do|does|did|has|have|will)|like|just like|just as"
    r"|the same (?:goes|holds|is true) (?:for|of)|likewise|ebenso(?: wie)?|genau(?:so)? wie"
    r"|wie auch|wie|gleiches gilt fur|auch|desgleichen"
    r"|de meme que|tout comme|comme|il en va de meme (?:pour|de)|de meme"
    r"|(?:al )?igual que|lo mismo que|lo mismo (?:vale|ocurre|sucede) (?:para|con)|como|tambien|asimismo)"
    r")\s?(?:the|die|der|das|den|le|la|les|l'|el|los|las)?\s?$"
)
"""Words for "likewise" in front of sponsors."""

_SAME_LEVEL: Final = re.compile(
    r"(?:\b(?:(?:the )?same|(?:at|on|in|of) th(?:is|at))"
    r" (?:rank|tier|level|rung|status|standing|class|group|row|line|step)"
    r"(?: of \w+)?(?: as| with| beside| alongside)?"
    r"|\b(?:auf|in|zu) (?:der|diese[rn]|dieselben?|derselben|demselben|gleiche[nrm]|der gleichen)"
    r" (?:stufe|ebene|rang|klasse|rubrik)"
    r"(?: wie| neben)?"
    r"|\b(?:au|a|de) (?:ce|meme|ce meme) (?:rang|niveau|titre|echelon)(?: que)?"
    r"|\b(?:en|de|a|al) (?:ese|el|este|ese mismo|el mismo|mismo) (?:nivel|rango|escalon|peldano)(?: que)?"
    r"|同一(?:级别|层级|等级|档)(?:的?还?有|的是)?|同级的?(?:还?有|是)?|同じ(?:階級|ランク|レベル|等級|段|二段目|枠)(?:に(?:は|は、)?|の))"
)
"""Words for "of the same rank" in front of sponsors."""

_THAT_LEVEL: Final = re.compile(
    rf"{_SAME_LEVEL.pattern}"
    r"|\b(?:hold|have|had|share|enjoy)\w* th(?:is|at) (?:rank|tier|level|rung|status|standing)"
    r"|\b(?:diesen|denselben|den gleichen) (?:status|rang)"
    r"|\b(?:ce|le meme|ce meme) (?:rang|niveau|titre|echelon|statut)"
    r"|\b(?:ese|este|el mismo|ese mismo) (?:nivel|rango|escalon|peldano|estatus)"
    r"|\b(?:lo|la|l'|le) ?(?:ocupan?|comparten?|occupe(?:nt)?|partage(?:nt)?)\b"
)
"""Words for "of the same rank" behind sponsors."""

_ARTICLES: Final = re.compile(r"[\s,:、]*(?:the|die|der|das|den|le|la|les|l'|el|los|las)?\s?")

_BEHIND: Final = re.compile(
    r"(?:\s(?:as well|too|likewise|does too|do too|is too|are too|also does|ebenfalls|ebenso|auch|[ée]galement|aussi"
    r"|de m[êe]me|tambi[ée]n|igualmente|asimismo)\b"
    r"|也一样|也是如此|同样如此|亦然|亦如此|一样|も同じ|も同様|もそうだ|も同じく)"
)
"""Words for "likewise" behind sponsors."""

_REACH: Final = 32

Kind = Literal["tier", "until", "left"]


class _Said(NamedTuple):
    """What was said last, by its place: a tier, or the date of an end or a departure, if it has one."""

    place: int
    kind: Kind
    tier: str = ""
    found: Dated | None = None


def likewise_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield that the tier, end or departure told last holds of further sponsors."""
    for group in view.lists(view.sponsors(), described=True):
        start, end = group[0].start, group[-1].end
        before = folded(view.slice(max(view.start, start - _REACH), start))
        ahead = bool(_AHEAD.search(before))
        level = any(_ARTICLES.fullmatch(before[match.end() :]) for match in _SAME_LEVEL.finditer(before))
        behind = _level_behind(view, end)
        if not ahead and not level and not behind and not _BEHIND.match(view.slice(end, end + _REACH).lower()):
            continue
        said = _said_last(view, start, 4 if level or behind else 1)
        if said is None or view.unreal(start) or view.negated(start) or ((level or behind) and said.kind != "tier"):
            continue
        for mention in [*group, *(_goes_on(view, end) if ahead else ())]:
            claim = _judged(view, mention, said)
            if claim and (level or claim.finding.verdict == "supported"):
                place = behind if behind and len(group) == 1 else (mention.start, mention.end)
                yield replace(claim, start=place[0], end=place[1])


def _level_behind(view: SentenceView, end: int) -> tuple[int, int] | None:
    """Return the place of words for "of the same rank" behind sponsors, in the part of the sentence with them."""
    last = view.segment(max(view.start, end - 1))[1]
    following = min([last, *(m.start for m in view.sponsors() if m.start >= end)])
    for match in _THAT_LEVEL.finditer(view.base.text):
        one, two = view.base.span(*match.span())
        if end <= view.start + one and view.start + two <= following:
            return view.start + one, view.start + two
    return None


def is_likewise(view: SentenceView, group: list[Mention]) -> bool:
    """Tell whether a list of sponsors is said to be as those before: "so are Visa and Omega"."""
    start, end = group[0].start, group[-1].end
    before = folded(view.slice(max(view.start, start - _REACH), start))
    if not _AHEAD.search(before) and not _BEHIND.match(view.slice(end, end + _REACH).lower()):
        return False
    said = _said_last(view, start, 1)
    return said is not None and (said.kind != "until" or not _TOO.search(before))


_TOO: Final = re.compile(r"\b(?:auch|tambien|asimismo)\s?(?:die|der|das|la|el)?\s?$")
"""Words for "too" that begin a statement of its own."""


def speaks_of_level(view: SentenceView) -> bool:
    """Tell whether a sentence speaks of the rank of a sponsor as that of others."""
    return bool(_THAT_LEVEL.search(view.low))


def _said_last(view: SentenceView, place: int, back: int) -> _Said | None:
    """Return what a sentence, or one of so many before it, says last before a place."""
    said, earlier = _said(view, place), view.previous
    for _ in range(back):
        if said is not None or earlier is None:
            break
        said, earlier = _said(earlier, place), earlier.previous
    return said


def _goes_on(view: SentenceView, end: int) -> list[Mention]:
    """Return the sponsors that a list has behind a relative clause: "as are Hyundai, which …, and FAGE"."""
    tail = _RELATIVE.match(view.slice(end, view.end))
    return [m for m in view.sponsors() if tail and 0 <= m.start - end - tail.end() <= _ARTICLE][:1]


_ARTICLE: Final = 4
_RELATIVE: Final = re.compile(
    r",\s(?:which|who|whose|der|die|das|qui|que|dont|cuy[oa]s?)\s[^,;.]{3,60},\s(?:and|und|et|y|e)\s", re.IGNORECASE
)
"""A relative clause with which a list goes on."""


def _said(view: SentenceView, place: int) -> _Said | None:
    """Return what a sentence says last before a place of tiers, ends and departures."""
    found = [_Said(one, "tier", key) for one, two, key in view.table("tiers") if two <= place]
    dates = [one for one in dated(view) if one.end <= place and one.iso]
    found += [_Said(one.start, "until", "", one) for one in dates if one.role == "until"]
    for one, two in view.cues("leave"):
        part = view.segment(one)
        near = [day for day in dates if day.role == "at" and part[0] <= day.start < part[1]]
        if two <= place and not view.unreal(one):
            found.append(_Said(one, "left", "", near[-1] if near else None))
    return max(found, key=lambda one: one.place, default=None)


def _judged(view: SentenceView, mention: Mention, said: _Said) -> Claim | None:
    """Return the statement on a further sponsor, with its verdict."""
    where = of_sponsor(view, mention.iri, context(view, mention.start))
    place = mention.start, mention.end
    if said.kind == "tier":
        own = replace(where, top=False, domestic=False)
        return judge_tier(view, mention, said.tier, own, place) if own.games else None
    if said.found is not None:
        return dated_claim(view, said.kind, mention, said.found, replace(where, games=(), olympic=True))
    rows = [row for row in view.facts.rows_of(mention.iri) if slug(row.whole) == "top"]
    behind = ended_by(view, mention, rows, view.today) if view.today else ()
    if not behind:
        return None
    query, arguments = history(mention.iri)
    finding = Finding("supported", span_words(view.facts, rows), behind, query, arguments)
    return Claim(*place, "left", f"{view.facts.catalogue.label(mention.iri)} left", finding)
