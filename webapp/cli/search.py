"""The command `opg search`, which finds things by name as the site does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from webapp.cli.options import DataSource, GivenText, OutputFormat, Whole, layout_options, place_options
from webapp.cli.streams import note

if TYPE_CHECKING:
    from graph.stores.store import Rows
    from webapp.models.search_results import SearchAnswer

_COLUMNS: Final = ("thing", "thingLabel", "kind", "why", "note", "step")
_KINDS: Final = ("partner", "games", "programme", "category", "country", "person", "organization")


@click.command(
    epilog="Examples: opg search 'Panasonic Corporation' · opg search tokyo 2020 airline · opg search 阿里 --limit 5"
)
@click.argument("words", nargs=-1, required=True, type=GivenText("a name"))
@click.option("--kind", type=click.Choice(_KINDS), help="Only things of this kind.")
@click.option("--limit", type=Whole(1, 2_000), default=20, show_default=True, help="Results at most.")
@layout_options
@place_options
def search(words: tuple[str, ...], kind: str | None, limit: int, layout: OutputFormat, place: DataSource) -> None:
    """Find things by any of their names, in any script: the same results, in the same order, as on the site.

    "why" says which name matched, if it is not the usual one; "step" how: a whole name, beginnings of words, a slip.
    """
    from webapp.cli.errors import Failure
    from webapp.cli.output import write
    from webapp.models.search_results import search as find

    text = " ".join(words)
    catalogue = place.catalogue()
    answer = find(catalogue, text, limit, kind or "")
    if not answer.results:
        raise Failure(f"Nothing is called {_quoted(text)}, nor anything like it. Try a shorter part of the name.")
    if sys.stderr.isatty() and answer.near:
        note(f"Nothing is called {_quoted(text)}. These come close, or are named in it.")
    write(_rows(answer), layout)


def _quoted(text: str) -> str:
    from queries.errors import quoted

    return quoted(text)


def _rows(answer: SearchAnswer) -> Rows:
    import pyoxigraph as ox

    from graph.stores.store import Rows
    from webapp.models.urls import subject_of

    rows = []
    for result in answer.results:
        thing = ox.NamedNode(subject_of(*result.id.split("/", 1)))
        texts = (result.label, result.kind, result.why, result.note, result.step)
        rows.append((thing, *(ox.Literal(text) if text else None for text in texts)))
    return Rows(_COLUMNS, tuple(rows))
