"""The table in which a page shows an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webapp.models.reference_data import ReferenceData
from webapp.questions.answer import Answer
from webapp.questions.answer_rows import Cell, Row
from webapp.text.dates import format_date
from webapp.text.english import capital

LONGEST_TABLE: Final = 200
"""Rows that a page shows; the query has all."""

_STATEMENTS: Final = ("partnership", "value", "statistic", "event", "contribution", "coverage", "role", "statement")
"""Columns with a statement that has sources, which its page shows."""

_UNSHOWN: Final = frozenset(
    {*_STATEMENTS, "evidence", "formerPartnership", "source", "fromBasis", "untilBasis", "series", "years", "rank"}
)
_BASES: Final = {"from": "fromBasis", "until": "untilBasis"}
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, where it leads, and what a date rests on."""

    text: str
    href: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Headings and rows; the last cell of a row leads to the sources. `total` counts the rows of the whole answer."""

    headings: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    total: int


def table_of(catalogue: ReferenceData, answer: Answer) -> AnswerTable | None:
    """Return the table of an answer; None where there is none."""
    if not answer.rows:
        return None
    shown = [name for name in answer.columns if name not in _UNSHOWN and _some(answer.rows, name)]
    sourced = next((name for name in _STATEMENTS if name in answer.columns), "")
    headings = [capital(_WORDS.sub(" ", name).lower()) for name in shown] + (["Sources"] if sourced else [])
    rows = [
        tuple(
            [_cell(catalogue, name, row) for name in shown] + ([_sources(catalogue, row[sourced])] if sourced else [])
        )
        for row in answer.rows[:LONGEST_TABLE]
    ]
    once = tuple(dict.fromkeys(rows))  # a statement has a row for each of its sources
    return AnswerTable(tuple(headings), once, len(answer.rows) - len(rows) + len(once))


def _some(rows: Iterable[Row], name: str) -> bool:
    return any(row.get(name) is not None for row in rows)


def _cell(catalogue: ReferenceData, name: str, row: Row) -> TableCell:
    value = row.get(name)
    basis = str(row.get(_BASES.get(name, "")) or "")
    if isinstance(value, dict):
        return TableCell(value["label"], catalogue.urls.page(value["id"]))
    if value is None:
        return TableCell("not recorded", basis="unknown") if name in _BASES else TableCell("")
    if isinstance(value, int | float):
        return TableCell(f"{value:,}" if name != "year" else str(value))
    return TableCell(format_date(value) if _DAY.fullmatch(value) else value, basis=basis)


def _sources(catalogue: ReferenceData, value: Cell) -> TableCell:
    if not isinstance(value, dict):
        return TableCell("")
    number = len({row.source for row in catalogue.evidence_by_partnership.get(value["id"], ())})
    return TableCell(f"{number}\u00a0sources" if number > 1 else "source", catalogue.urls.page(value["id"]))
