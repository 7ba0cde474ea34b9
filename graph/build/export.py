"""The export of the dataset in any RDF format. All or some graphs are written, prefixed and ordered for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.build.dataset_json_ld import write_json_ld
from graph.build.snapshot import Snapshot
from graph.rdf_formats import DATASET_FORMATS, JSON_LD, N_QUADS, N_TRIPLES, Format
from graph.releases.frozen import Release
from graph.serialize import serialize
from ontology.namespaces import GRAPHS, PREFIXES

FORMATS = {format_.name: format_ for format_ in DATASET_FORMATS}

_FIRST = {PREFIXES["rdf"] + "type": 0, PREFIXES["rdfs"] + "label": 1}


def export(
    snapshot: Snapshot,
    format_name: str,
    output: IO[bytes],
    graphs: Iterable[str] = (),
    scratch: Path | None = None,
) -> None:
    """Write the statements of the graphs with these names (all if none is given) to `output`.

    What is needed on disk meanwhile stands in the folder `scratch`, or in the temporary folder of the system.

    Raises:
        KeyError: no such format, or no such graph.
        SnapshotError: statements are missing or damaged.
        UnwritableError: a statement holds what RDF/XML cannot.
    """
    path = str(snapshot.checked_nquads())
    _export(lambda: ox.parse(path=path, format=ox.RdfFormat.N_QUADS), format_name, output, graphs, scratch)


def export_release(release: Release, format_name: str, output: IO[bytes], graphs: Iterable[str] = ()) -> None:
    """Write a release as `export` writes a snapshot: the same bytes each time, on every machine.

    Raises:
        ReleaseError: its file is gone or damaged.
        KeyError, UnwritableError: as `export` does.
    """
    content = release.content()
    _export(lambda: ox.parse(content, format=ox.RdfFormat.N_QUADS), format_name, output, graphs)


def _export(
    read: Callable[[], Iterable[ox.Quad]],
    format_name: str,
    output: IO[bytes],
    graphs: Iterable[str],
    scratch: Path | None = None,
) -> None:
    chosen = FORMATS[format_name]
    wanted = {ox.NamedNode(GRAPHS[name]) for name in graphs or GRAPHS}

    def statements() -> Iterator[ox.Quad]:
        return (quad for quad in read() if quad.graph_name in wanted)

    if chosen is JSON_LD:
        write_json_ld(statements, lambda piece: _write(output, piece), scratch)
    else:
        _write(output, _document(list(statements()), chosen))


def _write(output: IO[bytes], content: bytes) -> None:
    """Write all; an unbuffered file may take only a part at a time."""
    left = memoryview(content)
    while left:
        left = left[output.write(left) :]


def _document(statements: list[ox.Quad], format_: Format) -> bytes:
    if format_ not in (N_QUADS, N_TRIPLES):
        statements.sort(key=_reading_order)
    if format_.named_graphs:
        return serialize(statements, format_)
    return serialize(dict.fromkeys(quad.triple for quad in statements), format_)


def _reading_order(quad: ox.Quad) -> tuple[str, str, int, str, str]:
    """Order by graph and subject; within these what a thing is comes first, then its label, then the rest."""
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), _FIRST.get(predicate, 2), predicate, str(quad.object))
