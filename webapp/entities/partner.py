"""The page about a partner and its whole Olympic history.

Its summary says who this is, since when and in what, and if it still is a partner. The page gives the sources of each
statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from queries.parameters import with_article
from webapp.components.networks import event_network, partner_network
from webapp.components.timelines import partner_timeline
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.event import events_of
from webapp.models.grouping import grouped_by, grouped_by_beginning
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about, partnerships_beside
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.relation import relations
from webapp.models.reported_value import money_of
from webapp.models.rows import (
    CompanionsOfPartnerRow,
    ContributionsRow,
    CoverageOfPartnerRow,
    EventsAboutRow,
    PeopleOfOrganizationRow,
    RelationsOfRow,
)
from webapp.models.site import SiteData
from webapp.models.succession import evidence_of_tenures, lines
from webapp.text.dates import on_date
from webapp.text.english import count_phrase, integer, join_words, noun, the_body_at_start, the_country, with_the

_SECTIONS = {
    "term": "Worldwide: the TOP programme",
    "worldwide": "Worldwide: other programmes",
    "domestic": "Domestic",
    "": "In programmes of a kind that is not stated",
}


_NAMED = 4
"""Programmes that a sentence names; of more it gives the number."""

_OPEN = "9999"
"""Sorts after every day: a partnership whose end nobody states may be the last."""


@dataclass(frozen=True, slots=True)
class CoveredGames:
    """A Games that the agreement is stated to cover, and the statement that says so."""

    games: LabelledIri
    statement: str


@dataclass(frozen=True, slots=True)
class Related:
    """A company that has something in common with the partner: what it is measured by, and how much of it."""

    partner: LabelledIri
    number: int


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a partner brings, or with all others of a `programme`; the words that several begin with stand once."""

    programme: str
    groups: list[tuple[str, list[tuple[str, ContributionsRow]]]]


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; nine queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    deals = partnerships_about(catalogue, iri)
    deals.sort(key=lambda deal: (catalogue.programmes[deal.programme.iri].order, deal.first_day, deal.iri))
    covered = [(deal.iri, games) for deal in deals for games in deal.games]
    coverage = [
        CoveredGames(LabelledIri(row.games, row.gamesLabel), row.coverage)
        for row in ask.rows(CoverageOfPartnerRow, partner=iri)
    ]
    coverage.sort(key=lambda item: catalogue.games[item.games.iri].order)
    games = sorted({games for _, games in covered}, key=lambda games: catalogue.games[games].order)
    drawing = partner_network(
        catalogue, LabelledIri(iri, subject.label), deals, covered, {item.games.iri for item in coverage}
    )
    events = events_of(ask.rows(EventsAboutRow, thing=iri), iri)
    beside = partnerships_beside(catalogue, iri)
    tenures = [tenure for line in lines(catalogue, beside) for tenure in line.tenures(iri)]
    return entity_page(
        subject,
        "entities/partner.html",
        summary=summary(subject, deals, [item.games for item in coverage], catalogue),
        sections=_sections(deals),
        deals=deals,
        categories=list(dict.fromkeys(category for deal in deals for category in deal.categories)),
        games=[LabelledIri(item, catalogue.games[item].label) for item in games],
        coverage=coverage,
        timeline=partner_timeline(catalogue, LabelledIri(iri, subject.label), deals),
        drawing=drawing,
        families=legend({catalogue.families[deal.category.iri] for deal in deals}),
        contributions=_contributions(ask.rows(ContributionsRow, partner=iri), catalogue),
        events=events,
        event_drawing=event_network(catalogue, LabelledIri(iri, catalogue.short(iri, subject.label)), events),
        money=money_of(catalogue, iri),
        people=ask.rows(PeopleOfOrganizationRow, organization=iri),
        relations=relations(ask.rows(RelationsOfRow, organization=iri)),
        tenures=tenures,
        same_games=_most_first(
            Related(LabelledIri(row.other, row.otherLabel), integer(row.shared))
            for row in ask.rows(CompanionsOfPartnerRow, partner=iri)
        ),
        same_category=_most_first(
            Related(*item) for item in Counter(deal.partner for deal in beside if deal.partner.iri != iri).items()
        ),
        same_country=_same_country(iri, subject.thing("country"), catalogue),
        refs=catalogue.citations(iri, evidence_of_tenures(tenures, catalogue)),
    )


