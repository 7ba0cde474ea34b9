"""What belongs to one running site: the store, the way to ask it, the catalogue, and the version of its answers."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import current_app

from graph.snapshot import Snapshot
from graph.store import Store
from webapp import assets
from webapp.asking import Asker
from webapp.catalogue import Catalogue

_HERE = Path(__file__).parent
_SHOWING = {".py", ".html", ".css", ".svg"}
_SOURCES = "browser"
"""Where the sources of the bundle are, which nobody is shown; `webapp.assets` knows the bundle itself."""


class Site:
    """One store with everything that is derived from it; the snapshot behind it, if it is a local one.

    What is derived belongs to a version: a server can be loaded with another one while the site is up.
    """

    def __init__(self, store: Store, snapshot: Snapshot | None = None) -> None:
        self.store = store
        self.snapshot = snapshot
        self.ask = Asker(store)
        self._catalogue: tuple[str, Catalogue] | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the version that the store holds now."""
        version = self.store.version
        if self._catalogue is None or self._catalogue[0] != version:
            self._catalogue = version, Catalogue(self.ask)
        return self._catalogue[1]

    @property
    def edition(self) -> str:
        """A digest of the data and of the code, templates, styles and scripts that show it: what an ETag stands for."""
        return sha256(f"{self.store.version} {appearance()} {assets.edition()}".encode()).hexdigest()[:16]


@cache
def appearance() -> str:
    """Return a digest of the code, templates and styles that show the data."""
    digest = sha256()
    for path in sorted(_HERE.rglob("*")):
        if path.suffix in _SHOWING and _SOURCES not in path.relative_to(_HERE).parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def site() -> Site:
    """Return the site of the application that answers the current request."""
    return cast(Site, current_app.extensions["opg"])
