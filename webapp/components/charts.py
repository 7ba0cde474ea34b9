# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The charts of pages, each with its numbers as a table.

Each is made of the rows of one named query, so that table, download and picture cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.models.grouping import grouped_by
from webapp.models.look_ups import Programme
from webapp.models.partnership import PARTNERS_OF_GAMES
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import FiguresAboutRow, PartnersByCountryRow, PublishedFiguresRow, TiersOfGamesRow
from webapp.svg.bar_chart import Bars, ChartStyle
from webapp.svg.column_chart import ChartColumn, Segment, columns
from webapp.text.dates import years
from webapp.text.english import amount, bound_sign, count_phrase, finite, integer, qualified

_COUNTRIES = 6
"""Countries with a colour of their own; the others share one."""

_READINGS = 6
"""Columns that a term can have: more readings of one figure are not known."""

OUTLINED = "An outlined bar is no plain figure: ≥ at least, ≤ at most, ~ about, or a target or forecast."
"""How captions say what an outline means."""

_OTHERS = "other countries"
_TIERS = {
    "worldwide": "worldwide",
    "first": "first domestic tier",
    "second": "second tier",
    "third": "third tier",
    "lower": "lower tiers",
    "not stated": "tier not stated",
}
_COLOURS = {
    "worldwide": "part-1",
    "first": "part-2",
    "second": "part-3",
    "third": "part-4",
    "lower": "part-5",
    "not stated": "neutral",
}


@dataclass(frozen=True, slots=True)
class ChartCell:
    """A cell of the table under a chart: its text, and where it leads to."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A picture with its caption, its table, and the query (with arguments) that answers it."""

    title: str
    caption: str
    picture: Bars
    headings: tuple[str, ...]
    rows: tuple[tuple[ChartCell, ...], ...]
    query: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def countries_by_term(
    catalogue: ReferenceData, rows: Sequence[PartnersByCountryRow], programme: str
) -> ChartFigure | None:
    """Draw the rows of `partners-by-country`: the countries from which the partners of each term came."""
    totals: Counter[str] = Counter()
    terms: dict[str, dict[str, int]] = {}
    left: dict[tuple[str, str], int] = {}
    for row in rows:
        name = row.countryLabel or "not stated"
        totals[name] += integer(row.partners)
        terms.setdefault(row.term, {})[name] = integer(row.partners)
        left[row.term, name] = integer(row.leftEarly)
    named = [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:_COUNTRIES]]
    items = [_countries_column(catalogue, iri, shares, named) for iri, shares in terms.items()]
    title = "Partners by country, term by term"
    table = tuple(
        (
            ChartCell(catalogue.label(iri), catalogue.urls.page(iri)),
            *map(ChartCell, (name, str(number), str(left[iri, name] or "–"))),
        )
        for iri, shares in terms.items()
        for name, number in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    )
    caption = (
        "Without those who gave up within the term, whom the table counts apart. "
        "The country of a company is that of its headquarters today."
    )
    picture = columns(items, [*named, _OTHERS], title)
    if picture is None:
        return None
    return ChartFigure(
        title, caption, picture, ("Term", "Country", "Partners"), table,
        "partners-by-country", {"programme": slug(programme)},
    )  # fmt: skip


def _countries_column(
    catalogue: ReferenceData, iri: str, shares: Mapping[str, int], named: Sequence[str]
) -> ChartColumn:
    term = catalogue.programmes[iri]
    rest = sum(number for name, number in shares.items() if name not in named)
    parts = [*((name, shares.get(name, 0)) for name in named), (_OTHERS, rest)]
    segments = tuple(Segment(value, f"{term.label}, {name}: {count_phrase(value, 'partner')}") for name, value in parts)
    return _term_column(catalogue, term, segments)


def _term_column(catalogue: ReferenceData, term: Programme, segments: tuple[Segment, ...]) -> ChartColumn:
    span = years(term.start, term.end, short=True)
    return ChartColumn(term.label.removeprefix("TOP "), segments, span, catalogue.urls.page(term.iri))


def revenue_by_term(catalogue: ReferenceData, rows: Sequence[FiguresAboutRow]) -> ChartFigure | None:
    """Draw the revenue of TOP among the rows of `figures-about`, every reading a column of its own."""
    terms = grouped_by(revenue_rows(catalogue, rows), lambda row: row.subject)
    if len(terms) < 2:
        return None
    ordered = without_ends([iri for iri in catalogue.programmes if catalogue.programmes[iri].kind == "term"], terms)
    items = [_revenue_column(catalogue, iri, terms.get(iri, ())) for iri in ordered]
    title = "Published revenue of TOP, term by term"
    table = tuple(
        (
            ChartCell(catalogue.label(iri), catalogue.urls.page(iri)),
            ChartCell(_said(row), catalogue.urls.page(row.statistic)),
            ChartCell(row.note),
        )
        for iri in ordered
        for row in terms.get(iri, ())
    )
    caption = (
        "Every total of a whole term that somebody published, in billions of US dollars; where sources disagree, each "
        f"has a column. {OUTLINED} A term without a figure has an empty place."
    )
    look = ChartStyle(["part-2"] * _READINGS, lambda value: f"{value / 1e9:.3g}")
    picture = columns(items, ["revenue"], title, look, stacked=False)
    if picture is None:
        return None
    return ChartFigure(
        title, caption, picture,
        ("Term", "Revenue", "What the source says"), table, "published-figures", {"indicator": "top-revenue"},
    )  # fmt: skip


