"""Statements on when Games open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_DAY: Final = len("2012-07-27")
_REACH: Final = 40
"""Characters between a word for an opening and its day."""

_GAMES: Final = re.compile(
    r"\bgames\b|olympi(?:cs|aden?|ades?)\b|olimpiadas?\b|flame|flamme|llama|\bcita\b|spiele\b|\bjeux\b|\bjuegos\b|cauldron|ceremon|edition|edicion|aus?gabe|feier|大会|奥运|五輪|开幕|閉幕|闭幕|開幕"
)
"""Words for Games or a ceremony of theirs."""


def games_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield when Games are said to open or close."""
    told: set[int] = set()
    for name in ("opens", "closes"):
        for start, end in view.cues(name):
            first, last = view.segment(start)
            of_games = _GAMES.search(view.slice(first, last).lower()) or _behind_games(view, first)
            if view.strong_at(start) or view.negated(start) or not of_games:
                continue
            near = [m for m in view.of_kind("date") if len(m.id) == _DAY and first <= m.start < last]
            near = [m for m in near if -_REACH <= m.start - end <= _REACH and m.start not in told]
            near = [m for m in near if m.end <= start][-1:] or near if view.forms.unspaced else near
            if not near or _of_company(view, first, last) or _THINGS.search(folded(view.slice(first, last))):
                continue
            day = min(near, key=lambda m: abs(m.start - start))
            edition = _edition(view, day)
            if edition and (claim := _judged(view, edition, day, (start, end), name)):
                told.add(day.start)
                yield claim


def _behind_games(view: SentenceView, first: int) -> bool:
    """Tell whether a relative clause follows the name of Games: "Innsbruck 2012, which begin on 13 January"."""
    behind = any(0 <= first - mention.end <= 1 for mention in view.of_kind("games"))
    return behind and bool(_RELATIVE.match(view.slice(first, first + 12).lower()))


_RELATIVE: Final = re.compile(r"\W*(?:which|that|die|welche|qui|que|los que|las que)\s")


def held_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield from which day to which Games are said to last, where the graph has both days."""
    games = view.facts.games
    named = [m.iri for m in (*view.of_kind("games"), *view.context) if m.kind == "games"]
    spoken_of = list(dict.fromkeys(iri for iri in (*named, view.home, view.dateline) if iri))
    for last in view.of_kind("date"):
        before = view.slice(max(view.start, last.start - _RANGE_REACH), last.start).lower()
        match = _RANGE.search(before)
        if len(last.id) != _DAY or not match:
            continue
        at = last.start - len(before) + match.start(1)
        of_year = [iri for iri, row in games.items() if str(row.closing) == last.id and _YEAR.search(last.text)]
        for iri in dict.fromkeys([*spoken_of, *of_year]):
            opening, closing = str(games[iri].opening), str(games[iri].closing)
            year = _YEAR.search(last.text)
            same = last.id[4:] == closing[4:] and (not year or year[0] == closing[:4])
            if same and len(opening) == _DAY and _is_day(view, at, match[1], opening):
                label = view.facts.catalogue.label(iri)
                finding = Finding(
                    "supported", f"{label}: {opening} to {closing}.", (iri,), "games-overview", {"games": slug(iri)}
                )
                yield Claim(at, last.end, "event", f"{label}: from {opening} to {closing}", finding)
                break


def day_of_games_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield the days of the opening or closing of Games that a sentence without sponsors tells."""
    if view.sponsors() or view.strong:
        return
    games = view.facts.games
    named = {m.iri for m in (*view.of_kind("games"), *view.context) if m.kind == "games"} | {view.home}
    for mention in view.of_kind("date"):
        for iri in sorted(named - {""}) if len(mention.id) == _DAY else ():
            stated = {str(games[iri].opening), str(games[iri].closing)}
            things = _THINGS.search(folded(view.slice(*view.segment(mention.start))))
            if mention.id in stated and not view.negated(mention.start) and not things:
                label = view.facts.catalogue.label(iri)
                words = f"{label}: {games[iri].opening} to {games[iri].closing}."
                finding = Finding("supported", words, (iri,), "games-overview", {"games": slug(iri)})
                yield Claim(mention.start, mention.end, "event", f"{label}: on {mention.id}", finding)


