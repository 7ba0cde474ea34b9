"""The matrix of a programme's partners and terms.

It has a row for each partner and a column for each term. A cell shows when the partner was in. A cell is drawn in
units, twelve a year and forty-eight a term. So a bar that fills its cell meets that of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.networks import describe_partnership, edge_kind
from webapp.models.grouping import grouped_by
from webapp.models.look_ups import Programme
from webapp.models.partnership import LabelledIri, Partnership, years_of
from webapp.models.reference_data import ReferenceData
from webapp.svg.canvas import hatching
from webapp.text.dates import decimal_year
from webapp.text.english import count_phrase

TERM = 48.0
"""The width of a cell in its own units: four years of twelve months."""

_TOP, _HEIGHT = 3.0, 14.0
"""Where a bar begins in its cell, from above, and how high it is."""

_YEARS = 4.0
_LEAST = 5.0
_TO_COME = ("active", "announced")


@dataclass(frozen=True, slots=True)
class TermBar:
    """A partnership in its cell: from `x`, `width` wide. `begins` and `ends` say whether the row does so there.

    `assumed` is from where to where it is hatched, as its beginning or end is assumed or not known.
    """

    x: float
    width: float
    kind: str
    family: str
    href: str
    title: str
    begins: bool
    ends: bool
    assumed: tuple[float, float] | None

    @property
    def hatch(self) -> str:
        """The path of the hatching; nothing where nothing is assumed."""
        return hatching(*self.assumed, _TOP, _HEIGHT) if self.assumed else ""

    @property
    def framed(self) -> bool:
        """Whether it leaves a visible part of its cell empty."""
        return self.width < TERM - 0.5


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: the partner, its country, the place of its first term, how many terms, its years, and the bars by term."""

    partner: LabelledIri
    short: str
    country: LabelledIri | None
    first: int
    terms: int
    years: str
    cells: tuple[tuple[TermBar, ...], ...]


@dataclass(frozen=True, slots=True)
class SortOrder:
    """A way to sort the rows: its name in the address, and what it is called."""

    name: str
    label: str


ORDERS = (
    SortOrder("first", "first term"),
    SortOrder("length", "length"),
    SortOrder("country", "country"),
    SortOrder("name", "name"),
)


def matrix(catalogue: ReferenceData, deals: Sequence[Partnership], terms: Sequence[Programme]) -> list[MatrixRow]:
    """Return a row for each partner, the earliest partners first."""
    inside = {term.iri for term in terms}
    rows = grouped_by((deal for deal in deals if deal.programme.iri in inside), lambda deal: deal.partner)
    lines = [_line(catalogue, partner, own, terms) for partner, own in rows.items()]
    return ordered(lines, "first")


def ordered(lines: Sequence[MatrixRow], by: str) -> list[MatrixRow]:
    """Return the rows in one of the orders; ties go to the earlier, then the longer, then the name.

    Raises:
        KeyError: there is no such order.
    """
    keys: dict[str, Callable[[MatrixRow], tuple[object, ...]]] = {
        "first": lambda line: (line.first,),
        "length": lambda line: (-line.terms,),
        "country": lambda line: (line.country is None, collation_key(line.country.label if line.country else "")),
        "name": lambda line: (collation_key(line.partner.label),),
    }
    key = keys[by]
    return sorted(lines, key=lambda line: (*key(line), line.first, -line.terms, collation_key(line.partner.label)))


def _line(
    catalogue: ReferenceData, partner: LabelledIri, own: Sequence[Partnership], terms: Sequence[Programme]
) -> MatrixRow:
    place = {term.iri: index for index, term in enumerate(terms)}
    held = {place[deal.programme.iri] for deal in own}
    seat = catalogue.partner_countries.get(partner.iri)
    country = LabelledIri(seat, catalogue.label(seat)) if seat else None
    cells = tuple(
        tuple(_bar(catalogue, deal, term, held, index) for deal in own if deal.programme.iri == term.iri)
        for index, term in enumerate(terms)
    )
    short = catalogue.short(partner.iri, partner.label)
    return MatrixRow(partner, short, country, min(held), len(held), years_of(own), cells)


def _bar(catalogue: ReferenceData, deal: Partnership, term: Programme, held: set[int], index: int) -> TermBar:
    """Place a partnership in its term; what runs on after the fourth year ends with the cell.

    Where it has no dates of its own, or the term has none, it fills the cell.
    """
    opens = decimal_year(term.start) if term.start else None
    start = (decimal_year(deal.first_day) - opens) / _YEARS * TERM if deal.first_day and opens else 0.0
    end = (decimal_year(deal.last_day, last=True) - opens) / _YEARS * TERM if deal.last_day and opens else TERM
    start, end = max(0.0, start), min(TERM, end)
    if start < 1 and index - 1 in held:
        start = 0.0  # a contract signed some days into the term of a renewal leaves no gap
    x, width = round(min(start, TERM - _LEAST), 1), round(max(_LEAST, end - start), 1)
    return TermBar(
        x=x,
        width=width,
        kind=edge_kind(deal),
        family=catalogue.families[deal.category.iri],
        href=catalogue.urls.page(deal.iri),
        title=describe_partnership(deal),
        begins=index - 1 not in held,
        ends=index + 1 not in held and deal.status not in _TO_COME,
        assumed=_assumed(deal, x, width),
    )


def _assumed(deal: Partnership, x: float, width: float) -> tuple[float, float] | None:
    """Return what of a bar is hatched: from the middle on to the side that is assumed; nothing where neither is."""
    if not (deal.assumed_start or deal.assumed_end):
        return None
    return x if deal.assumed_start else x + width / 2, x + width if deal.assumed_end else x + width / 2


def matrix_kinds(lines: Sequence[MatrixRow]) -> frozenset[str]:
    """Return the kinds of bars that appear, so that a legend can say what they mean."""
    bars = [bar for line in lines for cell in line.cells for bar in cell]
    found = {bar.kind for bar in bars}
    found |= {"assumed"} if any(bar.assumed for bar in bars) else set()
    return frozenset(found | ({"framed"} if any(bar.framed for bar in bars) else set()))


def matrix_caption(lines: Sequence[MatrixRow], terms: Sequence[Programme]) -> str:
    """Say what the matrix shows, for its caption."""
    always = [line.short for line in lines if line.terms == len(terms)]
    inside = sum(1 for line in lines for cell in line.cells for bar in cell if bar.begins and bar.x >= 1)
    words = f"{count_phrase(len(lines), 'company', 'companies').capitalize()} in {count_phrase(len(terms), 'term')}"
    words += f"; {count_phrase(inside, 'company', 'companies')} joined inside a term" if inside else ""
    return words + (f"; {' and '.join(always)} are in all of them." if always else ".")
