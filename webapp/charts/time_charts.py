"""The charts over time. They are timelines of partners, categories, countries and people, and the matrix of terms."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.charts.chart import Chart, ChartWords, unique_sources
from webapp.charts.tables import partnership_table, role_table, sources_of
from webapp.components.companies import companies_of, parts_of
from webapp.components.companies import country_timeline as draw_country
from webapp.components.legends import matrix_legend, timeline_legend
from webapp.components.matrix_picture import matrix_picture
from webapp.components.page_pictures import category_timeline as draw_category
from webapp.components.page_pictures import is_group, roles_timeline
from webapp.components.term_matrix import matrix, matrix_caption, matrix_kinds
from webapp.components.timelines import dated, holders_timeline, tiers_timeline
from webapp.components.timelines import partner_timeline as draw_partner
from webapp.models.colour_families import legend
from webapp.models.entity import OP, Entity
from webapp.models.partnership import LabelledIri, Partnership, by_tier, partnerships_about, partnerships_from
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import InCountryRow, RolesOfPersonRow
from webapp.models.site import SiteData
from webapp.svg.timeline import Timeline
from webapp.text.english import capital, count_phrase, the_country


def partner_timeline(here: SiteData, partner: LabelledIri) -> Chart | None:
    """Return the history of a partner, category by category."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, partner.iri)
    title, caption = f"{partner.label}: its Olympic partnerships", "A bar is one partnership; above it are the Games."
    words = ChartWords(title, caption, partner.label)
    return _of_deals(catalogue, draw_partner(catalogue, partner, deals), deals, words)


def category_timeline(here: SiteData, category: LabelledIri) -> Chart | None:
    """Return who held a category, and when."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, category.iri)
    title, caption = f"{category.label}: who has held it, and when", "A lane for each holder; a bar is one partnership."
    if is_group(catalogue, category.iri):
        title = f"{category.label}: when each field was taken"
        caption = "A lane for each narrower category; the number in a bar says how many held it in those years."
    words = ChartWords(title, caption, category.label)
    return _of_deals(catalogue, draw_category(catalogue, category, deals), deals, words)


def partnership_timeline(here: SiteData, partnership: LabelledIri) -> Chart | None:
    """Return who held the category of a partnership in programmes of its kind."""
    catalogue = here.catalogue
    category, programme = _category_and_programme(here, partnership.iri)
    if category is None:
        return None
    category = LabelledIri(category.iri, catalogue.label(category.iri))
    kind = catalogue.programmes[programme.iri if programme else ""].kind
    deals = [deal for deal in partnerships_about(catalogue, category.iri) if deal.programme_kind == kind]
    caption = (
        "Everybody who held the category in programmes of this kind, worldwide or domestic. A bar is one partnership."
    )
    words = ChartWords(f"{category.label}, around {partnership.label}", caption, partnership.label)
    drawing = holders_timeline(catalogue, LabelledIri(partnership.iri, words.title), deals)
    return _of_deals(catalogue, drawing, deals, words)


def category_asked(here: SiteData, partnership: str) -> dict[str, str]:
    """Return the category of a partnership, as a query takes it."""
    category, _ = _category_and_programme(here, partnership)
    return {"category": f"category:{slug(category.iri)}"} if category else {}


def _category_and_programme(here: SiteData, partnership: str) -> tuple[LabelledIri | None, LabelledIri | None]:
    """Return the main category and the programme of a partnership, if this is one and has them."""
    found = Entity.load(here.ask, partnership)
    if found is None or OP + "Partnership" not in {thing.iri for thing in found.types}:
        return None, None
    return found.thing("mainCategory"), found.thing("programme")


def country_timeline(here: SiteData, country: LabelledIri) -> Chart | None:
    """Return the companies of a country over time, those with the most partnerships where there are many."""
    catalogue = here.catalogue
    companies = companies_of(partnerships_from(catalogue, country.iri), catalogue)
    shown = next(iter(parts_of(companies)), [])
    places = here.ask.rows(InCountryRow, country=country.iri)
    hosted = {row.thing for row in places if row.class_.endswith("#Games")}
    drawing = draw_country(catalogue, country, shown, hosted)
    deals = [deal for company in shown for deal in company.deals]
    fewer = ""
    if len(shown) < len(companies):
        fewer = (
            f" These are {len(shown)} of {len(companies)}: all with a worldwide partnership, then those with the most."
        )
    caption = f"The country of a company is that of its headquarters today.{fewer}"
    title = f"Olympic partners from {the_country(country.label)}"
    return _of_deals(catalogue, drawing, deals, ChartWords(title, caption, country.label, "Games held here"))


def programme_joined(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return when partners joined and left a programme, where sources say it."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, programme.iri)
    if any(other.whole == programme.iri for other in catalogue.programmes.values()):
        return None
    joined = dated(by_tier(deals))
    drawing = tiers_timeline(catalogue, programme, joined)
    without = [deal for deal in deals if not deal.start]
    said = (
        f" {capital(count_phrase(len(without), 'partnership'))} without a stated beginning not drawn."
        if without
        else ""
    )
    title = f"{programme.label}: when partners joined and left"
    caption = f"A bar is one partnership, tier by tier.{said}"
    words = ChartWords(title, caption, programme.label, "Games of the programme")
    return _of_deals(catalogue, drawing, [deal for _, deal in joined], words)


def programme_terms(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return the matrix of a programme's partners and terms."""
    catalogue = here.catalogue
    terms = [term for term in catalogue.programmes.values() if term.whole == programme.iri]
    if not terms:
        return None
    deals = partnerships_about(catalogue, programme.iri)
    lines = matrix(catalogue, deals, terms)
    title = f"{programme.label}: every partner, term by term"
    families = legend({catalogue.families[deal.category.iri] for deal in deals})
    return Chart(
        title,
        f"{matrix_caption(lines, terms)} A bar begins and ends where its dates do; upright strokes mark where a "
        "company came and left.",
        tuple(matrix_legend(families, matrix_kinds(lines))),
        lambda width: matrix_picture(lines, terms, title, width),
        partnership_table(catalogue, deals),
        unique_sources(sources_of(catalogue, [deal.iri for deal in deals])),
        programme.label,
    )


def person_roles(here: SiteData, person: LabelledIri) -> Chart | None:
    """Return the roles of a person over time."""
    roles = here.ask.rows(RolesOfPersonRow, person=person.iri)
    drawing = roles_timeline(here.catalogue, person, roles)
    if drawing is None:
        return None
    refs = here.catalogue.citations(person.iri)
    return Chart(
        f"{person.label}: roles over time",
        "The roles whose years a source gives.",
        tuple(timeline_legend(drawing, ())),
        drawing.at,
        role_table(roles, refs),
        unique_sources([source for row in roles for source in refs.sources(row.role)]),
        person.label,
    )


def _of_deals(
    catalogue: ReferenceData,
    drawing: Timeline | None,
    deals: Sequence[Partnership],
    words: ChartWords,
) -> Chart | None:
    if drawing is None:
        return None
    families = legend({catalogue.families[deal.category.iri] for deal in deals})
    sources = unique_sources(sources_of(catalogue, [deal.iri for deal in deals]))
    items = tuple(timeline_legend(drawing, families, words.marked))
    table = partnership_table(catalogue, deals)
    return Chart(words.title, words.caption, items, drawing.at, table, sources, words.about)
