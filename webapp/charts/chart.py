"""A chart as it leaves the site. It has what is drawn, words, numbers, and what these rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from webapp.components.legends import IN_FORCE, LegendItem
from webapp.models.evidence import Source
from webapp.svg.network import DrawnAt
from webapp.text.english import count_phrase, join_words

_NAMED = 3
"""Publishers that a line of sources names; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the numbers: its name in the CSV, and what it holds."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart: columns, and rows with a text for each."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of a chart: title, caption, and the name of what it is about.

    `marked` says what the Games with a filled dot are.
    """

    title: str
    caption: str
    about: str = ""
    marked: str = IN_FORCE


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: title and caption, legend, what draws it for a width, its numbers and their sources.

    `counted` says of numbers that are counts what was counted. `about` is the name of what the chart is about, and
    stands in file names.
    """

    title: str
    caption: str
    legend: tuple[LegendItem, ...]
    draw: DrawnAt
    table: ChartTable
    sources: tuple[Source, ...]
    about: str = ""
    counted: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def source_line(self) -> str:
        """The sources in a sentence, those with the most documents first."""
        if not self.sources:
            return "No source is recorded for it." if not self.counted else f"Counted from {self.counted}."
        publishers = Counter(source.publisher or source.title for source in self.sources)
        names = [name for name, _ in sorted(publishers.items(), key=lambda item: (-item[1], item[0]))]
        more = len(names) - _NAMED
        named = names[:_NAMED] + ([f"{more} more"] if more > 0 else [])
        documents = count_phrase(len(self.sources), "document")
        counted = f"Counted from {self.counted}. " if self.counted else ""
        return f"{counted}Sources: {join_words(named)}; {documents}, listed with the data."


def unique_sources(found: Sequence[Source]) -> tuple[Source, ...]:
    """Return each source once, by its date."""
    return tuple(sorted({source.iri: source for source in found}.values(), key=lambda it: (it.published, it.iri)))
