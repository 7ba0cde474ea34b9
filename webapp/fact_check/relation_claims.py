"""Statements on successions, programmes and covered Games."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, rows_in
from webapp.fact_check.judging import agree, chain_ends, chains, history, span_words, statements
from webapp.fact_check.meant_claims import with_members
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.succession_claims import spoken_of
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug


def share_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to share a category with whom, where the graph states a joint partnership."""
    facts = view.facts
    sponsors = view.sponsors()
    everybody = list(dict.fromkeys(m.iri for m in sponsors)) or (list(view.previous.subject) if view.previous else [])
    if len(everybody) == 1:
        everybody += [iri for m in spoken_of(view) if (iri := m.iri) not in everybody]
    told: set[frozenset[str]] = set()
    for start, end in view.cues("share"):
        first, last = view.segment(start)
        beside = list(dict.fromkeys(m.iri for m in sponsors if first <= m.start < last))
        partners = beside if len(beside) > 1 else everybody
        rows = [row for iri in partners for row in facts.rows_of(iri) if row.joint & set(partners)]
        denied = view.has("negation", max(first, start - 25), start)
        if len(partners) != 2 or not rows or view.unreal(start) or denied or frozenset(partners) in told:
            continue
        days = [m.id for m in view.of_kind("date") if first <= m.start < last and m.id]
        if days and not any(
            agree(day, one) for day in days for row in rows for one in (row.start, row.end, row.announced)
        ):
            continue
        trades = [iris for one, two, iris in view.trades if first <= one < last and not _is_in_name(view, one, two)]
        if trades and not any(row.categories & with_members(view, iris) for iris in trades for row in rows):
            continue
        told.add(frozenset(partners))
        label = facts.catalogue.label
        query, arguments = history(partners[0])
        reads = f"{label(partners[0])} and {label(partners[1])} share a category"
        finding = Finding("supported", span_words(facts, rows[:2]), statements(rows[:2]), query, arguments)
        yield Claim(*_around(view, (first, last), start, end), "category", reads, finding)


def _is_in_name(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a word for a trade is a part of a name: "China Eastern Airlines"."""
    return any(m.start < end and start < m.end for m in view.of_kind("organization"))


def _around(view: SentenceView, part: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return the place of a statement around a word; in Chinese and Japanese it ends at a mark."""
    first, last = max(part[0], start - 30), min(part[1], end + 30)
    mark = _MARK.search(view.slice(end, last)) if view.forms.unspaced else None
    return first, end + mark.start() if mark else last


_MARK: Final = re.compile("[,，；。]")  # noqa: RUF001


def programme_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield since when a programme is said to exist."""
    for start, end in view.cues("create"):
        first, last = view.segment(start)
        dates = [m for m in view.of_kind("date") if first <= m.start < last and m.id and "/" not in m.id]
        iri = _programme_of(view, first)
        if not dates or not iri or view.unreal(start) or view.negated(start) or subjects_before(view, start):
            continue
        yield _since(view, iri, min(dates, key=lambda m: abs(m.start - end)), start, end)
        return


def _programme_of(view: SentenceView, first: int) -> str:
    """Return the programme of which a part of a sentence tells the beginning: TOP, or that of Games."""
    facts = view.facts
    if any(slug(m.iri) == "top" for m in view.of_kind("programme")):
        return next(m.iri for m in view.of_kind("programme") if slug(m.iri) == "top")
    if not _PROGRAMME.search(folded(view.text)):
        return ""
    before = view.previous.mentions if view.previous else ()
    if any(slug(m.iri) == "top" for m in before):
        return next(m.iri for m in before if slug(m.iri) == "top")
    where = context(view, first)
    own = [
        iri for iri in facts.catalogue.programmes if slug(iri) in {f"{slug(games)}-domestic" for games in where.games}
    ]
    if len(own) == 1:
        return own[0]
    earlier = [m for m in view.previous.mentions if m.kind == "programme"] if view.previous and not where.games else []
    return next((m.iri for m in earlier if slug(m.iri) == "top"), "") if not own else ""


_PROGRAMME: Final = re.compile(r"program|scheme|sponsorenprogramm|计划|プログラム")


def _since(view: SentenceView, iri: str, dated: Mention, start: int, end: int) -> Claim:
    """Judge since when a programme exists, by its stated beginning and by events."""
    facts = view.facts
    programme = facts.catalogue.programmes[iri]
    events = [e for e in facts.events.get(iri, ()) if e.kind in {"founding", "launch"}]
    stated = programme.start
    verdict: Verdict = "not-recorded"
    if agree(dated.id, stated[:10] if len(dated.id) > 4 and len(stated) > 4 else stated[:4]) or any(
        agree(dated.id, event.date) for event in events
    ):
        verdict = "supported" if stated and (len(stated) > 4 or len(dated.id) == 4 or events) else "not-recorded"
    elif events or slug(iri) == "top":
        days = [event.date for event in events] or [stated]
        verdict = "contradicted" if all(abs(int(dated.id[:4]) - int(day[:4])) >= 1 for day in days if day) else verdict
        if slug(iri) == "top" and stated and abs(int(dated.id[:4]) - int(stated[:4])) <= 1:
            verdict = "not-recorded"
    words = f"{programme.label}: from {stated}." + "".join(f" {event.title}: {event.date}." for event in events[:2])
    behind = (iri, *(event.iri for event in events[:2]))
    finding = Finding(verdict, words, behind, "partners-per-term", {"programme": "top"})
    place = min(start, dated.start), max(end, dated.end)
    return Claim(*place, "since", f"{programme.label} exists since {dated.id}", finding)


def subjects_before(view: SentenceView, place: int) -> bool:
    """Tell whether a sponsor stands before a place in its part of the sentence."""
    facts = view.facts
    first, _ = view.segment(place)
    return any(first <= m.start < place and not facts.is_committee(m.iri) for m in view.of_kind("organization"))


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
        if not listed and not view.cues("deal") and not (view.previous and view.previous.cues("deal")):
            continue
        who = listed or who
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
            label = facts.catalogue.label
            if verdict != "supported" and not named:
                continue
            finding = Finding(
                verdict,
                span_words(facts, rows),
                statements(covering or rows[-2:]),
                "games-covered",
                {"about": slug(who[0].iri)},
            )
            yield Claim(
                mention.start,
                mention.end,
                "covers",
                f"{label(who[0].iri)}: the agreement covers {label(mention.iri)}",
                finding,
            )


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


_BACK: Final = 4
"""Sentences between a sponsor and what is told of its agreement."""
