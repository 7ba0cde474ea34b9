"""The list of the Games: when, where, with how many partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from queries.search.folding import fold
from webapp.listings.definition import (
    CellPart,
    Facet,
    ListColumn,
    ListDefinition,
    Option,
    between,
    count_column,
    words,
)
from webapp.listings.helpers import decades, option, unique
from webapp.models.partnership import PARTNERS_OF_GAMES, LabelledIri
from webapp.models.reference_data import games_hosts, slug
from webapp.models.site import SiteData
from webapp.text.dates import format_date_range
from webapp.text.english import integer

_COVERED = {True: Option("yes", "With partners recorded", "1"), False: Option("no", "Without any yet", "2")}


@dataclass(frozen=True, slots=True)
class GamesRow:
    """A row; `order` sorts by the day of the opening."""

    thing: LabelledIri
    href: str
    season: LabelledIri | None
    opening: str
    closing: str
    when: str
    order: str
    status: Option | None
    hosts: Sequence[CellPart]
    host_options: Sequence[Option]
    continents: Sequence[Option]
    partners: int


def _load(here: SiteData) -> list[GamesRow]:
    hosts = games_hosts(here.catalogue)
    page = here.catalogue.urls.page
    calendar = here.catalogue.games
    found = [
        GamesRow(
            LabelledIri(row.games, row.gamesLabel),
            page(row.games),
            LabelledIri(row.season, row.seasonLabel) if row.season else None,
            row.opening,
            row.closing,
            format_date_range(row.opening, row.closing) or row.year,
            calendar[row.games].order,
            Option(slug(row.status), row.statusLabel.capitalize()) if row.status else None,
            [CellPart(host.countryLabel, page(host.country), iri=host.country) for host in hosts.get(row.games, ())],
            [option(LabelledIri(host.country, host.countryLabel)) for host in hosts.get(row.games, ())],
            unique(
                Option(slug(fold(host.continent).replace(" ", "-")), host.continent)
                for host in hosts.get(row.games, ())
                if host.continent
            ),
            integer(row.partners),
        )
        for row in here.catalogue.games_rows
    ]
    return sorted(found, key=lambda row: (row.order, row.thing.iri), reverse=True)


def _when(row: GamesRow) -> Sequence[CellPart]:
    state = _state(row)
    return words(row.when if state in {None, "completed"} else f"{row.when} ({state})")


def _state(row: GamesRow) -> str | None:
    return row.status.slug if row.status else None


GAMES = ListDefinition(
    "games",
    "Games",
    "edition of the Games",
    "editions of the Games",
    "The Olympic Games, summer and winter, and the Youth Games, with the number of partners of each. "
    + PARTNERS_OF_GAMES,
    _load,
    lambda row: row.thing.iri,
    lambda row: f"{row.thing.label} {' '.join(host.text for host in row.hosts)}",
    (
        ListColumn(
            "name", "Games", lambda row: words(row.thing.label, row.href), lambda row: collation_key(row.thing.label)
        ),
        ListColumn(
            "date",
            "Dates",
            _when,
            lambda row: row.order,
            falling=True,
            short=True,
            data=lambda row: between(row.opening, row.closing) | {"status": _state(row)},
        ),
        ListColumn(
            "country",
            "Host",
            lambda row: row.hosts,
            lambda row: fold(row.hosts[0].text) if row.hosts else "",
            many=True,
        ),
        ListColumn(
            "season",
            "Season",
            lambda row: words(row.season.label if row.season else ""),
            lambda row: row.season.label if row.season else "",
        ),
        count_column("partners", "Partners", lambda row: row.partners),
    ),
    (
        Facet("season", "Season", lambda row: [option(row.season)] if row.season else []),
        Facet("decade", "Decade", lambda row: decades(row.order, ""), ranked=False),
        Facet("country", "Host country", lambda row: row.host_options),
        Facet("continent", "Continent", lambda row: row.continents),
        Facet("status", "Status", lambda row: [row.status] if row.status else []),
        Facet("partners", "Partners", lambda row: [_COVERED[row.partners > 0]], ranked=False),
    ),
    "-date",
)
