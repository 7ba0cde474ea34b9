"""The picture of a comparison.

It has a dot for each member, in the column of its part and in the row of its field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from graph.collation import collation_key
from webapp.comparison.compare import Aspect, Comparison, Member, Part, field_label, main_category
from webapp.models.colour_families import NEUTRAL
from webapp.models.grouping import grouped_by
from webapp.models.reference_data import ReferenceData
from webapp.svg.canvas import circle, element, in_lines, line, svg, title_element
from webapp.svg.network import LABEL_SIZE, NARROW, NOTE_SIZE
from webapp.svg.text_metrics import shorten, text_width

_WIDTH: Final = 920.0
_RADIUS: Final = 5.0
_PITCH: Final = 14.0
_HEAD: Final = 30.0
_SPACE: Final = 10.0
_GAP: Final = 18.0
_NAMES: Final = 290.0
"""The width of the names of rows beside the dots."""

_NAME: Final = 18.0
"""The height of the name of a row above the dots."""

_ORDER: Final[tuple[Part, ...]] = ("a", "both", "b")
"""The columns from left to right: what both have stands between."""

_KINDS: Final = {"term": "Terms of TOP", "worldwide": "Other worldwide programmes", "domestic": "Domestic programmes"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing for wide and for narrow screens."""

    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class DotRow:
    """A row of dots: its label, and its members by part."""

    label: str
    members: tuple[Member, ...]

    def part(self, part: Part) -> list[Member]:
        """Return the members of a column."""
        return [member for member in self.members if member.part == part]


def picture(catalogue: ReferenceData, found: Comparison) -> Picture | None:
    """Draw the main aspect of a comparison; nothing where there are no members."""
    if not found.main.members:
        return None
    rows = _rows(catalogue, found.main)
    wide = _Drawing(catalogue, found, _WIDTH, beside=True).svg(rows, "wide")
    return Picture(wide, _Drawing(catalogue, found, NARROW, beside=False).svg(rows, "narrow"))


def _rows(catalogue: ReferenceData, aspect: Aspect) -> list[DotRow]:
    """Share the members out to rows: programmes by kind, all else by the field of the first category."""

    def row(member: Member) -> str:
        if aspect.name == "programmes":
            return _KINDS.get(catalogue.programmes[member.thing.iri].kind, "Other programmes")
        return field_label(catalogue, main_category(aspect, member))

    found = grouped_by(aspect.members, row)
    return [
        DotRow(label, tuple(found[label]))
        for label in sorted(found, key=lambda label: (label == "Other", collation_key(label)))
    ]


class _Drawing:
    """A drawing of one width; names of rows stand beside the dots, or above them."""

    def __init__(self, catalogue: ReferenceData, found: Comparison, width: float, *, beside: bool) -> None:
        self._catalogue, self._aspect, self._width, self._beside = catalogue, found.main, width, beside
        names = {"a": f"Only {found.a.label}", "both": "Both", "b": f"Only {found.b.label}"}
        self._heads = [(names[part], found.main.counts[part]) for part in _ORDER]
        self._left = _NAMES if beside else 0.0
        self._top = _HEAD if beside else _HEAD + _NAME
        self._column = (width - self._left) / len(_ORDER)
        self._each = int((self._column - _GAP) // _PITCH)

    def svg(self, rows: list[DotRow], name: str) -> str:
        """Return the whole drawing."""
        parts = [text for place in range(len(_ORDER)) for text in self._head(place)]
        top = self._top
        for row in rows:
            parts += [line("c-rule", (0, top), (self._width, top)), *self._row(row, top)]
            top += self._height(row)
        title = "; ".join(f"{label}: {number}" for label, number in self._heads)
        return svg(f"net net-{name} dots", (self._width, top), title, in_lines(parts))

    def _head(self, place: int) -> Iterator[str]:
        """Write the name of a column with its number; where it is narrow, "Only" has a line of its own."""
        label, number = self._heads[place]
        only = label.startswith("Only ") and not self._beside
        room = self._column - _GAP - text_width(f": {number}", NOTE_SIZE)
        text = f"{shorten(label.removeprefix('Only ') if only else label, NOTE_SIZE, room)}: {number}"
        for words, above in ((text, 10.0), *((("Only", 25.0),) if only else ())):
            at: dict[str, str | float] = {"class": "t-heading", "x": self._left + place * self._column}
            yield element("text", at | {"y": self._top - above}, words)

    def _height(self, row: DotRow) -> float:
        lines = max(ceil(len(row.part(part)) / self._each) for part in _ORDER)
        return lines * _PITCH + 2 * _SPACE + (0 if self._beside else _NAME)

    def _row(self, row: DotRow, top: float) -> Iterator[str]:
        label = shorten(row.label, LABEL_SIZE, _NAMES - _GAP if self._beside else self._width)
        yield element("text", {"class": "t-label", "x": 0, "y": top + _SPACE + _PITCH / 2 + 4.5}, label)
        first = top + _SPACE + (0 if self._beside else _NAME)
        for place, part in enumerate(_ORDER):
            for number, member in enumerate(row.part(part)):
                x = self._left + place * self._column + _RADIUS + number % self._each * _PITCH
                y = first + _PITCH / 2 + number // self._each * _PITCH
                family = self._family(member)
                dot = circle("dot", (x, y), _RADIUS)
                yield element("g", {"class": f"f-{family}"}, title_element(member.thing.label), dot)

    def _family(self, member: Member) -> str:
        """Return the colour of a dot; a programme is of no single field."""
        if self._aspect.name == "programmes":
            return NEUTRAL.name
        return self._catalogue.families[main_category(self._aspect, member).iri]
