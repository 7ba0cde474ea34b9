"""The command `opg serve`, which runs the site on granian."""

from __future__ import annotations

import ctypes
import gc
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli import interrupts
from webapp.cli.listening import free_address, shown
from webapp.cli.options import DataSource, Whole, place_options
from webapp.cli.streams import drop, note
from webapp.cli.version import named

if TYPE_CHECKING:
    from webapp.config import Settings

_HEADERS = 98_304
"""Bytes that the line and the headers of a request may have together; an address may have 65,534."""

_OTHER_DESCRIPTORS = 256
"""Descriptors that a worker has beside those of its connections, at most."""

_ALLOCATORS = {
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=127",
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:1000,muzzy_decay_ms:0,narenas:1",
}
"""Settings of the allocators of the C library and of the server. Memory that was freed goes back to the system.

Each thread still has a cache of small pieces. With 127 of a size, instead of 7, queries take a seventh less time.
"""

_M_ARENA_MAX = -8
_GRACE = 5
"""Seconds beyond its limits in which a request has ended when the server stops."""

_STANDARD_ERROR = 2
"""Its descriptor, which is there even where Python found it closed."""


@click.command(epilog="Example: opg serve --host 0.0.0.0 --port 8080")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address of this machine to listen on, or its name; 0.0.0.0 for all addresses.",
)
@click.option("--port", type=Whole(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one.")
@click.option("--workers", type=Whole(1, 64), default=1, show_default=True, help="Processes that answer requests.")
@place_options
def serve(host: str, port: int, workers: int, place: DataSource) -> None:
    """Serve the site until Ctrl+C, building the graph first where it is missing or outdated.

    It takes over a newer snapshot by itself, once `opg build` has put it into use. At SIGHUP it does so at once.

    With --store the site shows what a server holds (see opg push), or the data of a folder or file as it is.

    With OPG_LOG=json or OPG_LOG=text each request is a line on standard error.
    """
    from webapp.config import Settings, misspelt
    from webapp.models.downloads import SCRATCH, scratch_folder

    limits = Settings.read()
    for wrong, right in misspelt(os.environ).items():
        note(f"Warning: {wrong} is no setting and changes nothing; did you mean {right}?")
    address, port = free_address(host, port)
    version = prepared(place)
    with scratch_folder() as folder:
        os.environ[SCRATCH] = str(folder)
        _serve(address, port, workers, limits, lambda: _announce(host, port, version))


def prepared(place: DataSource) -> str:
    """Make sure that there is something to serve, tell the workers where, and return its version.

    The workers are new processes: they find the snapshot where it was built, or open the store by its name.
    """
    from graph.paths import default_home

    home = (place.home or default_home()).absolute()
    os.environ["OPG_HOME"] = str(home)
    if place.store:
        version = named(place.open())
        os.environ["OPG_STORE"] = place.store
        return version
    if place.tables:
        os.environ["OPG_TABLES"] = str(place.tables.absolute())
    return _ensure_built(home)


def _ensure_built(home: Path) -> str:
    """Return the version of the snapshot, which a process of its own builds where it is missing or outdated.

    Where the site reads it from disk, that is said, too. A build takes ten times the memory of this process, which
    would otherwise hold it while the site is up.
    """
    from graph.build.snapshot import current, usable
    from webapp.config import Settings

    snapshot = usable(home)
    if snapshot is None:
        command = [sys.executable, "-c", "from webapp.cli import main; main(prog_name='opg')", "build"]
        # What it says is a message here, so that a standard output which takes nothing does not end it.
        with subprocess.Popen(command, stdout=_STANDARD_ERROR) as building:  # noqa: S603 - our own command
            try:
                code = building.wait()
            except KeyboardInterrupt:
                if not interrupts.from_terminal():  # which ends the build too
                    building.terminate()
                building.wait()  # it says what ended it, once it has cleaned up
                sys.exit(interrupts.exit_code())
        snapshot = current(home)
        if code or snapshot is None:
            sys.exit(code or 1)
    version = named(snapshot.store())
    return version if snapshot.is_small(Settings.read().in_memory_mb) else f"{version}, read from disk"


def _serve(address: str, port: int, workers: int, limits: Settings, announce: Callable[[], None]) -> None:
    _limit_allocators()
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    from webapp.http.hangup import pass_on_hangup

    server = Granian(
        target="webapp.app:create_asgi_app",
        factory=True,
        interface=Interfaces.ASGI,
        address=address,
        port=port,
        workers=workers,
        # Requests have so long to end when the server stops; then the workers are killed.
        workers_kill_timeout=math.ceil(max(limits.body_seconds, limits.queue_seconds + limits.query_seconds)) + _GRACE,
        backpressure=_connections(limits.connections),
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=int(limits.header_seconds * 1_000), max_buffer_size=_HEADERS),
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.on_startup(announce)
    server.on_startup(pass_on_hangup)
    if hasattr(os, "register_at_fork"):  # not on Windows
        server.on_startup(lambda: os.register_at_fork(after_in_child=_begin_worker))
    server.serve()


def _begin_worker() -> None:
    """Let the server end a worker that has only begun, and holds no requests; let that load without the collector.

    It inherits the handlers of the server, which would take no notice until the worker is killed. Ctrl+C is left to the
    server: a worker that ends by itself counts as failed there. The collector takes an eighth of the time of loading,
    and finds nothing. `webapp.app.create_asgi_app` lets it begin.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()


def _limit_allocators() -> None:
    """Put what threads have freed in one place instead of one for each; before the server is loaded.

    Otherwise glibc gives each thread a place: a worker takes 50 megabytes more, and slow clients leave 30 behind.
    """
    for name, value in _ALLOCATORS.items():
        os.environ.setdefault(name, value)
    with suppress(AttributeError, OSError, TypeError, ValueError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, int(os.environ["MALLOC_ARENA_MAX"]))


def _connections(wanted: int) -> int:
    """Return how many connections a worker may have, once the limit on descriptors is raised as far as it goes.

    The workers inherit that limit. A server that reaches it would try to accept connections without end.
    """
    try:
        import resource
    except ImportError:  # not on Windows
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + _OTHER_DESCRIPTORS
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return wanted
    raised = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
    return max(raised - _OTHER_DESCRIPTORS, 1)


def _announce(host: str, port: int, version: str) -> None:
    """Say where the site is; it is served all the same where that cannot be said."""
    from webapp.http.assets import MISSING, bundle

    url = f"http://{shown(host)}:{port}/"
    try:
        click.echo(f"The Olympic Partnership Graph, version {version}, is at {url} (Ctrl+C ends).")
    except OSError:
        drop(sys.stdout)
    if not bundle("sparql"):
        note(MISSING)
