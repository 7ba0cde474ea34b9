# ruff: noqa: RUF001 - a typographic apostrophe is meant
"""The charts of networks. They say who was with whom, in which field, at which Games."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.charts.chart import Chart, ChartWords, unique_sources
from webapp.charts.tables import event_table, partnership_table, sources_of
from webapp.components.legends import network_legend
from webapp.components.networks import event_network, partner_network, top_network
from webapp.components.page_pictures import category_picture, games_network, is_group, programme_network
from webapp.models.colour_families import legend
from webapp.models.event import events_of
from webapp.models.partnership import PARTNERS_OF_GAMES, LabelledIri, Partnership, by_tier, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CoverageOfPartnerRow, EventsAboutRow
from webapp.models.site import SiteData
from webapp.svg.network import ResponsiveSvg


def games_partners(here: SiteData, games: LabelledIri) -> Chart | None:
    """Return the partners of a Games by tier."""
    deals = partnerships_about(here.catalogue, games.iri)
    drawing = games_network(here.catalogue, games, by_tier(deals))
    title = f"Partners of {games.label}, by tier"
    caption = f"Every partner with its product category. {PARTNERS_OF_GAMES}"
    return _of_deals(here.catalogue, drawing, deals, ChartWords(title, caption, games.label))


def programme_partners(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return the partners of a programme by tier; one with terms has a matrix instead."""
    catalogue = here.catalogue
    if any(other.whole == programme.iri for other in catalogue.programmes.values()):
        return None
    deals = partnerships_about(catalogue, programme.iri)
    drawing = programme_network(catalogue, programme.iri, deals, by_tier(deals))
    words = ChartWords(
        f"{programme.label}: its partners",
        "Every partner with its product category, as recorded here.",
        programme.label,
    )
    return _of_deals(catalogue, drawing, deals, words)


def term_network(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return the partners of a programme around the line of its terms."""
    catalogue = here.catalogue
    if not any(other.whole == programme.iri for other in catalogue.programmes.values()):
        return None
    deals = partnerships_about(catalogue, programme.iri)
    caption = (
        "Each line is a company’s place in one term; a colour is the field of its first category. "
        "Where there is a line of terms, a company stands the further from it the longer it stayed."
    )
    words = ChartWords(f"{programme.label}: the partners of its terms", caption, programme.label)
    return _of_deals(catalogue, top_network(catalogue, deals), deals, words)


def partner_field(here: SiteData, partner: LabelledIri) -> Chart | None:
    """Return a partner with its categories, programmes and Games."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, partner.iri)
    covered = [(deal.iri, games) for deal in deals for games in deal.games]
    stated = {row.games for row in here.ask.rows(CoverageOfPartnerRow, partner=partner.iri)}
    drawing = partner_network(catalogue, partner, deals, covered, stated)
    caption = (
        "The product categories of the partner, the programmes in which it held them, and the Games of those "
        "programmes. A line between category and programme is one partnership."
    )
    words = ChartWords(f"{partner.label}: categories, programmes and Games", caption, partner.label)
    return _of_deals(catalogue, drawing, deals, words)


def category_network(here: SiteData, category: LabelledIri) -> Chart | None:
    """Return the partners of a category and the programmes in which they held it."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, category.iri)
    caption = "Partners, and the programmes in which they held the category. A line is one partnership."
    if is_group(catalogue, category.iri):
        caption = "The narrower categories, with the partners in each and their years."
    picture = category_picture(catalogue, category, deals)
    if picture and picture.leaves < picture.all:
        caption += f" Drawn are {picture.leaves} of {picture.all}: those with the most partnerships."
    words = ChartWords(f"{category.label}: partners and programmes", caption, category.label)
    return _of_deals(catalogue, picture.drawing if picture else None, deals, words)


def events_around(here: SiteData, thing: LabelledIri) -> Chart | None:
    """Return the latest events around a person or an organization."""
    events = events_of(here.ask.rows(EventsAboutRow, thing=thing.iri), thing.iri)
    subject = LabelledIri(thing.iri, here.catalogue.short(thing.iri, thing.label))
    drawing = event_network(here.catalogue, subject, events)
    if drawing is None:
        return None
    refs = here.catalogue.citations(thing.iri)
    drawn = {node.key for node in drawing.network.nodes}
    shown = [event for event in events if event.iri in drawn]
    fewer = f" These are the latest {len(shown)} of {len(events)}." if len(shown) < len(events) else ""
    return Chart(
        f"{thing.label}: announcements and who took part",
        f"Announcements and other events, with the people and organizations that the sources name.{fewer}",
        tuple(network_legend(drawing, ())),
        drawing.at,
        event_table(here.catalogue, shown, refs),
        unique_sources([source for event in shown for source in refs.sources(event.iri)]),
        thing.label,
    )


def _of_deals(
    catalogue: ReferenceData,
    drawing: ResponsiveSvg | None,
    deals: Sequence[Partnership],
    words: ChartWords,
) -> Chart | None:
    if drawing is None:
        return None
    families = legend({catalogue.families[category.iri] for deal in deals for category in deal.categories})
    shown = {node.family for node in drawing.network.nodes} | {edge.family for edge in drawing.network.edges}
    legend_items = network_legend(drawing, [family for family in families if family.name in shown])
    table = partnership_table(catalogue, deals)
    sources = unique_sources(sources_of(catalogue, [deal.iri for deal in deals]))
    return Chart(words.title, words.caption, tuple(legend_items), drawing.at, table, sources, words.about)
