"""Read a CSV file as RFC 4180 has it, and say exactly where it is not.

The standard library's reader takes a stray quote for text or swallows the lines after it, so the form of every
record is checked before the record is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_RECORD = re.compile(rf"{_FIELD}(?:,{_FIELD})*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a table: where, what stands there, and what would be right."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """Say it in one line, as compilers do, so that an editor can jump to the place."""
        column = f" column {self.column}:" if self.column else ""
        return f"{self.file}:{self.line}:{column} found {self.value!r}, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


class MalformedFileError(ValueError):
    """A file that is not CSV in UTF-8; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path) -> list[Record]:
    """Return all records of the file, the header first; blank lines are passed over.

    Raises:
        MalformedFileError: no such file, bytes that are not UTF-8, or a record that is not RFC 4180.
    """
    return list(_records(path.name, _text(path)))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        what = "this table, with at least its header line"
        raise MalformedFileError(Problem(path.name, 1, "", "no file", what)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        bad = error.object[error.start : error.end].hex(" ")
        what = "text in UTF-8; save the file with that encoding (not Latin-1 or Windows-1252)"
        raise MalformedFileError(Problem(path.name, line, "", f"bytes {bad}", what)) from error


def _records(name: str, text: str) -> Iterator[Record]:
    position, line = 0, 1
    while position < len(text):
        match = _RECORD.match(text, position)
        if match is None:
            raise MalformedFileError(_malformed(name, text, position, line))
        raw = match.group()
        if raw.strip("\r\n"):
            yield Record(line, tuple(next(csv.reader([raw], strict=True))))
        position, line = match.end(), line + raw.count("\n")


def _malformed(name: str, text: str, position: int, line: int) -> Problem:
    found = text[position:].split("\n", 1)[0]
    found = found if len(found) <= 60 else found[:59] + "…"
    what = 'a cell with a quote, comma or line break to be enclosed in "…" and each quote in it doubled ("")'
    return Problem(name, line, "", found, what)
