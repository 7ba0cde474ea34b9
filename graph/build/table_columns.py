"""The columns of the tables that people edit, with what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final, get_args

from graph.build.cell_types import Code, Ref
from graph.build.codelists import code_lists
from graph.build.load_tables import ROWS
from graph.build.references import marks
from graph.build.row_models import Row
from graph.build.sheet import columns_of
from graph.dates import PartialDate
from graph.paths import TABLES

_HEADING: Final = re.compile(r"^### `(?P<table>\w+)\.csv`\n(?P<about>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_ROW: Final = re.compile(r"^\| (?P<names>`[^|]+`) \|(?P<meaning>.*)\|$", re.MULTILINE)
_MARKUP: Final = re.compile(r"[`*]|\s*→.*", re.DOTALL)
_KEY: Final = "id"
_KEY_MEANING: Final = "permanent; the end of the IRI"


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "day"
    PARTIAL_DATE = "year, month or day"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: its heading in the file.
        meaning: what it says, for people.
        kind: what a cell holds, or each of its values.
        separator: what joins several values of a cell; empty where a cell holds one.
        required: whether no cell is empty.
        choices: the values that there may be; empty where there may be any.
        target: the table and the column whose values stand here, where there are such.
    """

    name: str
    meaning: str
    kind: Kind = Kind.TEXT
    separator: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    target: Ref | None = None

    @property
    def form(self) -> str:
        """What a cell holds, in words."""
        return f"{self.kind}, several" if self.separator else self.kind.value


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: its name, what a row of it is, its columns, and the columns that together tell its rows apart."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


@cache
def source_table(name: str) -> TableForm:
    """Return the form of a table that people edit; the words are those of the data dictionary."""
    row = ROWS[name]
    about, meanings = _dictionary().get(name, ("", {}))
    columns = tuple(
        _column(row, column, meanings.get(column) or _KEY_MEANING * (column == _KEY)) for column in columns_of(row)
    )
    return TableForm(name, about or (row.__doc__ or "").strip(), columns, row.key)


def _column(row: type[Row], name: str, meaning: str) -> Column:
    field = row.model_fields[name]
    types = set(_types(field.annotation))
    mark = dict(marks(row)).get(name)
    choices = _literals(field.annotation) or (tuple(code_lists()[mark.scheme]) if isinstance(mark, Code) else ())
    several = tuple in types
    return Column(
        name,
        meaning,
        _kind(types),
        ";" if several else "",
        required=not several and type(None) not in types,
        choices=choices,
        target=mark if isinstance(mark, Ref) else None,
    )


def _types(annotation: object) -> Iterator[object]:
    """Yield the plain types within an annotation; of what a cell may hold several of, `tuple` too."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
        return
    if getattr(annotation, "__origin__", None) is tuple:
        yield tuple
    for part in inner:
        yield from _types(part)


def _literals(annotation: object) -> tuple[str, ...]:
    """Return the texts that an annotation lists."""
    inner = get_args(annotation)
    return inner if inner and all(isinstance(item, str) for item in inner) else ()


def _kind(types: set[object]) -> Kind:
    kinds = {int: Kind.INTEGER, Decimal: Kind.NUMBER, PartialDate: Kind.PARTIAL_DATE}
    return next((kind for type_, kind in kinds.items() if type_ in types), Kind.TEXT)


@cache
def _dictionary() -> dict[str, tuple[str, dict[str, str]]]:
    """Read the data dictionary: for each table what a row is, and for each of its columns what it means."""
    text = (TABLES / "README.md").read_text(encoding="utf-8")
    found = {}
    for part in _HEADING.finditer(text):
        meanings = {
            name: _MARKUP.sub("", row["meaning"]).strip()
            for row in _ROW.finditer(part["about"])
            for name in re.findall(r"`(\w+)`", row["names"])
            if name != _KEY or row["names"] == f"`{_KEY}`"  # what is said of several columns is not said of the key
        }
        about = " ".join(part["about"].partition("| column")[0].split())
        found[part["table"]] = (_MARKUP.sub("", about).strip(), meanings)
    return found
