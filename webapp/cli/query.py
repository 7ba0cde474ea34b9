"""The command `opg query`, which runs a named query."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from webapp.cli.errors import Misuse
from webapp.cli.options import DataSource, GivenText, OutputFormat, Text, layout_options, place_options
from webapp.cli.streams import note

if TYPE_CHECKING:
    from queries.registry import Query


def complete_name(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a query."""
    del ctx, parameter
    from queries import registry

    return [
        CompletionItem(query.name, help=query.title)
        for query in registry.load().values()
        if not query.internal and query.name.startswith(incomplete)
    ]


def _complete_argument(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a parameter of the query that stands before it."""
    del parameter
    from queries import registry

    query = registry.load().get(ctx.params.get("name") or "")
    given = {argument.partition("=")[0] for argument in ctx.params.get("arguments") or ()}
    return [
        CompletionItem(f"{known.name}=", help=known.description)
        for known in (query.parameters if query else ())
        if known.name not in given and known.name.startswith(incomplete)
    ]


@click.command(
    epilog="Examples: opg query partners-on-date programme=top date=2017-01-18 · "
    "opg query partner-graph partner=alibaba --format jsonld"
)
@click.argument("name", type=GivenText("the name of a query"), shell_complete=complete_name)
@click.argument(
    "arguments",
    nargs=-1,
    type=Text(),
    metavar="[PARAMETER=VALUE]...",
    shell_complete=_complete_argument,
)
@layout_options
@click.option("--sparql", is_flag=True, help="Print the query with the values filled in, instead of asking it.")
@place_options
def query(name: str, arguments: tuple[str, ...], layout: OutputFormat, sparql: bool, place: DataSource) -> None:
    """Ask the query NAME; `opg list` names them all, `opg list NAME` describes one.

    A parameter that is left out has its default, which is said on a terminal and in JSON. Where a thing is asked for,
    its identifier will do (alibaba), or a prefixed name (organization:alibaba), or a full IRI.
    """
    from queries import registry
    from queries.run import question
    from webapp.cli.output import check_format, write

    query = registry.get(name)
    if sparql and layout != OutputFormat(wide=False):
        raise Misuse("--sparql prints the query itself; --format, --columns and --wide are for its answer.")
    check_format(layout, graph=query.is_graph)
    values = _values(query, arguments)
    store = place.open()
    asked = question(store, name, values)
    if asked.defaults and sys.stderr.isatty():  # so that nobody takes one answer for all there is
        note(f"By default: {' '.join(f'{name}={text}' for name, text in asked.defaults.items())}")
    if sparql:
        click.echo(asked.text, nl=False)
        return
    write(store.query(asked.text), layout, asked.defaults)


def _values(query: Query, arguments: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    from queries.errors import quoted

    known = ", ".join(f"{parameter.name}=…" for parameter in query.parameters) or "none"
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals:
            raise Misuse(f"{quoted(argument)} should be PARAMETER=VALUE; the parameters of {query.name} are: {known}.")
        if name in values:
            raise Misuse(f"{name} is given twice.")
        values[name] = value
    return values
