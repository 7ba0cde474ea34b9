"""The page about a sponsorship programme. It shows its partners by tier, its Games, money and published figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import request
from werkzeug.exceptions import BadRequest

from webapp.components.charts import countries_by_term, revenue_by_term
from webapp.components.legends import matrix_legend
from webapp.components.page_pictures import programme_network
from webapp.components.term_matrix import ORDERS, matrix, matrix_caption, matrix_kinds, ordered
from webapp.components.timelines import dated, tiers_timeline
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.entities.games import overlap
from webapp.entities.organization import NO_PROGRAMME
from webapp.models.colour_families import legend
from webapp.models.entity import Entity
from webapp.models.grouping import beside
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri, Tier, by_tier, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.reported_value import money_of
from webapp.models.rows import FiguresAboutRow, PartnersByCountryRow
from webapp.models.site import SiteData
from webapp.text.dates import period
from webapp.text.english import capital, count_phrase, join_words, with_the

_OVER = frozenset(("completed", "terminated"))

_LANES = 40
"""Partnerships in the timeline of a programme; the page says how many there are when it shows fewer."""


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; five queries besides the one of the subject."""
    ask, catalogue, iri = here.ask, here.catalogue, subject.iri
    programme = catalogue.programmes[iri]
    deals = partnerships_about(catalogue, iri)
    terms = [term for term in catalogue.programmes.values() if term.whole == iri]
    tiers = by_tier(deals)
    sorting = _sorting()
    figures = ask.rows(FiguresAboutRow, about=iri)
    lines = matrix(catalogue, deals, terms) if terms else []
    before, after = _beside(catalogue, programme)
    joined = [] if terms else dated(tiers)
    shown = joined if "all" in request.args else joined[:_LANES]
    families = legend({catalogue.families[deal.category.iri] for deal in deals})
    return entity_page(
        subject,
        "entities/programme.html",
        programme=programme,
        summary=summary(subject, programme, tiers, len(terms), catalogue),
        terms=terms,
        matrix=ordered(lines, sorting),
        matrix_key=matrix_legend(families, matrix_kinds(lines)),
        matrix_caption=matrix_caption(lines, terms) if terms else "",
        orders=ORDERS,
        sorting=sorting,
        tiers=[] if terms else tiers,
        partners=len({deal.partner.iri for deal in deals}),
        games=[LabelledIri(games, catalogue.games[games].label) for games in programme.games],
        timeline=tiers_timeline(catalogue, LabelledIri(iri, subject.label), shown),
        shown=len(shown),
        joined=len(joined),
        timeline_families=legend({catalogue.families[deal.category.iri] for _, deal in shown}),
        undated=len(deals) - len(joined),
        undated_bases=Counter(deal.from_basis for deal in deals if not deal.start),
        drawing=None if terms else programme_network(catalogue, iri, deals, tiers),  # one with terms has the matrix
        families=families,
        money=money_of(catalogue, iri),
        figures=figures,
        countries=countries_by_term(catalogue, ask.rows(PartnersByCountryRow, programme=iri), iri) if terms else None,
        revenue=revenue_by_term(catalogue, figures) if terms else None,
        refs=catalogue.citations(iri),
        before=before,
        after=after,
    )


def _beside(catalogue: ReferenceData, programme: Programme) -> tuple[Programme | None, Programme | None]:
    """Return the terms before and after one; of another programme there are none."""
    terms = [term for term in catalogue.programmes.values() if programme.whole and term.whole == programme.whole]
    return beside(terms, programme)


def _sorting() -> str:
    """Return the order of the matrix that the address asks for.

    Raises:
        BadRequest: there is no such order.
    """
    sorting = request.args.get("sort", ORDERS[0].name)
    if sorting not in {order.name for order in ORDERS}:
        known = join_words([order.name for order in ORDERS])
        raise BadRequest(f"The matrix cannot be sorted by “{sorting[:40]}”; it can by {known}.")
    return sorting


def summary(
    subject: Entity, programme: Programme, tiers: Sequence[Tier], terms: int, catalogue: ReferenceData
) -> list[str]:
    """Say whose programme it is, when it runs, and how many partners in how many tiers are recorded."""
    deals = [deal for tier in tiers for deal in tier.partnerships]
    sentences = [_whose(subject, programme, over=bool(deals) and all(deal.status in _OVER for deal in deals))]
    partners = len({deal.partner.iri for deal in deals})
    named = [tier for tier in tiers if tier.tier]
    if not partners:
        return [*sentences, "No partnership is recorded in it."]
    where = shares = ""
    if terms:
        where = f" in {count_phrase(terms, 'term')}"
    elif len(named) > 1:
        where = f" in {count_phrase(len(named), 'tier')}"
        groups = [{deal.partner.iri for deal in tier.partnerships} for tier in tiers]
        shares = f": {join_words([_share(tier, catalogue) for tier in tiers])}{overlap(groups)}"
    number = count_phrase(partners, "partner is", "partners are")
    sentences.append(f"{number.capitalize()} recorded{where}{shares}.")
    absent = partners - len({deal.partner.iri for deal in deals if deal.games})
    if programme.games and absent:
        who = count_phrase(absent, "of them was not a partner", "of them were not partners")
        sentences.append(f"{who.capitalize()} at its Games.")
    return sentences


def _whose(subject: Entity, programme: Programme, *, over: bool) -> str:
    """Say whose programme it is, and when it runs; `over` tells that no partnership in it goes on."""
    owner, name = subject.thing("owner"), capital(with_the(subject.label))
    when = period(programme.start, programme.end) if programme.start else ""
    of = f" of {_owner(owner.label)}" if owner else ""
    if programme.kind == "term":
        verb = "was" if over else "is"
        return f"{subject.label} {verb} {f'the {when} term' if when else 'a term'} of TOP, the worldwide programme{of}."
    if name.endswith(NO_PROGRAMME):
        who = capital(_owner(owner.label)) if owner else "These Games"
        return f"{who} had commercial partners before there was an organised programme."
    if programme.kind == "domestic" and owner:
        return f"{name} {'was' if over else 'is'} run by {_owner(owner.label)}{f', {when}' if when else ''}."
    kind = f"{programme.kind} programme" if programme.kind else "sponsorship programme"
    return f"{name} is a {kind}{of}{f', {when}' if when else ''}."


def _owner(label: str) -> str:
    """Return the owner's name as it stands in a sentence; a description of a committee is no name.

    >>> _owner("Organising committee of Antwerp 1920"), _owner("Fondazione Milano Cortina 2026")
    ('the organising committee of Antwerp 1920', 'Fondazione Milano Cortina 2026')
    """
    if "committee" not in label.lower():
        return label
    return "the " + (label[0].lower() + label[1:] if "committee" in label else label)


def _share(tier: Tier, catalogue: ReferenceData) -> str:
    if tier.tier is None:
        return f"{tier.partners} of a tier that no source names"
    names = catalogue.tiers[tier.tier.iri]
    return f"{tier.partners} {names.label if tier.partners == 1 else names.plural}"
