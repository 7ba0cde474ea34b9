"""Statements on beginnings, ends, departures and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, ClaimKind, Finding, Verdict
from webapp.fact_check.context import context, name_of, of_sponsor, own_programmes, rows_in
from webapp.fact_check.date_roles import GAP, dated, is_beyond
from webapp.fact_check.dated import Dated
from webapp.fact_check.departure_claims import departure_claims, elliptical_claims, undated_claims
from webapp.fact_check.event_verdicts import judge_event, judge_place
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import (
    agree,
    are_joint,
    history,
    span_words,
    statements,
)
from webapp.fact_check.loose_dates import loosely_dated
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.term_verdicts import judge_from, judge_left, judge_until, whole_rows
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug


def time_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield what is said of beginnings, ends, signatures and departures."""
    told: set[tuple[str, str, str]] = set()
    for found in dated(view):
        kind = _kind(view, found)
        if kind in {"until", "from"} and not _speaks(view, found) and (_spoken_before(view) or _is_olympic(view)):
            yield from _only_supported(view, kind, found)
            continue
        if kind is None or not _speaks(view, found):
            yield from loosely_dated(view, found)
            continue
        if _unreal(view, found) and not is_beyond(view, found.mention):
            yield from loosely_dated(view, found)
            continue
        denied = view.negated(found.start) and not is_beyond(view, found.mention)
        if denied and found.role == "since" and view.has("ended", *view.segment(found.start)):
            kind, denied = "left", False
        if denied and not (kind == "left" and _ends_by_denial(view, found)):
            continue
        where = _where(view, found, kind)
        who = _respective(view, found, _who(view, found))
        for mention in who:
            if (mention.iri, kind, found.iso) not in told:
                told.add((mention.iri, kind, found.iso))
                view.last_dated = kind, found, where
                yield from _told_of(view, kind, mention, who, found, where)
    yield from departure_claims(view)
    yield from elliptical_claims(view)
    yield from undated_claims(view)


def _told_of(  # noqa: PLR0913, PLR0917 - a date, and one of those that it is told of
    view: SentenceView, kind: ClaimKind, mention: Mention, who: list[Mention], found: Dated, where: Context
) -> Iterator[Claim]:
    """Yield what a date says of one of a list of sponsors, with the place of an event."""
    claim = dated_claim(view, kind, mention, found, where)
    placed = list(_placed(view, mention, found)) if kind in {"event", "from"} and found.role == "at" else []
    by_day = len(found.iso) >= len("2012-07") and len(who) == 1
    if not by_day and any(one.finding.verdict == "contradicted" for one in placed):
        verdict: Verdict = "not-recorded" if claim.finding.verdict == "supported" else claim.finding.verdict
        claim = replace(claim, finding=replace(claim.finding, verdict=verdict))
    others = [dated_claim(view, kind, one, found, where) for one in who] if len(who) > 1 else []
    if kind != "until" or len(who) <= _PAIR:
        claim = _of_list(claim, others)
    joint = len(who) == _PAIR and are_joint(view.facts, mention.iri, who)
    agreed = kind != "until" or len({one.finding.verdict for one in others}) == 1
    together = len(who) == 1 or (mention is who[-1] and agreed) or joint
    near = len(who) > 1 and 0 <= claim.start - mention.end <= _LONG and mention.start >= view.start
    near = near and not (view.forms.unspaced and _FURTHER.search(view.slice(mention.end, claim.start)))
    if not together:
        claim = replace(claim, start=mention.start, end=mention.end)
    yield replace(claim, start=mention.start) if together and near else claim
    yield from placed


def _unreal(view: SentenceView, found: Dated) -> bool:
    """Tell whether a date is that of a plan or a rumour; words between commas are told by themselves."""
    first, last = view.segment(found.start)
    before = view.slice(first, found.start).rfind(",")
    after = view.slice(found.end, last).find(",")
    if view.forms.unspaced or before < 0 or after < 0 or view.strong_at(found.start):
        return view.unreal(found.start)
    return view.has("unreal", first + before, found.end + after)


_FURTHER: Final = re.compile("[、和与與及]|と(?!も)")
"""What stands before a further member of a list in Chinese and Japanese."""

_PAIR: Final = 2
_CLOSE: Final = 2
"""Characters between a word for "only" and the word for "until"."""


def _of_list(claim: Claim, others: list[Claim]) -> Claim:
    """Return a claim on one of a list; a date that not all of them exclude may be that of another."""
    if claim.finding.verdict != "contradicted" or all(one.finding.verdict == "contradicted" for one in others):
        return claim
    return replace(claim, finding=replace(claim.finding, verdict="not-recorded"))