def revenue_rows(catalogue: ReferenceData, rows: Sequence[FiguresAboutRow]) -> list[FiguresAboutRow]:
    """Return the figures that are revenue of TOP over a whole term."""
    return [
        row
        for row in rows
        if slug(row.indicator) == "top-revenue" and finite(row.value) and whole_term(catalogue, row.subject, row)
    ]


def whole_term(catalogue: ReferenceData, programme: str, row: FiguresAboutRow | PublishedFiguresRow) -> bool:
    """Tell whether a figure is for all years of a programme, and not for a part of them."""
    term = catalogue.programmes.get(programme)
    return term is not None and (row.start[:4], row.end[:4]) == (term.start[:4], term.end[:4])


def without_ends(places: Sequence[str], known: Container[str]) -> Sequence[str]:
    """Return the places from the first that is known to the last; those between stay, as gaps.

    >>> without_ends(["a", "b", "c", "d"], {"b", "d"})
    ['b', 'c', 'd']
    """
    found = [number for number, place in enumerate(places) if place in known]
    return places[found[0] : found[-1] + 1] if found else []


def _said(row: FiguresAboutRow) -> str:
    return qualified(amount(row.value, row.currency), slug(row.qualifier))


def _value(row: FiguresAboutRow) -> float:
    return max(finite(row.value) or 0.0, 0.0)


def _revenue_column(catalogue: ReferenceData, iri: str, rows: Sequence[FiguresAboutRow]) -> ChartColumn:
    term = catalogue.programmes[iri]
    segments = tuple(
        Segment(
            _value(row),
            f"{term.label}: {_said(row)}. {row.note}",
            catalogue.urls.page(row.statistic),
            outlined=bool(row.qualifier),
            sign=bound_sign(slug(row.qualifier)),
        )
        for row in sorted(rows, key=_value)
    )
    return _term_column(catalogue, term, segments)


def shares_of(rows: Iterable[TiersOfGamesRow]) -> dict[str, dict[str, int]]:
    """Return the number of partners in each tier, for each Games."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.games, {})[row.tier] = integer(row.partners)
    return found


def tiers_by_games(
    catalogue: ReferenceData, found: Mapping[str, Mapping[str, int]], season: str, marked: str = ""
) -> ChartFigure | None:
    """Draw the number of partners in each tier, for each Games of a season."""
    ordered = [iri for iri in catalogue.games if iri in found]
    used = [tier for tier in _TIERS if any(tier in shares for shares in found.values())]
    items = [_games_column(catalogue, iri, found[iri], used, marked) for iri in ordered]
    title = "Partners by tier, Games by Games"
    look = ChartStyle([_COLOURS[tier] for tier in used])
    table = tuple(
        (
            ChartCell(catalogue.games[iri].label, catalogue.urls.page(iri)),
            *(ChartCell(str(found[iri].get(tier, 0) or "–")) for tier in used),
        )
        for iri in ordered
    )
    caption = (
        f"{PARTNERS_OF_GAMES} A partner in several tiers stands in the highest alone. Organisers name their tiers "
        "differently, so ranks are compared, not names; a low column may mean that the lower tiers of those Games are "
        "still thinly covered."
    )
    picture = columns(items, [_TIERS[tier] for tier in used], title, look)
    if picture is None:
        return None
    return ChartFigure(
        title, caption, picture,
        ("Games", *(_TIERS[tier] for tier in used)), table, "tiers-of-games", {"season": season},
    )  # fmt: skip


def _games_column(
    catalogue: ReferenceData, iri: str, shares: Mapping[str, int], used: Sequence[str], marked: str
) -> ChartColumn:
    game = catalogue.games[iri]
    segments = tuple(
        Segment(shares.get(tier, 0), f"{game.label}, {_TIERS[tier]}: {count_phrase(shares.get(tier, 0), 'partner')}")
        for tier in used
    )
    name = game.label.removesuffix(" (Youth Olympic Games)")
    label = name[-4:] if name[-4:].isdigit() else name
    return ChartColumn(label, segments, "", catalogue.urls.page(iri), marked=iri == marked)
