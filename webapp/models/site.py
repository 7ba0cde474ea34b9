"""The data of one running site.

These are the store, the client that queries it, the reference data, and the version of its responses. A site over a
snapshot can be exchanged for one over a newer snapshot while requests come in. One site answers the whole of a request.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from flask import Flask, current_app

from graph.build.snapshot import Snapshot
from graph.rdf_formats import RESULTS_JSON
from graph.stores.store import EmbeddedStore, Store
from webapp.http import assets
from webapp.http.cache import SizedLRUCache
from webapp.models.downloads import Downloads
from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData
from webapp.models.results_beside import results_of
from webapp.models.saved_answers import SavedAnswers
from webapp.models.write_result_file import ResultWriter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


_WEBAPP = Path(__file__).parents[1]
_SHOWING = {".py", ".html", ".css", ".svg"}
_SOURCES = "browser"
"""Where the sources of the bundle are, which nobody is shown; `webapp.http.assets` knows the bundle itself."""

_HEALTH_SECONDS = 2.0
"""Time in which a healthy engine answers the simplest query."""

_KEY = "opg"
"""Where an application has its site, among its extensions."""

SITES = "opg-sites"
"""Where it has its sites, the former ones too."""


class QueryService(Protocol):
    """What answers visitors' own queries to a site."""

    def start(self) -> None:
        """Get ready for the first query, in the background."""

    def close(self) -> None:
        """End what was started; queries that run may finish before."""


class SiteData:
    """One store with everything that is derived from it; the snapshot behind it, if it is a local one.

    What is derived belongs to a version: a server can be loaded with another one while the site is up.
    """

    def __init__(
        self,
        store: Store,
        snapshot: Snapshot | None = None,
        service: QueryService | None = None,
        answers: SizedLRUCache | None = None,
    ) -> None:
        self.store = store
        self.snapshot = snapshot
        self.service = service
        self.downloads = Downloads(snapshot) if snapshot else None
        lasting = isinstance(store, EmbeddedStore) and store.version
        self.ask = QueryClient(store, answers if lasting else None, SavedAnswers.of(store))
        self._catalogue: tuple[str, ReferenceData] | None = None

    @property
    def catalogue(self) -> ReferenceData:
        """The reference data of the version that the store holds now."""
        version = self.store.version
        if self._catalogue is None or self._catalogue[0] != version:
            self._catalogue = version, ReferenceData(self.ask, results_of(self.store))
        return self._catalogue[1]

    def take_results(self) -> None:
        """Work everything out anew that is derived, with the results that stand beside the store by now."""
        self._catalogue = None

    def write_results(self, writer: ResultWriter, saved: SavedAnswers | None) -> None:
        """Write what is worked out of the whole graph from now on; `saved` has answers that several of it need."""
        self.ask = replace(self.ask, saved=saved)
        self._catalogue = self.store.version, ReferenceData(self.ask, writer=writer)

    @property
    def edition(self) -> str:
        """A digest of the data, and of the code, templates, styles and scripts that show it. ETags stand for it."""
        return _edition(self.store.version, assets.manifest_text())

    def etag(self, *parts: str) -> str:
        """Return the entity tag of an answer that depends on the data, on the code, and on these texts."""
        content = "\0".join((self.edition, *parts))
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def check(self) -> None:
        """Make sure that the store answers, and soon; one within this process always does.

        Raises:
            StoreError: it does not.
        """
        if isinstance(self.store, EmbeddedStore):
            return
        from graph.stores.http_client import Limits
        from graph.stores.remote_store import RemoteStore

        if isinstance(self.store, RemoteStore):
            self.store.raw("ASK {}", RESULTS_JSON.media_type, Limits(_HEALTH_SECONDS))

    def start(self) -> None:
        """Get ready for the first query of a visitor, in the background."""
        if self.service:
            self.service.start()

    def close(self) -> None:
        """End its processes, and let go of its snapshot."""
        if self.service:
            self.service.close()
        if self.downloads:
            self.downloads.close()
        if self.snapshot:
            self.snapshot.release()


_answering: ContextVar[SiteData] = ContextVar("answering")
"""The site from which the current request is answered."""


class Sites:
    """The site that an application answers from, and those before it that still have requests to answer."""

    def __init__(self, app: Flask, first: SiteData) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._requests = {first: 0}
        app.extensions |= {_KEY: first, SITES: self}

    @property
    def current(self) -> SiteData:
        """The site that the next request is answered from."""
        return cast(SiteData, self._app.extensions[_KEY])

    @contextmanager
    def answering(self, here: SiteData | None = None) -> Iterator[SiteData]:
        """Answer everything within the block from one site: the one given, that of a block around, or the current."""
        with self._lock:
            here = here or _answering.get(None) or self.current
            self._requests[here] = self._requests.get(here, 0) + 1
        token = _answering.set(here)
        try:
            yield here
        finally:
            _answering.reset(token)
            with self._lock:
                self._requests[here] -= 1

    def exchange(self, newer: SiteData) -> None:
        """Answer from another site from now on."""
        with self._lock:
            self._requests.setdefault(newer, 0)
            self._app.extensions[_KEY] = newer

    def let_go(self) -> int:
        """Close the former sites whose last request has ended; return how many have not been closed yet."""
        with self._lock:
            former = {here: number for here, number in self._requests.items() if here is not self.current}
            unused = [here for here, number in former.items() if not number]
            for here in unused:
                del self._requests[here]
        for here in unused:
            here.close()
        return len(former) - len(unused)


class OneSite:
    """A WSGI application that answers each request from one site; what it gives back needs no site any more."""

    def __init__(self, app: WSGIApplication, sites: Sites) -> None:
        self._app, self._sites = app, sites

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        with self._sites.answering():
            return self._app(environ, start_response)


@lru_cache(10)  # a version and a bundle stay for long
def _edition(version: str, bundle: str) -> str:
    return sha256(f"{version} {appearance()} {bundle}".encode()).hexdigest()[:16]


@cache
def appearance() -> str:
    """Return a digest of the code, templates and styles that show the data."""
    digest = sha256()
    for path in sorted(_WEBAPP.rglob("*")):
        if path.suffix in _SHOWING and _SOURCES not in path.relative_to(_WEBAPP).parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def current_site() -> SiteData:
    """Return the site from which the current request is answered."""
    return site_of(current_app)


def site_of(app: Flask) -> SiteData:
    """Return the site from which the current request to `app` is answered, and outside a request the current one."""
    return _answering.get(None) or cast(SiteData, app.extensions[_KEY])
