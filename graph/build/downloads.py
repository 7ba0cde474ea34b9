"""The files for download of the whole graph.

There is one in every RDF format, and there are tables (see `graph.build.table_files`), all plain and compressed. They
stand beside the snapshot that they belong to, and go with it. JSON-LD takes more memory than a build or a site may
take. So a process of its own writes the files (see `start`). `opg build` leaves such a process behind, and a site
starts one where there are no files. One process at a time writes the files of a folder. Each file gets its name when it
is whole.
"""

from __future__ import annotations

import gc
import gzip
import os
import shutil
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import zstandard

from graph import locks
from graph.build import table_names
from graph.build.snapshot import Snapshot, current
from graph.build.swap import HALF, whole
from graph.progress import Progress, silent
from graph.rdf_formats import DATASET_FORMATS, N_QUADS

FILES = {f"olympic-partnerships.{format_.suffix}": format_ for format_ in DATASET_FORMATS}
"""The formats by the names of the plain files."""

CHECKSUMS = "SHA256SUMS"
"""The file with the checksums of all others, as `sha256sum --check` reads it. It is the last that is written."""

_PACKED = frozenset({table_names.WORKBOOK, CHECKSUMS})
"""The files that there are plain only, since they would not become smaller, or are small."""


@dataclass(frozen=True, slots=True)
class Compression:
    """A way to compress a file: its content coding in HTTP, the suffix and the media type."""

    coding: str
    suffix: str
    media_type: str
    compress: Callable[[bytes], bytes]


COMPRESSIONS = (
    Compression("zstd", ".zst", "application/zstd", zstandard.ZstdCompressor(12).compress),  # RFC 8878
    Compression("gzip", ".gz", "application/gzip", lambda content: gzip.compress(content, 9, mtime=0)),  # RFC 6713
)
"""From the one that makes the smallest files. The same content gives the same bytes each time."""

_NICENESS = 5
"""How far the process steps back: where processors are scarce, it gets about a third of what each other one gets."""

_LOOK = 1.0
"""Seconds between two looks at whether the files are still needed."""

_ROOT = str(Path(__file__).resolve().parents[2])


def folder_of(snapshot: Snapshot) -> Path:
    """Return the folder beside the snapshot in which its files are."""
    return snapshot.folder / "downloads"


def find(name: str, snapshot: Snapshot, folder: Path) -> Path | None:
    """Return the file of that name in the folder, or None if it is not there yet; the snapshot itself is N-Quads."""
    path = _path(name, snapshot, folder)
    return path if os.access(path, os.R_OK) else None


def plain_names(snapshot: Snapshot) -> list[str]:
    """Return the names of all plain files of a snapshot; one that was made from a release has no tables of its own."""
    return [*table_names.names(snapshot), *FILES, CHECKSUMS]


def packed_names(name: str) -> list[str]:
    """Return the names of the compressed files of a plain file."""
    return [] if name in _PACKED else [name + compression.suffix for compression in COMPRESSIONS]


def complete(snapshot: Snapshot, folder: Path) -> bool:
    """Tell whether all files are in the folder."""
    every = (each for name in plain_names(snapshot) for each in (name, *packed_names(name)))
    return all(find(name, snapshot, folder) for name in every)


def make(snapshot: Snapshot, folder: Path, progress: Progress = silent, *, wait: bool = False) -> bool:
    """Write the files that are not in the folder yet; tell whether all are there then.

    Where another process writes them it does nothing, or else it waits for that process.

    Raises:
        OSError: something cannot be written; what is whole stays.
    """
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
    lock = locks.exclusive(folder / ".lock", create=True)
    if lock is None and wait:
        progress("Waiting for the process that writes the files for download")
        lock = locks.exclusive(folder / ".lock", wait=True)
    if lock is not None:
        with lock:
            _make_all(snapshot, folder, progress)
    return complete(snapshot, folder)


def busy(folder: Path) -> bool:
    """Tell whether a process writes the files of a folder now."""
    try:
        lock = locks.exclusive(folder / ".lock")
    except OSError:
        return False
    if lock is not None:
        lock.release()
    return lock is None


