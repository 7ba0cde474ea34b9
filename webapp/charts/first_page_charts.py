"""The charts of the first page. They show every partnership, and who stayed, left and came from where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.iris import mint
from webapp.charts.chart import Chart, ChartTable, TableColumn, unique_sources
from webapp.charts.number_charts import PARTNERS
from webapp.charts.tables import listed_table, sources_of
from webapp.components import highlights
from webapp.components.legends import LegendItem, bars_legend
from webapp.models.colour_families import legend
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CountriesListRow
from webapp.models.site import SiteData
from webapp.models.urls import subject_of
from webapp.svg.bar_chart import ChartStyle
from webapp.svg.column_chart import columns
from webapp.svg.squares import squares
from webapp.svg.sunflower import sunflower
from webapp.text.english import capital, count_phrase

_TOP = mint("programme", "top").value
_REGION_COLOURS = ("part-1", "part-3", "part-5", "neutral")


def partnerships_by_field(here: SiteData, _: LabelledIri) -> Chart | None:
    """Return every partnership as a dot, coloured by its product field."""
    catalogue = here.catalogue
    rows = catalogue.partnerships_by_date
    families = [catalogue.families[row.category] for row in rows]
    items = (LegendItem(family.label, f"f-{family.name}") for family in legend(set(families)))
    title = f"{count_phrase(len(rows), 'Olympic partnership')}, by product field"
    sources = unique_sources(sources_of(catalogue, [row.partnership for row in rows]))
    caption = "Every dot is one partnership that is recorded here, the oldest in the middle."
    return Chart(
        capital(title),
        caption,
        tuple(items),
        lambda _: sunflower(families, title),
        listed_table(catalogue, rows),
        sources,
    )


def partners_by_region(here: SiteData, _: LabelledIri) -> Chart | None:
    """Return where the partners of each term of TOP came from."""
    catalogue = here.catalogue
    deals = [deal for deal in partnerships_about(catalogue, _TOP) if deal.status != "terminated"]
    regions = highlights.regions_of(catalogue.partner_rows, here.ask.rows(CountriesListRow))
    found = highlights.origins(catalogue, highlights.membership(deals, _terms(catalogue)), regions)
    names = [capital(region) for region in highlights.REGIONS]
    return _of_highlight(catalogue, found, names, [deal.iri for deal in deals])


def partners_of_summer_games(here: SiteData, _: LabelledIri) -> Chart | None:
    """Return how many partners are recorded for each of the latest Summer Games."""
    found = highlights.crowded(here.catalogue, ())
    return _of_highlight(here.catalogue, found, ["partners"], ())


def partners_in_most_terms(here: SiteData, _: LabelledIri) -> Chart | None:
    """Return the partners in the most terms of TOP, with the terms of each."""
    catalogue = here.catalogue
    deals = partnerships_about(catalogue, _TOP)
    terms = _terms(catalogue)
    found = highlights.faithful(catalogue, deals, terms)
    if found is None:
        return None
    shown = {row.href for row in found.rows}
    used = [deal for deal in deals if catalogue.urls.page(deal.partner.iri) in shown]
    families = legend({family for row in found.rows for family in row.filled if family})
    listed = (
        TableColumn("partner", "Name of the partner"),
        TableColumn("term", "Name of the term"),
        TableColumn("recorded", "Whether the partner is recorded in the term"),
        TableColumn("partner_iri", "Identifier of the partner"),
        TableColumn("term_iri", "Identifier of the term"),
    )
    rows = tuple(
        (row.label, term.label, "yes" if family else "no", _iri(row.href), term.iri)
        for row in found.rows
        for term, family in zip(terms, row.filled, strict=True)
    )
    title = "The partners in the most terms of TOP"
    heads = [term.label.removeprefix("TOP ") for term in terms]
    return Chart(
        title,
        "A square is a term in which the partner is recorded, in the colour of its field.",
        tuple(LegendItem(family.label, f"f-{family.name}") for family in families),
        lambda width: squares(found.rows, heads, title, width),
        ChartTable(listed, rows),
        unique_sources(sources_of(catalogue, [deal.iri for deal in used])),
    )


def _terms(catalogue: ReferenceData) -> list[Programme]:
    return [term for term in catalogue.programmes.values() if term.whole == _TOP]


def _of_highlight(
    catalogue: ReferenceData, found: highlights.Highlight | None, names: Sequence[str], deals: Iterable[str]
) -> Chart | None:
    if found is None:
        return None
    picture = columns(found.columns, names, found.chart_title, ChartStyle(_REGION_COLOURS))
    if picture is None:
        return None
    listed = (
        TableColumn("column", "What the column of the chart is about"),
        TableColumn("part", "The part of the column"),
        PARTNERS,
        TableColumn("iri", "Identifier of what the column is about"),
    )
    rows = tuple(
        (catalogue.label(_iri(item.href)), name, f"{segment.value:.0f}", _iri(item.href))
        for item in found.columns
        for name, segment in zip(names, item.segments, strict=True)
    )
    sources = unique_sources(sources_of(catalogue, deals))
    items = tuple(bars_legend(picture.parts, outlined=False))
    counted = "the partnerships recorded here"
    return Chart(found.chart_title, found.aside, items, picture.at, ChartTable(listed, rows), sources, counted=counted)


def _iri(address: str) -> str:
    """Return the identifier of what a page of the site is about."""
    return subject_of(*address.strip("/").partition("/")[::2])
