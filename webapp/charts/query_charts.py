"""The charts of named queries. A query's header says what is drawn; the numbers are the whole answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from graph.stores.store import Rows
from queries import run
from queries.registry import Query
from queries.results import plain, tabular
from webapp.charts.chart import Chart, ChartTable, TableColumn, unique_sources
from webapp.components.legends import bars_legend, has_outlines
from webapp.components.query_arguments import filled_in
from webapp.components.result_table import ResultChart, ResultTable, charts, heading, tabulate
from webapp.models.evidence import Source
from webapp.models.site import SiteData
from webapp.svg.canvas import svg, text_element
from webapp.svg.network import HEADING
from webapp.svg.text_block import Line, height_of, placed, wrapped
from webapp.text.english import capital, count_phrase, join_words

_EVIDENCE = ("source", "sources", "evidence")
"""Columns of answers that name sources."""

_MOST = 60
"""Bars that one chart draws; the numbers have all rows of the answer."""

_APART = 18.0
"""Pixels between two charts of one answer."""


def chart_of_query(here: SiteData, query: Query, fields: Mapping[str, str]) -> Chart | None:
    """Return the chart of an answer; nothing where the answer has none.

    Raises:
        QueryError: a parameter does not fit.
    """
    question = run.question(here.store, query.name, fields)
    answer = here.store.query(question.text)
    if not isinstance(answer, Rows):
        return None
    rows = tabular(answer)
    table = tabulate(rows, here.catalogue.urls.page)
    found = charts(query, ResultTable(table.columns, table.rows[:_MOST]))
    if not found:
        return None
    texts = tuple(tuple(plain(term) for term in row) for row in rows.rows)
    columns = tuple(TableColumn(name, heading(name)) for name in rows.variables)
    values = filled_in(query, fields)
    said = [here.catalogue.label(f"{value}") if "/" in value else value.replace("-", " ") for value in values.values()]
    return Chart(
        query.title + (f": {join_words(said)}" if said else ""),
        _caption(query, len(texts), outlined=any(chart.outlined for chart in found)),
        tuple(bars_legend(found[0].picture.parts, outlined=any(has_outlines(chart.picture) for chart in found))),
        lambda width: _stacked(found, query.title, width),
        ChartTable(columns, texts),
        unique_sources(_sources(here, rows.variables, texts)),
        " ".join(said),
        f"{count_phrase(len(texts), 'row')} of the answer",
        values,
    )


def _caption(query: Query, rows: int, *, outlined: bool) -> str:
    names = capital(join_words([heading(name).lower() for name in query.chart.bars])) if query.chart else ""
    cut = f" These are the first {_MOST} of {rows} rows." if rows > _MOST else ""
    more = " An outlined bar is no plain figure: the words behind it say why." if outlined else ""
    return f"{names}, as recorded here.{cut}{more}"


def _stacked(found: Sequence[ResultChart], title: str, width: float) -> str:
    """Draw the charts of an answer below each other, each under what sets it apart."""
    if len(found) == 1:
        return found[0].picture.at(width)
    parts: list[Markup] = []
    y = 0.0
    for chart in found:
        lines = [Line(line, HEADING) for line in wrapped(capital(chart.title), HEADING.size, width)]
        parts += map(text_element, placed(lines, (0, y + height_of(lines) / 2), "start"))
        y += height_of(lines) + 4
        drawn = chart.picture.at(width)
        high = float(drawn.partition('viewBox="')[2].partition('"')[0].split()[3])
        inner = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
        parts.append(Markup(f'<g transform="translate(0 {y:.1f})">{inner}</g>'))  # noqa: S704 - a drawing of ours
        y += high + _APART
    return svg("net net-wide bars", (width, y), title, *parts)


def _sources(here: SiteData, names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Source]:
    places = [place for place, name in enumerate(names) if name in _EVIDENCE]
    known = here.catalogue.sources
    return [known[row[place]] for row in rows for place in places if row[place] in known]
