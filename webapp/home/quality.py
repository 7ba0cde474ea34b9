"""The page about the quality of the data. It shows coverage against official counts, sources, findings, and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from webapp.components import responses
from webapp.components.charts import ChartCell, ChartFigure
from webapp.components.coverage import coverage_chart, coverage_of, official_counts
from webapp.models.once import once_per_build
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import (
    DisagreeingFiguresRow,
    DisagreeingReportsRow,
    PartnersPerTermRow,
    SourcesPerStatementRow,
    WhatIsMissingRow,
)
from webapp.models.site import current_site
from webapp.svg.bar_chart import ChartBar, bars
from webapp.text.english import capital, integer

area = Blueprint("quality", __name__)

_NUMBERS = 200
"""Published numbers in the table; a link leads to all."""

_FINDINGS = 60
"""Programmes in the table of findings, those with the most pairs; a link leads to all."""


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
    """Show what is known of the quality of the data."""
    return responses.page("home/quality.html", **_shown(current_site().catalogue))


@once_per_build
def _shown(catalogue: ReferenceData) -> dict[str, object]:
    """Return what the page shows; seven queries, which look at the whole graph."""
    ask = catalogue.ask
    coverage = coverage_of(official_counts(catalogue), catalogue)
    kinds = catalogue.sources_per_statement
    findings = catalogue.exclusivity
    gaps = [Gap(row.what, integer(row.missing), integer(row.all)) for row in ask.rows(WhatIsMissingRow)]
    gaps = [gap for gap in gaps if gap.all]
    return {
        "coverage": coverage[-_NUMBERS:],
        "numbers": len(coverage),
        "coverage_chart": coverage_chart(coverage),
        "terms": ask.rows(PartnersPerTermRow),
        "kinds": _kinds_chart(kinds),
        "statements": sum(integer(row.statements) for row in kinds),
        "several": sum(integer(row.two) + integer(row.more) for row in kinds),
        "sources": len(catalogue.every_source),
        "sourced": not ask.truth("has-unsourced-partnership"),
        "publishers": len({source.publisher for source in catalogue.every_source.values() if source.publisher}),
        "languages": len({source.language for source in catalogue.every_source.values() if source.language}),
        "findings": sorted(findings, key=lambda row: -integer(row.pairs))[:_FINDINGS]
        if len(findings) > _FINDINGS
        else findings,
        "programmes": len(findings),
        "pairs": sum(integer(row.pairs) for row in findings),
        "figures": len(ask.rows(DisagreeingFiguresRow)),
        "reports": len(ask.rows(DisagreeingReportsRow)),
        "gaps": sorted(gaps, key=lambda gap: -gap.missing / max(1, gap.all)),
    }


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
