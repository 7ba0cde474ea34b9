"""The command `opg push`, which loads the graph into a server."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from webapp.cli.errors import Failure
from webapp.cli.options import GivenText, home_option, progress, tables_option

if TYPE_CHECKING:
    from graph.stores.http_client import Login

_BESIDE = "[default: beside URL, where Oxigraph or Virtuoso has it]"
_ADDRESS = "the address of a server"


@click.command(epilog="Example: OPG_STORE_PASSWORD=… opg push http://localhost:8890/sparql --user dba")
@click.argument("url", type=GivenText(_ADDRESS))
@click.option("--user", envvar="OPG_STORE_USER", help="Who may write there.  [default: OPG_STORE_USER, if set]")
@click.option(
    "--way",
    type=click.Choice(["graph-store", "update"]),
    help="By the Graph Store HTTP Protocol, or by SPARQL updates.  [default: what the server takes]",
)
@click.option("--graph-store", type=GivenText(_ADDRESS), metavar="URL", help=f"Address that takes graphs.  {_BESIDE}")
@click.option("--update", type=GivenText(_ADDRESS), metavar="URL", help=f"Address that takes updates.  {_BESIDE}")
@click.option("--anew", is_flag=True, help="Send everything, even if an earlier push was interrupted.")
@tables_option
@home_option
def push(  # noqa: PLR0913, PLR0917 - one for each option
    url: str,
    user: str | None,
    way: Literal["graph-store", "update"] | None,
    graph_store: str | None,
    update: str | None,
    anew: bool,
    tables: Path | None,
    home: Path | None,
) -> None:
    """Load the graph into the server whose SPARQL endpoint is at URL.

    It takes the place of what the server holds in the four named graphs of the project; others stay as they are. A push
    that was interrupted goes on where it was. At the end everything is read back and its digest compared.

    The password is in OPG_STORE_PASSWORD, or is asked for on a terminal.
    """
    from graph.build.build_snapshot import ensure
    from graph.paths import default_home
    from graph.push.push import Push
    from graph.stores.http_client import shown
    from graph.stores.open_store import check_address
    from graph.stores.vendor_endpoints import endpoints

    for address in filter(None, (url, graph_store, update)):
        check_address(address)
    order = Push(endpoints(url, graph_store, update), (home or default_home()) / "pushes", _login(user), way)
    with progress() as tell:
        snapshot = ensure(home, tell, tables)
        try:
            pushed = order.run(snapshot, tell, anew=anew)
        except OSError as error:
            raise Failure(f"Cannot record how far the push has come: {error}.") from error
    before = pushed.statements - pushed.sent
    again = f" ({before:,} of them sent before)" if before else ""
    amount = f"{pushed.statements:,} statements{again}"
    click.echo(f"{shown(url)} holds snapshot {pushed.version[:12]}: {amount}, read back and found equal.")


def _login(user: str | None) -> Login | None:
    from graph.stores.http_client import Login

    if user is None:
        return None
    password = os.environ.get("OPG_STORE_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return Login(user, password or "")
