"""The check of a folder of tables: missing files, and other files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph.build.problems import Kind, Problem
from graph.build.table_text import SAVE
from graph.nearest import alike

_SPREADSHEETS: Final = (".xlsx", ".xls", ".ods", ".numbers", ".tsv")
"""Extensions of files that spreadsheet programs write beside a table."""

_ALIKE: Final = 0.5
"""How like the name of a table must be: `person` is probably `people`."""


def no_tables(folder: Path, names: Collection[str]) -> Problem | None:
    """Say once that a folder has none of the tables, and where they may be.

    Return None if it has any, or if most of them stand there under other names.
    """
    if _tables_in(folder, names) or 2 * sum(_likely(folder, name, names) is not None for name in names) > len(names):
        return None
    most = max(_near(folder), key=lambda path: _tables_in(path, names))
    meant = f" (did you mean {most}?)" if _tables_in(most, names) else ""
    what = f"a folder with the {len(names)} tables, such as {next(iter(names))}.csv{meant}"
    return Problem(str(folder), 1, "", "no tables", what, kind=Kind.FILE)


def missing_file(folder: Path, name: str, names: Collection[str]) -> Problem | None:
    """Say that a table stands under another name; None if nothing looks like it."""
    likely = _likely(folder, name, names)
    if likely is None:
        return None
    what = f"this table; {likely} is there: rename it to {name}.csv"
    if Path(likely).suffix.lower() not in (".csv", ".txt"):
        what = f"this table; {likely} is there: {SAVE} under the name {name}.csv"
    return Problem(f"{name}.csv", 1, "", "no file", what, kind=Kind.FILE)


def other_files(folder: Path, names: Collection[str]) -> Iterator[Problem]:
    """Find the CSV files and spreadsheets that are none of the tables, and that stand for no missing one."""
    known = {f"{name}.csv" for name in names} | {_likely(folder, name, names) for name in names}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in known and _plain(path):
            near = alike(path.stem, names, limit=1)
            move = f"; move what belongs in {near[0]}.csv, and delete the file" if near else ""
            what = f"only the tables in this folder; its rows are not read{move}"
            yield Problem(path.name, 1, "", "not one of the tables", what, kind=Kind.FILE, harmless=True)
        elif path.suffix.lower() in _SPREADSHEETS and path.stem in names and path.name not in known and _plain(path):
            what = f"{path.stem}.csv alone, since the rows here are not read: {SAVE}, and delete this file"
            yield Problem(path.name, 1, "", "a table in another format", what, kind=Kind.FILE, harmless=True)


def _near(folder: Path) -> list[Path]:
    """Return the folders in a folder, around it, and beside it, as far as they may be listed."""
    near = [folder.parent]
    for place in (folder, folder.parent):
        with suppress(OSError):
            near += sorted(path for path in place.iterdir() if path.is_dir() and path != folder)
    return near


def _tables_in(folder: Path, names: Collection[str]) -> int:
    return sum(_there(folder / f"{name}.csv") for name in names)


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _plain(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _likely(folder: Path, name: str, names: Collection[str]) -> str | None:
    """Return the file that probably is a missing table, by its name; None if there is none, or the table is there."""
    if _there(folder / f"{name}.csv"):
        return None
    others = {path.name: path.name.partition(".")[0] for path in sorted(folder.iterdir()) if _plain(path)}
    for file, stem in others.items():
        if stem.casefold() == name and file not in (f"{other}.csv" for other in names):
            return file
    unknown = {stem: file for file, stem in others.items() if file == f"{stem}.csv" and stem not in names}
    # A name is taken for the missing table that it is most like.
    missing = [other for other in names if not _there(folder / f"{other}.csv")]
    near = [stem for stem in unknown if alike(stem, missing, limit=1, least=_ALIKE) == [name]]
    return unknown[near[0]] if near else None
