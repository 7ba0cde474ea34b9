"""The list of sponsorship programmes. It says whose they are, for which Games, and with how many partners."""

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
from webapp.listings.helpers import decades, linked, option, unique
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.site import SiteData
from webapp.text.dates import years

_KINDS = {
    "worldwide": (Option("worldwide", "Worldwide programme", "1"), "Worldwide programmes"),
    "term": (Option("term", "Term of TOP", "2"), "Terms of the TOP programme"),
    "domestic": (Option("domestic", "Domestic programme", "3"), "Domestic programmes of single Games"),
    "": (Option("unstated", "Kind not stated", "4"), "Programmes of a kind that is not stated"),
}


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A row: a programme with its owner, and the Games that it covers."""

    programme: Programme
    href: str
    owner: LabelledIri | None
    owner_href: str
    games: Sequence[CellPart]
    seasons: Sequence[Option]
    span: str


def _load(here: SiteData) -> list[ProgrammeRow]:
    catalogue = here.catalogue
    rank = list(_KINDS)
    found = [_line(programme, catalogue) for programme in reversed(catalogue.programmes.values())]
    return sorted(found, key=lambda line: rank.index(_known(line.programme)))


def _known(programme: Programme) -> str:
    return programme.kind if programme.kind in _KINDS else ""


def _line(programme: Programme, catalogue: ReferenceData) -> ProgrammeRow:
    page, calendar = catalogue.urls.page, catalogue.games
    games = [calendar[iri] for iri in programme.games]
    return ProgrammeRow(
        programme,
        page(programme.iri),
        LabelledIri(programme.owner, catalogue.label(programme.owner)) if programme.owner else None,
        page(programme.owner),
        [CellPart(game.label, page(game.iri), iri=game.iri) for game in games],
        unique(Option(slug(game.season), game.season.replace("-", " ").capitalize()) for game in games if game.season),
        years(programme.start, programme.end) or programme.begins[:4],
    )


def _owner(line: ProgrammeRow) -> str:
    return line.owner.label if line.owner else ""


PROGRAMMES = ListDefinition(
    "programmes",
    "Programmes",
    "programme",
    "programmes",
    "Under which name partnerships were sold: the worldwide programmes, the terms of TOP, and those that each "
    "organising committee ran at home.",
    _load,
    lambda row: row.programme.iri,
    lambda row: f"{row.programme.label} {_owner(row)}",
    (
        ListColumn(
            "name",
            "Programme",
            lambda row: words(row.programme.label, row.href),
            lambda row: collation_key(row.programme.label),
        ),
        ListColumn(
            "years",
            "Years",
            lambda row: words(row.span),
            lambda row: row.span,
            falling=True,
            short=True,
            data=lambda row: between(row.programme.start, row.programme.end),
        ),
        ListColumn("games", "Games", lambda row: row.games, many=True),
        ListColumn("owner", "Run by", lambda row: linked(row.owner, row.owner_href), lambda row: fold(_owner(row))),
        count_column("partners", "Partners", lambda row: row.programme.partners),
    ),
    (
        Facet("kind", "Kind", lambda row: [_KINDS[_known(row.programme)][0]], ranked=False),
        Facet("season", "Season", lambda row: row.seasons),
        Facet("decade", "Decade", lambda row: decades(row.span[:4], row.span[-4:]), ranked=False),
        Facet("owner", "Run by", lambda row: [option(row.owner)] if row.owner else []),
    ),
    "kind",
    lambda row: CellPart(_KINDS[_known(row.programme)][1]),
)
