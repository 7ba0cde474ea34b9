"""The addresses of the files that the bundler built for the browser.

The bundler lists them in a manifest. The sources are in `webapp/browser`, the bundle is in `static/built`. `make
bundle` makes it, the wheel carries it, and a fresh checkout has none. Without it, pages are plain, and `MISSING` says
what to do.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parents[1] / "static" / "built"
MANIFEST = "manifest.json"

MISSING = (
    "The interactive parts are not built, so pages are shown in their plain form. "
    "With Node.js 20.19 or later installed, `make bundle` builds them."
)
"""What a page, and `opg serve`, say where a bundle is missing."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one entry point, as names within the static folder; all empty where it is not built.

    `parts` are the further scripts that its own script fetches, at once or later. A page can announce them.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.scripts or self.styles)


def bundle(entry: str, built: Path = BUILT) -> Bundle:
    """Return the files of the entry point `entry`, such as `sparql`.

    The manifest (https://vite.dev/guide/backend-integration) is read again when it has changed: a developer may build
    it while the site runs. Only the entry's own script is named: it fetches its parts by itself.
    """
    return _read(built, modified(built))[1].get(entry, Bundle())


def manifest_text(built: Path = BUILT) -> str:
    """Return the manifest's text, which changes with every file of the bundle; empty where none is built."""
    return _read(built, modified(built))[0]


def modified(built: Path = BUILT) -> int:
    """Return when the manifest was written, in nanoseconds; 0 where none is built. Cheap enough for each request."""
    try:
        return os.stat(f"{built}/{MANIFEST}").st_mtime_ns  # noqa: PTH116 - a Path takes three times as long
    except FileNotFoundError:
        return 0


@lru_cache(2)
def _read(built: Path, modified: int) -> tuple[str, dict[str, Bundle]]:
    """Return the text of a manifest, and the files of each entry point by its name."""
    if not modified:
        return "", {}
    text = (built / MANIFEST).read_text(encoding="utf-8")
    chunks = json.loads(text)
    entries = [chunk for chunk in chunks.values() if chunk.get("isEntry")]
    return text, {chunk["name"]: _files(chunk, chunks, built.name) for chunk in entries}


def _files(chunk: dict[str, object], chunks: dict[str, dict[str, object]], folder: str) -> Bundle:
    """Return the files of an entry: a script with its style sheets, or a style sheet with its fonts."""
    own, styles, fonts = str(chunk["file"]), _styles(chunk, chunks), _names(chunk, "assets")
    scripts = [] if own.endswith(".css") else [own]
    styles += [own] if own.endswith(".css") else []
    fonts = [name for name in fonts if name.endswith(".woff2")]
    files = scripts, styles, fonts, _parts(chunk, chunks, [])
    return Bundle(*(tuple(f"{folder}/{name}" for name in names) for names in files))


def _parts(chunk: dict[str, object], chunks: dict[str, dict[str, object]], found: list[str]) -> list[str]:
    """Return `found` with the scripts that a chunk imports, and those that these import."""
    for name in (*_names(chunk, "imports"), *_names(chunk, "dynamicImports")):
        file = str(chunks[name]["file"])
        if file not in found:
            found.append(file)
            _parts(chunks[name], chunks, found)
    return found


def _styles(chunk: dict[str, object], chunks: dict[str, dict[str, object]]) -> list[str]:
    """Return the style sheets of a chunk after those of the chunks that it imports at once."""
    found: list[str] = []
    for name in _names(chunk, "imports"):
        found += [style for style in _styles(chunks[name], chunks) if style not in found]
    return found + [style for style in _names(chunk, "css") if style not in found]


def _names(chunk: dict[str, object], key: str) -> list[str]:
    value = chunk.get(key, [])
    return [str(item) for item in value] if isinstance(value, list) else []
