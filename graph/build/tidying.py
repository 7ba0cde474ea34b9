"""The tidying of tables: rows sorted by key, text normalized. Nothing else is changed."""

from __future__ import annotations

import os
import re
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from graph.build.cell_text import normalized
from graph.build.load_tables import ROWS
from graph.build.problems import counted
from graph.build.row_models import Row
from graph.build.row_order import Key, arranged
from graph.build.strict_csv import Record, read
from graph.build.table_text import MalformedFileError

_LINE_END = re.compile(r"\r\n?|\n")
_NAMED: Final = 10
"""Lines that are named one by one."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file with its content put in order, and what was changed; nothing was said of a file that was in order."""

    path: Path
    content: bytes
    said: tuple[str, ...]

    def __str__(self) -> str:
        """Say in one line what was changed."""
        return f"{self.path.name}: {', '.join(self.said)}"


def tidy(folder: Path) -> list[Tidied]:
    """Put all tables of the folder in order and return what was changed; files that are not CSV stay as they are.

    Nothing is written before all files are prepared, and each is replaced in one step.

    Raises:
        OSError: a file cannot be written.
    """
    changed = []
    for name, row in ROWS.items():
        with suppress(MalformedFileError):
            tidied = _tidied(folder / f"{name}.csv", row)
            if tidied.said:
                changed.append(tidied)
    _replace(changed)
    return changed


def _tidied(path: Path, row: type[Row]) -> Tidied:
    records = read(path)
    text = path.read_bytes().decode("utf-8-sig")
    mended = [_mended(record) if _whole(record, records[0]) else record for record in records]
    order, moved = _sorted(mended, row)
    blank = "\n" * (len(_LINE_END.findall(text[len(text.rstrip("\r\n")) :])) - 1)
    content = "".join(f"{_line_feeds(record.before)}{','.join(record.raw)}\n" for record in order) + blank
    said = [f"{counted(moved, 'row')} moved"] if moved else []
    said += _normalized(records, mended)
    said += ["byte order mark removed"] if path.read_bytes().startswith(BOM_UTF8) else []
    said += ["line ends made LF"] if "\r" in text or (records and not text.endswith("\n")) else []
    return Tidied(path, content.encode(), tuple(said))


def _whole(record: Record, header: Record) -> bool:
    """Tell whether a record has a cell for each column: what belongs to which cell of another one, nobody knows."""
    return len(record.cells) == len(header.cells)


def _mended(record: Record) -> Record:
    return replace(record, raw=tuple(map(_mended_cell, record.raw)), cells=tuple(map(normalized, record.cells)))


def _mended_cell(raw: str) -> str:
    """Normalize a cell as it is written: with its quotes, if it has them."""
    if not raw.startswith('"'):
        return normalized(raw)
    return f'"{normalized(_line_feeds(raw[1:-1]))}"'


def _line_feeds(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _sorted(records: Sequence[Record], row: type[Row]) -> tuple[list[Record], int]:
    """Return the records in the order of their keys, the header first, and how many rows moved.

    They stay as they are where the header lacks a column of the key. They also stay where a row has too few or too many
    cells. It may be the rest of the one above it.
    """
    if not records or not set(row.key) <= set(records[0].cells):
        return list(records), 0
    places = [records[0].cells.index(column) for column in row.key]
    if not all(_whole(record, records[0]) for record in records):
        return list(records), 0

    def key(record: Record) -> Key:
        return tuple(record.cells[place] for place in places)

    _, moved = arranged([key(record) for record in records[1:]])
    return [records[0], *sorted(records[1:], key=key)], len(moved)


def _normalized(records: Sequence[Record], mended: Sequence[Record]) -> Iterator[str]:
    """Say in how many cells, and on which lines, text was normalized."""
    pairs = zip(records, mended, strict=True)
    counts = {old.line: sum(a != b for a, b in zip(old.cells, new.cells, strict=True)) for old, new in pairs}
    lines = [line for line, count in counts.items() if count]
    if lines:
        named = ", ".join(map(str, lines[:_NAMED])) + (" …" if len(lines) > _NAMED else "")
        yield f"text normalized in {counted(sum(counts.values()), 'cell')} (line{'s' * (len(lines) > 1)} {named})"


def _replace(files: Sequence[Tidied]) -> None:
    """Write all files beside the old ones, then put each in its place."""
    written: list[tuple[Path, Path]] = []
    try:
        for file in files:
            target = file.path.resolve()
            with _naming(target):
                with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as temporary:
                    written.append((Path(temporary.name), target))
                    temporary.write(file.content)
                    temporary.flush()
                    os.fsync(temporary.fileno())
                shutil.copymode(target, temporary.name)
        for source, target in written:
            with _naming(target):
                source.replace(target)
    finally:
        for source, _ in written:
            source.unlink(missing_ok=True)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Let an error name the file that was to be written, and not the one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
