"""Write answers to standard output: as a table for eyes, or in a format for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

import click
import pyoxigraph as ox

from graph.store import Answer, Rows, Term, Triples, Truth
from ontology.namespaces import ALIGNMENT_PREFIXES, PREFIXES
from queries.results import markdown_text, plain, tabular, to_csv, to_json, to_markdown, to_tsv
from webapp.cli.failures import Failure, Misuse
from webapp.cli.options import Layout

if TYPE_CHECKING:
    from rich.text import Text

_LABEL: Final = "Label"
_DIGITS: Final = re.compile(r"[+-]?\d{1,40}", re.ASCII)
_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "\N{REPLACEMENT CHARACTER}")
"""Characters that a terminal would obey rather than show."""

_NUMBERS: Final = tuple(ox.NamedNode(PREFIXES["xsd"] + name) for name in ("integer", "decimal", "double"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column for eyes: a heading, where the value stands in a row, and where its label does, if it has one."""

    heading: str
    value: int
    label: int | None


def standard_output() -> TextIO:
    """Return standard output.

    Raises:
        Failure: it is closed.
    """
    if sys.stdout is None:
        raise Failure("Cannot write standard output: it is closed.")
    return sys.stdout


def write(answer: Answer, layout: Layout) -> None:
    """Write an answer to standard output.

    For eyes (as a table, in Markdown) an identifier and its label are one column; unless the layout is wide or names
    the columns, identifiers without a label are left out, and a note on standard error says so.

    Raises:
        Failure: standard output is closed, or the layout names a column that is not there.
    """
    terminal = standard_output().isatty()
    chosen = layout.format or ("table" if terminal else "csv")
    if isinstance(answer, Truth) and chosen != "json":
        click.echo("true" if answer.value else "false")
        return
    if isinstance(answer, Truth):
        click.echo(to_json(answer), nl=False)
        return
    rows = _selected(tabular(answer), layout.columns)
    if chosen in _WRITERS:
        click.echo(_WRITERS[chosen](rows), nl=False)
        return
    shown = _for_eyes(rows, wide=layout.wide or layout.columns is not None)
    if chosen == "markdown":
        headings = [column.heading for column in shown]
        cells = [[_markdown(column, row) for column in shown] for row in rows.rows]
        click.echo(to_markdown(headings, cells), nl=False)
    else:
        _draw(rows, shown)


def _csv(rows: Rows) -> str:
    """Write CSV with the line ends that shells expect."""
    return to_csv(rows, line_end="\n")


_WRITERS: Final[dict[str, Callable[[Rows], str]]] = {"csv": _csv, "tsv": to_tsv, "json": to_json}


def write_triples(triples: Triples, format_: str) -> None:
    """Write triples as `turtle` or `ntriples`."""
    rdf_format = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}[format_]
    prefixes = PREFIXES if format_ == "turtle" else None
    click.echo(ox.serialize(triples.triples, format=rdf_format, prefixes=prefixes), nl=False, file=standard_output())


def prefixed(iri: str) -> str:
    """Shorten an identifier to a prefixed name, such as `programme:top`, where a prefix of ours fits."""
    for prefix, namespace in (PREFIXES | ALIGNMENT_PREFIXES).items():
        local = iri.removeprefix(namespace)
        if local != iri and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri


def _selected(rows: Rows, columns: str | None) -> Rows:
    if columns is None:
        return rows
    names = [name.strip() for name in columns.split(",")]
    unknown = [name for name in names if name not in rows.variables]
    if unknown:
        raise Misuse(f"There is no column {unknown[0]!r}; the columns are {', '.join(rows.variables)}.")
    places = [rows.variables.index(name) for name in names]
    return Rows(tuple(names), tuple(tuple(row[place] for place in places) for row in rows.rows))


def _for_eyes(rows: Rows, *, wide: bool) -> list[Column]:
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
            columns.append(Column(_words(name.removesuffix(_LABEL) or name), place, label))
    if hidden:
        click.echo(f"Identifiers not shown: {', '.join(hidden)} (--wide shows them).", err=True)
    return columns


def _words(name: str) -> str:
    """Turn `leftEarly` into `left early`."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _text(column: Column, row: Sequence[Term | None]) -> str:
    value, label = row[column.value], row[column.label] if column.label is not None else None
    if label is not None:
        return plain(label).translate(_CONTROL)
    if isinstance(value, ox.NamedNode):
        return prefixed(value.value)
    if isinstance(value, ox.Literal) and value.datatype == _NUMBERS[1]:
        return _grouped(value.value)
    return plain(value).translate(_CONTROL)


def _grouped(digits: str) -> str:
    """Group the digits of an amount by thousands; a text that is no amount stays as it is."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if _DIGITS.fullmatch(whole) else digits


def _markdown(column: Column, row: Sequence[Term | None]) -> str:
    value, text = row[column.value], markdown_text(_text(column, row))
    return f"[{text}](<{value.value}>)" if isinstance(value, ox.NamedNode) else text


def _draw(rows: Rows, columns: Iterable[Column]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    columns = list(columns)
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 10_000, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column.heading, justify="right" if _numeric(column, rows) else "left", overflow="fold")
    for row in rows.rows:
        table.add_row(*(_cell(column, row, linked=terminal) for column in columns))
    console.print(table)
    if terminal:
        click.echo(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", err=True)


def _numeric(column: Column, rows: Rows) -> bool:
    terms = [row[column.value] for row in rows.rows if row[column.value] is not None]
    return all(isinstance(term, ox.Literal) and term.datatype in _NUMBERS for term in terms)


def _cell(column: Column, row: Sequence[Term | None], *, linked: bool) -> Text:
    from rich.style import Style
    from rich.text import Text

    value = row[column.value]
    style = Style(link=value.value) if linked and isinstance(value, ox.NamedNode) else ""
    return Text(_text(column, row), style=style)
