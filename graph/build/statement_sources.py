"""The statements that a name stands for, as `opg diff` takes it.

A name is the number of a release, `current`, or a path. That may lead to a home, a snapshot, a folder of tables or a
file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.build.build_dataset import assemble
from graph.build.build_snapshot import ensure
from graph.build.snapshot import current
from graph.compressed import SUFFIXES, CompressedError, unpacked
from graph.paths import pointer_file
from graph.progress import Progress, silent
from graph.releases.difference import Line
from graph.releases.frozen import by_file, is_number, release, releases
from graph.version_digest import sorted_version, states_digest
from ontology.namespaces import CURATED_GRAPH, ONTOLOGY_GRAPH

CURRENT: Final = "current"
_EXTENSIONS: Final = "nq, trig, ttl, nt, rdf, jsonld or n3"


class SourceError(ValueError):
    """Nothing with statements has that name; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that a name stands for, as sorted lines of N-Quads, and whether their graphs are known."""

    name: str
    lines: list[bytes]
    graphs: bool = True


def statements(name: str, home: Path | None = None, progress: Progress = silent) -> Statements:
    """Return the statements that a name stands for; `home` is where the `current` snapshot is.

    Raises:
        ReleaseError: there is no such release, or its file is damaged.
        SourceError: nothing with statements has that name.
        BadTablesError: something is wrong in the tables of a folder.
        HomeError: a snapshot cannot be used.
    """
    if name == CURRENT:
        progress("Reading the snapshot in use")
        return Statements(name, _lines(ensure(home, progress).checked_nquads().read_bytes()))
    path = Path(name)
    if path.is_dir():
        return Statements(name, _of_folder(path, progress))
    if path.exists():
        progress(f"Reading {name}")
        return _of_file(path)
    number = name.removeprefix("v")
    if is_number(number):
        progress(f"Reading release {number}")
        return Statements(f"release {number}", _lines(release(number).content()))
    known = ", ".join(one.version for one in releases())
    raise SourceError(
        f"There is nothing at {name}. Expected the number of a release ({known}), {CURRENT}, or the path of a file, "
        "of a home folder or of a folder of tables."
    )


def with_graphs(some: Statements, other: Statements) -> Statements:
    """Return statements whose graphs are not known with those of the other statements, as far as these tell.

    What the other ones have too is in the same graph. Of the rest the property decides, and at last it is curated.
    """
    if some.graphs:
        return some
    graphs: dict[bytes, bytes] = {}
    properties: dict[bytes, Counter[bytes]] = {}
    if other.graphs:
        for line in other.lines:
            triple, graph = line[:-3].rsplit(b" ", 1)
            graphs[triple] = graph
            properties.setdefault(line.split(b" ", 2)[1], Counter())[graph] += 1
    usual = {property_: counter.most_common(1)[0][0] for property_, counter in properties.items()}
    curated = f"<{CURATED_GRAPH}>".encode()
    placed = []
    for line in some.lines:
        found = Line.read(line)
        triple = line[:-3].rsplit(b" ", 1)[0]
        placed.append(triple + b" " + (graphs.get(triple) or usual.get(found.property, curated)) + b" .\n")
    return Statements(some.name, sorted(placed))


def _lines(nquads: bytes) -> list[bytes]:
    return nquads.splitlines(keepends=True)


def _of_folder(folder: Path, progress: Progress) -> list[bytes]:
    if pointer_file(folder).exists():
        progress(f"Reading the snapshot in {folder}")
        snapshot = current(folder)
        if snapshot is None:
            raise SourceError(f"{folder} is a home folder without a snapshot that is whole; opg build makes one.")
        return _lines(snapshot.checked_nquads().read_bytes())
    if (folder / "dataset.nq").is_file():
        progress(f"Reading the snapshot {folder}")
        return _of_snapshot(folder / "dataset.nq")
    if any(folder.glob("*.csv")):
        return _lines(assemble(folder.absolute(), progress).nquads)
    raise SourceError(f"{folder} is neither a home folder nor a snapshot, and has no tables (*.csv).")


def _of_snapshot(nquads: Path) -> list[bytes]:
    """Return the statements of a snapshot that no home leads to, if they have the digest that they state."""
    try:
        lines = _lines(nquads.read_bytes())
    except OSError as error:
        raise SourceError(f"{nquads} cannot be read: {error.strerror}.") from error
    stated = [line for line in lines if states_digest(line)]
    if not (stated and f'"{sorted_version(lines)}"'.encode() in stated[0]):
        raise SourceError(f"{nquads} is damaged: its statements are not those of the digest that it states.")
    return lines


def _of_file(path: Path) -> Statements:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error
    if made := by_file(content):
        return Statements(str(path), _lines(made.content()))
    suffixes = path.suffixes
    if suffixes and suffixes[-1] in SUFFIXES:
        content = _unpacked(path, content)
        suffixes = suffixes[:-1]
    format_ = ox.RdfFormat.from_extension(suffixes[-1].removeprefix(".")) if suffixes else None
    if format_ is None:
        raise SourceError(
            f"{path} has none of the extensions {_EXTENSIONS}, each also with {' or '.join(SUFFIXES)}, so it is not "
            "known how to read it."
        )
    try:
        quads = list(ox.parse(content, format=format_, base_iri=path.resolve().as_uri()))
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{path} is no well-formed {format_.name}: {error}.") from error
    return _serialized(str(path), quads)


def _unpacked(path: Path, content: bytes) -> bytes:
    try:
        return unpacked(content, path.suffix)
    except CompressedError as error:
        raise SourceError(f"{path} cannot be unpacked: {error}.") from error


def _serialized(name: str, quads: Sequence[ox.Quad]) -> Statements:
    """Write statements as the build does: canonical labels for blank nodes, and each line once.

    Without graphs all are curated for now, but for those with blank nodes: ours are in the ontology.
    """
    graphs = any(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)
    if graphs:
        found = [quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]
    else:
        places = {False: ox.NamedNode(CURATED_GRAPH), True: ox.NamedNode(ONTOLOGY_GRAPH)}
        found = [ox.Quad(quad.subject, quad.predicate, quad.object, places[_has_blank(quad)]) for quad in quads]
    if any(map(_has_blank, found)):
        dataset = ox.Dataset(found)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = list(dataset)
    written = ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""
    return Statements(name, sorted(set(_lines(written))), graphs)


def _has_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
