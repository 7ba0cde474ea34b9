"""Statements on beginnings, ends, departures and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from webapp.fact_check.claim import Claim, ClaimKind, Finding, Verdict
from webapp.fact_check.context import Context, context, name_of, rows_in, subjects
from webapp.fact_check.facts import Event, Facts, Partnership
from webapp.fact_check.judging import (
    agree,
    all_texts,
    at,
    chain_ends,
    chains,
    history,
    known,
    mentions_year,
    span_words,
    statements,
    texts_of,
)
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.dates import first_day, last_day
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_AFTER_WORDS: Final = (
    "after|following|nach|apres|après|tras|despues de|después de|a l'issue d\\w*|à l'issue d\\w*|al termino de"
    "|with the end of|at the end of|zum ende|am ende"
)
_AFTER: Final = re.compile(rf"(?:\b(?:{_AFTER_WORDS})\b|在)[^,;.]*$")
_GAP: Final = 14
_UNTIL: Final = (
    r"(?:until|to|till|through|ran? to|runs? to|by|-|–|for \d{4}[-–])\s*(?:the end of\s*|about\s*)?(?:[A-Z][a-z]+\s)?"  # noqa: RUF001
)
_FROM: Final = r"(?:since|from|in|from the year)\s*(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?"
_ENDS_IN: Final = re.compile(rf"{_UNTIL}(?<!\d)(\d{{4}})(?!\d)", re.IGNORECASE)
_DEEDS: Final = frozenset({"signing", "announcement", "renewal", "appointment", "launch", "upgrade", "presentation"})
_ENDS: Final = frozenset({"termination", "withdrawal", "handover"})


class Dated(NamedTuple):
    """A date of a sentence and what it says: when something began, ends, or happened."""

    mention: Mention
    role: str
    iso: str
    start: int
    end: int


def dated(view: SentenceView) -> Iterator[Dated]:
    """Yield the dates of a sentence with their roles; Games stand for their closing after a word for "until"."""
    facts = view.facts
    for mention in view.mentions:
        if mention.kind == "date":
            iso = mention.id
        elif mention.kind == "games":
            iso = str(facts.games[mention.iri].closing)[:4] or str(facts.games[mention.iri].year)[:4]
        else:
            continue
        role, start, end = _role(view, mention)
        if mention.kind == "games" and role != "until":
            continue
        if "/" in iso:
            first, _, last = iso.partition("/")
            yield Dated(mention, "from-range", first, start, end)
            yield Dated(mention, "until", last, start, end)
        else:
            yield Dated(mention, role, iso, start, end)


def _role(view: SentenceView, mention: Mention) -> tuple[str, int, int]:
    """Return what the words beside a date say of it, with their place."""
    for role in ("until", "since", "from"):
        for start, end in view.cues(role):
            gap = view.slice(end, mention.start)
            if 0 <= mention.start - end <= _GAP and end <= mention.start and not re.search(r"[,.;]|\d", gap):
                return role, start, mention.end
    for role, name in (("until", "until_after"), ("since", "since_after")):
        for start, end in view.cues(name):
            if 0 <= start - mention.end <= 2:
                return role, mention.start, end
    before = view.slice(mention.start - 4, mention.start)
    first, last = view.segment(mention.start)
    if re.search(r"\bto $", before) and (view.has("renew", first, last) or view.has("pay", first, last)):
        return "until", mention.start - 3, mention.end
    return "at", mention.start, mention.end


def time_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what is said of beginnings, ends, signatures and departures."""
    told: set[tuple[str, str, str]] = set()
    for found in dated(view):
        kind = _kind(view, found)
        if kind is None or view.unreal(found.start) or view.negated(found.start) or not _speaks(view, found):
            continue
        where = _where(view, found, kind)
        for mention in subjects(view, found.start, found.end):
            if (mention.iri, kind, found.iso) not in told:
                told.add((mention.iri, kind, found.iso))
                yield _claim(view, kind, mention, found, where)
    yield from _departures(view)


