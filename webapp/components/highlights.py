# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The questions of the first page, with their answers. An answer is a sentence made from the data, and a picture.

A question that the data has no answer to is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.charts import OUTLINED, whole_term, without_ends
from webapp.models.grouping import grouped_by
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri, Partnership
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import (
    CountriesListRow,
    CoverageAgainstOfficialCountsRow,
    PartnersListRow,
    PublishedFiguresRow,
)
from webapp.svg.column_chart import ChartColumn, Segment, small_columns
from webapp.svg.squares import Squares, squares
from webapp.text.english import amount, bound_sign, capital, count_phrase, finite, integer, join_words, qualified

_UNITED_STATES = "united-states"
REGIONS = ("United States", "Asia", "Europe", "elsewhere")
_LONGEST = 7
_SHOWN_GAMES = 12


@dataclass(frozen=True, slots=True)
class Highlight:
    """A question, its answer, what else is to be said, the picture, its key, and where to read on.

    `links` pairs addresses with what stands there. `chart` is the name of the picture as a chart of its own, with the
    page that it is about. Its numbers are those of the `columns` or `rows` that are drawn.
    """

    title: str
    answer: str
    aside: str
    picture: str
    key: Sequence[str]
    links: Sequence[tuple[str, str]]
    chart: tuple[str, str]
    chart_title: str = ""
    columns: Sequence[ChartColumn] = ()
    rows: Sequence[Squares] = ()


def origins(
    catalogue: ReferenceData, terms: Sequence[tuple[Programme, Sequence[LabelledIri]]], regions: Mapping[str, str]
) -> Highlight | None:
    """Answer where the worldwide partners come from; `regions` has one of `REGIONS` for each whose country is known."""
    known = ((term, [regions[it.iri] for it in partners if it.iri in regions]) for term, partners in terms)
    shares = [(term, Counter(found)) for term, found in known if found]
    if len(shares) < 2:
        return None
    drawn = [
        ChartColumn(
            _numeral(term),
            tuple(Segment(found[region]) for region in REGIONS),
            href=catalogue.urls.page(term.iri),
            title=f"{term.label}: "
            + ", ".join(f"{found[region]} from {region}" for region in REGIONS if found[region]),
        )
        for term, found in shares
    ]
    (first, before), (last, now) = shares[0], shares[max(1, len(shares) - 2)]
    answer = (
        f"In {first.label}, {before[REGIONS[0]]} of {before.total()} were from the United States; "
        f"in {last.label}, {now[REGIONS[0]]} of {now.total()}"
    )
    return Highlight(
        "Where do the worldwide partners come from?",
        answer,
        "Country of the company’s seat, by term of TOP, without those who left within a term.",
        small_columns(drawn, "Partners of TOP by term and region"),
        [capital(region) for region in REGIONS],
        [("/programme/top", "The TOP programme"), ("/queries/partners-by-country", "The question behind it")],
        ("partners-by-region", ""),
        "Partners of TOP by region, term by term",
        drawn,
    )


def membership(deals: Sequence[Partnership], terms: Sequence[Programme]) -> list[tuple[Programme, list[LabelledIri]]]:
    """Return the partners of each term that has any, by name: the picture in words."""
    found = [
        (
            term,
            sorted(
                {deal.partner for deal in deals if deal.programme.iri == term.iri},
                key=lambda it: collation_key(it.label),
            ),
        )
        for term in terms
    ]
    return [(term, partners) for term, partners in found if partners]


def regions_of(partners: Sequence[PartnersListRow], countries: Sequence[CountriesListRow]) -> dict[str, str]:
    """Return the region of each partner whose country and continent are known."""
    continents = {row.country: row.continent for row in countries}
    found = {row.partner: _region(row.country, continents) for row in partners}
    return {partner: region for partner, region in found.items() if region}


def _region(country: str, continents: Mapping[str, str]) -> str:
    if slug(country) == _UNITED_STATES:
        return REGIONS[0]
    continent = continents.get(country, "")
    return continent if continent in REGIONS or not continent else REGIONS[-1]


def faithful(catalogue: ReferenceData, deals: Sequence[Partnership], terms: Sequence[Programme]) -> Highlight | None:
    """Answer who has never left."""
    places = {term.iri: place for place, term in enumerate(terms)}
    held: dict[LabelledIri, dict[int, str]] = {}
    for deal in deals:
        if deal.programme.iri in places:
            held.setdefault(deal.partner, {})[places[deal.programme.iri]] = catalogue.families[deal.category.iri]
    ranked = sorted(held.items(), key=lambda item: (-len(item[1]), collation_key(item[0].label)))
    always = [partner.label for partner, own in ranked if len(own) == len(terms)]
    if len(terms) < 2 or not always:
        return None
    signed = any(deal.status == "announced" and deal.programme.iri == terms[-1].iri for deal in deals)
    rows = [
        Squares(
            catalogue.short(partner.iri, partner.label).removeprefix("The ").removesuffix(" Company"),
            tuple(own.get(place, "") for place in range(len(terms))),
            catalogue.urls.page(partner.iri),
        )
        for partner, own in ranked[:_LONGEST]
    ]
    heads = [_numeral(term) if place % 2 == 0 else "" for place, term in enumerate(terms)]
    return Highlight(
        "Who has never left?",
        join_words(always),
        f"Recorded here in all {len(terms)} terms of TOP{', the latest of which is already signed' if signed else ''}; "
        "then those recorded in the most terms.",
        squares(rows, heads, "Those recorded in the most terms of TOP, term by term"),
        [],
        [
            ("/programme/top", "All partners, term by term"),
            ("/queries/longest-relationships", "The question behind it"),
        ],
        ("partners-in-most-terms", ""),
        rows=rows,
    )


