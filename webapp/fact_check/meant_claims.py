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
from webapp.fact_check.context import context
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


def trade_of_country_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the trade in a phrase that tells of which country a company is: "the Belgian brewer"."""
    countries = [c for c in told if c.kind == "country" and c.finding.verdict == "supported"]
    for start, end, iris in view.trades if countries else ():
        beside = [c for c in countries if c.start <= end + 1 and start - 1 <= c.end]
        over = any(c.start < end and start < c.end for c in told if c.kind == "category")
        inside = any(m.start < end and start < m.end for m in view.of_kind("organization"))
        if not beside or over or inside or view.unreal(start) or view.negated(start):
            continue
        wanted = with_members(view, iris)
        for organization in beside[0].finding.statements[:1]:
            mention = next(view.context_and_own(organization), None)
            rows = rows_of_trade(view, mention, wanted) if mention else []
            if mention and rows:
                yield of_trade(view, mention, rows, (start, end), wanted)


def country_noun_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the country of those whom a word for its people means: "die Kanadier", "les Italiens", "the Koreans"."""
    for start, end, country in view.table("countries") if not view.forms.unspaced else ():
        over = any(c.start < end and start < c.end for c in told)
        inside = view.in_organization(start, end)
        if over or inside or not _is_noun(view, start, end) or view.strong_at(start):
            continue
        group = _peers(view, end)
        who = group or _of_people(view, start, country)
        if who and all(country in view.facts.countries.get(iri, ()) for iri in who):
            yield of_country(view, who[0], (start, end), country)


def _is_noun(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a word for a country is one for its people, with an article or a number before it."""
    before = folded(view.slice(max(view.start, start - _REACH), start))
    noun = view.slice(start, start + 1).isupper() and (view.forms.language != "en" or view.slice(end - 1, end) == "s")
    named = bool(_peers(view, end)) or not _THING.match(view.slice(end, view.end))
    return noun and named and bool(_ARTICLE.search(before))


def _peers(view: SentenceView, end: int) -> list[str]:
    """Return the sponsors that stand right behind a word for the people of a country, in a list."""
    groups = view.lists([m for m in view.sponsors() if m.start >= end])
    return [m.iri for m in groups[0]] if groups and not view.slice(end, groups[0][0].start).strip() else []


def _of_people(view: SentenceView, start: int, country: str) -> list[str]:
    """Return the sponsor of a country named last before a word for its people, here or one sentence before."""
    for back in view.backwards(2):
        named = [m.iri for m in reversed(back.sponsors()) if m.end <= start]
        own = [iri for iri in named if country in view.facts.countries.get(iri, ())]
        if named:
            return own[:1]
    return []


_REACH: Final = 24
_ARTICLE: Final = re.compile(
    r"(?:^|\W)(?:the|der|die|den|dem|des|les?|la|l'|los?|las|el|del|du|al|aux?)\s?"
    r"(?:(?:two|three|four|zwei|drei|vier|beiden|deux|trois|quatre|dos|tres|cuatro)\s)?$"
)
_THING: Final = re.compile(r"\s[A-ZÀ-Þ]|-|\s(?:team|government)\b")
"""What stands behind a word for a country that is none for its people."""


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
        if mention and rows and _has_part(view, mention, found.start):
            start = found.end - len(view.slice(found.start, found.end).lstrip(" '’"))  # noqa: RUF001
            yield of_trade(view, mention, rows, (start, found.end), wanted)


def is_described_apart(view: SentenceView, mention: Mention, start: int) -> bool:
    """Tell whether a description stands right behind the name of another one: "Intesa Sanpaolo, the bank"."""
    named = [m for m in view.of_kind("organization") if m.end <= start]
    return bool(named) and named[-1] != mention and bool(_APPOSED.fullmatch(view.slice(named[-1].end, start)))


_APPOSED: Final = re.compile(r"\s?[,，]\s?(?:[\w'’.-]+\s?){0,3}")  # noqa: RUF001
"""What stands between a name and a description of it."""


def _has_part(view: SentenceView, mention: Mention, place: int) -> bool:
    """Tell whether a sponsor has a part in the Games that a clause names, if it names any."""
    where = context(view, place)
    rows = view.facts.rows_of(mention.iri)
    return where.carried or not where.games or any(row.games & set(where.games) for row in rows)


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