_RANGE: Final = re.compile(
    r"((?<!\d)\d{1,2}(?:er|º|\.|日|st|nd|rd|th)?(?:\s(?:de\s)?[a-zà-ÿ]{3,10}\.?)?)"
    r"\s?(?:to|until|through|bis(?:\szum)?|au|al|hasta\sel|から|至|到|[-–—])\s?$"  # noqa: RUF001
)
_RANGE_REACH: Final = 32
"""What stands before the last day of Games: their first day, and a word for "to"."""

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _is_day(view: SentenceView, at: int, words: str, day: str) -> bool:
    """Tell whether the words at a place are a day: its date, or its number alone before another of its month."""
    dates = [m for m in view.of_kind("date") if m.start <= at < m.end and len(m.id) == _DAY]
    if dates:
        return dates[0].id[4:] == day[4:]
    number = re.match(r"\d{1,2}", words)
    return bool(number) and not re.search("[a-z]{3}", words) and int(number[0]) == int(day[8:])  # type: ignore[index]


def _of_company(view: SentenceView, first: int, last: int) -> bool:
    """Tell whether a part of a sentence names a sponsor, of which the day may be."""
    return any(first <= m.start < last and not view.facts.is_committee(m.iri) for m in view.of_kind("organization"))


_THINGS: Final = re.compile(
    r"\b(?:tickets?|sales?|relay|talks|contracts?|deal|sign|registration|staffellauf|fackellauf|vorverkauf|verkauf|karten"
    r"|gesprache|vertrag|vertrage|billet\w*|vente|ventes|relais|parcours|contrats?|accord|entradas|venta|relevo|recorrido"
    r"|contratos?|acuerdo)\b|门票|售票|火炬|合同|聖火リレー|チケット|契約"
)
"""Words for things beside Games that begin or end."""


def _edition(view: SentenceView, day: Mention) -> str:
    """Return the Games of a day: of its year, else those a sentence names, or those of the sentences before."""
    here = {m.iri for m in view.of_kind("games")}
    spoken = [*here, *(m.iri for m in view.context if m.kind == "games"), view.home, view.dateline]
    of_year = {iri for iri in spoken if iri and str(view.facts.games[iri].opening)[:4] == day.id[:4]}
    if len(of_year) == 1:
        return next(iter(of_year))
    if len(here) == 1:
        return next(iter(here))
    carried = [m.iri for m in view.context if m.kind == "games"]
    return "" if here else next(iter(carried), view.home)


def _judged(view: SentenceView, edition: str, day: Mention, cue: tuple[int, int], name: str) -> Claim | None:
    """Return the statement that Games open or close on a day, with its verdict."""
    facts = view.facts
    games = facts.games[edition]
    stated = str(games.opening if name == "opens" else games.closing)
    if len(stated) != _DAY:
        return None
    label = facts.catalogue.label(edition)
    apart = abs((date.fromisoformat(day.id) - date.fromisoformat(stated)).days)
    coming = _WEEKDAY.search(folded(day.text)) and apart == _WEEK and day.id < view.today <= stated
    verdict: Verdict = "not-recorded" if apart > _SEASON else "contradicted"
    verdict = "supported" if agree(day.id, stated) or coming else verdict
    words = f"{label}: {games.opening} to {games.closing}."
    finding = Finding(verdict, words, (edition,), "games-overview", {"games": slug(edition)})
    place = min(cue[0], day.start), max(cue[1], day.end)
    return Claim(*place, "event", f"{label} {name} on {day.id}", finding)


_WEEKDAY: Final = re.compile(
    r"day$|tag$|abend$|di$|^(?:el|le|ce|este)? ?\w+(?:es|ado|ingo|anche)$|曜日?$|^(?:周|星期).$"
)
_WEEK: Final = 7
"""A weekday alone means the one to come, where the text speaks of what is to come."""

_SEASON: Final = 60
"""Days from the opening or the closing beyond which a day belongs to something else."""
