"""The command `opg mcp`, which lets assistants ask the graph."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from socket import socket
from typing import TYPE_CHECKING

import click

from webapp.cli.errors import Failure, Misuse
from webapp.cli.listening import listening, shown
from webapp.cli.options import DataSource, Whole, place_options
from webapp.cli.streams import say

if TYPE_CHECKING:
    from webapp.mcp.server import Server

_HOST, _PORT = "127.0.0.1", 8001


@click.command(
    epilog="Examples: opg mcp (as an assistant starts it) · opg mcp --http · opg mcp --http --host 0.0.0.0 --port 9000"
)
@click.option("--http", is_flag=True, help="Serve over HTTP, at the path /mcp, instead of standard input and output.")
@click.option("--host", help=f"With --http, the address of this machine to listen on.  [default: {_HOST}]")
@click.option("--port", type=Whole(0, 65535), help=f"With --http, the port; 0 takes a free one.  [default: {_PORT}]")
@place_options
def mcp(http: bool, host: str | None, port: int | None, place: DataSource) -> None:
    """Let assistants ask the graph, by the Model Context Protocol (MCP).

    An assistant starts this command itself, and speaks with it over standard input and output. With --http many can ask
    one server. The tools find things, describe them, answer named queries, and run SPARQL within the limits of the
    site. Nothing is changed.
    """
    if not http and (host is not None or port is not None):
        raise Misuse("--host and --port are for --http; give that too, or leave them out.")
    host = _HOST if host is None else host
    listener = listening(host, _PORT if port is None else port) if http else None
    try:
        import_module("mcp")
    except ModuleNotFoundError as error:
        raise Failure(
            "opg mcp needs the SDK of the Model Context Protocol, which is not installed. Install opg with the extra "
            "“mcp”, as in: pip install 'olympic-partnership-graph[mcp]'"
        ) from error
    from webapp.cli.serve import prepared

    version = prepared(place)
    if listener:
        _serve_http(listener, host, version)
    else:
        from webapp.mcp.transports import serve_streams

        _run(serve_streams)


def _serve_http(listener: socket, host: str, version: str) -> None:
    from webapp.mcp.transports import PATH, serve_http

    address = f"http://{shown(host)}:{listener.getsockname()[1]}{PATH}"
    said = f"The Olympic Partnership Graph, version {version}, is there for assistants at {address} (Ctrl+C ends)."

    def announce() -> None:
        say(lambda: click.echo(said))

    _run(lambda server: serve_http(server, listener, host, announce))


def _run(serve: Callable[[Server], None]) -> None:
    """Serve over the site, and end its processes afterwards; Ctrl+C is the way to end it, and no error."""
    from webapp.app import COLLECTOR, create_app
    from webapp.mcp.local_site import LocalSite
    from webapp.mcp.server import make_server

    site = LocalSite(create_app())
    gc.set_threshold(*COLLECTOR)  # it serves for weeks, where other commands end soon
    try:
        with suppress(KeyboardInterrupt):
            serve(make_server(site))
    finally:
        site.close()
