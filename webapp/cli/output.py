"""Answers on standard output. They are written as a table for eyes, or in a format for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import click
import pyoxigraph as ox

from graph.iris import term
from graph.serialize import serialize
from graph.stores.store import Answer, Rows, Term, Triples, Truth
from ontology.namespaces import ALL_PREFIXES, prefixed_name
from queries.errors import quoted
from queries.results import markdown_text, plain, tabular, to_csv, to_json, to_markdown, to_tsv
from webapp.cli.errors import Misuse
from webapp.cli.options import FORMATS, GRAPH_FORMATS, OutputFormat
from webapp.cli.streams import note

if TYPE_CHECKING:
    from rich.text import Text

_LABEL: Final = "Label"
_DIGITS: Final = re.compile(r"[+-]?\d{1,40}", re.ASCII)
_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "\N{REPLACEMENT CHARACTER}")
"""Characters that a terminal would obey rather than show."""

_NARROWEST: Final = 20
"""Characters of the narrowest terminal that a table is drawn for; a narrower one breaks its lines."""

_NUMBERS: Final = (term("xsd:integer"), term("xsd:decimal"), term("xsd:double"))


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column for eyes: a heading, where the value stands in a row, and where its label does, if it has one."""

    heading: str
    value: int
    label: int | None


def write(answer: Answer, layout: OutputFormat, defaults: Mapping[str, str] | None = None) -> None:
    """Write an answer to standard output, in a format that fits it.

    For eyes (as a table, in Markdown) an identifier and its label are one column. Identifiers without a label are left
    out there, and a note on standard error says so. They stay if the layout is wide, columns are named, or rows are
    triples. In JSON, `defaults` are said: the parameters that nobody gave, with the values that were filled in.

    Raises:
        Misuse: the format does not fit the answer, or the layout names a column that is not there.
    """
    if isinstance(answer, Triples) and not layout.columns and (layout.format is None or layout.format in GRAPH_FORMATS):
        write_triples(answer, layout.format or "turtle")
        return
    check_format(layout, graph=isinstance(answer, Triples))
    chosen = layout.format or ("table" if sys.stdout.isatty() else "csv")
    if isinstance(answer, Truth):
        text = to_json(answer, defaults) if chosen == "json" else f"{str(answer.value).lower()}\n"
        click.echo(text, nl=False)
        return
    rows = _selected(tabular(answer), layout.columns)
    wide = layout.wide or layout.columns is not None or isinstance(answer, Triples)
    if chosen == "json":
        click.echo(to_json(rows, defaults), nl=False)
    elif chosen in _WRITERS:
        click.echo(_WRITERS[chosen](rows), nl=False)
    else:
        _write_for_eyes(rows, chosen, wide=wide)


def check_format(layout: OutputFormat, *, graph: bool) -> None:
    """Make sure that a format fits the answer: a `graph`, or else rows or a truth.

    Raises:
        Misuse: it does not; the message names those that do.
    """
    if layout.format not in GRAPH_FORMATS:
        return
    names = ", ".join(FORMATS)
    if not graph:
        raise Misuse(f"{layout.format} is for CONSTRUCT and DESCRIBE; this answer can be written as {names}.")
    if layout.columns:
        raise Misuse(f"--columns chooses columns of a table, and {layout.format} has none; choose one of {names}.")


