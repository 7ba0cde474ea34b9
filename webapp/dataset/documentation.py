"""The pages of the documentation, built by `make docs`, without a frame."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).parents[1] / "built_docs"
_LAST = "last_build"
"""The file that the builder writes at the end."""

_PAGE = ".fjson"


@dataclass(frozen=True, slots=True)
class DocumentationPage:
    """A page: its address, and its title and text as HTML."""

    address: str
    title: Markup
    body: Markup


@dataclass(frozen=True, slots=True)
class Documentation:
    """All pages by address; `digest` changes with any of them."""

    pages: Mapping[str, DocumentationPage]
    digest: str

    def above(self, address: str) -> list[DocumentationPage]:
        """Return the pages over a page, from the first one down."""
        parts = address.split("/")
        over = ("/".join(parts[:end]) for end in range(2, len(parts)))
        return [self.pages[path] for path in over if path in self.pages]

    def beside(self, address: str) -> list[DocumentationPage]:
        """Return the pages of the section that a page begins, or else is in.

        They stand in the order in which the section's first page leads to them, or into them.
        """
        begins = any(path.startswith(f"{address}/") for path in self.pages)
        section = address if begins else address.rpartition("/")[0]
        found = [page for path, page in self.pages.items() if path.rpartition("/")[0] == section]
        first = self.pages[section].body if section in self.pages else ""
        places = {page.address: first.find(f'href="{page.address}') for page in found}
        return sorted(found, key=lambda page: (places[page.address] < 0, places[page.address], page.address))


def documentation(folder: Path = FOLDER) -> Documentation:
    """Return the pages that are built, none where `make docs` has not run; they are read again after a new build."""
    try:
        return _read(folder, (folder / _LAST).stat().st_mtime_ns)
    except FileNotFoundError:
        return Documentation({}, "")


@lru_cache(1)
def _read(folder: Path, _modified: int) -> Documentation:
    files = sorted(path for path in folder.rglob(f"*{_PAGE}") if path.name != f"search{_PAGE}")
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    pages = [_page(path.relative_to(folder).with_suffix(""), json.loads(text)) for path, text in texts.items()]
    digest = sha256("".join(texts.values()).encode()).hexdigest()[:16]
    return Documentation({page.address: page for page in pages}, digest)


def _page(name: Path, content: Mapping[str, str]) -> DocumentationPage:
    """Read a page of the builder, which escapes texts; what may be wide can be scrolled with keys."""
    address = f"/docs/{name.as_posix()}".removesuffix("/index")
    body = content["body"]
    for wide, tag in (("<pre>", "pre"), ('<table class="docutils align-default">', "table")):
        body = body.replace(wide, f'<div class="wide" tabindex="0">{wide}').replace(f"</{tag}>", f"</{tag}></div>")
    return DocumentationPage(address, Markup(content["title"]), Markup(body))  # noqa: S704