def _where(view: SentenceView, found: Dated, kind: str) -> Context:
    """Return what is spoken of: Games that only tell the time, or that an earlier sentence named, are left out."""
    where = context(view, found.start)
    if found.mention.kind == "games" or not where.named:
        return _without_games(view, where)
    if where.carried and where.games and kind == "until":
        return Context(olympic=True, carried=True)
    return where


def _place(view: SentenceView, found: Dated, kind: str) -> tuple[int, int]:
    """Return the place of a statement: the date with its own words, and the verb of an event or a departure."""
    names = {"event": ("sign", "renew"), "left": ("leave",), "from": ("join",)}.get(kind, ())
    first, last = view.segment(found.mention.start)
    verbs = [cue for name in names for cue in view.cues(name) if first <= cue[0] < last] if found.role == "at" else []
    near = min(verbs, key=lambda cue: abs(cue[0] - found.start), default=(found.start, found.end))
    return min(found.start, near[0]), max(found.end, near[1])


def _without_games(view: SentenceView, where: Context) -> Context:
    """Return what is spoken of, where Games only tell the time."""
    if view.cues("worldwide"):
        return Context(top=True, olympic=True)
    return where if where.programme else Context(olympic=True)


def _speaks(view: SentenceView, found: Dated) -> bool:
    """Tell whether the part of a sentence around a date speaks of partnerships."""
    first, last = view.segment(found.mention.start)
    names = ("partner", "worldwide", "renew", "sign", "join", "leave")
    if any(view.has(name, first, last) for name in names):
        return True
    deal = re.search(
        r"deal|contract|agreement|partnership|sponsorship|vertrag|abkommen|contrat|accord|contrato|acuerdo|契約|合同|协议|合约|协定|协议|rights",
        view.text.lower(),
    )
    return bool(deal) or (
        found.role in {"until", "since"} and bool(view.cues("partner") or view.cues("worldwide") or view.cues("renew"))
    )


def _kind(view: SentenceView, found: Dated) -> ClaimKind | None:
    if found.role == "until":
        return "until"
    if found.role in {"since", "from", "from-range"}:
        return "from"
    first, last = view.segment(found.mention.start)
    kinds: dict[str, ClaimKind] = {"leave": "left", "sign": "event", "renew": "event", "join": "from"}
    for name, kind in kinds.items():
        if view.has(name, first, last):
            return kind
    return None


def _claim(view: SentenceView, kind: ClaimKind, mention: Mention, found: Dated, where: Context) -> Claim:
    facts, today = view.facts, view.today
    place = _place(view, found, kind)
    rows = _whole(facts, mention.iri, rows_in(facts, mention.iri, where))
    name = facts.catalogue.label(mention.iri)
    query, arguments = history(mention.iri)
    verbs = {"until": "until", "from": "from", "left": "left", "event": "signed or announced"}
    reads = f"{name}, {name_of(where, facts)}: {verbs[kind]} {found.iso or 'a day that cannot be placed'}"
    words, behind = span_words(facts, rows), list(statements(rows[:6]))
    if not found.iso:
        return Claim(*place, kind, reads, Finding("too-vague", words, tuple(behind), query, arguments))
    if kind == "until":
        verdict, iris = _until(facts, mention.iri, rows, found.iso, today)
    elif kind == "from":
        verdict, iris = _from(facts, mention.iri, rows, found, where)
    elif kind == "left":
        verdict, iris = _left(view, mention.iri, rows, found.iso, where)
    else:
        verdict, iris, words = _event(view, mention.iri, found, rows, words)
        query, arguments = "announcements", {"who": slug(mention.iri)}
    return Claim(*place, kind, reads, Finding(verdict, words, tuple(iris or behind), query, arguments))


