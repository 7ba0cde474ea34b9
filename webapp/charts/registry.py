"""The registry of charts. Addresses, the list, the links on pages and the tests follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias
from urllib.parse import urlencode

from queries import registry
from webapp.charts import first_page_charts, network_charts, number_charts, time_charts
from webapp.charts.chart import Chart
from webapp.models.partnership import LabelledIri
from webapp.models.site import SiteData, current_site
from webapp.models.urls import subject_of

Draw: TypeAlias = Callable[[SiteData, LabelledIri], Chart | None]
Asks: TypeAlias = Callable[[SiteData, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: its name in addresses, its title, what it shows, and what draws it.

    `about` are the kinds of things that it can be about, if any. Of these `default` is the usual one. `file` is the
    name of its files, where `{}` stands for what it is about. The `query` behind it takes the thing as its
    `parameter`, or has the further `fields`. `asks` gives these where they follow from the thing. A chart of a named
    query has no `draw`.
    """

    name: str
    title: str
    shows: str
    query: str
    draw: Draw | None = None
    about: tuple[str, ...] = ()
    default: str = ""
    file: str = ""
    parameter: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    asks: Asks | None = None

    def question(self, about: str) -> str:
        """Return the address of the query behind the chart about a thing, such as `partner:alibaba`.

        A query that only this site uses has no page of its own; the chart's page leads to its text.
        """
        if registry.get(self.query).internal:
            return f"/chart/{self.name}#query"
        kind, _, slug = about.partition(":")
        fields = dict(self.fields)
        if self.asks:
            fields |= self.asks(current_site(), subject_of(kind, slug))
        elif self.parameter and slug:
            fields[self.parameter] = f"{'organization' if kind == 'partner' else kind}:{slug}"
        return f"/queries/{self.query}" + (f"?{urlencode(fields, safe=':')}" if fields else "")


_PARTNER = ("partner",)
_TOP = "programme:top"

