"""The file of names beside a snapshot that is read from disk.

A build writes it. Where it is missing, or from another version of the search, who needs it first writes it. A snapshot
that is held in memory has none: there names are found faster in memory, too. `python -m queries.search.name_files
FOLDER VERSION` is the process that writes it, which takes much memory.
"""

from __future__ import annotations

import logging
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph import locks
from graph.build.snapshot import IN_MEMORY_MB
from graph.build.swap import HALF, NAMES, name_whole
from graph.stores import checksums
from graph.stores.store import EmbeddedStore

if TYPE_CHECKING:
    from queries.search.name_file import NameFile

_FILE: Final = "names.sqlite"
_LOCK: Final = "LOCK"
_MEGABYTE: Final = 1_000_000

_log = logging.getLogger(__name__)


def make(folder: Path, version: str) -> None:
    """Write the names of a snapshot that is made in a folder, if there are many.

    Raises:
        OSError: the file cannot be written.
    """
    if _are_many(folder):
        _write(folder, version)


def found(store: EmbeddedStore) -> NameFile | None:
    """Return the file of names of a store, written first if there is none.

    None are for a store with few statements, one in memory, and one beside which nothing can be written.
    """
    if store.folder is None:
        return None
    folder, version = store.folder.parent, store.version
    try:
        return (_opened(folder, version) or _written(folder, version)) if _are_many(folder) else None
    except OSError as error:
        _log.warning("Names are held in memory, as there is no file of them: %s.", error)
        return None


def _are_many(folder: Path) -> bool:
    return (folder / "dataset.nq").stat().st_size > IN_MEMORY_MB * _MEGABYTE


def _opened(folder: Path, version: str) -> NameFile | None:
    from graph.stores.read_only_database import OtherFileError
    from queries.search.name_file import NameFile

    try:
        checksums.check(folder / NAMES)
        return NameFile.open(folder / NAMES / _FILE, _made_from(version))
    except (OSError, checksums.DamagedStoreError, OtherFileError):
        return None


def _written(folder: Path, version: str) -> NameFile | None:
    """Write the names, unless somebody else does; one process at a time."""
    (folder / NAMES).mkdir(exist_ok=True)
    lock = locks.exclusive(folder / NAMES / _LOCK, wait=True, create=True)
    if lock is None:
        return None
    with lock:
        if written := _opened(folder, version):
            return written
        _write(folder, version)
    return _opened(folder, version)


def _write(folder: Path, version: str) -> None:
    from queries.search import identifier_file, names_in_nquads
    from queries.search.further_names import all_names
    from queries.search.write_name_file import write

    read = names_in_nquads.read(folder / "dataset.nq")
    names = folder / NAMES
    names.mkdir(exist_ok=True)
    half = names / f"{HALF}{_FILE}"
    half.unlink(missing_ok=True)
    identifiers = identifier_file.read(folder / "dataset.nq", read.identified)
    write(half, _made_from(version), all_names(read.names, read.partners), read.weights, identifiers)
    name_whole(half, names / _FILE)
    checksums.note(names)


@cache
def _made_from(version: str) -> str:
    """Return what the names of a version of the data are made from: that, and the code that knows names."""
    digest = sha256(version.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2])
