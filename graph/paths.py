"""The paths of the tables, of the home and of its snapshots.

Snapshots live in the folder that `OPG_HOME` names, by default in the platform's place for a user's data. In it
`current.json` says which snapshot is in use, and which tables it was built from.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

APPLICATION = "olympic-partnership-graph"

TABLES = Path(__file__).parent / "data"
"""The curated tables that ship with the project."""

EXAMPLES = TABLES / "examples.ttl"
"""Queries as examples in RDF, for the dataset's description: written from the queries, which a build cannot see."""


class HomeError(RuntimeError):
    """The home, or the tables that it is to be built from, cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `current.json` says: version and inputs of the snapshot in use, and the folder of its tables.

    `release` is the number of the release that it was made from, in place of tables. The tables are those before, then.
    """

    version: str
    inputs: str
    tables: Path = TABLES
    release: str = ""

    @property
    def folder_name(self) -> str:
        """The name of the snapshot's folder: the same statements can have another report under other shapes."""
        return f"{self.version[:16]}-{self.inputs[:16]}"


def default_home() -> Path:
    """Return the folder that `OPG_HOME` names, or the platform's own for this application.

    Raises:
        HomeError: there is neither, since nobody knows a home folder of this user.
    """
    named = os.environ.get("OPG_HOME")
    if named:
        return expanded(named, "OPG_HOME")
    folder = _platform_home()
    if folder is None:
        hint = "set OPG_HOME, or --home, to a folder that you may write to, or HOME to the user's own"
        raise HomeError(f"There is no place for the snapshots, since this user has no home folder: {hint}.")
    return folder


def _platform_home() -> Path | None:
    """Return the platform's folder for the data of this user, or None where nobody knows a home folder of theirs."""
    from platformdirs import user_data_path

    try:
        return user_data_path(APPLICATION)
    except RuntimeError:
        return None


def expanded(path: str, source: str) -> Path:
    """Return a path with the home folder in the place of `~`; `source` says what names the path.

    Raises:
        HomeError: there is no such home folder.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        hint = "write the whole path"
        raise HomeError(
            f"{source} names {path}, and there is no such user, or no home folder of this one: {hint}."
        ) from error


def pointer_file(home: Path) -> Path:
    """Return the file that says which snapshot is in use."""
    return home / "current.json"


def read_pointer(home: Path) -> Pointer | None:
    """Return what the home says about the snapshot in use, or None before the first build.

    Raises:
        HomeError: the file is damaged.
    """
    path = pointer_file(home)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        version, inputs = _texts(content, "version", "inputs")
        return Pointer(version, inputs, Path(content.get("tables") or TABLES), str(content.get("release") or ""))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        hint = "build anew with opg build --tables DIR, or remove that file to begin with the tables that ship with opg"
        raise HomeError(f"{path} is damaged, so it does not say which snapshot is in use: {hint}.") from error


def _texts(content: dict[str, object], *names: str) -> list[str]:
    """Return texts of a JSON object; raise a KeyError or TypeError where it has no such texts."""
    texts = [content[name] for name in names]
    if not all(isinstance(text, str) and text for text in texts):
        raise TypeError
    return [str(text) for text in texts]


def pointer_json(pointer: Pointer) -> bytes:
    """Return the content of `current.json`; the tables that ship with the project have no place of their own in it."""
    content = {
        "version": pointer.version,
        "inputs": pointer.inputs,
        "tables": None if pointer.tables == TABLES else str(pointer.tables),
        **({"release": pointer.release} if pointer.release else {}),
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


def tables_to_build(home: Path, given: Path | None = None) -> Path:
    """Return the tables to build from: those given, else those of OPG_TABLES, of the last build, of the project.

    Raises:
        HomeError: they are not there, or `current.json` is damaged.
    """
    if asked := asked_tables(given):
        return asked
    pointer = read_pointer(home)
    tables = pointer.tables if pointer else TABLES
    if not tables.is_dir():
        hint = f"--tables or OPG_TABLES names others; those that ship with opg are in {TABLES}"
        raise HomeError(f"The graph in {home} was built from the tables in {tables}, which are gone: {hint}.")
    return tables


def tables_to_check(home: Path | None = None, given: Path | None = None) -> Path:
    """Return the tables that `tables_to_build` names; where nobody names a home, this user need not have one.

    Raises:
        HomeError: they are not there, or the home that is named cannot be used.
    """
    if asked := asked_tables(given):
        return asked
    if home or os.environ.get("OPG_HOME"):
        return tables_to_build(home or default_home())
    folder = _platform_home()
    readable = folder is not None and os.access(pointer_file(folder), os.R_OK)
    return tables_to_build(folder) if folder and readable else TABLES


def asked_tables(given: Path | None = None) -> Path | None:
    """Return the tables that are given, or that OPG_TABLES names, as an absolute path; None where nobody asks for any.

    Raises:
        HomeError: it is no folder.
    """
    environment = os.environ.get("OPG_TABLES")
    folder = given or (expanded(environment, "OPG_TABLES") if environment else None)
    if folder is None:
        return None
    if not folder.is_dir():
        source = "" if given else ", which OPG_TABLES names,"
        raise HomeError(f"{folder}{source} is no folder of tables.")
    folder = folder.absolute()
    return TABLES if folder.resolve() == TABLES.resolve() else folder


def described(tables: Path) -> str:
    """Say in a few words which tables these are."""
    return "the tables that ship with opg" if tables == TABLES else f"the tables in {tables}"
