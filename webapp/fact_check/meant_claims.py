"""Statements in descriptions that stand for a sponsor.

An example is "The burger chain wants to put its money elsewhere". It says of which trade the sponsor is that was named
before. Only what the graph has is told, and nothing beside a statement that is open or false.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.descriptions import descriptions, is_media, meant
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import statements
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention


def further_trade_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the trades that stand beside one that is told of a sponsor: "beer and wine"."""
    last: tuple[int, Claim] | None = None
    for start, end, iris in view.trades:
        over = [c for c in told if c.start < end and start < c.end]
        own = [c for c in over if c.kind == "category" and c.finding.verdict == "supported" and c.who is not None]
        beside = last is not None and bool(_AND.fullmatch(folded(view.slice(last[0], start))))
        if last is not None and beside and not over and last[1].who is not None:
            mention = last[1].who
            wanted = with_members(view, iris)
            if rows := rows_of_trade(view, mention, wanted):
                own = [of_trade(view, mention, rows, (start, end), wanted)]
                yield own[0]
        last = (end, own[0]) if own else None


_AND: Final = re.compile(
    r"\W{0,2}(?:(?:and|as well as|und|sowie|et|ainsi que|y|e)\s)?(?:(?:the|die|der|das|le|la|les|l'|el|los|las|de|des"
    r"|du|d'|[a-z]+)\s?)?|\s?(?:と|や|、|・|および|和|及|以及|与)\s?"
)
"""What stands between two trades of one sponsor."""


def carried_country_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the country that a description in a sentence without sponsors gives the one spoken of."""
    back = view.previous
    if view.sponsors() or back is None or len(back.subject) != 1:
        return
    nouns = [*view.cues("company"), *((one, two) for one, two, _ in view.trades)]
    for start, end, country in view.table("countries"):
        near = any(abs(one - end) <= _NEAR or abs(start - two) <= _NEAR for one, two in nouns)
        over = any(c.start < end and start < c.end for c in told)
        own = view.facts.countries.get(back.subject[0], set())
        sure = near and not over and not is_media(view, end) and not view.unreal(start) and not view.negated(start)
        if sure and country in own:
            yield of_country(view, back.subject[0], (start, end), country)


_NEAR: Final = 24
"""Characters between a word for a country and one for a company or a trade."""


def meant_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the trades of which descriptions say that the sponsor is whom they mean."""
    for found in descriptions(view):
        part = view.segment(found.start)
        beside = [c for c in told if part[0] <= c.start < part[1] and c.finding.verdict != "supported"]
        over = [c for c in told if c.start < found.end and found.start < c.end and c.kind in {"category", "country"}]
        company = any(found.start <= one and two <= found.end for one, two in view.cues("company"))
        denied = view.unreal(found.start) or view.negated(found.start)
        if beside or over or not found.categories or not company or denied:
            continue
        mention = meant(view, found)
        if mention and is_described_apart(view, mention, found.start):
            continue
        wanted = with_members(view, found.categories)
        rows = rows_of_trade(view, mention, wanted) if mention else []
        if mention and rows:
            start = found.end - len(view.slice(found.start, found.end).lstrip(" '’"))  # noqa: RUF001
            yield of_trade(view, mention, rows, (start, found.end), wanted)


def is_described_apart(view: SentenceView, mention: Mention, start: int) -> bool:
    """Tell whether a description stands right behind the name of another one: "Intesa Sanpaolo, the bank"."""
    named = [m for m in view.of_kind("organization") if m.end <= start]
    return bool(named) and named[-1] != mention and bool(_APPOSED.fullmatch(view.slice(named[-1].end, start)))


_APPOSED: Final = re.compile(r"\s?[,，]\s?(?:[\w'’.-]+\s?){0,3}")  # noqa: RUF001
"""What stands between a name and a description of it."""


def with_members(view: SentenceView, categories: Collection[str]) -> set[str]:
    """Return categories with those that belong to them."""
    return {*categories, *(iri for iri, group in view.facts.catalogue.groups.items() if group in categories)}


def rows_of_trade(view: SentenceView, mention: Mention, wanted: AbstractSet[str]) -> list[Partnership]:
    """Return the partnerships of a sponsor in one of some categories."""
    return [row for row in view.facts.rows_of(mention.iri) if row.categories & wanted]


def of_country(view: SentenceView, organization: str, place: tuple[int, int], country: str) -> Claim:
    """Return the statement that an organization is of a country."""
    label, named = view.facts.catalogue.label(organization), country.replace("-", " ").title()
    finding = Finding("supported", f"{label}: {named}.", (organization,), "find-organization", {"name": label})
    return Claim(*place, "country", f"{label} is of {named}", finding)


def of_trade(
    view: SentenceView,
    mention: Mention,
    rows: Sequence[Partnership],
    place: tuple[int, int],
    wanted: AbstractSet[str],
) -> Claim:
    """Return the statement that a sponsor has partnerships in one of some categories."""
    label = view.facts.catalogue.label
    kinds = ", ".join(sorted({label(iri) for row in rows for iri in row.categories & wanted}))
    finding = Finding("supported", f"{label(mention.iri)}: {kinds}.", statements(rows[:6]), "category-holders")
    return Claim(*place, "category", f"{label(mention.iri)} is of the trade {kinds}", finding, mention)
