"""The digest of a file is that of its lines.

The line that states it does not count, wherever it stands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.version_digest import DIGEST, FORMER, content_version, file_version
from ontology.namespaces import DATASET_IRI

BEFORE = b"<http://example.org/a> <http://example.org/of> <" + DATASET_IRI.encode() + b"> .\n"
TITLE = f'<{DATASET_IRI}> <http://purl.org/dc/terms/title> "Title" .\n'.encode()
AFTER = b'<https://z.example.org/z> <http://example.org/says> "last" .\n'
STATED = f'<{DATASET_IRI}> <{DIGEST}> "{"0" * 64}" .\n'.encode()
STATED_BEFORE = f'<{DATASET_IRI}> <{FORMER}> "{"1" * 64}" .\n'.encode()


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [STATED],
        [BEFORE],
        [BEFORE, STATED],
        [STATED, AFTER],
        [BEFORE, STATED, STATED_BEFORE, TITLE, AFTER],
        [BEFORE, TITLE, STATED.rstrip(b"\n")],
        [BEFORE, AFTER.rstrip(b"\n")],
    ],
)
def test_the_line_that_states_it_does_not_count(lines: list[bytes], tmp_path: Path) -> None:
    file = tmp_path / "dataset.nq"
    file.write_bytes(b"".join(sorted(lines)))
    rest = [line for line in lines if line not in {STATED, STATED_BEFORE, STATED.rstrip(b"\n")}]
    assert file_version(file) == content_version(lines) == content_version(rest)
