"""The results beside a snapshot, as a site finds them.

What writes them is `webapp.server.results`.
"""

from __future__ import annotations

import platform
import sqlite3
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.build.swap import RESULTS
from graph.stores import checksums
from graph.stores.read_only_database import OtherFileError
from graph.stores.store import EmbeddedStore, Store
from webapp.models.result_file import ResultFile, Results

PARTNERSHIPS, LISTS, SOURCES = "partnerships", "lists", "sources"
PARTS: Final = (PARTNERSHIPS, LISTS, SOURCES)
"""The files of results.

They have what is worked out of partnerships as objects; lists of partners, and pages about the whole; and sources.
"""

_ROOT: Final = Path(__file__).parents[2]
_CODE: Final = ("ontology", "graph", "queries", "webapp")
_SUFFIXES: Final = {".py", ".rq"}


def results_of(store: Store) -> Results | None:
    """Return the results of a store that is read from disk, if there are any."""
    if isinstance(store, EmbeddedStore) and store.folder is not None and store.version:
        return opened(store.folder.parent, store.version)
    return None


def file_of(folder: Path, part: str) -> Path:
    """Return the file of a part of the results in the folder of a snapshot."""
    return folder / RESULTS / f"{part}.sqlite"


def opened(folder: Path, version: str) -> Results | None:
    """Return the results in the folder of a snapshot, if there are any, and they are whole."""
    if not checksums.beside(folder / RESULTS).exists():
        return None
    try:
        checksums.check(folder / RESULTS)
        return Results([ResultFile.open(file_of(folder, part), made_from(version)) for part in PARTS])
    except (OSError, checksums.DamagedStoreError, OtherFileError):
        return None


@cache
def made_from(version: str) -> str:
    """Return what the results of a version of the data are made from: that, the code, and what runs it."""
    digest = sha256(f"{version} {platform.python_version()} {ox.__version__} {sqlite3.sqlite_version}".encode())
    for package in _CODE:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()
