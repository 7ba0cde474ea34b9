"""The parser of notebooks for the documentation: their texts as they are, and their code as blocks.

Outputs are not shown, for there are none in the files. A test runs every notebook.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

_SUFFIX = ".ipynb"
_KIND = "notebook"


class NotebookParser(MystParser):
    """A parser of notebooks, which are read as Markdown."""

    supported = (_KIND,)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a notebook into a document; its first heading is followed by where the file is."""
        place = f"docs/notebooks/{Path(document['source']).name}"
        super().parse(markdown(json.loads(inputstring), place), document)


def markdown(notebook: dict[str, Any], place: str) -> str:
    """Return the cells of a notebook as Markdown; `place` is the path of the file, for people."""
    parts = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        parts.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
    heading, _, rest = parts[0].partition("\n")
    parts[0] = f"{heading}\n\n*A notebook, shown without its outputs: `{place}` in the repository.*\n{rest}"
    return "\n\n".join(parts) + "\n"


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx read notebooks."""
    app.add_source_suffix(_SUFFIX, _KIND)
    app.add_source_parser(NotebookParser)
    return {"parallel_read_safe": True}