def _same_country(iri: str, country: LabelledIri | None, catalogue: ReferenceData) -> list[Related]:
    """Return the other partners from a country, by the number of Games."""
    rows = [row for row in catalogue.partner_rows if country and row.country == country.iri]
    return _most_first(
        Related(LabelledIri(row.partner, row.partnerLabel), integer(row.gamesCount))
        for row in rows
        if row.partner != iri
    )


def _most_first(related: Iterable[Related]) -> list[Related]:
    return sorted(related, key=lambda item: (-item.number, collation_key(item.partner.label)))


def _contributions(rows: Sequence[ContributionsRow], catalogue: ReferenceData) -> list[Contributed]:
    """Return each contribution once: the partner's own first, then what all partners of a programme bring together."""
    once = {row.contribution: row for row in rows}.values()
    parts = grouped_by(once, lambda row: "" if row.partner else row.programme)
    return [
        Contributed(
            with_the(catalogue.label(programme)) if programme else "",
            grouped_by_beginning(part, lambda row: row.description),
        )
        for programme, part in parts.items()
    ]


def _sections(deals: Sequence[Partnership]) -> list[tuple[str, list[Partnership]]]:
    parts: dict[str, list[Partnership]] = {kind: [] for kind in _SECTIONS}
    for deal in deals:
        parts[deal.programme_kind if deal.programme_kind in parts else ""].append(deal)
    return [(_SECTIONS[kind], part) for kind, part in parts.items() if part]


def summary(
    subject: Entity, deals: Sequence[Partnership], covered: Sequence[LabelledIri], catalogue: ReferenceData
) -> list[str]:
    """Say in a few sentences who this is, from when and in what it has been a partner."""
    kind, country = subject.thing("organizationKind"), subject.thing("country")
    what = kind.label if kind else "organization"
    said = country and what.lower() in subject.label.lower().split()  # as in "The Coca-Cola Company"
    who = f"{the_body_at_start(subject.label)} is{'' if said else f' {with_article(what)}'}"
    sentences = [who + (f" from {the_country(country.label)}." if country else ".")]
    found = [_beginning(deals, catalogue), _worldwide(deals), _elsewhere(deals, catalogue)]
    if _only(deals):
        found.append(found.pop(0))  # what the programme is comes before when it began there
    sentences += filter(None, [*found, *_now(deals, catalogue)])
    if covered:
        ends = covered[0].label, covered[-1].label
        span = f", from {ends[0]} to {ends[1]}" if len(covered) > 1 else f": {ends[0]}"
        sentences.append(f"By its sources, its agreement covers {count_phrase(len(covered), 'Games', 'Games')}{span}.")
    return sentences


