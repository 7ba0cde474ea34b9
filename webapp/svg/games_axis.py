# ruff: noqa: RUF001 - typographic dashes and quotation marks are meant
"""The calendar of a timeline, from years to pixels. The years stand along its foot, the Games along its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.svg.canvas import Canvas
from webapp.svg.network import NOTE, NOTE_SIZE, Face
from webapp.svg.text_metrics import label, text_width

_STEPS = (1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_ROW = 34.0
_FOOT = 26.0
_DOT = 22.0
_APART = 6.0
_MOST = 0.6
"""The share of the Games of which a form has to name some, not to leave the calendar bare."""

_DENSE = 22.0
"""Pixels for each Games; with fewer their lines stand so close that they are drawn faintly."""

_MARKED = Face("strong", NOTE_SIZE, 1.08)
_ROWS = ("Summer", "Winter", "Youth")


@dataclass(frozen=True, slots=True)
class Edition:
    """A Games on the calendar, at its opening; `marked` if the picture's subject had to do with it."""

    label: str
    year: str
    at: float
    row: str
    href: str
    marked: bool
    title: str

    def words(self, form: int) -> str:
        """Say it at length, by its year, or by the last two digits of that."""
        return (self.label, self.year, "’" + self.year[2:])[form]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Years between two places; `rows` are the editions by season, only seasons that occur."""

    first: float
    last: float
    left: float
    right: float
    rows: tuple[tuple[str, tuple[Edition, ...]], ...]

    def x(self, year: float) -> float:
        """Return the place of a moment."""
        part = (year - self.first) / (self.last - self.first)
        return self.left + min(1.0, max(0.0, part)) * (self.right - self.left)

    @property
    def head_height(self) -> float:
        """The room for the Games above the lanes."""
        return len(self.rows) * _ROW + (8 if self.rows else 0)

    @property
    def foot_height(self) -> float:
        """The room for the years below the lanes."""
        return _FOOT

    def draw(self, canvas: Canvas, bottom: float) -> None:
        """Draw the Games and the years, with lines behind lanes that reach down to `bottom`."""
        number = sum(len(editions) for _, editions in self.rows)
        faintly = " dense" if (self.right - self.left) / max(1, number) < _DENSE else ""
        for index, (name, editions) in enumerate(self.rows):
            y = index * _ROW
            if self.left > text_width(name, NOTE_SIZE) + 20:
                canvas.put(label(name, (14, y + 9), "start", NOTE))
            for edition in editions:
                kind = ("games-marked" if edition.marked else "games") + faintly
                canvas.behind(kind, (self.x(edition.at), y + _DOT), (self.x(edition.at), bottom))
            self._editions(canvas, editions, y)
        canvas.line("rule", (self.left, bottom), (self.right, bottom))
        for year in self._years():
            x = self.x(year)
            canvas.line("tick", (x, bottom), (x, bottom + 5))
            canvas.put(label(str(year), (x, bottom + 15), "middle", NOTE))

    def _years(self) -> Iterator[int]:
        room = text_width("2000", NOTE_SIZE) + 14
        scale = (self.right - self.left) / (self.last - self.first)
        step = next((step for step in _STEPS if step * scale >= room), _STEPS[-1])
        for year in range(int(self.first), int(self.last) + 1):
            x = self.x(year)
            if year % step == 0 and self.left + 16 <= x <= self.right - 16:
                yield year

    def _editions(self, canvas: Canvas, editions: Sequence[Edition], y: float) -> None:
        labelled = self._labelled(editions)
        for edition in editions:
            x, words = self.x(edition.at), labelled.get(edition)
            face = _MARKED if edition.marked else NOTE
            text = label(words[0], (words[1], y + 9), "middle", face) if words else None
            canvas.edition(edition.href, edition.title, (x, y + _DOT), text, marked=edition.marked)

    def _labelled(self, editions: Sequence[Edition]) -> dict[Edition, tuple[str, float]]:
        """Choose the longest form in which all marked Games have room for their names; the others fill what is left."""
        marked = [edition for edition in editions if edition.marked]
        rest = [edition for edition in editions if not edition.marked]
        for form in range(3 if self._two_digits else 2):
            placed = self._placed(marked, form)
            found = self._placed(rest, form, placed)
            if len(placed) == len(marked) and len(found) >= _MOST * len(editions):
                break
        return found

    @property
    def _two_digits(self) -> bool:
        """Whether two digits tell all years of the Games apart; "12" may stand for 1912 and for 2012."""
        years = {edition.year for _, editions in self.rows for edition in editions}
        return len({year[2:] for year in years}) == len(years)

    def _placed(
        self, editions: Sequence[Edition], form: int, taken: dict[Edition, tuple[str, float]] | None = None
    ) -> dict[Edition, tuple[str, float]]:
        found = dict(taken or {})
        for edition in editions:
            words = edition.words(form)
            half = _half(words)
            x = min(max(self.x(edition.at), self.left + half), self.right - half)
            if all(abs(x - other) >= half + _half(word) + _APART for word, other in found.values()):
                found[edition] = words, x
        return found


def _half(words: str) -> float:
    return text_width(words, NOTE_SIZE) * _MARKED.widening / 2


def calendar(years: tuple[float, float], span: tuple[float, float], editions: Sequence[Edition]) -> Calendar:
    """Return the calendar of some years between two places; the Games stand in a row for each season."""
    by_row = ((name, tuple(edition for edition in editions if edition.row == name)) for name in _ROWS)
    return Calendar(*years, *span, tuple((name, found) for name, found in by_row if found))
