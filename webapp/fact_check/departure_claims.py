"""Statements on who left after which Games."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from webapp.fact_check.city_games import hosted_by
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import (
    agree,
    at,
    chain_ends,
    chains,
    history,
    span_words,
    statements,
)
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.told_dates import DEEDS, ENDS
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_AFTER_WORDS: Final = (
    "after|following|nach|apres|après|tras|despues de|después de|a l'issue d\\w*|à l'issue d\\w*|al termino de"
    "|with the end of|at the end of|zum ende|am ende"
)

_AFTER_THEM: Final = re.compile(
    rf"\b(?:{_AFTER_WORDS})\s(?:the|those|these|den|diesen|les|ces|los|las|estos)\s(?:games|spielen?|jeux|juegos)\b"
    r"|(?:奥运会|大会|五輪)の?(?:结束|闭幕|閉幕|終了)?[之の]?[后後]"
)
"""A departure after Games that another sentence names."""

_AFTER: Final = re.compile(rf"(?:\b(?:{_AFTER_WORDS})\b|在)[^,;.]*$")

_AFTER_CITY: Final = re.compile(
    rf"\b(?:{_AFTER_WORDS})\s(?:(?:(?:the|den|les|los)\s)?(?:\w+\s)?(?:games|olympics|spielen?|jeux|juegos)"
    r"\s(?:(?:of|in|von|de|à|a)\s|d['’]))?$"  # noqa: RUF001
)
"""What stands before the city of Games after which somebody left; a deal signed there is no end."""


def departure_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have left after Games, without a date."""
    facts, today = view.facts, view.today
    told: set[str] = set()
    for start, end in view.cues("leave"):
        first, last = view.segment(start)
        games = [m for m in _games_or_cities(view) if first <= m.start < last and _told_after(view, m)]
        dates = [m for m in view.of_kind("date") if first <= m.start < last and not view.has("said", m.end, start)]
        if view.unreal(start) or (view.negated(start) and "renew" not in view.slice(start, end)) or dates or not games:
            continue
        if re.search(r"\bwill\b|wird|werden|va\s|将", view.slice(first, start).lower()) and not today:
            continue
        who = [*subjects(view, start, end), *_likewise(view, end)]
        for mention in who:
            rows = [row for row in facts.rows_of(mention.iri) if slug(row.whole) == "top"]
            if mention.iri in told or not rows:
                continue
            told.add(mention.iri)
            listed = len(who) > 1 and mention.start >= view.start
            place = (mention.start, mention.end) if listed else _around(start, end, games[0])
            judged = [_after_games(facts, mention, iri, rows, place) for iri in games[0].iris]
            yield _likeliest(judged)


