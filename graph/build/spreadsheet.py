"""The flat table as an Office Open XML workbook (XLSX).

Spreadsheet programs open it without questions. Texts are written as texts, whatever they begin with: nothing is
calculated. The same rows give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.build.table_columns import Kind, TableForm

_FIRST_DAY: Final = datetime.date(1900, 3, 1)
"""The first day that all programs count alike: some take 1900 for a leap year."""

_LONGEST: Final = 32_767
"""The characters that a cell may have, in UTF-16."""

_WIDTHS: Final = {Kind.DATE: 12, Kind.PARTIAL_DATE: 12, Kind.INTEGER: 8, Kind.ADDRESS: 12}
_WIDTH: Final = 24
_FROZEN: Final = 3
"""The columns that stay when one scrolls: which partnership it is, and whose."""

_NO_DAY: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes no zone


def workbook(form: TableForm, rows: Iterable[Sequence[str]], about: Sequence[tuple[str, str]], day: str) -> bytes:
    """Return a workbook of three sheets: the rows, what the columns mean, and what is said `about` the table.

    `day` is the date that the file has, in ISO 8601; without it the date says nothing.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    made = datetime.datetime.fromisoformat(day) if len(day) == len("2026-11-27") else _NO_DAY
    said = dict(about)
    book.set_properties({"title": said.get("Title", ""), "comments": said.get("Licence", ""), "created": made})
    bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    _write_rows(book.add_worksheet("Partnerships"), form, rows, bold, date)
    meanings = [(column.name, column.meaning, column.form) for column in form.columns]
    _write_texts(book.add_worksheet("Columns"), [("Column", "Meaning", "Holds"), *meanings], (22, 80, 22), bold)
    _write_texts(book.add_worksheet("About"), [("About", "this table"), *about], (22, 110), bold)
    book.close()
    return buffer.getvalue()


def _write_rows(sheet: Worksheet, form: TableForm, rows: Iterable[Sequence[str]], bold: Format, date: Format) -> None:
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.kind, _WIDTH))
        sheet.write_string(0, place, column.name, bold)
    line = 0
    for line, row in enumerate(rows, 1):
        for place, (column, cell) in enumerate(zip(form.columns, row, strict=True)):
            if cell:
                _write_cell(sheet, (line, place), column.kind, cell, date)
    sheet.freeze_panes(1, _FROZEN)
    sheet.autofilter(0, 0, line, len(form.columns) - 1)


def _write_cell(sheet: Worksheet, place: tuple[int, int], kind: Kind, cell: str, date: Format) -> None:
    """Write a cell by its type: a number, a whole day, or a text."""
    if kind is Kind.INTEGER:
        sheet.write_number(*place, int(cell))
    elif kind in (Kind.DATE, Kind.PARTIAL_DATE) and (day := _day(cell)):
        sheet.write_datetime(*place, day, date)
    else:
        sheet.write_string(*place, _fitting(cell))


def _day(cell: str) -> datetime.datetime | None:
    """Return a whole day that a cell can hold as a date; None for a year, a month, and days that programs differ in."""
    if len(cell) != len("2017-01-18"):
        return None
    day = datetime.date.fromisoformat(cell)
    return datetime.datetime(day.year, day.month, day.day) if day >= _FIRST_DAY else None  # noqa: DTZ001


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; one that is too long ends in an ellipsis."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    return text.encode("utf-16-le")[: (_LONGEST - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def _write_texts(sheet: Worksheet, rows: Sequence[Sequence[str]], widths: Sequence[int], bold: Format) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, _fitting(cell), *([] if line else [bold]))
    sheet.freeze_panes(1, 0)