def _respective(view: SentenceView, found: Dated, who: list[Mention]) -> list[Mention]:
    """Return the one sponsor of a list that a date belongs to, where a word for "respectively" pairs them."""
    dates = [m for m in view.of_kind("date") if who and m.start > who[-1].end]
    if len(who) < 2 or not view.cues("respectively"):
        return who
    if len(dates) != len(who) or found.mention not in dates:
        return []
    return [who[dates.index(found.mention)]]


def _only_supported(view: SentenceView, kind: ClaimKind, found: Dated) -> Iterator[Claim]:
    """Yield a beginning or an end without a word for partners, where the graph has it."""
    if view.unreal(found.start) or view.negated(found.start):
        return
    who = subjects(view, found.start, found.end)
    listed = len(who) > 1 and not are_joint(view.facts, who[0].iri, who)
    for mention in who:
        claim = dated_claim(view, kind, mention, found, _where(view, found, kind))
        if claim.finding.verdict == "supported":
            yield replace(claim, start=mention.start, end=mention.end) if listed else claim


def _ends_by_denial(view: SentenceView, found: Dated) -> bool:
    """Tell whether all words of denial belong to a word for leaving: "did not renew"."""
    first, last = view.segment(found.start)
    denials = [one for name in ("negation", "ended") for one, _ in view.cues(name) if first <= one < last]
    return all(any(one <= at < two for one, two in view.cues("leave")) for at in denials)


def _placed(view: SentenceView, mention: Mention, found: Dated) -> Iterator[Claim]:
    """Yield where a contract is said to have been signed or announced."""
    judged = judge_place(view, mention.iri, found)
    if judged is not None:
        place, verdict, iris, words = judged
        reads = f"{view.facts.catalogue.label(mention.iri)}: in {place.text}"
        finding = Finding(verdict, words, tuple(iris), "announcements", {"who": slug(mention.iri)})
        start = place.start if view.forms.unspaced else max(view.start, place.start - 3)
        yield Claim(start, place.end, "event", reads, finding, mention)


def _where(view: SentenceView, found: Dated, kind: str) -> Context:
    """Return what is spoken of: Games that only tell the time, or that an earlier sentence named, are left out."""
    where = context(view, found.start)
    if where.paralympic:
        return replace(where, games=(), top=False)
    first, last = view.segment(found.mention.start)
    beside = any(first <= m.start < last for m in view.of_kind("games"))
    if kind in {"left", "until"} and where.games and not where.carried and not beside:
        return _without_games(view, where)
    if found.mention.kind == "games" or not where.named:
        return _without_games(view, where)
    if where.carried and where.games and kind == "until":
        return Context(olympic=True, carried=True)
    return where


_NUMBERED: Final = ("tiers", "ordinals", "numbers")
"""Words between a day and its verb in Chinese and Japanese that tell something else, such as "two years early"."""

_OWN_PLACE: Final = frozenset({"organization", "place", "country", "date"})
"""Kinds of things between a day and its verb that another statement may be about."""


def _place(view: SentenceView, found: Dated, kind: str) -> tuple[int, int]:
    """Return the place of a statement: the date with its own words, and the verb of an event or a departure."""
    names = {"event": ("sign", "renew", "join"), "left": ("leave",), "from": ("join",)}.get(kind, ())
    first, last = view.segment(found.mention.start)
    verbs = [cue for name in names for cue in view.cues(name) if first <= cue[0] < last] if found.role == "at" else []
    near = min(verbs, key=lambda cue: abs(cue[0] - found.start), default=(found.start, found.end))
    start, end = min(found.start, near[0]), max(found.end, near[1])
    own = found.mention
    between = [m for m in view.mentions if start <= m.start < end and m is not own and m.kind in _OWN_PLACE]
    if view.forms.unspaced:
        between += [
            m for m in view.mentions if m is not own and (own.end <= m.start < end or start <= m.start < own.start)
        ]
        numbered = any(own.end <= one < end for name in _NUMBERED for one, _, _ in view.table(name))
        if numbered or near[0] - own.end > GAP:
            return found.start, found.end
    return (found.start, found.end) if between else (start, end)


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
    beside = found.role == "until" and any(0 <= found.start - m.end <= 24 for m in view.of_kind("organization"))
    if beside and _spoken_before(view):
        return True
    if found.role == "at" and _kind(view, found) is not None:
        return True
    return bool(view.cues("deal")) or (
        found.role in {"until", "since"}
        and bool(
            view.cues("partner")
            or view.cues("worldwide")
            or view.cues("renew")
            or view.cues("join")
            or view.of_kind("programme")
        )
    )


