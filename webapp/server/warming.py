"""Preparation of what is worked out once for each version.

A site asks itself for the pages that use most of the graph, and reads all partnerships into memory. So no visitor waits
for it. It does so while no request is open, since it takes all of a processor. A remote store is asked only for what
first visitors would wait for.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterable, Iterator
from typing import Final

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from graph.build.memory import give_back
from graph.stores.store import EmbeddedStore, StoreError
from webapp.entities import category, country
from webapp.entities.generic import hold_codes
from webapp.http.open_requests import OPEN_REQUESTS, OpenRequests
from webapp.models.partnership import hold_all
from webapp.models.reference_data import ReferenceData, partner_iris
from webapp.models.site import SiteData, Sites
from webapp.server import results

_LISTS: Final = (
    "/games",
    "/programmes",
    "/countries",
    "/partners",
    "/categories",
    "/people",
    "/events",
    "/sources",
    "/search?q=a",
)
_PAGES: Final = ("/", *_LISTS, "/explore/view.json")
"""Pages that use most of what is derived from the whole graph."""

_QUESTIONS: Final = ("/search?q=siemenz", "/ask?q=first+sponsors", "/ask?q=longest+sponsors")
_PAGES_OF_SMALL: Final = ("/quality", *_QUESTIONS, "/search?q=wikidata:Q4", "/partner/visa")
"""Further ones where the graph is in memory. Of a larger one what they hold in memory takes gigabytes."""

_PAGES_OF_LARGE: Final = ("/people?q=a", "/events?q=a", "/sources?q=a", "/partners?q=a", "/explore")
"""Further ones where the graph is on disk. Much of what its results have is read when the first of these is made."""

_PAGES_OF_REMOTE: Final = ("/", "/explore", "/quality", *_LISTS, *_QUESTIONS)
"""Pages that ask a remote store about the whole graph, those that visitors see first before the others."""

_PATIENCE: Final = 5.0
"""Seconds at most that each step of the preparation waits for open requests to end."""

_log = logging.getLogger(__name__)


class WarmingError(Exception):
    """A page cannot be shown; the message says which, and with which status."""


def show_first_page(app: Flask, sites: Sites, here: SiteData) -> None:
    """Have the first page made, which reads something of all there is.

    Raises:
        WarmingError: it cannot be shown.
    """
    with sites.answering(here):
        show(app, "/")


def warm(app: Flask, sites: Sites, here: SiteData) -> None:
    """Have everything made that the first requests to a site would have to wait for.

    Raises:
        WarmingError: a page cannot be shown.
    """
    requests: OpenRequests = app.extensions[OPEN_REQUESTS]
    requests.wait_for_none(_PATIENCE)
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)  # which is compiled when it is first used
    if not isinstance(here.store, EmbeddedStore):
        _warm_over_server(app, sites, here)
        return
    if not here.store.version:
        return
    with sites.answering(here):
        requests.wait_for_none(_PATIENCE)
        small = not here.catalogue.is_large
        if not small and _results_are_there(here):
            for row in here.catalogue.category_rows:
                requests.wait_for_none(_PATIENCE)
                category.look_at_lines(here.catalogue, row.category)
            _show_all(app, (*_PAGES_OF_LARGE, *_one_of_each_kind(here.catalogue)))
            return
        if here.catalogue.has_own_content:
            hold_all(here.catalogue)
            category.look_at_all(here.catalogue)
            country.look_at_all(here.catalogue)
            _ = here.catalogue.sources_by_publisher
        if here.catalogue.has_own_content and small:
            hold_codes(here.catalogue)
        _show_all(app, (*_PAGES, *(_PAGES_OF_SMALL if small else ())))


def _warm_over_server(app: Flask, sites: Sites, here: SiteData) -> None:
    """Have a server asked for what is worked out once for its version; it may have any data."""
    with sites.answering(here):
        try:
            if here.catalogue.has_own_content:
                _show_all(app, (*_PAGES_OF_REMOTE, *_one_of_each_kind(here.catalogue)))
        except (StoreError, WarmingError) as error:
            _log.warning("First visitors wait for what the server could not be asked for: %s", error)


def _show_all(app: Flask, paths: Iterable[str]) -> None:
    """Have pages made, each while no request is open.

    Raises:
        WarmingError: one of them cannot be shown.
    """
    requests: OpenRequests = app.extensions[OPEN_REQUESTS]
    for path in paths:
        requests.wait_for_none(_PATIENCE)
        show(app, path)


def _one_of_each_kind(catalogue: ReferenceData) -> Iterator[str]:
    """Yield the pages of a partner, a Games, a programme, a category and a country that are there.

    The first page of each kind takes longer, since it reads what all of them need.
    """
    kinds = (catalogue.games, catalogue.programmes, (row.category for row in catalogue.category_rows))
    first = [next(iter(kind), "") for kind in kinds]
    partner = next(iter(partner_iris(catalogue)), "")
    for iri in filter(None, (partner, *first, catalogue.partner_countries.get(partner, ""))):
        yield catalogue.urls.page(iri)


def _results_are_there(here: SiteData) -> bool:
    """Use the results of a large graph, written first where a build has not; tell whether there are any."""
    if here.catalogue.file is None and here.snapshot is not None:
        try:
            results.write_if_missing(here.snapshot)
        except OSError as error:
            _log.warning("What needs the whole graph is worked out in memory, as it cannot be written: %s.", error)
        here.take_results()
    if here.catalogue.file is None:
        return False
    here.catalogue.file.hold_shared()
    return True


def show(app: Flask, path: str) -> None:
    """Have a page made.

    Raises:
        WarmingError: it cannot be shown.
    """
    _, status, _ = run_wsgi_app(app.wsgi_app, EnvironBuilder(path).get_environ(), buffered=True)
    if status.startswith("5"):
        raise WarmingError(f"{path} is {status}")


def set_aside() -> None:
    """Let the garbage collector look no more at what stays, and give memory back that was needed on the way."""
    gc.unfreeze()
    gc.collect()  # what is derived from a graph refers to itself in circles
    gc.freeze()
    give_back()  # whole lists were held on the way


class Preparation:
    """What prepares a site some seconds after its start, and then each that takes its place, at once."""

    def __init__(self, app: Flask, sites: Sites) -> None:
        self._app, self._sites = app, sites
        self._begun = threading.Event()

    def start(self, seconds: float) -> None:
        """Prepare the current site in the background; pages that are asked for meanwhile are answered as ever.

        This begins after so many seconds, since the first visitors need the processor more.
        """
        waiting = threading.Timer(seconds, self._begin)
        waiting.name, waiting.daemon = "warming", True
        waiting.start()

    def after_exchange(self) -> None:
        """Prepare the site that has taken over, unless that is still to come anyway."""
        if self._begun.is_set():
            warm_current(self._app, self._sites)
        else:
            set_aside()

    def _begin(self) -> None:
        self._begun.set()  # first, so that a site which takes over at this moment is not left out
        warm_current(self._app, self._sites)


def warm_current(app: Flask, sites: Sites) -> None:
    """Warm the current site; where a page cannot be shown, the site goes on, and the log says why."""
    try:
        warm(app, sites, sites.current)
    except Exception:  # noqa: BLE001 - whoever asks for the page is told what is wrong
        _log.exception("A page of the site cannot be shown")
    set_aside()
