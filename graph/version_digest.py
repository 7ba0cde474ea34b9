"""The version of a set of statements. It is computed from the statements themselves, wherever they were found."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DATASET_IRI, PREFIXES

_VERSION = f"<{DATASET_IRI}> <{PREFIXES['dcat']}version> ".encode()


def graph_lines(statements: bytes, graph: str) -> list[bytes]:
    """Return the lines of N-Quads, without repetition, for a document of N-Triples or Turtle.

    Blank nodes are given their canonical labels (RDFC-1.0), because servers give them labels of their own.

    Raises:
        SyntaxError: the document is not well formed.
    """
    name = ox.NamedNode(graph)
    store, buffer = ox.Store(), BytesIO()
    store.bulk_load(statements, format=ox.RdfFormat.TURTLE, to_graph=name)
    if b"_:" in statements or b"[" in statements:
        dataset = ox.Dataset(store)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        ox.serialize(dataset, buffer, format=ox.RdfFormat.N_QUADS)
    else:
        store.dump(buffer, format=ox.RdfFormat.N_QUADS)
    return buffer.getvalue().splitlines(keepends=True)


def content_version(lines: Iterable[bytes]) -> str:
    """Return the version of a dataset from all of its N-Quads lines, as `Dataset.version` does."""
    return sha256(b"".join(sorted(line for line in lines if not line.startswith(_VERSION)))).hexdigest()


def file_version(nquads: Path) -> str:
    """Return the version of the dataset in a file of sorted N-Quads, a statement a line.

    Raises:
        OSError: the file cannot be read.
    """
    digest = sha256()
    with nquads.open("rb") as lines:
        for line in lines:
            if not line.startswith(_VERSION):
                digest.update(line)
    return digest.hexdigest()