def elliptical_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have left in a part without a verb.

    An example is "Dow left after Tokyo 2020, Kodak after Beijing 2008".
    """
    verbs = [one for one, _ in view.cues("leave") if not view.unreal(one) and not view.negated(one)]
    for games in view.of_kind("games") if verbs else ():
        before = [m for m in view.sponsors() if m.end <= games.start and games.start - m.end <= _ELLIPSIS]
        if not before or not _told_after(view, games) or not any(one < before[-1].start for one in verbs):
            continue
        between = view.slice(before[-1].end, games.start)
        rows = [row for row in view.facts.rows_of(before[-1].iri) if slug(row.whole) == "top"]
        verb = any(before[-1].end <= one < games.start for name in _FURTHER for one, _ in view.cues(name))
        if verb or not rows or re.search("[,;.]", between):
            continue
        claim = _after_games(view.facts, before[-1], games.iri, rows, (before[-1].start, games.end))
        if claim.finding.verdict == "supported":
            yield claim


_ELLIPSIS: Final = 16
"""Characters between a sponsor and the Games after which it left, where no verb stands between them."""

_FURTHER: Final = ("leave", "sign", "join", "renew", "partner", "replace", "replaced_by")


def undated_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to leave or to have left, without a day, where the graph has an end."""
    facts, today = view.facts, view.today
    told: set[str] = set()
    for start, end in [*view.cues("leave"), *view.cues("lost")]:
        first, last = view.segment(start)
        said = any(first <= one < start for name in ("said", "sign") for one, _ in view.cues(name))
        lost = any(one <= start < two for one, two in view.cues("lost"))
        dated = not said and not lost and any(first <= m.start < last for m in view.of_kind("date"))
        if not today or _planned(view, start, end) or dated or _AFTER_THEM.search(folded(view.slice(first, last))):
            continue
        if view.negated(start) and "renew" not in view.slice(start, end) and "verlang" not in view.slice(start, end):
            continue
        sponsors = view.sponsors()
        day = next((m for m in view.of_kind("date") if lost and m.id and 0 <= m.start - end <= _DATED), None)
        reach = day.end if day else end
        after = next((g for g in view.lists(sponsors) if 0 <= g[0].start - reach <= _CLOSE), []) if lost else []
        who = after if lost else subjects(view, start, end)
        for mention in who if mention_free(view, start, last) or lost else ():
            rows = [row for row in facts.rows_of(mention.iri) if slug(row.whole) == "top"]
            behind = ended_by(view, mention, rows, today)
            if (
                _follows_on(view, end, mention)
                or mention.iri in told
                or not behind
                or (day and not _ended_on(view, mention, rows, day))
            ):
                continue
            place = (mention.start, mention.end) if len(who) > 1 else (min(start, mention.start), max(end, mention.end))
            if mention.start < view.start:
                place = start, end
            days = [m for m in view.of_kind("date") if m.id and place[0] <= m.start < place[1]]
            if not all(_ended_on(view, mention, rows, one) for one in days):
                continue
            told.add(mention.iri)
            query, arguments = history(mention.iri)
            finding = Finding("supported", span_words(facts, rows), behind, query, arguments)
            yield Claim(*place, "left", f"{facts.catalogue.label(mention.iri)} left", finding)


def _follows_on(view: SentenceView, end: int, mention: Mention) -> bool:
    """Tell whether a sponsor behind a word for leaving is the one that came then: "离开后由宏碁接替"."""
    return (
        view.forms.unspaced and mention.start >= end and view.slice(end, mention.start).endswith(("由", "後は", "后"))
    )


def _ended_on(view: SentenceView, mention: Mention, rows: list[Partnership], day: Mention) -> bool:
    """Tell whether a partner's end, or an event that told it, was on a day."""
    told = [event.date for event in view.facts.events.get(mention.iri, ()) if event.kind in ENDS]
    return any(agree(day.id, one) for one in (*told, *map(chain_ends, chains(rows))) if one)


