"""The exchange of a running site's snapshot for a newer one.

No request fails during it. Every worker looks for a newer snapshot each second, and at the signal SIGHUP at once. It
loads the newer one beside the one in use. It exchanges them when the newer one shows its first page and answers a
query. The other pages are prepared after that. A site that has just started does that for whichever snapshot it then
has. The former one is let go when its last request has ended. A snapshot that cannot be loaded changes nothing; it is
tried again later.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path

from flask import Flask

from graph.build.snapshot import Snapshot, SnapshotError, current
from graph.paths import HomeError, pointer_file
from graph.rdf_formats import RESULTS_JSON
from webapp.http.hangup import at_hangup
from webapp.models.site import SiteData, Sites
from webapp.server.warming import Preparation, WarmingError, show_first_page
from webapp.sparql.cancellation import Cancellation
from webapp.sparql.job import QueryJob
from webapp.sparql.service import service

_LOOK_SECONDS = 1.0
"""Time between two looks, each of which is one `stat`."""

_LONGEST_PAUSE = 60.0
"""Seconds at most until a snapshot is tried again that could not be loaded; the first pause is one second."""

_MOST_FORMER = 2
"""Former sites that may wait for the end of their requests; no further snapshot is loaded until one has ended."""

_FIRST_QUERY = QueryJob("ASK {}", None, None, own_from=False, solutions=RESULTS_JSON.media_type, graph=None)

_log = logging.getLogger(__name__)


class Reloader:
    """The thread that looks for a newer snapshot in a home, and has the site prepared that `make` makes."""

    def __init__(
        self,
        app: Flask,
        home: Path,
        sites: Sites,
        make: Callable[[Snapshot], SiteData],
        preparation: Preparation,
    ) -> None:
        self._app, self._home, self._sites, self._make = app, home, sites, make
        self._preparation = preparation
        self._signals: queue.SimpleQueue[None] = queue.SimpleQueue()  # may be put to within a signal's handler
        self._seen: Hashable = "nothing yet"
        self._pause, self._again = 0.0, float("inf")

    def start(self) -> None:
        """Look from now on."""
        threading.Thread(target=self._run, name="reloader", daemon=True).start()
        at_hangup(lambda: self._signals.put(None))

    def _run(self) -> None:
        while True:
            with suppress(queue.Empty):
                self._signals.get(timeout=_LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Take over the snapshot in use, if that is another one than before."""
        if self._sites.let_go() > _MOST_FORMER:
            return
        stamp = _stamp(self._home)
        if stamp == self._seen and time.monotonic() < self._again:
            return
        if stamp != self._seen:
            self._pause = 0.0
        self._seen = stamp
        try:
            self._take_over()
        except HomeError as error:
            self._put_off(str(error))
        except Exception:  # noqa: BLE001 - the site goes on, whatever is wrong with a snapshot
            if not self._pause:
                _log.exception("The snapshot in use in %s cannot be shown", self._home)
            self._put_off("")
        else:
            self._pause, self._again = 0.0, float("inf")

    def _take_over(self) -> None:
        newer = current(self._home)
        if newer is None:
            raise SnapshotError(f"{pointer_file(self._home)} does not name a snapshot that is there.")
        former = self._sites.current.snapshot
        if former is None or newer.folder == former.folder:
            return
        here = self._make(newer)
        try:
            self._begin(here)
        except BaseException:
            here.close()
            raise
        self._sites.exchange(here)
        _log.info("Version %s has taken the place of %s.", newer.version[:12], former.version[:12])
        self._sites.let_go()
        self._preparation.after_exchange()

    def _begin(self, here: SiteData) -> None:
        """Let a site answer a page and a query."""
        here.start()
        try:
            show_first_page(self._app, self._sites, here)
        except WarmingError as error:
            raise SnapshotError(f"The snapshot in use in {self._home} cannot be shown: {error}.") from error
        with self._sites.answering(here):
            service().runner.run(_FIRST_QUERY, Cancellation())

    def _put_off(self, reason: str) -> None:
        """Say once what is the matter, and try again later."""
        if reason and not self._pause:
            _log.error("%s The site goes on with version %s.", reason, self._sites.current.store.version[:12])
        self._pause = min(max(2 * self._pause, 1.0), _LONGEST_PAUSE)
        self._again = time.monotonic() + self._pause


def _stamp(home: Path) -> Hashable:
    """Return what changes whenever a snapshot is put into use."""
    try:
        state = pointer_file(home).stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
