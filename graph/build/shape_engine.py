"""The SHACL engine, in this process or in one of its own.

The engine keeps the terms that it has met as long as its process lives. So the parts of a large dataset are checked by
processes that end after some of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from ontology.files import SHAPES

_ROOT = str(Path(__file__).resolve().parents[2])
_COMMENT: Final = b"# "


class IncompleteValidationError(RuntimeError):
    """The engine could not evaluate a shape, so its silence would prove nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a shape finds about a thing; terms are as in N-Triples, and a path as the engine writes it."""

    focus: str
    shape: str
    severity: str
    message: str
    path: str
    value: str


class Engine:
    """The shapes, prepared to be applied to several parts of a dataset."""

    def __init__(self) -> None:
        import shifty  # which a process that has others check does not need

        self._shapes = shifty.PreparedValidator(SHAPES.read_text(encoding="utf-8"))

    def results(self, part: Path) -> list[Result]:
        """Return what the shapes find in a part that `write_part` wrote.

        Raises:
            IncompleteValidationError: the engine skipped a shape.
        """
        with part.open("rb") as file:
            shapes = json.loads(file.readline().removeprefix(_COMMENT))
        outcome = self._shapes.validate_algebra(part, infer=False, on_unsupported="error", shape_names=shapes)
        problems = [*self._shapes.diagnostics, *outcome.diagnostics]
        if problems:
            raise IncompleteValidationError("Shapes were not evaluated: " + "; ".join(map(str, problems)))
        return [
            Result(
                violation.focus_node,
                violation.shape_name or "",
                str(reason.severity),
                reason.author_message or reason.message,
                reason.path or "",
                reason.value or "",
            )
            for violation in outcome.violations
            for reason in violation.reasons
        ]


def write_part(file: Path, triples: bytes, shapes: list[str]) -> None:
    """Write a part as N-Triples to a file `*.nt`; the first line is a comment with the names of its shapes."""
    file.write_bytes(_COMMENT + json.dumps(shapes).encode() + b"\n" + triples)


def results_of(files: Iterable[Path]) -> list[list[Result]]:
    """Return what a process of its own finds in each of the parts that `write_part` wrote.

    Raises:
        IncompleteValidationError: the process failed; what it said is on standard error.
    """
    paths = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
    finished = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", __name__, *map(str, files)],
        stdout=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    if finished.returncode:
        raise IncompleteValidationError(f"The process that checks shapes ended with exit code {finished.returncode}.")
    return [[Result(**result) for result in json.loads(line)] for line in finished.stdout.splitlines()]


def main() -> None:
    """Write what the shapes find in files to standard output, a line of JSON for each file."""
    engine = Engine()
    for name in sys.argv[1:]:
        results = engine.results(Path(name))
        sys.stdout.write(json.dumps(list(map(asdict, results))) + "\n")


if __name__ == "__main__":
    main()