def _planned(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a departure is a plan; that somebody said it "would not renew" is none."""
    if view.strong_at(start):
        return True
    first, last = view.segment(start)
    plans = [(one, two) for one, two in view.cues("unreal") if first <= one < last]
    told = any(first <= one < start for name in ("said", "sign") for one, _ in view.cues(name))
    return any(
        not (told and (start <= one < end or _WOULD.fullmatch(folded(view.slice(one, two))))) for one, two in plans
    )


_WOULD: Final = re.compile("would|wurde|werde|will|ira|no seguira")

_CLOSE: Final = 12
_DATED: Final = 20
"""Characters between a word for losing somebody and the day of it."""

_RECENT: Final = 45
"""Days before a text in which an event of it may lie."""


def mention_free(view: SentenceView, start: int, last: int) -> bool:
    """Tell whether no Games stand in a part of a sentence; with Games, another reader judges."""
    first = view.segment(start)[0]
    cities = (m for m in view.of_kind("place") if _told_after(view, m))
    return not any(first <= m.start < last for m in (*view.of_kind("games"), *cities))


def _games_or_cities(view: SentenceView) -> list[Mention]:
    """Return the Games that a sentence names, also those that only the name of their city stands for."""
    cities = ((m, hosted_by(view, m)) for m in view.of_kind("place"))
    return [*view.of_kind("games"), *(replace(m, iris=tuple(hosted.values())) for m, hosted in cities if hosted)]


def ended_by(view: SentenceView, mention: Mention, rows: list[Partnership], today: str) -> tuple[str, ...]:
    """Return the statements that a sponsor had left by a day, or said shortly before that it would."""
    over = [chain[-1] for chain in chains(rows) if chain_ends(chain) and chain_ends(chain) < today]
    if over and not any(at(row, today) == "yes" for row in rows):
        return statements(over)
    runs = chains(rows)
    if runs and chain_ends(runs[-1])[:4] == today[:4] and runs[-1][-1].status in {"completed", "terminated"}:
        return statements(runs[-1][-1:])
    told = [
        event for event in view.facts.events.get(mention.iri, ()) if event.kind in ENDS | DEEDS and event.date <= today
    ]
    last = max(told, key=lambda event: event.date, default=None)
    if last and last.kind in ENDS and slug(last.iri) and any(row.end and row.end >= last.date for row in rows):
        return (last.iri,)
    day = date.fromisoformat(today)
    events = [
        event
        for event in view.facts.events.get(mention.iri, ())
        if event.kind in ENDS and len(event.date) == len(today)
        and 0 <= (day - date.fromisoformat(event.date)).days <= _RECENT
    ]  # fmt: skip
    return tuple(event.iri for event in events)


def _told_after(view: SentenceView, games: Mention) -> bool:
    """Tell whether a word for "after" stands beside Games."""
    before = view.slice(max(view.start, games.start - 34), games.start).lower()
    if games.kind == "place" and games.iris and not view.forms.unspaced:
        return bool(_AFTER_CITY.search(before))
    after = view.slice(games.end, games.end + 8)
    return bool(_AFTER.search(before)) or bool(
        re.match(r"の?(?:閉幕|終了)?(?:大会)?の?後|(?:结束|闭幕)?之?后|を最後|限り", after)
    )


def _likewise(view: SentenceView, end: int) -> list[Mention]:
    """Return the sponsors right behind a word for "likewise" that follows a departure."""
    words = [two for one, two in view.cues("likewise") if one >= end]
    return [m for m in view.sponsors() if any(0 <= m.start - two <= 1 for two in words)]


def _around(start: int, end: int, games: Mention) -> tuple[int, int]:
    """Return the place from the verb to the Games."""
    places = [(start, end), (games.start, games.end)]
    return min(first for first, _ in places), max(last for _, last in places)


def _likeliest(judged: list[Claim]) -> Claim:
    """Return the supported of claims on Games of one city; where it had several, none of them is excluded."""
    found = next((claim for claim in judged if claim.finding.verdict == "supported"), judged[0])
    if len(judged) > 1 and found.finding.verdict == "contradicted":
        return replace(found, finding=replace(found.finding, verdict="not-recorded"))
    return found


def _after_games(facts: Facts, mention: Mention, games: str, rows: list[Partnership], place: tuple[int, int]) -> Claim:
    """Judge that a partner left with certain Games."""
    label = facts.catalogue.label
    ends = [(chain_ends(chain), max(chain, key=lambda row: row.end)) for chain in chains(rows)]
    closing = str(facts.games[games].closing)
    year = str(facts.games[games].year)[:4]
    verdict: Verdict = "not-recorded"
    told: tuple[str, ...] = statements(rows[-2:])
    for end, row in ends:
        if end and games in row.games and row.status in {"completed", "terminated"} and end[:4] in {year, closing[:4]}:
            verdict, told = "supported", (row.iri,)
    if verdict != "supported" and closing and any(end and end > closing and at(row, end) == "yes" for end, row in ends):
        later = [row for end, row in ends if end and int(end[:4]) > int(closing[:4]) + 1]
        if later and len(ends) == 1:
            verdict, told = "contradicted", statements(later)
    query, arguments = history(mention.iri)
    reads = f"{label(mention.iri)} left TOP after {label(games)}"
    return Claim(*place, "left", reads, Finding(verdict, span_words(facts, rows), told, query, arguments))
