"""The list of the Games: when, where, with how many partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.listings.definition import Column, Facet, Listing, Option, Part, between, number, words
from webapp.listings.helpers import decades, option
from webapp.models.name_index import fold
from webapp.models.partnership import Thing
from webapp.models.query_client import Row
from webapp.models.reference_data import slug
from webapp.models.site import Site
from webapp.text.dates import day_span

_COVERED = {True: Option("yes", "With partners recorded", "1"), False: Option("no", "Without any yet", "2")}


@dataclass(frozen=True, slots=True)
class Edition:
    """A row; `order` sorts by the day of the opening."""

    thing: Thing
    href: str
    season: Thing | None
    opening: str
    closing: str
    when: str
    order: str
    status: Option | None
    hosts: Sequence[Part]
    host_options: Sequence[Option]
    continents: Sequence[Option]
    partners: int


def _load(here: Site) -> list[Edition]:
    hosts: dict[str, list[Row]] = {}
    for row in here.ask.rows("games-hosts"):
        hosts.setdefault(row["games"], []).append(row)
    page = here.catalogue.urls.page
    calendar = here.catalogue.games
    found = [
        Edition(
            Thing(row["games"], row["gamesLabel"]),
            page(row["games"]),
            Thing(row["season"], row["seasonLabel"]) if row["season"] else None,
            row["opening"],
            row["closing"],
            day_span(row["opening"], row["closing"]) or row["year"],
            calendar[row["games"]].order,
            Option(slug(row["status"]), row["statusLabel"].capitalize()) if row["status"] else None,
            [
                Part(host["countryLabel"], page(host["country"]), iri=host["country"])
                for host in hosts.get(row["games"], ())
            ],
            [option(Thing(host["country"], host["countryLabel"])) for host in hosts.get(row["games"], ())],
            [Option(slug(fold(name).replace(" ", "-")), name) for name in _continents(hosts.get(row["games"], ()))],
            row.whole("partners"),
        )
        for row in here.catalogue.games_rows
    ]
    return sorted(found, key=lambda row: (row.order, row.thing.iri), reverse=True)


def _continents(hosts: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["continent"] for row in hosts if row["continent"]))


def _when(row: Edition) -> Sequence[Part]:
    state = _state(row)
    said = "" if state in {None, "completed"} else f" ({state})"
    return words(row.when + said)


def _state(row: Edition) -> str | None:
    return row.status.slug if row.status else None


GAMES = Listing(
    "games",
    "Games",
    "edition of the Games",
    "editions of the Games",
    "The Olympic Games, summer and winter, and the Youth Games, with the number of partners recorded for each.",
    _load,
    lambda row: row.thing.iri,
    lambda row: f"{row.thing.label} {' '.join(host.text for host in row.hosts)}",
    (
        Column("name", "Games", lambda row: words(row.thing.label, row.href), lambda row: fold(row.thing.label)),
        Column(
            "date",
            "Dates",
            _when,
            lambda row: row.order,
            falling=True,
            short=True,
            data=lambda row: between(row.opening, row.closing) | {"status": _state(row)},
        ),
        Column(
            "country",
            "Host",
            lambda row: row.hosts,
            lambda row: fold(row.hosts[0].text) if row.hosts else "",
            many=True,
        ),
        Column(
            "season",
            "Season",
            lambda row: words(row.season.label if row.season else ""),
            lambda row: row.season.label if row.season else "",
        ),
        Column(
            "partners",
            "Partners",
            lambda row: number(row.partners),
            lambda row: row.partners,
            falling=True,
            numeric=True,
        ),
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
