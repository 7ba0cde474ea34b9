"""What belongs to one running site: the store, the way to ask it, the catalogue, and the version of its answers."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app

from graph.snapshot import Snapshot
from graph.store import Store
from webapp.asking import Asker
from webapp.catalogue import Catalogue

_HERE = Path(__file__).parent
_SOURCES = "browser"
"""Where the sources of the bundle are, which nobody is shown; the bundle itself is in `static`."""


class Site:
    """One store with everything that is derived from it once; the snapshot behind it, if it is a local one."""

    def __init__(self, store: Store, snapshot: Snapshot | None = None) -> None:
        self.store = store
        self.snapshot = snapshot
        self.ask = Asker(store)
        self.catalogue = Catalogue(self.ask)

    @cached_property
    def edition(self) -> str:
        """A digest of the data and of the code, templates and styles that show it: what an ETag stands for."""
        digest = sha256(self.store.version.encode())
        parts = (part for part in _HERE.iterdir() if part.name != _SOURCES)
        for path in sorted(found for part in parts for found in (part, *part.rglob("*"))):
            if path.suffix in {".py", ".html", ".css", ".svg", ".json"}:
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


def site() -> Site:
    """Return the site of the application that answers the current request."""
    return cast(Site, current_app.extensions["opg"])
