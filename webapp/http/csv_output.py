"""Tables as CSV that spreadsheets can open without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # noqa: RUF001 - full-width signs count too
"""How a cell begins that a spreadsheet would take for a formula (OWASP, CSV Injection)."""


def escape_formula(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate; a plain number or a lone dash stays as it is.

    >>> [escape_formula(cell) for cell in ("=1+1", "=", "-5", "-", "+49 30", "Visa")]
    ["'=1+1", "'=", '-5', '-', "'+49 30", 'Visa']
    """
    number = cell.startswith(("+", "-")) and cell[1:].replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.startswith(_FORMULA) and cell != "-" and not number else cell


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV (RFC 4180): commas, CRLF, quotes where needed, every cell safe for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return text.getvalue()