def _now(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[str]:
    """Say whether it is a partner now, and what it left early; if it is none now, when the last one ended."""
    names: dict[str, dict[str, None]] = {}
    for deal in sorted(deals, key=lambda deal: deal.programme_kind != "term"):
        names.setdefault(deal.status, {})[_short(deal, catalogue)] = None
    early = []
    for deal in (deal for deal in deals if deal.status == "terminated"):
        where = f" in {_short(deal, catalogue)}" if len(deals) > 1 else ""
        when = f", {on_date(deal.end)}" if deal.end else ""
        early.append(f"Its partnership{where} ended before its time{when}{f': {deal.ending}' if deal.ending else ''}.")
    if "active" in names:
        ahead = f" It has been announced for {_where(names['announced'])} too." if "announced" in names else ""
        return [*early, f"It is a partner now{_where_now(names['active'], deals)}.{ahead}"]
    if "announced" in names:
        where = _where_now(names["announced"], deals).removeprefix(",")
        return [*early, f"It has been announced as a partner{where}."]
    last = max(deals, key=lambda deal: (deal.last_day or _OPEN, deal.programme_kind == "term"))
    if not last.last_day or last.status == "terminated" or _only(deals):
        return early
    name, year = _short(last, catalogue), last.last_day[:4]
    if name.endswith(year) and all(deal.programme_kind == "domestic" for deal in deals) and _listed(deals):
        return early  # the sentence before ends with this programme
    ended = f" was in {name}" if name.endswith(year) else f", in {name}, ended in {year}"
    return [*early, f"Its last recorded partnership{ended}."]


def _short(deal: Partnership, catalogue: ReferenceData) -> str:
    return catalogue.programmes[deal.programme.iri].short.removesuffix(" domestic")


def _listed(deals: Sequence[Partnership]) -> bool:
    """Return whether a sentence names all programmes, rather than count them."""
    return len({deal.programme.iri for deal in deals}) <= _NAMED


def _only(deals: Sequence[Partnership]) -> bool:
    """Return whether all are in one programme, which need not be named more than once then."""
    return len({deal.programme.iri for deal in deals}) == 1


def _where_now(names: Iterable[str], deals: Sequence[Partnership]) -> str:
    """Say where it is a partner; a single programme only if it is domestic, which no other sentence tells."""
    if not _only(deals):
        return f", in {_where(names)}"
    return f", in the domestic programme of {_where(names)}" if deals[0].programme_kind == "domestic" else ""


def _where(names: Iterable[str]) -> str:
    found = list(names)
    return join_words(found) if len(found) <= 3 else count_phrase(len(found), "programme")


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


def _worldwide(deals: Sequence[Partnership]) -> str:
    taken = [deal for deal in deals if deal.status != "announced"]
    terms = list(dict.fromkeys(deal.programme.label for deal in taken if deal.programme_kind == "term"))
    if not terms:
        return ""
    fields = dict.fromkeys(
        category.label for deal in taken if deal.programme_kind == "term" for category in deal.categories
    )
    named = terms if len(terms) <= _NAMED else [f"{terms[0]} to {terms[-1]}"]
    how = (
        f"in {count_phrase(len(terms), 'term')} of the worldwide TOP programme ({join_words(named)})"
        if len(terms) > 1
        else (f"in one term of the worldwide TOP programme ({terms[0]})")
    )
    took = "took" if _past(deals) else "has taken"
    categories = f"{noun(len(fields), 'category', 'categories')} {join_words([f'“{name}”' for name in fields])}"
    return f"It {took} part {how}, with the {categories}."


def _past(deals: Sequence[Partnership]) -> bool:
    """Return whether all are over or have not begun; of those without a status nobody knows."""
    return all(deal.status not in {"active", ""} for deal in deals)


def _elsewhere(deals: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Name the programmes besides TOP, but not a single domestic one of now, which another sentence tells."""
    taken = [deal for deal in deals if deal.status != "announced"]
    others = dict.fromkeys(deal.programme for deal in taken if deal.programme_kind == "worldwide")
    domestic = dict.fromkeys(deal.programme.iri for deal in taken if deal.programme_kind == "domestic")
    if _only(deals) and domestic and not _past(deals):
        return ""
    also = any(deal.programme_kind == "term" for deal in taken)
    words = [
        (
            "a founding partner of the Olympic Channel"
            if "olympic-channel" in slug(item.iri)
            else f"a partner in the programme “{item.label}”"
        )
        for item in others
    ]
    if domestic:
        names = [catalogue.programmes[iri].short.removesuffix(" domestic") for iri in domestic]
        several = f"{count_phrase(len(names), 'Games', 'Games')}, from {names[0]} to {names[-1]}"
        words.append(f"a domestic partner of {join_words(names) if len(names) <= _NAMED else several}")
    if not words:
        return ""
    verb = ("was also" if also else "was") if _past(deals) else ("has also been" if also else "has been")
    return f"It {verb} {join_words(words)}."
