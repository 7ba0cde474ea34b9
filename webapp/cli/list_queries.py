"""The command `opg list`, which names the queries or describes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from webapp.cli.errors import Failure, Misuse
from webapp.cli.options import GivenText, OutputFormat, Text, format_option
from webapp.cli.query import complete_name

if TYPE_CHECKING:
    from queries.registry import Query

_INDENT: Final = " " * 6


@click.command("list", epilog="Example: opg list --tag money")
@click.argument("name", required=False, type=Text(), shell_complete=complete_name)
@click.option("--tag", type=GivenText("a tag"), help="Only queries with this tag.")
@click.option("--all", "everything", is_flag=True, help="Also the queries that only serve other parts of the product.")
@format_option()
def listing(name: str | None, tag: str | None, everything: bool, format_: str | None) -> None:
    """List the named queries, or describe the query NAME with its parameters.

    With --format, one query is a row of the same table as all are.
    """
    from queries import registry
    from queries.errors import quoted

    if name is not None:
        query = registry.get(name)
        if tag is not None:
            raise Misuse("--tag chooses among all queries, and one is named; give only one.")
        if format_ is None:
            click.echo(_described(query))
        else:
            _write([query], format_)
        return
    queries = [query for query in registry.load().values() if everything or not query.internal]
    chosen = [query for query in queries if tag is None or tag in query.tags]
    if not chosen:
        tags = sorted({tag for query in queries for tag in query.tags})
        raise Failure(f"No query has the tag {quoted(tag or '')}; the tags are {', '.join(tags)}.")
    _write(chosen, format_)


def _write(queries: list[Query], format_: str | None) -> None:
    import pyoxigraph as ox

    from graph.stores.store import Rows
    from webapp.cli.output import write

    cells = []
    for query in queries:
        parameters = (f"[{known.name}=]" if known.optional else f"{known.name}=" for known in query.parameters)
        cells.append((query.name, query.title, " ".join(parameters), " ".join(query.tags)))
    rows = Rows(("query", "title", "parameters", "tags"), tuple(tuple(map(ox.Literal, row)) for row in cells))
    write(rows, OutputFormat(format_))


def _described(query: Query) -> str:
    from queries.parameters import typed_default

    lines = [f"{query.name}: {query.title}\n", click.wrap_text(query.description, width=88)]
    lines.append(f"\nTags: {', '.join(query.tags)}")
    if query.parameters:
        lines.append("\nParameters:")
    for parameter in query.parameters:
        default = typed_default(parameter)
        said = f", by default {default}" if default else ", optional" if parameter.optional else ""
        lines.append(f"  {parameter.name} ({' or '.join(parameter.types)}{said})")
        lines.append(click.wrap_text(parameter.description, 88, _INDENT, _INDENT))
    example = " ".join(f"{parameter.name}={typed_default(parameter) or '…'}" for parameter in query.parameters)
    lines.append(f"\nExample: opg query {query.name} {example}".rstrip())
    return "\n".join(lines)
