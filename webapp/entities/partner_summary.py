"""The summary of a partner: who this is, and how it stands.

The first sentence has what readers look for: the country, the tier or the programme, the Games, and the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from queries.parameters import with_article
from webapp.models.entity import Entity
from webapp.models.partnership import LabelledIri, Partnership
from webapp.models.reference_data import ReferenceData, slug
from webapp.text.dates import on_date
from webapp.text.english import count_phrase, join_words, small, the_body_at_start, the_country

_NAMED = 4
"""Programmes that a sentence names; of more it gives the number."""

_FIELDS = 3
"""Categories that a sentence names; of more it gives the number."""

_OPEN = "9999"
"""Sorts after every day: a partnership whose end nobody states may be the last."""

_SAYING = re.compile(r"(partner|sponsor|supplier|supporter|provider|licensee|timekeeper)$", re.IGNORECASE)
"""How the name of a tier ends that says what a company is; “Oro” does not."""

_NO_FIELD = "other"
"""The category that stands for none."""


@dataclass(frozen=True, slots=True)
class _Role:
    """What a company has been, in words, and the partnerships that say so."""

    words: str
    deals: tuple[Partnership, ...]


def summary(
    subject: Entity, deals: Sequence[Partnership], covered: Sequence[LabelledIri], catalogue: ReferenceData
) -> list[str]:
    """Say in a few sentences who this is, in what it has been a partner, and how it stands now."""
    taken = [deal for deal in deals if deal.status != "announced"]
    first, *others = _roles(taken or deals, catalogue)
    verb = _verb(taken)
    sentences = [f"{_who(subject)} {verb} {first.words}{fields_held(first.deals)}."]
    if others:
        head, _, rest = verb.partition(" ")
        also = " ".join(filter(None, (head, "also", rest)))
        sentences.append(f"It {also} {join_words([role.words for role in others])}.")
    sentences += filter(None, [_beginning(deals, catalogue), *_early(deals, catalogue), _now(deals, catalogue)])
    return [*sentences, *_covers(covered)]


def _who(subject: Entity) -> str:
    """Return the name with what it is and where it is from, as the beginning of a sentence."""
    kind, country = subject.thing("organizationKind"), subject.thing("country")
    what = kind.label if kind else "organization"
    said = country and what.lower() in subject.label.lower().split()  # as in "The Coca-Cola Company"
    words = [] if said else [with_article(what)]
    words += [f"from {the_country(country.label)}"] if country else []
    return f"{the_body_at_start(subject.label)}, {' '.join(words)},"


def _verb(taken: Sequence[Partnership]) -> str:
    """Return how the first sentence goes on; of partnerships without a status nobody knows if they are over."""
    if not taken:
        return "has been announced as"
    states = {deal.status for deal in taken}
    if states == {"active"} and _only(taken):
        return "is"
    return "has been" if states & {"active", ""} else "was"


def _roles(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[_Role]:
    """Return what a company has been: in the terms of TOP, in other worldwide programmes, and at Games."""
    of_kind = {
        kind: [deal for deal in deals if deal.programme_kind == kind] for kind in ("term", "worldwide", "domestic")
    }
    roles = [_in_terms(of_kind["term"])] if of_kind["term"] else []
    for programme in dict.fromkeys(deal.programme for deal in of_kind["worldwide"]):
        own = tuple(deal for deal in of_kind["worldwide"] if deal.programme == programme)
        channel = "olympic-channel" in slug(programme.iri)
        words = (
            "founding partner of the Olympic Channel" if channel else f"partner in the programme “{programme.label}”"
        )
        roles.append(_Role(f"a {words}", own))
    roles += [_at_games(of_kind["domestic"], catalogue)] if of_kind["domestic"] else []
    return roles or [_Role("a partner", tuple(deals))]


def _in_terms(deals: Sequence[Partnership]) -> _Role:
    terms = list(dict.fromkeys(deal.programme.label for deal in deals))
    if len(terms) == 1:
        return _Role(f"a worldwide partner in {terms[0]}", tuple(deals))
    named = join_words(terms) if len(terms) <= _NAMED else f"{terms[0]} to {terms[-1]}"
    number = count_phrase(len(terms), "term")
    return _Role(f"a worldwide partner in {number} of the TOP programme ({named})", tuple(deals))


def _at_games(deals: Sequence[Partnership], catalogue: ReferenceData) -> _Role:
    """Name the Games, and the tier where there is one programme and a tier that says what its companies are."""
    names = list(dict.fromkeys(_short(deal, catalogue) for deal in deals))
    if len(names) > _NAMED:
        return _Role(
            f"a domestic partner of {count_phrase(len(names), 'Games', 'Games')}, from {names[0]} to {names[-1]}",
            tuple(deals),
        )
    tiers = {deal.tier.label if deal.tier else "" for deal in deals}
    tier = tiers.pop() if len(names) == len(tiers) == 1 else ""
    year = tier.endswith(" Partner") and names[0] in tier  # as in "Beijing 2008 Partner"
    what = with_article(tier) if _SAYING.search(tier) and not year else "a domestic partner"
    return _Role(f"{what} of {join_words(names)}", tuple(deals))


def fields_held(deals: Sequence[Partnership]) -> str:
    """Say for which categories it was a partner; nothing where none is stated."""
    fields = dict.fromkeys(
        small(category.label) for deal in deals for category in deal.categories if slug(category.iri) != _NO_FIELD
    )
    if not fields:
        return ""
    if len(fields) > _FIELDS:
        return f", in {count_phrase(len(fields), 'category', 'categories')}"
    plain = len(fields) == 1 or not any(", " in field or " and " in field for field in fields)
    return f", for {join_words([field if plain else f'“{field}”' for field in fields])}"


def _beginning(deals: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Say when the first partnership began, or in which programme it was where no source gives that.

    A day that a partnership has from its programme is the earliest possible one, and none to tell. Nothing is said
    where that leaves open which was the first. Nor is it where the list of programmes begins with the first anyway.
    """
    programmes = catalogue.programmes
    first = min(
        deals,
        key=lambda deal: (
            deal.first_day or programmes[deal.programme.iri].begins or _OPEN,
            deal.programme_kind != "term",
        ),
    )
    if first.start:
        what = "Its partnership" if len(deals) == 1 else "Its first recorded partnership"
        where = "" if _only(deals) else f", in {_short(first, catalogue)},"
        ended = (
            f" and ended {on_date(first.end)}" if len(deals) == 1 and first.end and first.status == "completed" else ""
        )
        return f"{what}{where} {'begins' if first.status == 'announced' else 'began'} {on_date(first.start)}{ended}."
    opening = programmes[first.programme.iri].begins
    if any(deal.start and deal.start < opening for deal in deals) or first.programme_kind != "domestic":
        return ""
    if all(deal.programme_kind == "domestic" for deal in deals):
        return ""
    return f"It is first recorded as a partner in {_short(first, catalogue)}."


