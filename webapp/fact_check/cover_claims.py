"""Statements on the Games that agreements cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.city_games import hosted_by
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, rows_in
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import chain_ends, chains, span_words, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.succession_claims import spoken_of
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug


def cover_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which Games an agreement is said to cover."""
    facts = view.facts
    for start, end in view.cues("cover"):
        if view.unreal(start) or view.negated(start):
            continue
        named = subjects(view, start, end)
        who = named or ([] if view.sponsors() else spoken_of(view))
        who = who or ([] if view.sponsors() else _last_sponsor(view))
        games = [m for m in view.of_kind("games") if m.start >= end or view.forms.unspaced]
        games = games or [m for m in view.of_kind("games") if view.segment(start)[0] <= m.start]
        listed = [] if named else _covering_all(view, games)
        deal = listed or view.cues("deal") or (view.previous and view.previous.cues("deal"))
        if deal or _GAMES.search(folded(view.slice(end, view.end))):
            yield from _cities_covered(view, end, listed or who or spoken_together(view))
        if not deal:
            continue
        who = listed or who
        if len(who) != 1:
            yield from _covered_by_all(view, games, who or spoken_together(view))
        for mention in games if len(who) == 1 else ():
            rows = facts.rows_of(who[0].iri)
            covering = [row for row in rows if mention.iri in row.games]
            where = context(view, start)
            ends = [chain_ends(chain) for chain in chains(rows_in(facts, who[0].iri, where) if where.top else rows)]
            opening = str(facts.games[mention.iri].opening)
            verdict: Verdict = "not-recorded"
            if covering:
                verdict = "supported"
            elif (
                who[0].start >= view.start
                and rows
                and opening
                and all(end and end[:4] < opening[:4] for end in ends)
                and ends
            ):
                verdict = "contradicted"
            if verdict == "supported" or named:
                place = mention.start, mention.end
                yield _claim(view, who[0], mention.iri, place, (verdict, rows, covering or rows[-2:]))


def spoken_together(view: SentenceView) -> list[Mention]:
    """Return the sponsors of whom the sentence before speaks, where this one names none."""
    back = view.previous
    if back is None or view.sponsors():
        return []
    return [mention for iri in back.subject for mention in list(back.context_and_own(iri))[:1]]


def _covered_by_all(view: SentenceView, games: Sequence[Mention], who: Sequence[Mention]) -> Iterator[Claim]:
    """Yield the Games that the agreements of several sponsors all cover."""
    for mention in games:
        covering = [row for one in who for row in view.facts.rows_of(one.iri) if mention.iri in row.games]
        if who and {one.iri for one in who} <= {row.partner for row in covering}:
            place = mention.start, mention.end
            yield _claim(view, who[0], mention.iri, place, ("supported", covering, covering[:6]))


def _cities_covered(view: SentenceView, end: int, who: Sequence[Mention]) -> Iterator[Claim]:
    """Yield the Games that an agreement covers, by their city: "the Games of PyeongChang, Tokyo and Paris"."""
    last = end + len(_PART.split(view.slice(end, view.end))[0])
    rows = [row for one in who for row in view.facts.rows_of(one.iri)]
    for place in [m for m in view.of_kind("place") if end <= m.start < last and len(m.text) > 2]:
        inside = any(m.start < place.end and place.start < m.end for m in view.of_kind("games"))
        for edition in hosted_by(view, place).values():
            covering = [row for row in rows if edition in row.games]
            if covering and not inside and {one.iri for one in who} <= {row.partner for row in covering}:
                ends = place.start, place.end
                yield _claim(view, who[0], edition, ends, ("supported", covering, covering[:6]))
                break


def _claim(
    view: SentenceView,
    mention: Mention,
    games: str,
    place: tuple[int, int],
    judged: tuple[Verdict, Sequence[Partnership], Sequence[Partnership]],
) -> Claim:
    """Return the statement that an agreement covers Games; `judged` is a verdict, and what it tells of and rests on."""
    label = view.facts.catalogue.label
    verdict, told, behind = judged
    words = span_words(view.facts, list(told))
    finding = Finding(verdict, words, statements(list(behind)), "games-covered", {"about": slug(mention.iri)})
    return Claim(*place, "covers", f"{label(mention.iri)}: the agreement covers {label(games)}", finding)


def _covering_all(view: SentenceView, games: Sequence[Mention]) -> list[Mention]:
    """Return the sponsor named last before whose agreement covers all of a list of Games."""
    every = {m.iri for m in games}
    for back in view.earlier(_BACK) if len(every) > 1 and not view.sponsors() else ():
        for mention in reversed(back.sponsors()):
            if every <= {iri for row in view.facts.rows_of(mention.iri) for iri in row.games}:
                return [mention]
    return []


def _last_sponsor(view: SentenceView) -> list[Mention]:
    """Return the one sponsor of the last sentence that names any, where a few others stand between."""
    for back in view.earlier(_BACK):
        if named := back.sponsors():
            return named[:1] if len({m.iri for m in named}) == 1 else []
    return []


_GAMES: Final = re.compile(r"\b(?:games|spiele|jeux|juegos)\b")
_PART: Final = re.compile("[;.]")

_BACK: Final = 4
"""Sentences between a sponsor and what is told of its agreement."""
