"""The page about one partnership. It shows the deal, its evidence, and who had the category before and after."""

from __future__ import annotations

from collections.abc import Sequence

from queries.parameters import with_article
from webapp.components.timelines import holders_timeline
from webapp.entities import generic
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.entities.partner_summary import fields_held
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about
from webapp.models.reported_value import money_of
from webapp.models.site import SiteData
from webapp.models.succession import Tenure, evidence_of_tenures, lines_of
from webapp.text.dates import NO_DATES, first_day
from webapp.text.english import capital, join_words, with_the

_STATES = {"announced": "It has been announced and has not begun.", "terminated": "It ended before its time."}
"""What is said beyond the tense of the first sentence."""

_WHOLE = 40
"""Partnerships in the timeline, if there are no more."""

_BARS = 12
"""Partnerships in it where there are more: who had the category shortly before and after."""

_VERBS = {"active": "is", "announced": "is to be"}


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; three queries besides the one of the subject."""
    catalogue, iri = here.catalogue, subject.iri
    about = _about(here, subject)
    beside = partnerships_about(catalogue, about) if about else []
    deal = next((one for one in beside if one.iri == iri), None)
    if deal is None:
        return generic.render(here, subject)
    field = deal.category
    tenures = _tenures(here, deal, about, beside) if field.iri else []
    same_kind = [one for one in beside if one.programme_kind == deal.programme_kind]
    drawn = _nearest(same_kind, iri)
    editions = sorted((catalogue.games[games] for games in deal.games), key=lambda games: games.order)
    return entity_page(
        subject,
        "entities/partnership.html",
        deal=deal,
        summary=summary(deal, [games.label for games in editions]),
        day=deal.first_day or next((first_day(games.order) for games in editions), ""),
        announced=subject.text("announced"),
        territories=[thing.label or "Worldwide" for thing in subject.things("territory")],
        games=[LabelledIri(games.iri, games.label) for games in editions],
        tenures=tenures,
        timeline=holders_timeline(catalogue, LabelledIri(iri, f"{field.label}, around {subject.label}"), drawn)
        if field.iri
        else None,
        drawn=len(drawn),
        every_holder=len(same_kind),
        families=legend({catalogue.families[field.iri]}),
        money=money_of(catalogue, iri),
        refs=catalogue.citations(iri, evidence_of_tenures(tenures, catalogue)),
    )


def _about(here: SiteData, subject: Entity) -> str:
    """Return its category; where none is stated, its partner or programme."""
    things = (subject.thing(name) for name in ("mainCategory", "partner", "programme"))
    return next((thing.iri for thing in things if thing and here.catalogue.urls.page(thing.iri)), "")


def _nearest(deals: Sequence[Partnership], iri: str) -> list[Partnership]:
    """Return as many partnerships as a timeline has room for: of more those that began nearest to one of them."""
    if len(deals) <= _WHOLE:
        return list(deals)
    place = next(place for place, deal in enumerate(deals) if deal.iri == iri)
    start = max(0, min(place - _BARS // 2, len(deals) - _BARS))
    return list(deals[start : start + _BARS])


def _tenures(here: SiteData, deal: Partnership, about: str, beside: Sequence[Partnership]) -> list[Tenure]:
    """Return the unbroken run of which the partnership is a part, among all those of a thing."""
    return [
        tenure
        for line in lines_of(here.catalogue, about, beside)
        for tenure in line.tenures(deal.partner.iri)
        if deal in tenure.deals
    ]


def summary(deal: Partnership, games: Sequence[str]) -> list[str]:
    """Say who had what, where, when and together with whom; `games` are the Games in its time."""
    who = deal.partner.label if deal.partner.iri else capital(deal.partner.label)
    verb = _VERBS.get(deal.status, "was")
    what = with_article(deal.tier.label) if deal.tier else "a partner"
    programme = deal.programme.label if deal.programme_kind == "term" else with_the(deal.programme.label)
    dated = deal.dates not in ("", NO_DATES)
    sentences = [f"{who} {verb} {what} in {programme}{f' ({deal.dates})' if dated else ''}{fields_held([deal])}."]
    if deal.dates == NO_DATES:
        sentences.append("No source gives its dates.")
    if deal.joint:
        sentences.append(f"It shared the category with {join_words([other.label for other in deal.joint])}.")
    if games:
        sentences.append(f"Its Games: {join_words(games)}.")
    return [*sentences, _STATES[deal.status]] if deal.status in _STATES else sentences