def _early(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[str]:
    """Say which partnerships ended before their time, when, and why."""
    found = []
    for deal in (deal for deal in deals if deal.status == "terminated"):
        where = f" in {_short(deal, catalogue)}" if len(deals) > 1 else ""
        when = f", {on_date(deal.end)}" if deal.end else ""
        found.append(f"Its partnership{where} ended before its time{when}{f': {deal.ending}' if deal.ending else ''}.")
    return found


def _now(deals: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Say where it is a partner now or is to be one, or when its last partnership ended.

    Nothing is said where the first sentence told it.
    """
    names: dict[str, dict[str, None]] = {}
    for deal in sorted(deals, key=lambda deal: deal.programme_kind != "term"):
        names.setdefault(deal.status, {})[_short(deal, catalogue)] = None
    ahead = f"announced for {_where(names['announced'])}" if "announced" in names else ""
    if "active" in names and not _only(deals):
        here = f"It is a partner now, in {_where(names['active'])}"
        return f"{here}, and is {ahead}." if ahead else f"{here}."
    if len(names) == 1 and names.keys() <= {"active", "announced"}:
        return ""
    if ahead:
        return f"It is {ahead}."
    last = max(deals, key=lambda deal: (deal.last_day or _OPEN, deal.programme_kind == "term"))
    if not last.last_day or last.status == "terminated" or _only(deals):
        return ""
    name, year = _short(last, catalogue), last.last_day[:4]
    if name.endswith(year) and all(deal.programme_kind == "domestic" for deal in deals) and _listed(deals):
        return ""  # the first sentence ends with this programme
    ended = f" was in {name}" if name.endswith(year) else f", in {name}, ended in {year}"
    return f"Its last recorded partnership{ended}."


def _covers(covered: Sequence[LabelledIri]) -> list[str]:
    """Say which Games an agreement covers by its sources."""
    if not covered:
        return []
    ends = covered[0].label, covered[-1].label
    span = f", from {ends[0]} to {ends[1]}" if len(covered) > 1 else f": {ends[0]}"
    return [f"According to the sources, its agreement covers {count_phrase(len(covered), 'Games', 'Games')}{span}."]


def _short(deal: Partnership, catalogue: ReferenceData) -> str:
    return catalogue.programmes[deal.programme.iri].short.removesuffix(" domestic")


def _listed(deals: Sequence[Partnership]) -> bool:
    """Return whether a sentence names all programmes, rather than count them."""
    return len({deal.programme.iri for deal in deals}) <= _NAMED


def _only(deals: Sequence[Partnership]) -> bool:
    """Return whether all are in one programme, which need not be named more than once then."""
    return len({deal.programme.iri for deal in deals}) == 1


def _where(names: Iterable[str]) -> str:
    found = list(names)
    return join_words(found) if len(found) <= 3 else count_phrase(len(found), "programme")
