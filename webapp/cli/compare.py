"""The command `opg compare`, which tells what two things have in common."""

from __future__ import annotations

import sys

import click

from webapp.cli.options import DataSource, GivenText, OutputFormat, layout_options, place_options
from webapp.cli.streams import note


@click.command(
    epilog="Examples: opg compare 'London 2012' 'Tokyo 2020' · opg compare visa mastercard --format csv · "
    "opg compare country:japan country:germany --columns part,memberLabel"
)
@click.argument("a", type=GivenText("the name or identifier of a thing"))
@click.argument("b", type=GivenText("the name or identifier of a thing"))
@layout_options
@place_options
def compare(a: str, b: str, layout: OutputFormat, place: DataSource) -> None:
    """Compare A and B: what both have, what only A has, and what only B has, with dates and sources.

    Each is a slug, a prefixed name, an IRI, or a name in any script. Games, terms and programmes are compared by their
    partners, and categories by their holders. Partners are compared by their programmes, and countries by the
    categories of their companies. There is a row for each partnership of each side; "part" is both, a or b.
    """
    from webapp.cli.output import write
    from webapp.comparison.compare import compare as between
    from webapp.comparison.naming import read_pair
    from webapp.comparison.sentences import summary
    from webapp.comparison.tables import table

    catalogue = place.catalogue()
    found = between(catalogue, *read_pair(catalogue, a, b))
    if sys.stderr.isatty():
        note(" ".join(summary(catalogue, found)))
    write(table(catalogue, found), layout)