def crowded(catalogue: ReferenceData, counts: Sequence[CoverageAgainstOfficialCountsRow]) -> Highlight | None:
    """Answer which Games had the most partners, by published counts; the picture has those that are recorded here."""
    rows = [row for row in catalogue.games_rows if integer(row.partners)]
    if len(rows) < 2:
        return None
    most = max(rows, key=lambda row: (integer(row.partners), row.games))
    summer = [row for row in rows if slug(row.season) == "summer"][-_SHOWN_GAMES:]
    drawn = [
        ChartColumn(
            row.year,
            (Segment(integer(row.partners)),),
            href=catalogue.urls.page(row.games),
            title=f"{row.gamesLabel}: {count_phrase(integer(row.partners), 'partner')} recorded",
        )
        for row in summer
    ]
    title, answer, others = _published_most(counts)
    recorded = f"{most.gamesLabel}, with {most.partners} recorded here"
    drawn_are = "Drawn are the partners recorded here for the Summer Games; the lower tiers of some are still thin."
    return Highlight(
        title or "Of which Games are the most partners recorded here?",
        answer or recorded,
        " ".join(filter(None, (others, f"{recorded}, is first in this graph." if answer else "", drawn_are))),
        small_columns(drawn, "Partners recorded for each Summer Games"),
        [],
        [
            ("/games?sort=-partners", "All Games by partners recorded here"),
            ("/queries/coverage-against-official-counts", "The published counts"),
        ],
        ("partners-of-summer-games", ""),
        "Partners recorded here for the latest Summer Games",
        drawn,
    )


def _published_most(counts: Sequence[CoverageAgainstOfficialCountsRow]) -> tuple[str, str, str]:
    """Return question, answer and what other sources say: superlatives about the world rest on published counts."""
    plain = [row for row in counts if finite(row.official) and not row.tier and not row.qualifier]
    if not plain:
        return "", "", ""
    most = max(plain, key=lambda row: (float(row.official), row.games))
    same = {amount(row.official) for row in plain if row.games == most.games} - {amount(most.official)}
    others = f"Other sources give {join_words(sorted(same))} for it." if same else ""
    answer = f"{most.gamesLabel}, with {amount(most.official)} domestic ones, by a published count"
    return "Which Games had the most partners?", answer, others


def revenue(
    catalogue: ReferenceData, figures: Sequence[PublishedFiguresRow], terms: Sequence[Programme]
) -> Highlight | None:
    """Answer what TOP earns. Of readings that disagree the first plain one is drawn; the column names all.

    Only totals of whole terms count. A term without one is a gap.
    """
    totals = (row for row in figures if finite(row.amount) and whole_term(catalogue, row.about, row))
    readings = grouped_by(sorted(totals, key=lambda row: bool(row.qualifier)), lambda row: row.about)
    shown = set(without_ends([term.iri for term in terms], readings))
    known = [(term, readings.get(term.iri, [])) for term in terms if term.iri in shown]
    if len(readings) < 2:
        return None
    drawn = [
        ChartColumn(
            _numeral(term),
            tuple(
                Segment(max(float(row.amount), 0.0), outlined=bool(row.qualifier), sign=bound_sign(slug(row.qualifier)))
                for row in own[:1]
            ),
            href=catalogue.urls.page(term.iri) + "#figures",
            title=f"{term.label}: {' or '.join(map(_said, own)) or 'no published figure'}",
        )
        for term, own in known
    ]
    (first, least), (last, latest) = known[0], known[-1]
    amounts = [_said(own[0]) for own in (least, latest)]
    gaps = [term.label for term, own in known if not own]
    missing = f" No total is published for {join_words(gaps)}." if gaps else ""
    return Highlight(
        "What does TOP earn?",
        f"{amounts[0]} for {first.label}, {amounts[1]} for {last.label}",
        f"Revenue of TOP in millions of dollars, over a whole term, as published.{missing} {OUTLINED}",
        small_columns(
            drawn, "Published revenue of TOP by term, in millions of US dollars", lambda value: f"{value / 1e6:,.0f}"
        ),
        [],
        [("/queries/published-figures", "All figures with their sources"), ("/programme/top#figures", "TOP")],
        ("programme-revenue", "/programme/top"),
    )


def _said(row: PublishedFiguresRow) -> str:
    return qualified(amount(row.amount, row.currency), slug(row.qualifier))


def _numeral(term: Programme) -> str:
    return term.label.removeprefix("TOP ")
