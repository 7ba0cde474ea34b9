"""The charts of numbers. They count partners by country, tier and region."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.charts.chart import Chart, ChartTable, TableColumn, unique_sources
from webapp.charts.tables import cited, sources_of, with_sources
from webapp.components import charts
from webapp.components.coverage import coverage_chart, coverage_of, official_counts
from webapp.components.legends import bars_legend, has_outlines
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import (
    FiguresAboutRow,
    PartnersByCountryRow,
    TiersOfGamesRow,
)
from webapp.models.site import SiteData
from webapp.models.urls import subject_of
from webapp.text.english import count_phrase

PARTNERS = TableColumn("partners", "Number of partners recorded here")
"""The column of counts that most tables have."""


def programme_countries(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return the countries from which the partners of each term came."""
    catalogue = here.catalogue
    rows = here.ask.rows(PartnersByCountryRow, programme=programme.iri)
    figure = charts.countries_by_term(catalogue, rows, programme.iri)
    if figure is None:
        return None
    listed = (
        TableColumn("term", "Name of the term"),
        TableColumn("country", "Country of the headquarters today"),
        PARTNERS,
        TableColumn("left_early", "Partners that gave up within the term, which the chart does not count"),
        TableColumn("term_iri", "Identifier of the term"),
        TableColumn("country_iri", "Identifier of the country"),
    )
    found = tuple(
        (row.termLabel, row.countryLabel or "not stated", row.partners, row.leftEarly, row.term, row.country)
        for row in rows
    )
    deals = [row.partnership for row in catalogue.partnerships_by_date if row.programme in {row.term for row in rows}]
    title = f"{programme.label}: partners by country, term by term"
    return _of_figure(catalogue, figure, ChartTable(listed, found), deals, (title, programme.label))


def games_tiers(here: SiteData, thing: LabelledIri) -> Chart | None:
    """Return the partners by tier for the Games of a season: the thing, or the season of a Games."""
    catalogue = here.catalogue
    marked = thing.iri if thing.iri in catalogue.games else ""
    season = subject_of("season", season_asked(here, thing.iri)["season"])
    rows = here.ask.rows(TiersOfGamesRow, season=season) if season else []
    figure = charts.tiers_by_games(catalogue, charts.shares_of(rows), slug(season), marked)
    if figure is None:
        return None
    listed = (
        TableColumn("games", "Name of the Games"),
        TableColumn("year", "Year of the Games"),
        TableColumn("tier", "Rank of the tier, compared across organisers; our classification"),
        PARTNERS,
        TableColumn("games_iri", "Identifier of the Games"),
    )
    found = tuple((row.gamesLabel, row.year, row.tier, row.partners, row.games) for row in rows)
    games = {row.games for row in rows}
    programmes = {it.iri for it in catalogue.programmes.values() if games.intersection(it.games)}
    deals = [row.partnership for row in catalogue.partnerships_by_date if row.programme in programmes]
    name = f"{slug(season).replace('-', ' ').title()} Games"
    title = f"Partners of the {name} that are recorded here, by tier"
    return _of_figure(catalogue, figure, ChartTable(listed, found), deals, (title, name))


def season_asked(here: SiteData, thing: str) -> dict[str, str]:
    """Return the season of a Games, or the season itself, as a query takes it."""
    games = here.catalogue.games
    return {"season": games[thing].season if thing in games else slug(thing)}


def _of_figure(
    catalogue: ReferenceData,
    figure: charts.ChartFigure,
    table: ChartTable,
    deals: Sequence[str],
    words: tuple[str, str],
) -> Chart:
    """Return the chart of counts of partnerships."""
    items = tuple(bars_legend(figure.picture.parts, outlined=False))
    counted = count_phrase(len(deals), "partnership") + " recorded here"
    sources = unique_sources(sources_of(catalogue, deals))
    return Chart(words[0], figure.caption, items, figure.picture.at, table, sources, words[1], counted)


def programme_revenue(here: SiteData, programme: LabelledIri) -> Chart | None:
    """Return the published revenue of TOP, term by term, every reading a column."""
    catalogue = here.catalogue
    rows = here.ask.rows(FiguresAboutRow, about=programme.iri)
    figure = charts.revenue_by_term(catalogue, rows)
    if figure is None:
        return None
    refs = catalogue.citations(programme.iri)
    used = charts.revenue_rows(catalogue, rows)
    listed = (
        TableColumn("term", "Name of the term"),
        TableColumn("start", "First year that the figure is for"),
        TableColumn("end", "Last year that the figure is for"),
        TableColumn("value", "The amount"),
        TableColumn("currency", "Its currency (ISO 4217)"),
        TableColumn("qualifier", "What kind of figure it is, where it is no plain one"),
        TableColumn("note", "What the source says, in our words"),
        TableColumn("statistic_iri", "Identifier of the figure"),
        TableColumn("term_iri", "Identifier of the term"),
    )
    found = tuple(
        (
            *(row.subjectLabel, row.start, row.end, row.value, row.currency, row.qualifierLabel, row.note),
            *(row.statistic, row.subject, *cited(refs.sources(row.statistic))),
        )
        for row in used
    )
    return Chart(
        f"{figure.title}, in billions of US dollars",
        figure.caption,
        tuple(bars_legend((), outlined=has_outlines(figure.picture))),
        figure.picture.at,
        ChartTable(with_sources(listed), found),
        unique_sources([source for row in used for source in refs.sources(row.statistic)]),
        programme.label,
    )


def coverage_of_counts(here: SiteData, _: LabelledIri) -> Chart | None:
    """Return the share of the published numbers of partners that is known here, Games by Games."""
    catalogue = here.catalogue
    rows = official_counts(catalogue)
    figure = coverage_chart(coverage_of(rows, catalogue))
    if figure is None:
        return None
    listed = (
        TableColumn("games", "Name of the Games"),
        TableColumn("tier", "The tier that the published number is of; empty for all"),
        TableColumn("known", "Domestic partners recorded here"),
        TableColumn(
            "undated", "Of these, partners without a recorded beginning, where the number is of an earlier day"
        ),
        TableColumn("published", "The published number"),
        TableColumn("qualifier", "What kind of number it is, where it is no plain one"),
        TableColumn("as_of", "The day for which it was published, in ISO 8601"),
        TableColumn("note", "What the source says, in our words"),
        TableColumn("games_iri", "Identifier of the Games"),
        TableColumn("statistic_iri", "Identifier of the published number, whose page has its sources"),
    )
    found = tuple(
        (
            *(row.gamesLabel, row.tierLabel, row.known, row.undated, row.official, slug(row.qualifier)),
            *(row.asOf, row.note, row.games, row.statistic),
        )
        for row in rows
    )
    items = tuple(bars_legend(figure.picture.parts, outlined=has_outlines(figure.picture)))
    counted = f"the partnerships recorded here, beside {count_phrase(len(rows), 'published number')}"
    table = ChartTable(listed, found)
    return Chart(figure.title, figure.caption, items, figure.picture.at, table, (), counted=counted)
