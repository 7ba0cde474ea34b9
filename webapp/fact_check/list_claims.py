"""Statements on all members of a list at once.

Examples are "Toyota and Panasonic, both of Japan", "two Americans, GE and Dow" and "all as providers". Only what the
graph has of each member is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context, of_sponsor
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import judge_tier
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_ALL: Final = (
    r"\b(?:both|all(?: of (?:them|which))?|each|two|three|four|five|beide|alle(?:samt)?|samtlich|jeweils|zwei|drei|vier"
    r"|tous(?: les)?(?: deux| trois)?|toutes(?: les)?(?: deux)?|deux|trois|quatre|ambas|ambos|todas|todos|dos|tres"
    r"|cuatro)\b"
    r"|均|都|皆|两家|三家|いずれも|どちらも|ともに|2社とも|3社とも"
)
"""Words for all members of a list."""

_BETWEEN: Final = re.compile(
    rf"\W*(?:{_ALL})"
    r"(?:\s(?:(?:are|is|were|being|as|of|from|aus|sind|waren|als|kommen|sont|etaient|comme|son|eran|como"
    r"|de|d'|del|des|du|the|den|der|las|los|companies|firms|[a-z]+liche|[a-z]+ische))*)?\s?(?:是|为|来自)?\s?"
)
"""What stands between a list and the words that hold of all its members."""

_REACH: Final = 40


def list_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield the country, or the tier, that all members of a list are said to have."""
    for group in view.lists(view.sponsors(), described=True):
        if len(group) == 1 or view.strong_at(group[0].start):
            continue
        named = ((m.start, m.end, m.id) for m in view.of_kind("country"))
        for start, end, country in [*view.table("countries"), *named]:
            if _is_of_all(view, group, start, end) and not view.negated(start):
                own = [view.facts.countries.get(mention.iri, set()) for mention in group]
                if all(country in one for one in own):
                    yield _of_country(view, group, (start, end), country)
        for start, end, tier in [*view.table("tiers"), *view.table("ranks")]:
            if _is_of_all(view, group, start, end) and not view.negated(start):
                claims = [_in_tier(view, mention, tier, (start, end)) for mention in group]
                if all(claim.finding.verdict == "supported" for claim in claims):
                    yield claims[-1]


def _is_of_all(view: SentenceView, group: list[Mention], start: int, end: int) -> bool:
    """Tell whether words stand behind or before a list, with a word for all of its members."""
    if 0 <= start - group[-1].end <= _REACH:
        return bool(_BETWEEN.fullmatch(folded(view.slice(group[-1].end, start))))
    before = folded(view.slice(max(view.start, start - _NUMBER), start))
    return 0 <= group[0].start - end <= _CLOSE and bool(re.search(rf"(?:{_ALL})\s?$", before))


_NUMBER: Final = 12
_CLOSE: Final = 3
"""Characters before words for a list in which their number stands, and between them and the list."""


def _of_country(view: SentenceView, group: list[Mention], place: tuple[int, int], country: str) -> Claim:
    label = view.facts.catalogue.label
    names = " and ".join(label(mention.iri) for mention in group)
    named = country.replace("-", " ").title()
    arguments = {"name": label(group[-1].iri)}
    behind = tuple(mention.iri for mention in group)
    finding = Finding("supported", f"{names}: {named}.", behind, "find-organization", arguments)
    return Claim(*place, "country", f"{names} are of {named}", finding)


def _in_tier(view: SentenceView, mention: Mention, tier: str, place: tuple[int, int]) -> Claim:
    """Return the statement that a member of a list is in a tier."""
    own = of_sponsor(view, mention.iri, context(view, place[0]))
    return judge_tier(view, mention, tier, own, place)
