"""Understanding of statements, without which nothing is contradicted.

A true statement that is misread mostly tells what the graph states of something else near. That may be another
sponsor beside it, or the same sponsor in another programme. Such a statement is left open.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context
from webapp.fact_check.facts import Facts
from webapp.fact_check.judging import agree, all_texts
from webapp.fact_check.ordinals import tells_number
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_WELL_READ: Final = frozenset({"event", "from", "until", "left", "tier", "ordinal", "country", "money"})
"""Kinds of statements whose contradictions were mostly right in texts that nobody had tuned on."""

_OF_SPONSORS: Final = _WELL_READ - {"event", "money"}
"""Kinds of statements that are told of a sponsor; days are also of Games, amounts also of programmes."""


def understood(view: SentenceView, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims; a contradiction becomes not recorded where the statement may mean something else."""
    told = list(claims)
    for claim in told:
        contradicted = claim.finding.verdict == "contradicted"
        if contradicted and (_is_told_otherwise(claim, told) or not is_understood(view, claim)):
            yield replace(claim, finding=replace(claim.finding, verdict="not-recorded"))
        else:
            yield claim


def _is_told_otherwise(claim: Claim, told: Iterable[Claim]) -> bool:
    """Tell whether a sentence is read to have two tiers of one sponsor."""
    return claim.kind == "tier" and any(
        other.kind == "tier" and other.who == claim.who and other.reads != claim.reads for other in told
    )


def is_understood(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a statement has one meaning only, of a sponsor that the sentence names."""
    if claim.kind not in _WELL_READ:
        return _is_plain(view, claim)
    who = _sponsor(view, claim)
    if claim.kind in _OF_SPONSORS and who is None:
        return False
    if who is not None and who.start < view.start:
        return False
    if claim.kind == "until" and not any(_is_in(m, claim) for m in view.of_kind("date")):
        return False
    return (claim.kind != "from" and _is_plain(view, claim)) or not _fits_elsewhere(view, claim, who)


def _sponsor(view: SentenceView, claim: Claim) -> Mention | None:
    """Return the sponsor of a statement, else the one of the sentence that the answer or its query is on."""
    about = {*claim.finding.statements, *claim.finding.arguments.values()}
    return claim.who or next((m for m in view.sponsors() if m.iri in about or slug(m.iri) in about), None)


def _is_plain(view: SentenceView, claim: Claim) -> bool:
    """Tell whether a sentence is short, has no parts, and names nothing that the statement is not on."""
    if _PARTS.search(view.text.strip()[:-1]) or context(view, claim.start).carried or len(view.segments) > 1:
        return False
    length = len(view.text) // _LETTERS if view.forms.unspaced else len(view.text.split())
    beside = [m for m in view.mentions if not _is_in(m, claim)]
    named = [m for m in beside if m.kind in _NAMES and not view.facts.is_committee(m.iri)]
    return length <= _SHORT and len(named) <= 1 and not any(m.kind in _VALUES for m in beside)


def _is_in(mention: Mention, claim: Claim) -> bool:
    return claim.start <= mention.start < claim.end


_PARTS: Final = re.compile('[,;:()"“”«»„，；：、（）「」—–]|\\s-\\s')  # noqa: RUF001
"""Marks that part a sentence."""

_NAMES: Final = frozenset({"person", "organization"})
_VALUES: Final = frozenset({"date", "amount"})
_SHORT: Final = 14
_LETTERS: Final = 2
"""Words of a plain sentence, at most, and letters of a word where no spaces are set."""


def _fits_elsewhere(view: SentenceView, claim: Claim, who: Mention | None) -> bool:
    """Tell whether the graph states the same of another sponsor nearby, or of another deed of the same one."""
    facts, others = view.facts, _others(view, who)
    if claim.kind == "ordinal":
        number = re.search(r": number (\d+) ", claim.reads)
        return number is not None and any(tells_number(all_texts(facts, iri), int(number[1])) for iri in others)
    if claim.kind == "country":
        country = claim.reads.rpartition(" is of ")[2].lower().replace(" ", "-")
        own = {who.iri} if who else set()
        return any(country in facts.countries.get(iri, ()) for iri in {*others, *own})
    if claim.kind == "money":
        return any(_is_reported(facts, m.id, others) for m in view.of_kind("amount") if _is_in(m, claim))
    day = _DAY.search(claim.reads) if claim.kind in _DATED else None
    return day is not None and any(agree(day[0], other) for other in _days(view, claim, who, others))


_DATED: Final = frozenset({"event", "from", "until", "left"})
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}$")
"""The day with which the words end in which a statement is read."""


def _is_reported(facts: Facts, amount: str, others: Container[str]) -> bool:
    """Tell whether an amount was published, or reported of one of the other sponsors."""
    number, _, currency = amount.partition(" ")
    if not number.isdigit():
        return False
    return any(
        one.currency == currency and one.amount == int(number) and (not one.partner or one.partner in others)
        for one in facts.money
    )


def _others(view: SentenceView, who: Mention | None) -> set[str]:
    """Return the other sponsors that a sentence and the one before it name."""
    named = {m.iri for back in view.backwards(2) for m in back.sponsors()}
    return named - {who.iri if who else ""}


def _days(view: SentenceView, claim: Claim, who: Mention | None, others: Iterable[str]) -> Iterator[str]:
    """Yield the days of other deeds that a date may be on."""
    facts = view.facts
    if claim.kind == "until":
        listed = next((group for group in view.lists(view.sponsors()) if who in group), [])
        for mention in listed:
            yield from _ends(facts, mention.iri) if mention != who else ()
    else:
        for iri in others:
            yield from _beginnings(facts, iri)
            yield from _ends(facts, iri) if claim.kind == "left" else ()
    if who is not None:
        yield from _beginnings(facts, who.iri)
        yield from _ends(facts, who.iri) if claim.kind == "from" else ()


def _beginnings(facts: Facts, organization: str) -> Iterator[str]:
    """Yield the days on which the partnerships of an organization began or were announced, and those of its events."""
    for row in facts.rows_of(organization):
        yield from filter(None, (row.start, row.announced))
    yield from (event.date for event in facts.events.get(organization, ()) if event.date)


def _ends(facts: Facts, organization: str) -> Iterator[str]:
    """Yield the last days of the partnerships of an organization."""
    yield from (row.end for row in facts.rows_of(organization) if row.end)
