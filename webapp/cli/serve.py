"""`opg serve`: the site, on granian."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.failures import Failure
from webapp.cli.options import Place, place_options

if TYPE_CHECKING:
    from webapp.settings import Settings

_PAGES = 4
"""Threads that answer requests beside those that wait for visitors' queries, so that pages never wait for these."""

_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound


@click.command(epilog="Example: opg serve --host 0.0.0.0 --port 8080")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all of this machine."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer requests."
)
@place_options
def serve(host: str, port: int, workers: int, place: Place) -> None:
    """Serve the site until Ctrl+C, building the graph first where it is missing or outdated.

    It takes over a newer snapshot by itself, once `opg build` has put it into use; at the signal SIGHUP, at once.

    With --store the site shows what a server holds (see opg push), or the data of a folder or file as it is.
    """
    from webapp.downloads import SCRATCH

    limits = _limits()
    port = _free_port(host, port)
    version = _prepared(place)
    with tempfile.TemporaryDirectory(prefix="opg-", ignore_cleanup_errors=True) as folder:
        os.environ[SCRATCH] = folder
        _serve(host, port, workers, version, limits)


def _prepared(place: Place) -> str:
    """Make sure that there is something to serve, tell the workers where, and return its version.

    The workers are new processes: they find the snapshot where it was built, or open the store by its name.
    """
    from graph.home import default_home

    if place.store:
        version = place.open().version
        os.environ["OPG_STORE"] = place.store
        return version
    home = (place.home or default_home()).absolute()
    os.environ["OPG_HOME"] = str(home)
    if place.tables:
        os.environ["OPG_TABLES"] = str(place.tables.absolute())
    return _ensure_built(home)


def _ensure_built(home: Path) -> str:
    """Return the version of the snapshot, which a process of its own builds where it is missing or outdated.

    A build takes ten times the memory of this process, which would keep it for as long as the site is up.
    """
    from graph.snapshot import current, usable

    snapshot = usable(home)
    if snapshot is None:
        command = [sys.executable, "-c", "from webapp.cli import main; main()", "build", "--home", str(home)]
        finished = subprocess.run(command, check=False)  # noqa: S603 - our own command
        snapshot = current(home)
        if finished.returncode or snapshot is None:
            sys.exit(finished.returncode or 1)
    return snapshot.version


def _free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0.

    Raises:
        Failure: the address is not one of this machine, or something else listens there.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        hint = "another --port, or --port 0 for any free one"
        raise Failure(f"Cannot listen on {host}:{port}: {error.strerror or error}. Choose {hint}.") from error


def _limits() -> Settings:
    """Return the settings of the environment.

    Raises:
        Failure: one has a value that it cannot have.
    """
    from webapp.settings import SettingError, Settings

    try:
        return Settings.read()
    except SettingError as error:
        raise Failure(str(error)) from error


def _serve(host: str, port: int, workers: int, version: str, limits: Settings) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from webapp.hangup import pass_on_hangup

    # Granian warns of threads by the number of processors; most of these wait for children, bounded by our own queue.
    logging.getLogger("_granian").addFilter(lambda record: "spawning up to" not in record.getMessage())
    server = Granian(
        target="webapp.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=_PAGES + limits.query_workers + limits.query_queue,
        log_access=False,
        log_level=LogLevels.warning,
    )
    shown = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}/"

    server.on_startup(lambda: _announce(url, version))
    server.on_startup(pass_on_hangup)
    server.serve()


def _announce(url: str, version: str) -> None:
    from webapp.assets import MISSING, bundle

    click.echo(f"The Olympic Partnership Graph, version {version[:12]}, is at {url} (Ctrl+C ends).")
    if not bundle("sparql"):
        click.echo(MISSING, err=True)