def _write_for_eyes(rows: Rows, format_: str, *, wide: bool) -> None:
    shown = _for_eyes(rows, wide=wide)
    if format_ == "table":
        click.echo(_drawn(rows, shown), nl=False)
        if sys.stdout.isatty():
            note(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")
        return
    headings = [column.heading for column in shown]
    cells = [[_markdown(column, row) for column in shown] for row in rows.rows]
    click.echo(to_markdown(headings, cells), nl=False)


def table(rows: Rows, columns: str) -> str:
    """Return these columns, names with commas between, as a table for eyes."""
    chosen = _selected(rows, columns)
    return _drawn(chosen, _for_eyes(chosen, wide=True))


_WRITERS: Final[dict[str, Callable[[Rows], str]]] = {"csv": partial(to_csv, line_end="\n"), "tsv": to_tsv}
"""The writers of rows for programs; CSV has the line ends that shells expect."""


def write_triples(triples: Triples, format_: str) -> None:
    """Write triples in one of `GRAPH_FORMATS`, as UTF-8.

    Raises:
        UnwritableError: a triple holds what RDF/XML cannot.
    """
    click.echo(serialize(triples.triples, GRAPH_FORMATS[format_]), nl=False)


def _selected(rows: Rows, columns: str | None) -> Rows:
    if columns is None:
        return rows
    names = [name.strip() for name in columns.split(",")]
    unknown = [name for name in names if name not in rows.variables]
    if unknown:
        raise Misuse(f"There is no column {quoted(unknown[0])}; the columns are {', '.join(rows.variables)}.")
    places = [rows.variables.index(name) for name in names]
    return Rows(tuple(names), tuple(tuple(row[place] for place in places) for row in rows.rows))


def _for_eyes(rows: Rows, *, wide: bool) -> list[OutputColumn]:
    names = rows.variables
    labels = {name + _LABEL for name in names} & set(names)
    columns = []
    hidden = []
    for place, name in enumerate(names):
        label = names.index(name + _LABEL) if name + _LABEL in names else None
        identifies = label is None and any(isinstance(row[place], ox.NamedNode) for row in rows.rows)
        if identifies and not wide:
            hidden.append(name)
        elif name not in labels:
            columns.append(OutputColumn(_words(name.removesuffix(_LABEL) or name), place, label))
    if hidden:
        note(f"Identifiers not shown: {', '.join(hidden)} (--wide shows them).")
    return columns


def _words(name: str) -> str:
    """Turn `leftEarly` into `left early`."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _text(column: OutputColumn, row: Sequence[Term | None]) -> str:
    value, label = row[column.value], row[column.label] if column.label is not None else None
    if label is not None:
        return plain(label).translate(_CONTROL)
    if isinstance(value, ox.NamedNode):
        return prefixed_name(value.value, ALL_PREFIXES)
    if isinstance(value, ox.Literal) and value.datatype == _NUMBERS[1]:
        return _grouped(value.value)
    return plain(value).translate(_CONTROL)


def _grouped(digits: str) -> str:
    """Group the digits of an amount by thousands; a text that is no amount stays as it is."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if _DIGITS.fullmatch(whole) else digits


def _markdown(column: OutputColumn, row: Sequence[Term | None]) -> str:
    value, text = row[column.value], markdown_text(_text(column, row))
    return f"[{text}](<{value.value}>)" if isinstance(value, ox.NamedNode) else text


def _drawn(rows: Rows, columns: Iterable[OutputColumn]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    columns = list(columns)
    terminal = sys.stdout.isatty()
    width = max(get_terminal_size().columns, _NARROWEST) if terminal else 10_000
    console = Console(width=width, highlight=False)
    lines = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        lines.add_column(column.heading, justify="right" if _numeric(column, rows) else "left", overflow="fold")
    for row in rows.rows:
        lines.add_row(*(_cell(column, row, linked=terminal) for column in columns))
    with console.capture() as drawn:
        console.print(lines)
    return drawn.get()


def _numeric(column: OutputColumn, rows: Rows) -> bool:
    terms = [row[column.value] for row in rows.rows if row[column.value] is not None]
    return all(isinstance(term, ox.Literal) and term.datatype in _NUMBERS for term in terms)


def _cell(column: OutputColumn, row: Sequence[Term | None], *, linked: bool) -> Text:
    from rich.style import Style
    from rich.text import Text

    value = row[column.value]
    style = Style(link=value.value) if linked and isinstance(value, ox.NamedNode) else ""
    return Text(_text(column, row), style=style)