def _spoken_before(view: SentenceView) -> bool:
    """Tell whether one of the last sentences speaks of partners."""
    for back in view.earlier(5):
        if any(back.cues(name) for name in ("partner", "worldwide", "renew")) or back.context or _names_games(back):
            return True
    return False


def _is_olympic(view: SentenceView) -> bool:
    """Tell whether a sentence names the Games, or a body that runs them, beside one sponsor."""
    spoken = _names_games(view) or any(view.facts.is_committee(m.iri) for m in view.of_kind("organization"))
    return len(view.sponsors()) == 1 and (spoken or bool(_GAMES.search(view.low)))


_GAMES: Final = re.compile(r"ol[iy]mp|paral[iy]mp|奥运|残奥|五輪|オリンピック|パラリンピック")


def _names_games(view: SentenceView) -> bool:
    return any(mention.kind in {"games", "programme"} for mention in view.mentions)


def _kind(view: SentenceView, found: Dated) -> ClaimKind | None:
    if found.role == "until":
        return "until"
    if found.role in {"since", "from", "from-range"}:
        return "from"
    first, last = view.segment(found.mention.start)
    verbs = [
        (found.start - cue[1] if cue[1] <= found.start else cue[0] - found.end + _BEFORE, kind)
        for name, kind in _KINDS.items()
        for cue in view.cues(name)
        if first <= cue[0] < last
    ]
    if verbs:
        return min(verbs, key=lambda one: one[0])[1]
    if found.role == "at" and _is_added(view, found):
        told = _of_part_before(view, first)
        return told[0] if told else None
    if found.role == "at" and view.of_kind("organization") and first > view.start:
        return _elliptical(view, found, first, last)
    return None


_ADDED: Final = re.compile(
    r"[,\s]*(?:already |schon |deja |ya )?(?:in|on|im|am|en|le|el|au|early in|late in|anfang|ende)?\s?(?:early |late )?"
)
"""What stands before a date that a comma adds: "was the first to sign, in March 2007"."""


def _is_added(view: SentenceView, found: Dated) -> bool:
    """Tell whether a comma adds a date to the part of the sentence before it."""
    first = view.segment(found.mention.start)[0]
    return first > view.start and bool(_ADDED.fullmatch(view.slice(first, found.mention.start).lower()))


def _of_part_before(view: SentenceView, first: int) -> tuple[ClaimKind, tuple[int, int]] | None:
    """Return what the last part before a place says, by its verb or number, and where that stands."""
    before = [part for part in view.segments if part[1] <= first][-1]
    found = [(cue, kind) for name, kind in _KINDS.items() for cue in view.cues(name) if before[0] <= cue[0] < before[1]]
    if found:
        cue, kind = max(found)
        return kind, cue
    counted = [(one, two) for one, two, _ in view.table("ordinals") if before[0] <= one < before[1]]
    return ("from", counted[-1]) if counted and not view.has("unreal", *before) else None


def _who(view: SentenceView, found: Dated) -> list[Mention]:
    """Return the sponsors that a date is told of: those of the part before, where a comma adds the date to it."""
    if found.role == "at" and _is_added(view, found):
        told = _of_part_before(view, view.segment(found.mention.start)[0])
        if told:
            return subjects(view, *told[1])
    who = subjects(view, found.start, found.end)
    if found.role == "from" and len(who) > 1 and _adds(view, who[-1].end, found.start):
        return who[-1:]
    first = view.segment(found.start)[0]
    if found.role == "until" and first > view.start and not view.slice(first, found.start).strip(" ,"):
        sponsors = [m for m in view.sponsors() if m.end <= first]
        return view.lists(sponsors)[-1] if sponsors else subjects(view, found.start, found.end)
    return subjects(view, found.start, found.end)


def _adds(view: SentenceView, end: int, start: int) -> bool:
    """Tell whether a comma adds a date to the last of a list: "A and B, a recruit of July"."""
    between = view.slice(end, start)
    plain = not any(view.has(name, end, start) for name in ("partner", "worldwide", "join", "sign", "renew"))
    return between.startswith(",") and between.count(",") == 1 and plain and not view.forms.unspaced


def _elliptical(view: SentenceView, found: Dated, first: int, last: int) -> ClaimKind | None:
    """Return what a part without a verb says, as the part before: "adidas arrived in May, UPS in June"."""
    verbs = ("partner", "worldwide", "replace", "create", "cover", "unreal")
    beside = any(0 <= found.mention.start - m.end <= GAP for m in view.of_kind("organization"))
    if not beside or any(view.has(name, first, last) for name in verbs):
        return None
    for before in reversed([part for part in view.segments if part[1] <= first]):
        for name, kind in _KINDS.items():
            if view.has(name, *before):
                return kind
        if any(view.has(name, *before) for name in verbs):
            return None
    return None


