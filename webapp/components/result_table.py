# ruff: noqa: RUF001 - typographic dashes are meant
"""The table of an answer, as people read it. An identifier is shown by its label, with a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.stores.store import Rows, Term
from queries.header_yaml import Chart
from queries.registry import Query
from queries.results import plain
from webapp.svg.bar_chart import Bars, ChartBar, bars
from webapp.text.dates import format_date
from webapp.text.english import amount, finite, qualified

_LABEL = "Label"
_NUMBERS = ("#integer", "#decimal")
_DATES = ("#date", "#gYearMonth", "#gYear")
_MOST_BARS = 60
_NAMELESS = {"evidence": "sources", "reported-value": "report", "statistic": "figure"}
"""What a link to a thing without a label is called, where the name of its kind says too little."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WHOLE = re.compile(r"[+-]?\d{1,20}", re.ASCII)
_MONEY = frozenset({"amount", "lowest", "highest", "revenue"})


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column: the variable's name, its heading, whether it holds numbers, and whether its cells stay on one line."""

    name: str
    heading: str
    numeric: bool
    short: bool


@dataclass(frozen=True, slots=True)
class ResultCell:
    """A cell: its text, its link, its language where that is not English, and its number.

    `detail` tells links of the same text apart for those who only hear them. `day` says that the text is a date.
    """

    text: str
    address: str = ""
    language: str = ""
    number: float | None = None
    detail: str = ""
    day: bool = False


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Columns, and rows with a cell for each."""

    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[ResultCell, ...], ...]


def tabulate(answer: Rows, page: Callable[[str], str]) -> ResultTable:
    """Return an answer as a table; `page` gives the address of the page about an identifier, or nothing."""
    places = {name: place for place, name in enumerate(answer.variables)}
    names = [name for name in answer.variables if not (name.endswith(_LABEL) and name.removesuffix(_LABEL) in places)]
    labels = [places.get(name + _LABEL) for name in names]
    rows = tuple(
        tuple(
            _cell(name, row[places[name]], None if label is None else row[label], page)
            for name, label in zip(names, labels, strict=True)
        )
        for row in answer.rows
    )
    numeric = [any(cell.number is not None for cell in column) for column in zip(*rows, strict=True)]
    numeric = numeric or [False] * len(names)
    short = [all(cell.day or not cell.text or cell.detail for cell in column) for column in zip(*rows, strict=True)]
    columns = map(ResultColumn, names, map(heading, names), numeric, short or numeric)
    return ResultTable(tuple(columns), rows)


def heading(name: str) -> str:
    """Return a variable's name as words.

    >>> heading("firstGames"), heading("percent")
    ('First games', 'Percent')
    """
    words = _WORD.sub(" ", name).lower()
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class ResultChart:
    """A chart of an answer, and what sets its rows apart from those of the others; nothing where it is the only one."""

    title: str
    picture: Bars
    outlined: bool


def charts(query: Query, table: ResultTable) -> list[ResultChart]:
    """Draw the charts that the query's header describes; none where there is nothing to compare, or too much."""
    if query.chart is None or len(table.rows) > _MOST_BARS:
        return []
    wanted, names = query.chart, [heading(name) for name in query.chart.bars]
    places = {column.name: place for place, column in enumerate(table.columns)}
    groups: dict[tuple[str, ...], list[Mapping[str, ResultCell]]] = {}
    for row in table.rows:
        cells = {name: row[place] for name, place in places.items()}
        groups.setdefault(tuple(cells[name].text for name in wanted.apart), []).append(cells)
    found = []
    for values, rows in groups.items():
        apart = ", ".join(filter(None, values))
        title = f"{query.title}: {', '.join(names).lower()}{f', {apart}' if apart else ''}"
        picture = bars(_with_gaps(wanted, rows), names, title) if len(rows) > 1 else None
        if picture:
            outlined = any(cells[name].text for cells in rows for name in wanted.qualifiers)
            found.append(ResultChart(apart, picture, outlined))
    return found


def _with_gaps(wanted: Chart, rows: Sequence[Mapping[str, ResultCell]]) -> list[ChartBar]:
    """Return the bars, and an empty one for years between two of them for which there is no row."""
    found: list[ChartBar] = []
    following = None
    for cells in rows:
        if wanted.gaps:
            start, years = cells[wanted.gaps[0]].text[-4:], cells[wanted.gaps[1]].number
            first = int(start) if years and start.isdecimal() else None
            if first and following and first > following:
                missing = str(following) if first == following + 1 else f"{following}–{first - 1}"
                found.append(ChartBar(missing, (), note="none"))
            following = max(following or 0, first + int(years)) if first and years else following
        found.append(_bar(wanted, cells))
    return found


def _bar(wanted: Chart, cells: Mapping[str, ResultCell]) -> ChartBar:
    """Return the bar of a row; one with a qualifier is outlined, with its number as the qualifier has it."""
    along = cells[wanted.along]
    values = tuple(max(cells[name].number or 0.0, 0.0) for name in wanted.bars)
    words = [cells[name].text for name in wanted.qualifiers if cells[name].text]
    note = " + ".join(cells[name].text for name in wanted.bars) if words or len(wanted.bars) == 1 else ""
    for word in words:
        said = qualified(note, word.replace(" ", "-"))
        note = f"{note}, {word}" if said == note else said
    return ChartBar(along.text, values, along.address, note=note, outlined=bool(words))


def _cell(name: str, term: Term | None, label: Term | None, page: Callable[[str], str]) -> ResultCell:
    if term is None:
        return ResultCell("")
    if isinstance(term, ox.NamedNode):
        slug, address = term.value.rpartition("/")[2].rpartition("#")[2], page(term.value)
        if label is None and address.startswith("/"):
            kind = address.split("/")[1]
            return ResultCell(_NAMELESS.get(kind, kind.replace("-", " ")), address, detail=slug)
        return ResultCell(plain(label) or (term.value if address else slug), address, _language(label))
    return _literal(name, term) if isinstance(term, ox.Literal) else ResultCell(str(term))


def _literal(name: str, term: ox.Literal) -> ResultCell:
    datatype = term.datatype.value
    number = finite(term.value) if datatype.endswith(_NUMBERS) else None
    if number is not None:
        return ResultCell(_numeral(name, term.value, number), number=number)
    if datatype.endswith(_DATES):
        return ResultCell(format_date(term.value), day=True)
    address = term.value if datatype.endswith("#anyURI") and term.value.startswith(("http://", "https://")) else ""
    return ResultCell(term.value, address, _language(term))


def _numeral(name: str, text: str, number: float) -> str:
    if name in _MONEY:
        return amount(text)
    if _WHOLE.fullmatch(text):
        return f"{int(text):,}"
    return f"{number:,.6g}" if "." in text else text


def _language(term: Term | None) -> str:
    language = term.language if isinstance(term, ox.Literal) else None
    return language if language and language != "en" else ""
