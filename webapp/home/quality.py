"""The page about the quality of the data. It shows coverage against official counts, sources, findings, and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from webapp.components import responses
from webapp.components.charts import ChartCell, ChartFigure
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import (
    CoverageAgainstOfficialCountsRow,
    DisagreeingFiguresRow,
    DisagreeingReportsRow,
    ExclusivityByProgrammeRow,
    PartnersPerTermRow,
    SourcesPerStatementRow,
    WhatIsMissingRow,
)
from webapp.models.site import current_site
from webapp.svg.bar_chart import ChartBar, ChartStyle, bars
from webapp.text.english import capital, finite, integer, qualified

area = Blueprint("quality", __name__)


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known: what, how often, of how many, and the share in per cent."""

    what: str
    missing: int
    all: int

    @property
    def percent(self) -> str:
        """The share, without decimals unless it is below one per cent."""
        share = 100 * self.missing / self.all if self.all else 0
        return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"


@area.get("/quality")
def quality() -> Response:
    """Show what is known of the quality of the data; seven queries."""
    here = current_site()
    ask, catalogue = here.ask, here.catalogue
    coverage = _coverage(ask.rows(CoverageAgainstOfficialCountsRow), catalogue)
    kinds = ask.rows(SourcesPerStatementRow)
    findings = ask.rows(ExclusivityByProgrammeRow)
    gaps = [Gap(row.what, integer(row.missing), integer(row.all)) for row in ask.rows(WhatIsMissingRow)]
    gaps = [gap for gap in gaps if gap.all]
    return responses.page(
        "home/quality.html",
        coverage=coverage,
        coverage_chart=_coverage_chart(coverage),
        terms=ask.rows(PartnersPerTermRow),
        kinds=_kinds_chart(kinds),
        statements=sum(integer(row.statements) for row in kinds),
        several=sum(integer(row.two) + integer(row.more) for row in kinds),
        sources=len(catalogue.sources),
        sourced=len(catalogue.evidence_by_partnership) >= len(here.catalogue.partnerships_by_date),
        publishers=len({source.publisher for source in catalogue.sources.values() if source.publisher}),
        languages=len({source.language for source in catalogue.sources.values() if source.language}),
        findings=findings,
        pairs=sum(integer(row.pairs) for row in findings),
        figures=len(ask.rows(DisagreeingFiguresRow)),
        reports=len(ask.rows(DisagreeingReportsRow)),
        gaps=sorted(gaps, key=lambda gap: -gap.missing / max(1, gap.all)),
    )


def _coverage(rows: Sequence[CoverageAgainstOfficialCountsRow], catalogue: ReferenceData) -> list[GamesCoverage]:
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


def _coverage_chart(coverage: Sequence[GamesCoverage]) -> ChartFigure | None:
    """Draw the known share of the published number of all tiers; of several the highest, never too good a share.

    A number of an earlier day counts only where there is no other; of these the latest day counts.
    """
    highest: dict[ChartCell, GamesCoverage] = {}
    for item in sorted(coverage, key=lambda item: (not item.as_of, item.as_of, item.official)):
        if not item.tier:
            highest[item.games] = item
    highest = {item.games: highest[item.games] for item in coverage if item.games in highest}
    rows = []
    for cell, item in highest.items():
        share = min(100.0, 100 * item.known / item.official)
        undated = min(100.0 - share, 100 * item.undated / item.official)
        words = f"{item.known}{f' + {item.undated}' if item.undated else ''} of {item.published}"
        title = f"{cell.text}: {words} published domestic partners known here"
        parts = (share, undated, 100 - share - undated)
        rows.append(ChartBar(cell.text, parts, cell.href, title, "", words, bool(item.qualifier)))
    title = "Share of the published domestic partners that is known here"
    names = ["known here", "known here, without a date", "missing, by the published number"]
    picture = bars(rows, names, title, ChartStyle(("finance", "media", "neutral")))
    caption = (
        "Where several numbers were published, the highest stands in the picture; the table has all of them. A number "
        "of an earlier day is compared with who had begun by then; those without a date may have come later. A bar is "
        "outlined where the published number is a bound, an estimate, a target or a forecast."
    )
    return ChartFigure(title, caption, picture, (), (), "coverage-against-official-counts") if picture else None


def _kinds_chart(rows: Sequence[SourcesPerStatementRow]) -> ChartFigure | None:
    names = ["one source", "two", "three or more"]
    drawn = [
        ChartBar(capital(row.kindLabel), tuple(float(integer(number)) for number in (row.one, row.two, row.more)))
        for row in rows
    ]
    title = "Statements by the number of sources"
    table = tuple(
        tuple(map(ChartCell, (capital(row.kindLabel), row.statements, row.one, row.two, row.more))) for row in rows
    )
    caption = (
        "Every statement counted here rests on at least one source; a second one is the surest way to make it better."
    )
    picture = bars(drawn, names, title)
    if picture is None:
        return None
    return ChartFigure(title, caption, picture, ("Kind", "statements", *names), table, "sources-per-statement")