def _whole(facts: Facts, organization: str, rows: list[Partnership]) -> list[Partnership]:
    """Return all rows of the worldwide programmes that some are of: a deal is more than a term."""
    worldwide = {row.whole for row in rows if row.whole != row.programme}
    return rows + [row for row in facts.rows_of(organization) if row.whole in worldwide and row not in rows]


def _noted(facts: Facts, organization: str, rows: Sequence[Partnership], pattern: str, year: str) -> list[str]:
    """Return the statements whose words have a year after certain words."""
    expression = re.compile(rf"{pattern}(?<!\d)(\d{{4}})(?!\d)", re.IGNORECASE)
    own = {row.iri for row in rows}
    everything = texts_of(facts, organization, facts.rows_of(organization))
    return [
        iri
        for iri, text in everything
        if _says(expression, text, year, last=pattern is _UNTIL) and (iri in own or "/partnership/" not in iri)
    ]


def _says(expression: re.Pattern[str], text: str, year: str, *, last: bool) -> bool:
    """Tell whether a note has a year after certain words; of several ends, the `last` counts."""
    years = expression.findall(text)
    return bool(years) and (max(years) == year if last else year in years)


def _latest_told(facts: Facts, organization: str, rows: Sequence[Partnership], today: str) -> str:
    """Return the latest year to which notes and titles of events that were public say that a deal runs."""
    events = (event for event in facts.events.get(organization, ()) if not today or event.date <= today)
    own = {row.whole for row in rows}
    texts = [row.texts for row in rows] + [event.title for event in events if event.others & own]
    return max((year for text in texts for year in _ENDS_IN.findall(text)), default="")


def _until(facts: Facts, organization: str, rows: list[Partnership], iso: str, today: str) -> tuple[Verdict, list[str]]:
    """Return the verdict on an end: that of the last term, or what a note or a title says of a deal."""
    year = iso[:4]
    runs = chains(rows)
    then = [end for chain in chains(known(rows, today)) if (end := chain_ends(chain))]
    later = _latest_told(facts, organization, known(rows, today), today)
    if any(agree(iso, end) and later <= end[:4] for end in then):
        return "supported", list(statements(row for row in rows if agree(iso, row.end)))
    if noted := _noted(facts, organization, rows, _UNTIL, year):
        whole = len(iso) == 4 or any(agree(iso, row.end) for row in rows)
        still = bool(today) and today <= last_day(year)
        newest = still or all(end[:4] <= year for end in then)
        return "supported" if whole and newest else "not-recorded", noted
    last = max((max(chain, key=lambda row: row.end) for chain in runs), key=lambda row: row.end, default=None)
    if last is None or not last.ends or any(not row.end and row.status == "active" for row in rows):
        return "not-recorded", []
    if mentions_year(all_texts(facts, organization), year):
        return "not-recorded", []
    early = bool(today) and len(runs) == 1 and len(then) == 1 and today[:4] <= year < then[0][:4]
    return ("contradicted", [last.iri]) if year > last.end[:4] or early else ("not-recorded", [])


def _from(  # noqa: PLR0911 - one return for each reason
    facts: Facts, organization: str, rows: list[Partnership], found: Dated, where: Context
) -> tuple[Verdict, list[str]]:
    iso, year = found.iso, found.iso[:4]
    firsts = [chain[0] for chain in chains(rows)]
    if found.role == "since":
        earliest = sorted(firsts, key=lambda row: row.start or "9")[:1]
        firsts = firsts if where.named else [*earliest, *(row for row in firsts if slug(row.whole) == "top")]
        if not where.named and rows and year == min(_first_year(row) for row in rows):
            return "supported", [row.iri for row in rows if _first_year(row) == year]
    begun = [row for row in firsts if agree(iso, row.starts) or (found.role == "at" and agree(iso, row.announced))]
    if begun:
        return "supported", list(statements(begun))
    if found.role == "from-range" and (same := [row for row in rows if agree(iso, row.starts)]):
        return "supported", list(statements(same))
    if noted := _noted(facts, organization, rows, _FROM, year):
        return ("supported", noted) if len(iso) == 4 else ("not-recorded", noted)
    events = [event for event in facts.events.get(organization, ()) if event.kind in _DEEDS and agree(iso, event.date)]
    if events and found.role == "at":
        return "supported", [event.iri for event in events]
    stated = [row for row in firsts if row.starts]
    if (
        not where.named
        or where.carried
        or not stated
        or len(stated) != len(firsts)
        or len({row.whole for row in firsts}) != 1
    ):
        return "not-recorded", []
    if (
        len(stated) > 1
        or mentions_year(all_texts(facts, organization), year)
        or any(row.start[:4] == year for row in rows)
    ):
        return "not-recorded", []
    return "contradicted", list(statements(stated))


