"""The whole graph as files: N-Quads straight from the snapshot, every other format written once, by another process.

Writing JSON-LD or RDF/XML of everything takes more memory than serving does; a process of its own gives it back. The
file stands beside the snapshot that it belongs to and goes with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from graph.snapshot import Snapshot

_SECONDS = 120.0
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class File:
    """A download: its name, the name of its format in `graph.export`, its media type."""

    file: str
    format: str
    media_type: str
    named_graphs: bool


FILES = {
    item.file: item
    for item in (
        File("olympic-partnerships.ttl", "turtle", "text/turtle", False),
        File("olympic-partnerships.trig", "trig", "application/trig", True),
        File("olympic-partnerships.nq", "nquads", "application/n-quads", True),
        File("olympic-partnerships.nt", "ntriples", "application/n-triples", False),
        File("olympic-partnerships.jsonld", "jsonld", "application/ld+json", True),
        File("olympic-partnerships.rdf", "rdfxml", "application/rdf+xml", False),
    )
}


def prepared(snapshot: Snapshot, item: File) -> Path:
    """Return the file, written first where nobody has asked for it before.

    Raises:
        subprocess.SubprocessError: it could not be written; nothing half-written is left under its name.
    """
    if item.format == "nquads":
        return snapshot.nquads
    path = snapshot.folder / "downloads" / item.file
    with _one_at_a_time:
        if not path.exists():
            _write(snapshot, item, path)
    return path


def _write(snapshot: Snapshot, item: File, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    command = [sys.executable, "-m", "webapp.downloads", snapshot.version, str(snapshot.folder), item.format]
    try:
        with os.fdopen(handle, "wb") as output:
            subprocess.run(command, stdout=output, check=True, timeout=_SECONDS)  # noqa: S603 - our own interpreter
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _main(version: str, folder: str, format_name: str) -> None:
    from graph.export import export

    export(Snapshot(version, "", Path(folder)), format_name, sys.stdout.buffer)


if __name__ == "__main__":
    _main(*sys.argv[1:])
