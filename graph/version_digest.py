"""The digest of a set of statements. It is computed from the statements themselves, wherever they were found."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology.namespaces import DATASET_IRI, ONTOLOGY_NAMESPACE, PREFIXES

DIGEST: Final = ONTOLOGY_NAMESPACE + "digest"
"""The property with which a dataset states its own digest."""

FORMER: Final = PREFIXES["dcat"] + "version"
"""The property with which a dataset of release 1.0 does so; later ones have the number of the release there."""

_OF_DATASET: Final = f"<{DATASET_IRI}> ".encode()
_HEXADECIMAL: Final = re.compile("[0-9a-f]{64}")
_STATED: Final = re.compile(
    "|".join(f'<{re.escape(property_)}> "{_HEXADECIMAL.pattern}"' for property_ in (DIGEST, FORMER)).encode()
)


def is_digest(text: str) -> bool:
    """Tell whether a text is in the form of a digest."""
    return bool(_HEXADECIMAL.fullmatch(text))


def states_digest(line: bytes) -> bool:
    """Tell whether a line of N-Quads states the digest of the dataset."""
    return line.startswith(_OF_DATASET) and bool(_STATED.match(line, len(_OF_DATASET)))


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
    """Return the digest of a dataset from all of its N-Quads lines, as `Dataset.version` has it."""
    return sorted_version(sorted(lines))


def sorted_version(lines: Iterable[bytes]) -> str:
    """Return the digest of a dataset from its N-Quads lines in the order of their bytes."""
    digest = sha256()
    for line in lines:
        if not states_digest(line):
            digest.update(line)
    return digest.hexdigest()


def file_version(nquads: Path) -> str:
    """Return the digest of the dataset in a file of sorted N-Quads, a statement a line.

    It reads no line by itself: a site computes the digest at each start.

    Raises:
        OSError: the file cannot be read.
    """
    digest = sha256()
    with nquads.open("rb") as file, ExitStack() as mapped:
        if not nquads.stat().st_size:  # an empty file cannot be mapped
            return digest.hexdigest()
        text = mapped.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        view = mapped.enter_context(memoryview(text))
        rest = 0
        for start, end in _lines_that_state_digest(text):
            digest.update(view[rest:start])
            rest = end
        digest.update(view[rest:])
    return digest.hexdigest()


def _lines_that_state_digest(text: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Return where each line that states the digest begins, and where the next one does."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start) + 1 or len(text)
        if states_digest(text[start:end]):
            yield start, end
        next_one = text.find(b"\n" + _OF_DATASET, end - 1)
        start = len(text) if next_one < 0 else next_one + 1