def _first_year(row: Partnership) -> str:
    """Return the year of a partnership's beginning, or of its Games where no beginning is known."""
    return row.start[:4] or row.end[:4] or "9999"


def _left(
    view: SentenceView, organization: str, rows: list[Partnership], iso: str, where: Context
) -> tuple[Verdict, list[str]]:
    facts, today = view.facts, view.today
    ends = [(chain_ends(chain), chain[-1]) for chain in chains(rows)]
    if today and first_day(iso)[:4] > str(int(today[:4]) + 1):
        return "not-recorded", []
    over = [row for end, row in ends if end and agree(iso, end) and row.status in {"completed", "terminated"}]
    if over:
        return "supported", list(statements(over))
    events = [event for event in facts.events.get(organization, ()) if event.kind in _ENDS and agree(iso, event.date)]
    if events:
        return "supported", [event.iri for event in events]
    if not where.top or where.carried or len(ends) != 1 or not ends[0][0]:
        return "not-recorded", []
    end, row = ends[0]
    if (
        last_day(iso) < end
        and int(end[:4]) - int(iso[:4]) >= 2
        and not mentions_year(all_texts(facts, organization), iso[:4])
    ):
        return "contradicted", [row.iri]
    return (
        ("contradicted", [row.iri])
        if first_day(iso) > end
        and int(iso[:4]) - int(end[:4]) >= 2
        and not mentions_year(all_texts(facts, organization), iso[:4])
        else ("not-recorded", [])
    )


def _event(
    view: SentenceView, organization: str, found: Dated, rows: list[Partnership], words: str
) -> tuple[Verdict, list[str], str]:
    facts = view.facts
    first, last = view.segment(found.mention.start)
    places = [m for m in view.of_kind("place") if first <= m.start < last and _in(view, m)]
    events = [event for event in facts.events.get(organization, ()) if event.kind in _DEEDS | _ENDS | {"acquisition"}]
    same_day = [event for event in events if agree(found.iso, event.date)]
    told = [event for event in same_day if not places or not event.place or _is_place(event, places)]
    if told and (not places or any(event.place for event in told)):
        return "supported", [event.iri for event in told], _event_words(told)
    if not told and same_day and places and all(event.place for event in same_day) and len(found.iso) == 10:
        return "contradicted", [event.iri for event in same_day], _event_words(same_day)
    announced = [
        row for row in rows if agree(found.iso, row.announced) or (len(found.iso) > 4 and agree(found.iso, row.starts))
    ]
    if announced and not places:
        return "supported", list(statements(announced)), words
    return _other_day(facts, organization, found, events, words)


def _other_day(
    facts: Facts, organization: str, found: Dated, events: list[Event], words: str
) -> tuple[Verdict, list[str], str]:
    """Return whether the only event of a year, known by its day, was on another day."""
    of_year = [event for event in events if event.date[:4] == found.iso[:4]]
    if len(found.iso) == 10 and len(of_year) == 1 and len(of_year[0].date) == 10:
        days = abs(_number(found.iso) - _number(of_year[0].date))
        written = all_texts(facts, organization)
        if days > 1 and found.iso not in written:
            return "contradicted", [of_year[0].iri], _event_words(of_year)
    return "not-recorded", [], _event_words(events[:4]) or words


