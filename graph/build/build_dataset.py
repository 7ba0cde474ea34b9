"""The whole dataset, as a pure function of the tables. Its bytes are the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from graph.build.curated_graph import curate
from graph.build.derived_graph import derive
from graph.build.load_tables import Tables, load
from graph.build.void_description import describe, examples, version_statement
from graph.paths import EXAMPLES, TABLES
from graph.progress import Progress, silent
from ontology.files import VOCABULARY
from ontology.namespaces import ONTOLOGY_GRAPH


@dataclass(frozen=True, slots=True)
class Dataset:
    """All four named graphs as sorted N-Quads, a statement a line, and the version: their SHA-256 in hexadecimal.

    The one statement that gives the version is left out of the digest, since it cannot contain itself.
    """

    version: str
    nquads: bytes

    def quads(self, *graphs: str) -> Iterable[ox.Quad]:
        """Return the statements of the named graphs, or all."""
        quads = ox.parse(self.nquads, format=ox.RdfFormat.N_QUADS)
        return (q for q in quads if not graphs or q.graph_name.value in graphs)


def assemble(folder: Path = TABLES, progress: Progress = silent) -> Dataset:
    """Make the dataset from the tables in the folder and the ontology.

    Raises:
        BadTablesError: something is wrong in the tables; all problems are named.
    """
    progress("Reading the tables")
    return make_dataset(load(folder), folder / EXAMPLES.name, progress)


def make_dataset(tables: Tables, examples_file: Path = EXAMPLES, progress: Progress = silent) -> Dataset:
    """Make the dataset from tables that were read, the file of examples, and the ontology."""
    progress("Stating the facts")
    curated = curate(tables)
    progress("Deriving what follows")
    quads = [*vocabulary(), *curated, *derive(tables, curated)]
    quads += describe(quads)
    quads += examples(examples_file)
    progress("Writing N-Quads")
    lines = _sorted_lines(quads)
    version = sha256(b"".join(lines)).hexdigest()
    return Dataset(version, b"".join(sorted(lines + _sorted_lines([version_statement(version)]))))


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
