"""The strict reader of CSV files, after RFC 4180.

It says exactly where a file breaks the rules. The standard library's reader takes a stray quote for text or swallows
the lines after it. So the form of every record is checked before the record is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.build.problems import Kind, Problem, shortened
from graph.build.table_text import SAVE, MalformedFileError, content_of

_FIELD = re.compile(r'"(?:[^"]|"")*"|[^",\r\n]*')
_RECORD = re.compile(rf"(?:{_FIELD.pattern})(?:,(?:{_FIELD.pattern}))*(?:\r\n?|\n|\Z)")
_LINE_END = re.compile(r"\r\n?|\n")
_COLUMN_NAMES = re.compile(r'[\w "-]+(?:[;\t|][\w "-]*)+')
"""Names of columns with another separator between them: no sentence above the header."""
_CURLY: Final = "\u201c\u201d\u201e\u00ab\u00bb"
"""Quotes that word processors make of straight ones."""

_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_COMMAS: Final = (
    "LibreOffice asks for the field delimiter when it saves; Excel takes the list separator of the system's regional "
    "settings"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, the line on which it begins, and how it is written in the file.

    `raw` has the text of each cell with its quotes; `before` has the blank lines above the record.
    """

    line: int
    cells: tuple[str, ...]
    raw: tuple[str, ...] = ()
    before: str = ""


def read(path: Path) -> list[Record]:
    """Return all records of the file, the header first; blank lines are passed over.

    Raises:
        MalformedFileError: no such file, another format, bytes that are not UTF-8, or a record that is not RFC 4180.
    """
    text = _text(path)
    _refuse_other_separator(path.name, text)
    return list(_records(path.name, text))


def odd_form(path: Path) -> Iterator[Problem]:
    """Find what the form of a file has that is no data: a byte order mark, line ends that are a CR alone."""
    content = path.read_bytes()
    if content.startswith(codecs.BOM_UTF8):
        what = "UTF-8 without a byte order mark; opg check --fix removes it"
        yield Problem(path.name, 1, "", "a byte order mark (U+FEFF)", what, kind=Kind.FILE, harmless=True)
    alone = re.search(rb"\r(?!\n)", content)
    if alone:
        line = len(re.findall(rb"\r\n?|\n", content[: alone.start()])) + 1
        what = "a line end of LF or CRLF; opg check --fix mends it"
        yield Problem(path.name, line, "", "a line end of CR alone", what, kind=Kind.FILE, harmless=True)


def cells_of(text: str) -> tuple[str, ...]:
    """Return the cells of a text that is one record; none if it is not one."""
    match = _RECORD.fullmatch(text)
    return tuple(map(_cell, _fields(text))) if match else ()


def _text(path: Path) -> str:
    content = content_of(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedFileError(_undecoded(path.name, error)) from error


def _undecoded(name: str, error: UnicodeDecodeError) -> Problem:
    """Say where the first byte stands that is not UTF-8, and what it is in Windows-1252."""
    before = error.object[: error.start].decode("utf-8-sig")
    _refuse_other_separator(name, before)
    bad = error.object[error.start : error.end]
    meant = bad.decode("cp1252", errors="replace")
    lines = _LINE_END.split(before)
    number = len(list(_fields(lines[-1])))
    hint = f"; as Windows-1252 they would be {meant!r}" if meant.isprintable() and "\ufffd" not in meant else ""
    what = f"text in UTF-8 (not Latin-1 or Windows-1252); {SAVE}{hint}"
    header = tuple(_fields(lines[0])) if len(lines) > 1 else ()
    return Problem(name, len(lines), *_column(header, number, f"bytes {bad.hex(' ')}", what), kind=Kind.FILE)


def _refuse_other_separator(name: str, text: str) -> None:
    """Refuse a file whose header has no comma but another separator, or Excel's line `sep=`."""
    header = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0]
    if re.fullmatch("sep=.", header.lower()):
        what = f"the header line, and commas between the cells; {_COMMAS}"
        raise MalformedFileError(Problem(name, 1, "", header, what, kind=Kind.FILE))
    counts = {mark: header.count(mark) for mark in _SEPARATORS}
    likely = max(counts, key=lambda mark: counts[mark])
    if "," in header or not counts[likely] or header.count('"') % 2 or not _COLUMN_NAMES.fullmatch(header):
        return
    first = header.split(likely)[0].strip('"')
    what = f"commas between the cells, not {_SEPARATORS[likely]}; {_COMMAS}"
    found = shortened(header)
    raise MalformedFileError(Problem(name, 1, first, found, what, 1, Kind.FILE))


def _records(name: str, text: str) -> Iterator[Record]:
    position, line, before = 0, 1, ""
    header: tuple[str, ...] = ()
    known: dict[str, str] = {}  # a text that stands in several cells is in memory once
    while position < len(text):
        match = _RECORD.match(text, position)
        if match is None:
            raise MalformedFileError(_malformed(name, text[position:], line, header))
        whole = match.group()
        content = whole.rstrip("\r\n")
        if content:
            raw = cells = tuple(content.split(","))
            if '"' in content:
                raw = tuple(_fields(content))
                cells = tuple(map(_cell, raw))
            cells = tuple(known.setdefault(cell, cell) for cell in cells)
            header = header or cells
            yield Record(line, cells, raw, before)
        before = "" if content else before + whole
        position, line = match.end(), line + len(_LINE_END.findall(whole))


def _fields(content: str) -> Iterator[str]:
    """Take a record apart at its commas, as far as it is well-formed."""
    position = 0
    while match := _FIELD.match(content, position):
        yield match.group()
        position = match.end() + 1
        if position > len(content) or content[position - 1] != ",":
            return


def _cell(raw: str) -> str:
    """Return the text of a cell as it is written, without the quotes around it."""
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _malformed(name: str, rest: str, line: int, header: tuple[str, ...]) -> Problem:
    fields = list(_fields(rest))
    curly = next((number for number, cell in enumerate(fields, 1) if cell.startswith(tuple(_CURLY))), 0)
    if curly and not fields[curly - 1].endswith(tuple(_CURLY)):
        found = shortened(fields[curly - 1])
        what = 'straight quotes ("…") around the cell, not those of a word processor'
        return Problem(name, line, *_column(header, curly, found, what), kind=Kind.FILE)
    number = len(fields)
    start = sum(len(cell) + 1 for cell in fields[:-1])
    found = _LINE_END.split(rest[start:], maxsplit=1)[0]
    found = found if len(found) <= 60 else found[:59] + "…"
    what = 'a cell with a quote, comma or line break to be enclosed in "…" and each quote in it doubled ("")'
    if re.match(r'\s+"', found):
        what = f"no space before the quote; {what}"
    return Problem(name, line, *_column(header, number, found, what), kind=Kind.FILE)


def _column(header: tuple[str, ...], number: int, found: str, what: str) -> tuple[str, str, str, int]:
    """Return the column of this number, what was found in it, what is expected, and the number."""
    column = header[number - 1] if 0 < number <= len(header) else ""
    return column, found, what, number
