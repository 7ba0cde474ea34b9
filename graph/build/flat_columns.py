"""The columns of the flat table, which has one row a partnership."""

from __future__ import annotations

from typing import Final

from graph.build.table_columns import Column, Kind, TableForm
from graph.dates import Basis

PRECISIONS: Final = ("year", "month", "day")
IDENTIFIERS: Final = ("wikidata", "lei", "isin", "ticker")
"""The schemes of identifiers with a column of their own, by their notations: what other tables are joined by."""

_IRIS: Final = " "
_BASES: Final = tuple(basis.value for basis in Basis)


def _iris(name: str, meaning: str) -> Column:
    return Column(name, meaning, Kind.ADDRESS, _IRIS)


def _dates(name: str, meaning: str) -> tuple[Column, Column]:
    precision = Column(f"{name}_precision", f"how precise {name} is", choices=PRECISIONS)
    return Column(name, meaning, Kind.PARTIAL_DATE), precision


def _bound(name: str, meaning: str) -> tuple[Column, Column]:
    basis = Column(f"{name}_basis", f"what {name} rests on; unknown: no day can be told", choices=_BASES)
    return Column(name, meaning, Kind.DATE), basis


_COLUMNS: Final = (
    Column("iri", "the permanent identifier of the partnership, which leads to its page", Kind.ADDRESS, required=True),
    Column("id", "the end of the IRI, as in tables/partnerships.csv", required=True),
    Column("partner", "the name of the partner", required=True),
    Column("partner_iri", "its identifier", Kind.ADDRESS, required=True),
    Column("partner_kind", "what kind of organization it is"),
    Column("country", "the country of its headquarters"),
    Column("country_code", "that country's ISO 3166-1 alpha-2 code"),
    Column("programme", "the programme; for TOP the term", required=True),
    Column("programme_iri", "its identifier", Kind.ADDRESS, required=True),
    Column("programme_kind", "worldwide, term of TOP, or domestic: of one organising committee"),
    Column("tier", "the level of the programme, as the organiser named it"),
    Column("tier_rank", "its rank; 1 is the highest", Kind.INTEGER),
    Column("category", "the main product category"),
    Column("category_iri", "its identifier", Kind.ADDRESS),
    Column("categories", "all product categories, the main one first"),
    _iris("category_iris", "their identifiers, the main one's first"),
    Column("designation", "the category as the source words it, in its language"),
    Column("further_roles", "designations beside the tier"),
    Column("status", "how it stands at the date of the release"),
    Column("end_reason", "why it ended, where a source says it"),
    *_dates("start", "when the rights begin, where a source states it"),
    *_dates("end", "when the rights end, where a source states it"),
    *_dates("announced", "when it was made public"),
    *_bound("from", "the first day, worked out"),
    *_bound("until", "the last day, worked out; empty: still open, or not known"),
    Column("games", "the Games at which it was in force"),
    _iris("games_iris", "their identifiers"),
    Column("games_count", "how many they are", Kind.INTEGER, required=True),
    Column("territory", "where the rights hold: worldwide, or countries of today"),
    _iris("territory_iris", "the identifiers of these"),
    Column("joint_with", "who holds the category together with the partner"),
    _iris("joint_with_iris", "their identifiers"),
    Column("remit_to", "who took over what it held"),
    _iris("remit_to_iris", "their identifiers"),
    Column("evidence", "what the sources say, in our words"),
    Column("sources", "the titles of the sources"),
    _iris("source_urls", "the addresses of those that are online"),
    _iris("source_iris", "the identifiers of all, as in tables/sources.csv"),
    Column("source_count", "how many they are", Kind.INTEGER, required=True),
    *(
        Column(f"partner_{scheme}", f"the partner's confirmed identifier in the scheme {scheme}", separator=_IRIS)
        for scheme in IDENTIFIERS
    ),
    Column("partner_identifiers", "all its confirmed identifiers, each after its scheme and a colon", separator=_IRIS),
    Column("release", "the version of the data that the row is from", required=True),
)

FLAT: Final = TableForm(
    "partnerships-flat",
    "One row a partnership, with names, dates, Games, sources and identifiers. Several names in a cell are joined by a "
    "semicolon, for reading; several identifiers or addresses by a space.",
    _COLUMNS,
    ("iri",),
)
"""The flat table."""
