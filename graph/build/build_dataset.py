"""The whole dataset, as a pure function of the tables. Its bytes are the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from graph.build.curated_graph import curate
from graph.build.derived_graph import derive
from graph.build.load_tables import Tables, load
from graph.build.row_models import ReleaseRow
from graph.build.void_description import describe, digest_statement, examples, version_statements
from graph.paths import EXAMPLES, TABLES
from graph.progress import Progress, silent
from graph.releases.frozen import order, releases
from graph.version_digest import sorted_version
from ontology.files import VOCABULARY
from ontology.namespaces import ONTOLOGY_GRAPH


@dataclass(frozen=True, slots=True)
class Dataset:
    """All four named graphs as sorted N-Quads, a statement a line, with their digest and the name of the version.

    The digest, `version`, is their SHA-256 in hexadecimal, but for the one statement that gives it: it cannot contain
    itself. `name` is the number of a release, or what `version_name` says.
    """

    version: str
    nquads: bytes
    name: str = ""

    def quads(self, *graphs: str) -> Iterable[ox.Quad]:
        """Return the statements of the named graphs, or all."""
        quads = ox.parse(self.nquads, format=ox.RdfFormat.N_QUADS)
        return (q for q in quads if not graphs or q.graph_name.value in graphs)


def assemble(folder: Path = TABLES, progress: Progress = silent, name: str | None = None) -> Dataset:
    """Make the dataset from the tables in the folder and the ontology; see `make_dataset`.

    Raises:
        BadTablesError: something is wrong in the tables; all problems are named.
    """
    progress("Reading the tables")
    return make_dataset(load(folder), folder / EXAMPLES.name, progress, name)


def make_dataset(
    tables: Tables, examples_file: Path = EXAMPLES, progress: Progress = silent, name: str | None = None
) -> Dataset:
    """Make the dataset from tables that were read, the file of examples, and the ontology.

    `name` is that of a release to be made. Without it, a dataset that is the same as a release has its number. Any
    other has the number of the release that it came from, a plus sign, and eight letters. They begin the digest that it
    would have under that number.
    """
    progress("Stating the facts")
    curated = curate(tables)
    progress("Deriving what follows")
    quads = [*vocabulary(), *curated, *derive(tables, curated)]
    progress("Writing N-Quads")
    lines = _sorted_lines(quads)
    del quads, curated
    lines = sorted(lines + _sorted_lines([*describe(lines, tables.releases), *examples(examples_file)]))
    if name is not None:
        return _named(lines, name)
    base, digest = _release_of(tables.releases)
    as_release = _named(lines, base)
    same = as_release.version == digest
    return as_release if same else _named(lines, f"{base}+{as_release.version[:8]}")


def _release_of(rows: Iterable[ReleaseRow]) -> tuple[str, str | None]:
    """Return number and digest of the newest release in a table that was made; a number alone where none was."""
    numbers = sorted((row.version for row in rows), key=order)
    made = [release for release in releases() if release.version in numbers]
    if made:
        return made[-1].version, made[-1].digest
    return (numbers[-1] if numbers else "unreleased"), None


def _named(lines: list[bytes], name: str) -> Dataset:
    """Complete the statements with the name of the version and the digest."""
    named = sorted(lines + _sorted_lines(version_statements(name)))
    digest = sorted_version(named)
    return Dataset(digest, b"".join(sorted(named + _sorted_lines([digest_statement(digest)]))), name)


def vocabulary() -> list[ox.Quad]:
    """Return the statements of the ontology graph, with canonical labels for its blank nodes (RDFC-1.0)."""
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    statements = ox.Dataset()
    for path in (p for p in VOCABULARY if p.exists()):
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            statements.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
    statements.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(statements)


def _sorted_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Return one line for each statement, without repetition, in the order of their bytes."""
    buffer = BytesIO()
    ox.serialize(quads, buffer, format=ox.RdfFormat.N_QUADS)
    return sorted(set(buffer.getvalue().splitlines(keepends=True)))
