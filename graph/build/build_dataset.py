"""The whole dataset, as a pure function of the tables. Its bytes are the same on every machine.

Statements are written as lines some at a time, and sorted in files where they are many. So memory holds the tables, and
not the statements.
"""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from graph.build.curated_graph import curate
from graph.build.derived_graph import derive, shortcuts
from graph.build.external_sort import Sorter
from graph.build.load_tables import Tables, load
from graph.build.row_models import ReleaseRow
from graph.build.sorted_file import SortedFile
from graph.build.void_description import describe, digest_statement, examples, version_statements
from graph.named_errors import naming
from graph.paths import EXAMPLES, TABLES
from graph.progress import Progress, silent
from graph.releases.frozen import order, releases
from ontology.files import VOCABULARY
from ontology.namespaces import ONTOLOGY_GRAPH


@dataclass(frozen=True)
class Dataset:
    """All four named graphs in a file of sorted N-Quads, a statement a line.

    The digest, `version`, is its SHA-256 in hexadecimal, but for the one statement that gives it: it cannot contain
    itself. `name` is the number of a release, or what `version_name` says.
    """

    version: str
    file: Path
    name: str = ""

    @property
    def nquads(self) -> bytes:
        """All statements, in memory."""
        return self.file.read_bytes()


@dataclass(frozen=True)
class Output:
    """The folder in which a dataset becomes `dataset.nq`.

    `written` is told files that together have all statements, as soon as each is there. They are removed later.
    """

    folder: Path
    written: Callable[[Path], None] = lambda _: None


def assemble(folder: Path = TABLES, progress: Progress = silent, name: str | None = None) -> Dataset:
    """Make the dataset from the tables in the folder and the ontology; see `make_dataset`.

    Raises:
        BadTablesError: something is wrong in the tables; all problems are named.
    """
    progress("Reading the tables")
    return make_dataset(load(folder), folder / EXAMPLES.name, progress, name)


def make_dataset(
    tables: Tables,
    examples_file: Path = EXAMPLES,
    progress: Progress = silent,
    name: str | None = None,
    output: Output | None = None,
) -> Dataset:
    """Make the dataset from tables that were read, the file of examples, and the ontology.

    `name` is that of a release to be made. Without it, a dataset that is the same as a release has its number. Any
    other has the number of the release that it came from, a plus sign, and eight letters. They begin the digest that it
    would have under that number. Without an output, the file is a temporary one, which goes with the object.
    """
    if output is None:
        temporary = Path(mkdtemp(prefix="opg-"))
        try:
            with naming(temporary.parent):
                dataset = make_dataset(tables, examples_file, progress, name, Output(temporary))
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        weakref.finalize(dataset, shutil.rmtree, temporary, ignore_errors=True)
        return dataset
    facts = _facts(tables, output, progress)
    progress("Describing the dataset")
    description = [*_lines(describe(facts, tables.releases)), *_lines(examples(examples_file))]
    if name is None:
        base, digest = _release_of(tables.releases)
        as_release = facts.digest(_named(description, base))
        name = base if as_release == digest else f"{base}+{as_release[:8]}"
    progress("Writing N-Quads")
    lines = _named(description, name)
    version = facts.digest(lines)
    lines += _lines([digest_statement(version)])
    described, whole = output.folder / "description.nq", output.folder / "dataset.nq"
    described.write_bytes(b"".join(lines))
    output.written(described)
    facts.write_with(lines, whole)
    facts.path.unlink()
    described.unlink()
    return Dataset(version, whole, name)


def _facts(tables: Tables, output: Output, progress: Progress) -> SortedFile:
    """Write the ontology, the curated and the derived statements."""
    sorter = Sorter(output.folder, "facts", written=output.written)
    amount = 0

    def take(quads: list[ox.Quad]) -> None:
        nonlocal amount
        sorter.add(_lines(quads))
        amount += len(quads)
        progress(f"Stating the facts: {amount:,} statements")

    def take_curated(quads: list[ox.Quad]) -> None:
        take(quads)
        take(shortcuts(quads))

    take(vocabulary())
    curate(tables, take_curated)
    derive(tables, take)
    progress("Sorting the statements")
    facts = SortedFile.write(output.folder / "facts.nq", sorter.merged())
    if not sorter.is_in_files:
        output.written(facts.path)
    return facts


def _release_of(rows: Iterable[ReleaseRow]) -> tuple[str, str | None]:
    """Return number and digest of the newest release in a table that was made; a number alone where none was."""
    numbers = sorted((row.version for row in rows), key=order)
    made = [release for release in releases() if release.version in numbers]
    if made:
        return made[-1].version, made[-1].digest
    return (numbers[-1] if numbers else "unreleased"), None


def _named(description: list[bytes], name: str) -> list[bytes]:
    """Return the lines of the description, each once, with the name of the version."""
    return list({*description, *_lines(version_statements(name))})


def vocabulary() -> list[ox.Quad]:
    """Return the statements of the ontology graph, with canonical labels for its blank nodes (RDFC-1.0)."""
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    statements = ox.Dataset()
    for path in (p for p in VOCABULARY if p.exists()):
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            statements.add(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
    statements.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(statements)


def _lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Return one line for each statement."""
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