def _number(iso: str) -> int:
    from datetime import date

    return date.fromisoformat(iso).toordinal()


def _in(view: SentenceView, place: Mention) -> bool:
    """Tell whether a place stands after a word for "in"."""
    before = view.slice(place.start - 6, place.start).lower()
    return bool(re.search(r"(?:\bin|\ba|\bà|\ben|在|于|\bau)\s?$", before)) or view.slice(place.end, place.end + 1) in {
        "で",
        "举",
    }


def _is_place(event: Event, places: list[Mention]) -> bool:
    from webapp.mentions.reader import slug_of

    return any(place.id in slug_of(event.place) for place in places)


def _event_words(events: Sequence[Event]) -> str:
    return "; ".join(f"{event.title}: {event.date}{f', {event.place}' if event.place else ''}" for event in events)


def _departures(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have left after Games, without a date."""
    facts, today = view.facts, view.today
    told: set[str] = set()
    for start, end in view.cues("leave"):
        first, last = view.segment(start)
        games = [m for m in view.of_kind("games") if first <= m.start < last and _told_after(view, m)]
        dates = [m for m in view.of_kind("date") if first <= m.start < last]
        if view.unreal(start) or (view.negated(start) and "renew" not in view.slice(start, end)) or dates or not games:
            continue
        if re.search(r"\bwill\b|wird|werden|va\s|将", view.slice(first, start).lower()) and not today:
            continue
        for mention in subjects(view, start, end):
            rows = [row for row in facts.rows_of(mention.iri) if slug(row.whole) == "top"]
            if mention.iri in told or not rows:
                continue
            told.add(mention.iri)
            yield _after_games(facts, mention, games[0], rows, _around(view, mention, start, end, games[0]))


def _told_after(view: SentenceView, games: Mention) -> bool:
    """Tell whether a word for "after" stands beside Games."""
    before = view.slice(games.start - 34, games.start).lower()
    after = view.slice(games.end, games.end + 8)
    return bool(_AFTER.search(before)) or bool(
        re.match(r"の?(?:閉幕|終了)?(?:大会)?の?後|(?:结束|闭幕)?之?后|を最後|限り", after)
    )


def _around(view: SentenceView, mention: Mention, start: int, end: int, games: Mention) -> tuple[int, int]:
    """Return the place from the first to the last of sponsor, verb and Games."""
    del view, mention
    places = [(start, end), (games.start, games.end)]
    return min(first for first, _ in places), max(last for _, last in places)


def _after_games(
    facts: Facts, mention: Mention, games: Mention, rows: list[Partnership], place: tuple[int, int]
) -> Claim:
    """Judge that a partner left with certain Games."""
    label = facts.catalogue.label
    ends = [(chain_ends(chain), max(chain, key=lambda row: row.end)) for chain in chains(rows)]
    closing = str(facts.games[games.iri].closing)
    year = str(facts.games[games.iri].year)[:4]
    verdict: Verdict = "not-recorded"
    told: tuple[str, ...] = statements(rows[-2:])
    for end, row in ends:
        if (
            end
            and games.iri in row.games
            and row.status in {"completed", "terminated"}
            and end[:4] in {year, closing[:4]}
        ):
            verdict, told = "supported", (row.iri,)
    if verdict != "supported" and closing and any(end and end > closing and at(row, end) == "yes" for end, row in ends):
        later = [row for end, row in ends if end and int(end[:4]) > int(closing[:4]) + 1]
        if later and len(ends) == 1:
            verdict, told = "contradicted", statements(later)
    query, arguments = history(mention.iri)
    reads = f"{label(mention.iri)} left TOP after {label(games.iri)}"
    return Claim(*place, "left", reads, Finding(verdict, span_words(facts, rows), told, query, arguments))
