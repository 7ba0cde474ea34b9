"""The code blocks of one page of the documentation, and how each is run.

`sh` and `python` blocks run, `sparql` blocks are asked, and `json`, `csv` and `turtle` blocks are read. A `text` block
right after a block that ran is what that block prints, where `...` stands for anything. Other blocks are left alone. A
`json` block may be a line of an object, and a `turtle` block goes without the prefixes.
"""

from __future__ import annotations

import csv
import doctest
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from pathlib import Path
from unittest import SkipTest

import pyoxigraph as ox
import requests
from sybil import Document, Example, Region
from sybil.parsers.markdown import SkipParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer

from ontology.files import SHAPES

_ROOT = Path(__file__).parents[2]
_ADDRESS = "http://127.0.0.1:8000"
"""The address of the site as the pages name it."""

_PATIENCE = 60.0
_FENCED = FencedCodeBlockLexer(".*", {"language": "language", "source": "source"})

PAGES = [
    path.relative_to(_ROOT).as_posix()
    for path in (_ROOT / "README.md", _ROOT / "CONTRIBUTING.md", *sorted((_ROOT / "docs").rglob("*.md")))
    if path.parent.name != "reference"  # which is written from the code
]


class Page:
    """The runner of a page's blocks: all in one folder, with one Python namespace.

    `site` returns the address of a real site, and starts it if need be. `printed` is what the last block has printed,
    or None where a `text` block would be no output.
    """

    def __init__(self, name: str, folder: Path, site: Callable[[], str]) -> None:
        self.folder = folder
        self.site = site
        self.printed: str | None = None
        self.document = Document.parse(str(_ROOT / name), self._regions, SkipParser())

    def run(self) -> None:
        """Run the blocks in their order, except those that are marked to be skipped.

        Raises:
            SybilFailure: a block fails, or prints something else than what the page says.
        """
        for example in self.document.examples():
            try:
                example.evaluate()
            except SkipTest:
                self.printed = None

    def _regions(self, document: Document) -> Iterable[Region]:
        for region in _FENCED(document):
            run = _RUNS.get(str(region.lexemes["language"]).strip(), _leave_alone)
            region.parsed = str(region.lexemes["source"])
            region.evaluator = lambda example, run=run: run(self, example, self._text(example.parsed))
            yield region

    def _text(self, block: str) -> str:
        return block.replace(_ADDRESS, self.site()) if _ADDRESS in block else block


def _run_shell(page: Page, _example: Example, text: str) -> str | None:
    done = subprocess.run(
        ["bash", "-e", "-c", text], cwd=page.folder, capture_output=True, text=True, check=False, timeout=_PATIENCE
    )
    page.printed = done.stdout
    return f"exit code {done.returncode}\n{done.stdout}{done.stderr}" if done.returncode else None


def _run_python(page: Page, example: Example, text: str) -> None:
    output = io.StringIO()
    lines_above = "\n" * example.line  # so that a traceback names the line of the page
    with redirect_stdout(output):
        exec(compile(lines_above + text, example.path, "exec"), example.namespace)  # noqa: S102 - this is the test
    page.printed = output.getvalue()


def _compare(page: Page, _example: Example, expected: str) -> str | None:
    printed, page.printed = page.printed, None
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if printed is None or doctest.OutputChecker().check_output(expected, printed, options):
        return None
    return f"expected:\n{expected}\nprinted:\n{printed}"


def _ask(page: Page, _example: Example, query: str) -> str | None:
    page.printed = None
    accept = {"Accept": "text/csv, text/turtle;q=0.5"}
    response = requests.post(f"{page.site()}/sparql", {"query": query}, headers=accept, timeout=_PATIENCE)
    response.raise_for_status()
    return None if len(response.text.splitlines()) > 1 else "the answer is empty"


def _read_json(page: Page, _example: Example, text: str) -> None:
    page.printed = None
    json.loads(text if text.startswith(("{", "[")) else f"{{{text.strip().rstrip(',')}}}")


def _read_csv(page: Page, _example: Example, text: str) -> str | None:
    page.printed = None
    widths = {len(row) for row in csv.reader(io.StringIO(text))}
    return None if len(widths) == 1 else f"rows of {sorted(widths)} cells"


def _read_turtle(page: Page, _example: Example, text: str) -> str | None:
    page.printed = None
    lines = SHAPES.read_text(encoding="utf-8").splitlines(keepends=True)
    prefixes = "".join(line for line in lines if line.startswith("@prefix"))
    return None if list(ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)) else "no statement"


def _leave_alone(page: Page, _example: Example, _text: str) -> None:
    page.printed = None


_RUNS: dict[str, Callable[[Page, Example, str], str | None]] = {
    "sh": _run_shell,
    "python": _run_python,
    "text": _compare,
    "sparql": _ask,
    "json": _read_json,
    "csv": _read_csv,
    "turtle": _read_turtle,
}


def executables() -> str:
    """Return the folder of the command `opg` and of the other programs of this Python's environment."""
    return str(Path(sys.executable).parent)