_BEFORE: Final = 12
"""Characters by which a verb after a date counts as further away than one before it."""

_LONG: Final = 44
"""Characters of a false statement beyond which its place is the date alone."""

_KINDS: Final[dict[str, ClaimKind]] = {"leave": "left", "sign": "event", "renew": "event", "join": "from"}


def _judge_until(
    view: SentenceView, mention: Mention, rows: list[Partnership], found: Dated
) -> tuple[Verdict, list[str]]:
    """Return the verdict on an end.

    Games that were put off end in the year of their name, too. "Only until 2020" excludes a later end.
    """
    years = [found.iso, *([found.mention.id[:4]] if found.mention.kind == "games" and found.mention.id else [])]
    judged = [judge_until(view.facts, mention.iri, rows, year, view.today) for year in dict.fromkeys(years)]
    rank = {"supported": 0, "not-recorded": 1}
    verdict, iris = min(judged, key=lambda one: rank.get(one[0], 2))
    limited = any(0 <= found.start - two <= _CLOSE for _, two in view.cues("limits"))
    if verdict == "supported" and limited and any(row.end[:4] > found.iso[:4] for row in rows):
        verdict = "not-recorded"
    return verdict, iris


def dated_claim(view: SentenceView, kind: ClaimKind, mention: Mention, found: Dated, where: Context) -> Claim:
    """Return the statement that something happened to a sponsor at a date, with its verdict."""
    facts, today = view.facts, view.today
    where = of_sponsor(view, mention.iri, where)
    if where.carried and not rows_in(facts, mention.iri, where):
        where = Context(olympic=True, carried=True)
    place = _place(view, found, kind)
    rows = whole_rows(facts, mention.iri, rows_in(facts, mention.iri, where))
    name = facts.catalogue.label(mention.iri)
    query, arguments = history(mention.iri)
    verbs = {"until": "until", "from": "from", "left": "left", "event": "signed or announced"}
    reads = f"{name}, {name_of(where, facts)}: {verbs[kind]} {found.iso or 'a day that cannot be placed'}"
    words, behind = span_words(facts, rows), list(statements(rows[:6]))
    if not found.iso:
        return Claim(*place, kind, reads, Finding("too-vague", words, tuple(behind), query, arguments))
    if kind == "from" and found.role == "at" and view.has("beginning", *place):
        found = found._replace(role="since")
    if kind == "until":
        verdict, iris = _judge_until(view, mention, rows, found)
    elif kind == "from":
        verdict, iris = judge_from(facts, mention.iri, rows, found, where)
        if verdict == "not-recorded" and found.role == "at":
            verdict, iris, words = judge_event(view, mention.iri, found, rows, words)
    elif kind == "left":
        verdict, iris = judge_left(view, mention.iri, rows, found.iso)
        if verdict == "not-recorded" and today and found.iso[:4] > today[:4]:
            until, behind_it = judge_until(facts, mention.iri, rows, found.iso, today)
            denied = view.negated(found.start)
            verdict, iris = (until, behind_it) if until == "contradicted" or not denied else (verdict, iris)
    else:
        verdict, iris, words = judge_event(view, mention.iri, found, rows, words)
        query, arguments = "announcements", {"who": slug(mention.iri)}
    verdict = _at_named_games(view, mention.iri, found, verdict, iris) if kind != "until" else verdict
    if verdict == "contradicted" and place[1] - place[0] > _LONG:
        place = found.start, found.end
    told: ClaimKind = "event" if kind == "from" and found.role == "at" and len(found.iso) > len("2012") else kind
    return Claim(*place, told, reads, Finding(verdict, words, tuple(iris or behind), query, arguments), mention)


def _at_named_games(view: SentenceView, organization: str, found: Dated, verdict: Verdict, iris: list[str]) -> Verdict:
    """Return a verdict on a date, open where the Games beside it are not those of the event behind it."""
    facts = view.facts
    first, last = view.segment(found.mention.start)
    named = [m for m in view.of_kind("games") if first <= m.start < last and m is not found.mention]
    about = {iri for m in named for iri in m.iris}
    own_deals = own_programmes(about)
    then = any(agree(found.iso[:4], facts.games[iri].opening) for iri in about)
    rows = facts.rows_of(organization)
    if verdict != "supported" or then or any(row.games & about or slug(row.programme) in own_deals for row in rows):
        return verdict
    own = about | {facts.games[iri].committee for iri in about}
    events = [event for event in facts.events.get(organization, ()) if about and event.iri in iris]
    of_them = (event.others & own or any(slug(other) in own_deals for other in event.others) for event in events)
    return "not-recorded" if events and not any(of_them) else verdict