def start(
    snapshot: Snapshot, folder: Path, home: Path | None = None, errors: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a process that writes the files, at a low priority, and outlives this one.

    It ends when the folder is gone; with `home`, also when the snapshot is not in use there any more. `errors` is where
    its standard error leads.
    """
    command = [sys.executable, "-P", "-m", __name__, str(snapshot.folder), snapshot.version, str(folder)]
    paths = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*command, *(["--home", str(home)] if home else [])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    )


def start_detached(snapshot: Snapshot) -> None:
    """Leave a process behind that writes the files of the snapshot in use, beside it."""
    process = start(snapshot, folder_of(snapshot), snapshot.home)
    threading.Thread(target=process.wait, daemon=True).start()  # so that no zombie is left if this process lives longer


def _path(name: str, snapshot: Snapshot, folder: Path) -> Path:
    if FILES.get(name) is N_QUADS:
        return snapshot.nquads
    return snapshot.folder / name if table_names.is_source(name) else folder / name


def _make_all(snapshot: Snapshot, folder: Path, progress: Progress) -> None:
    from graph.build.export import export
    from graph.build.table_files import made

    for left in list(folder.rglob(f"{HALF}*")):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    if not all(find(name, snapshot, folder) for name in table_names.names(snapshot)):
        progress("Writing the tables")
        for name, content in made(snapshot).items():
            _write(folder / name, content)
    for name in table_names.names(snapshot):
        _compress(name, snapshot, folder)
    for name, format_ in FILES.items():
        progress(f"Writing {name}")
        if not (plain := _path(name, snapshot, folder)).exists():
            with whole(plain) as file:
                export(snapshot, format_.name, file, scratch=folder)  # so that it goes with the folder
        _compress(name, snapshot, folder)
    if not (folder / CHECKSUMS).exists():
        _write(folder / CHECKSUMS, _checksums(snapshot, folder))


def _compress(name: str, snapshot: Snapshot, folder: Path) -> None:
    """Write the compressed files of a plain one, as far as they are not there."""
    for packed, compression in zip(packed_names(name), COMPRESSIONS, strict=False):
        if not (folder / packed).exists():
            _write(folder / packed, compression.compress(_path(name, snapshot, folder).read_bytes()))


def _write(path: Path, content: bytes) -> None:
    if not path.parent.exists():
        path.parent.mkdir()
        path.parent.chmod(0o755)
    with whole(path) as file:
        file.write(content)


def _checksums(snapshot: Snapshot, folder: Path) -> bytes:
    """Return the checksums of all files but this one, a line each, in the order of their names."""
    names = [each for name in plain_names(snapshot) for each in (name, *packed_names(name)) if name != CHECKSUMS]
    lines = (f"{sha256(_found(name, snapshot, folder).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names))
    return "".join(lines).encode()


def _found(name: str, snapshot: Snapshot, folder: Path) -> Path:
    plain = _path(name, snapshot, folder)
    return plain if plain.exists() else folder / name


def _step_back() -> None:
    """Give way to everything else, also where Linux shares processors among sessions (sched(7), autogroup).

    The session's share is only changed where the session is that of this process, not that of somebody's terminal.
    """
    if not hasattr(os, "nice"):
        return
    os.nice(_NICENESS)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(_NICENESS), encoding="ascii")


def _end_when_useless(folder: Path, snapshot: Snapshot, home: Path | None) -> None:
    """End this process when nobody can need its files any more."""
    while folder.exists() and (home is None or _in_use(snapshot, home)):
        time.sleep(_LOOK)
    os._exit(0)


def _in_use(snapshot: Snapshot, home: Path) -> bool:
    found = current(home)
    return found is not None and found.folder.name == snapshot.folder.name


def main() -> None:
    """Write the files of one snapshot."""
    parser = ArgumentParser(prog=f"python -m {__spec__.name}", description=main.__doc__)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("version")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    snapshot = Snapshot(given.version, "", given.snapshot, lock=locks.shared(given.snapshot / "dataset.nq"))
    _step_back()
    gc.disable()  # it took a fifth of the time of JSON-LD, and found nothing
    try:
        if snapshot.lock:
            given.folder.mkdir(exist_ok=True)
            watch = given.folder, snapshot, given.home
            threading.Thread(target=_end_when_useless, args=watch, daemon=True).start()
            make(snapshot, given.folder)
    except OSError as error:
        if given.folder.exists():
            sys.exit(f"Cannot write the files for download in {given.folder}: {error.strerror or error}.")


if __name__ == "__main__":
    main()
