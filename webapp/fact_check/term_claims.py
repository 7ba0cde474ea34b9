"""Statements on beginnings and ends of which no other reader tells anything.

A part of a sentence may leave its verb out: "Samsung is bound to 2028, Visa to 2032". A
year ahead that is the end of the contract of the sponsor beside it is read as that. Only what the graph has is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, ClaimKind
from webapp.fact_check.date_roles import dated
from webapp.fact_check.dated import Dated
from webapp.fact_check.day_claims import nearest
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.time_claims import dated_claim
from webapp.mentions.mention import Mention


def term_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the beginning or end that a date is for the sponsor nearest to it, if the graph has it."""
    for found in dated(view):
        kind = _kind(view, found)
        over = [c for c in told if c.start < found.mention.end and found.mention.start < c.end]
        if kind is None or not found.iso or any(c.finding.verdict != "not-recorded" for c in over):
            continue
        if view.unreal(found.start) or view.negated(found.start) or _is_parted(view, found):
            continue
        for mention in nearest(view, found):
            if kind == "from" and (_is_judged(mention, over) or _is_of_person(view, mention, found)):
                continue
            claim = dated_claim(view, kind, mention, found._replace(role=_ROLES[kind]), Context(olympic=True))
            if claim.finding.verdict == "supported":
                yield replace(claim, start=found.start, end=found.end)


def _is_parted(view: SentenceView, found: Dated) -> bool:
    """Tell whether a sponsor stands between a date and the word that gives it its role."""
    return any(found.start <= m.start < found.mention.start for m in view.sponsors())


def _is_judged(mention: Mention, over: Sequence[Claim]) -> bool:
    """Tell whether a reader told that a date is the beginning of a sponsor, and left it open."""
    return any(c.kind == "from" and c.who is not None and c.who.iri == mention.iri for c in over)


def _is_of_person(view: SentenceView, mention: Mention, found: Dated) -> bool:
    """Tell whether a person stands between a sponsor and a date, which may be that of an office."""
    return any(mention.end <= m.start < found.start for m in view.of_kind("person"))


_ROLES: Final[dict[ClaimKind, str]] = {"until": "until", "from": "since"}


def _kind(view: SentenceView, found: Dated) -> ClaimKind | None:
    """Return what a date is by its role, or by lying ahead of the day of the text."""
    if found.role == "until" or (found.role == "at" and view.today and found.iso[:4] > view.today[:4]):
        return "until"
    return "from" if found.role in {"since", "from", "from-range"} else None
