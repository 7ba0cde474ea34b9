"""The share of published numbers that is known here. Partners of Games are compared with official counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.components.charts import ChartCell, ChartFigure
from webapp.models.once import once_per_build
from webapp.models.query_client import compact
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import CoverageAgainstOfficialCountsRow
from webapp.svg.bar_chart import ChartBar, ChartStyle, bars
from webapp.text.english import finite, integer, qualified

_BARS = 60
"""Games in the chart."""


@dataclass(frozen=True, slots=True)
class GamesCoverage:
    """A Games with the number of its domestic partners that is known here, and one that was published.

    The published number may be of one `tier`, or `as_of` an earlier day; then `undated` are known without a beginning.
    """

    games: ChartCell
    tier: str
    as_of: str
    known: int
    undated: int
    official: int
    qualifier: str
    figure: str
    note: str

    @property
    def published(self) -> str:
        """The published number as its source bounds or qualifies it."""
        return qualified(str(self.official), self.qualifier)

    @property
    def difference(self) -> str:
        """How many more or fewer are known here, with its sign."""
        number = self.known - self.official
        return f"+{number}" if number > 0 else str(number)


@once_per_build
def official_counts(catalogue: ReferenceData) -> list[CoverageAgainstOfficialCountsRow]:
    """Return the rows of `coverage-against-official-counts`, for which the query looks at all partnerships."""
    return compact(catalogue.ask.rows(CoverageAgainstOfficialCountsRow))


def coverage_of(rows: Sequence[CoverageAgainstOfficialCountsRow], catalogue: ReferenceData) -> list[GamesCoverage]:
    """Return the rows of `coverage-against-official-counts`, in the order of the Games."""
    calendar = catalogue.games
    return [
        GamesCoverage(
            ChartCell(row.gamesLabel, catalogue.urls.page(row.games)),
            row.tierLabel,
            row.asOf,
            integer(row.known),
            integer(row.undated),
            round(finite(row.official) or 0),
            slug(row.qualifier),
            catalogue.urls.page(row.statistic),
            row.note,
        )
        for row in sorted(rows, key=lambda row: (calendar[row.games].order, row.games, row.statistic))
        if (finite(row.official) or 0) >= 1
    ]


def coverage_chart(coverage: Sequence[GamesCoverage]) -> ChartFigure | None:
    """Draw the known share of the published number of all tiers.

    Of several numbers the highest counts, so that the share is never too good. A number of an earlier day counts only
    where there is no other; of these the latest day counts.
    """
    highest: dict[ChartCell, GamesCoverage] = {}
    for item in sorted(coverage, key=lambda item: (not item.as_of, item.as_of, item.official)):
        if not item.tier:
            highest[item.games] = item
    highest = {item.games: highest[item.games] for item in coverage if item.games in highest}
    rows = []
    for cell, item in list(highest.items())[-_BARS:]:
        share = min(100.0, 100 * item.known / item.official)
        undated = min(100.0 - share, 100 * item.undated / item.official)
        words = f"{item.known}{f' + {item.undated}' if item.undated else ''} of {item.published}"
        title = f"{cell.text}: {words} published domestic partners known here"
        parts = (share, undated, 100 - share - undated)
        rows.append(ChartBar(cell.text, parts, cell.href, title, "", words, bool(item.qualifier)))
    title = "Share of the published domestic partners that is known here"
    names = ["known here", "known here, without a date", "missing, by the published number"]
    picture = bars(rows, names, title, ChartStyle(("part-2", "part-4", "neutral")))
    caption = (
        "Where several numbers were published, the highest stands in the picture; the table has all of them. A number "
        "of an earlier day is compared with who had begun by then; those without a date may have come later. A bar is "
        "outlined where the published number is a bound, an estimate, a target or a forecast."
    )
    if len(rows) < len(highest):
        caption += f" Drawn are the latest {len(rows)} of {len(highest)} Games."
    return ChartFigure(title, caption, picture, (), (), "coverage-against-official-counts") if picture else None
