"""The list of countries: how many partners, Games and events each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from queries.search.folding import fold
from webapp.listings.definition import Facet, ListColumn, ListDefinition, Option, count_column, words
from webapp.listings.helpers import by_label
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import one_each
from webapp.models.rows import CountriesListRow
from webapp.models.site import SiteData
from webapp.text.english import integer

_HOME = Option("partners", "Home of partners", "1")
_HOST = Option("games", "Host of Games", "2")
_SCENE = Option("events", "Scene of events", "3")
_NONE = Option("nothing", "Nothing recorded yet", "4")


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A row."""

    thing: LabelledIri
    href: str
    continent: str
    code: str
    partners: int
    games: int
    events: int

    @property
    def roles(self) -> Sequence[Option]:
        """What the country is in the graph."""
        counts = ((self.partners, _HOME), (self.games, _HOST), (self.events, _SCENE))
        return [role for count, role in counts if count] or [_NONE]


def _load(here: SiteData) -> list[CountryRow]:
    rows = [
        CountryRow(
            LabelledIri(row.country, row.countryLabel),
            here.catalogue.urls.page(row.country),
            row.continent,
            row.nocCode,
            integer(row.partners),
            integer(row.games),
            integer(row.events),
        )
        for row in one_each(here.ask.rows(CountriesListRow))
    ]
    return sorted(rows, key=lambda row: (-row.partners, -row.games, -row.events, *by_label(row.thing)))


COUNTRIES = ListDefinition(
    "countries",
    "Countries",
    "country",
    "countries",
    "Where partners come from, where the Games were held, and where agreements were announced and signed.",
    _load,
    lambda row: row.thing.iri,
    lambda row: f"{row.thing.label} {row.code}",
    (
        ListColumn(
            "name", "Country", lambda row: words(row.thing.label, row.href), lambda row: collation_key(row.thing.label)
        ),
        ListColumn("code", "Olympic code", lambda row: words(row.code), lambda row: row.code),
        ListColumn("continent", "Continent", lambda row: words(row.continent), lambda row: row.continent),
        count_column("partners", "Partners", lambda row: row.partners),
        count_column("games", "Games", lambda row: row.games),
        count_column("events", "Events", lambda row: row.events),
    ),
    (
        Facet("role", "What it is", lambda row: row.roles, ranked=False),
        Facet(
            "continent",
            "Continent",
            lambda row: [Option(fold(row.continent).replace(" ", "-"), row.continent)] if row.continent else [],
        ),
    ),
    "-partners",
)