_DRAWN = (
    ChartKind(
        "games-partners", "Partners of a Games, by tier", "The tiers of a Games and every partner with its field.",
        "partners-of-games", network_charts.games_partners, ("games",), "games:2020-summer",
        "olympic-partners-{}-by-tier", "games",
    ),
    ChartKind(
        "games-tiers", "Partners by tier, Games by Games", "How many partners each tier had at the Games of a season.",
        "tiers-of-games", number_charts.games_tiers, ("games", "season"), "season:summer",
        "olympic-partners-by-tier-{}", asks=number_charts.season_asked,
    ),
    ChartKind(
        "programme-partners", "Partners of a programme", "The tiers or fields of a programme with every partner.",
        "partners-of-programme", network_charts.programme_partners, ("programme",), "programme:2020-summer-domestic",
        "olympic-partners-{}", "programme",
    ),
    ChartKind(
        "programme-joined", "When partners joined and left", "When each partner of a programme came and went.",
        "partners-of-programme", time_charts.programme_joined, ("programme",), "programme:2020-summer-domestic",
        "olympic-partners-{}-over-time", "programme",
    ),
    ChartKind(
        "programme-terms", "Every partner, term by term", "A row for each partner, a column for each term of TOP.",
        "partners-of-programme", time_charts.programme_terms, ("programme",), _TOP,
        "olympic-partners-{}-by-term", "programme",
    ),
    ChartKind(
        "programme-network", "Partners around the line of terms", "The terms of TOP and the partners around them.",
        "partners-of-programme", network_charts.term_network, ("programme",), _TOP,
        "olympic-partners-{}-network", "programme",
    ),
    ChartKind(
        "programme-countries", "Partners by country, term by term", "The countries from which partners came.",
        "partners-by-country", number_charts.programme_countries, ("programme",), _TOP,
        "olympic-partners-{}-by-country", "programme",
    ),
    ChartKind(
        "programme-revenue", "Published revenue of TOP, term by term", "Every published total of a whole term.",
        "published-figures", number_charts.programme_revenue, ("programme",), _TOP,
        "olympic-revenue-{}", fields=(("indicator", "top-revenue"),),
    ),
    ChartKind(
        "partner-timeline", "Timeline of a partner", "The partnerships of a partner over time, category by category.",
        "partner-history", time_charts.partner_timeline, _PARTNER, "partner:alibaba",
        "olympic-partner-{}-timeline", "partner",
    ),
    ChartKind(
        "partner-network", "Network of a partner", "The categories, programmes and Games of a partner.",
        "partner-history", network_charts.partner_field, _PARTNER, "partner:alibaba",
        "olympic-partner-{}-network", "partner",
    ),
    ChartKind(
        "category-timeline", "Timeline of a product category", "Who held a product category, and when.",
        "category-holders", time_charts.category_timeline, ("category",), "category:timekeeping",
        "olympic-category-{}-timeline", "category",
    ),
    ChartKind(
        "partnership-timeline", "The category of a partnership over time", "Who held the same category, and when.",
        "category-holders", time_charts.partnership_timeline, ("partnership",), "partnership:top-09--alibaba",
        "olympic-partnership-{}-category", asks=time_charts.category_asked,
    ),
    ChartKind(
        "category-network", "Network of a product category", "The partners of a category and their programmes.",
        "category-holders", network_charts.category_network, ("category",), "category:timekeeping",
        "olympic-category-{}-network", "category",
    ),
    ChartKind(
        "country-timeline", "Partners from a country", "The companies of a country over time.",
        "partners-from-country", time_charts.country_timeline, ("country",), "country:japan",
        "olympic-partners-from-{}", "country",
    ),
    ChartKind(
        "person-roles", "Roles of a person", "The roles of a person over time.",
        "evidence-behind", time_charts.person_roles, ("person",), "person:michael-payne",
        "olympic-roles-of-{}", "thing",
    ),
    ChartKind(
        "events-around", "Events around a person or an organization", "Announcements, and who took part in them.",
        "announcements", network_charts.events_around, ("person", "partner", "organization"), "person:thomas-bach",
        "olympic-announcements-{}", "who",
    ),
    ChartKind(
        "partnerships-by-field", "Every partnership, by product field", "A dot for each partnership in the graph.",
        "partnerships-list", first_page_charts.partnerships_by_field, file="olympic-partnerships-by-field",
    ),
    ChartKind(
        "partners-in-most-terms", "The partners in the most terms", "Who stayed in the TOP programme the longest.",
        "longest-relationships", first_page_charts.partners_in_most_terms, file="olympic-partners-in-most-terms",
    ),
    ChartKind(
        "partners-by-region", "Partners of TOP by region", "From which part of the world the partners of TOP come.",
        "partners-by-country", first_page_charts.partners_by_region, file="olympic-partners-top-by-region",
    ),
    ChartKind(
        "partners-of-summer-games", "Partners of the Summer Games", "Partners recorded for the latest Summer Games.",
        "tiers-of-games", first_page_charts.partners_of_summer_games, file="olympic-partners-summer-games",
        fields=(("season", "summer"),),
    ),
    ChartKind(
        "coverage-of-counts", "Recorded against published counts", "How much of what was published is known here.",
        "coverage-against-official-counts", number_charts.coverage_of_counts, file="olympic-partners-coverage",
    ),
)  # fmt: skip


def question_of(name: str, about: str = "") -> str:
    """Return the address of the query behind the chart of a name about a thing."""
    return chart_kinds()[name].question(about)


@cache
def chart_kinds() -> dict[str, ChartKind]:
    """Return all kinds of charts by name: those of pages, then those of named queries."""
    queries = (
        ChartKind(query.name, query.title, _first(query.description), query.name, file=f"olympic-{query.name}-{{}}")
        for query in registry.public()
        if query.chart
    )
    return {kind.name: kind for kind in (*_DRAWN, *queries)}


def _first(description: str) -> str:
    """Return the first sentence of a description, without the marks of code."""
    return description.replace("`", "").partition(". ")[0].rstrip(".") + "."
