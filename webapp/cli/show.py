"""The command `opg show`, which tells everything known about one thing."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from ontology.namespaces import ALL_PREFIXES, prefixed_name
from webapp.cli.options import GRAPH_FORMATS, DataSource, GivenText, OutputFormat, format_option, place_options

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.stores.store import Rows, Store

_LINES: Final = 40
"""Rows of a section that are shown on a terminal without --all."""

_COLUMNS: Final = (
    "part", "property", "propertyLabel", "value", "valueLabel", "note", "source", "sourceLabel", "published", "url",
)  # fmt: skip
"""The columns of the one table that programs get."""


@click.command(epilog="Examples: opg show alibaba · opg show programme:top · opg show 阿里巴巴 · opg show 'Tokyo 2020'")
@click.argument("thing", type=GivenText("the name or identifier of a thing"))
@format_option(*GRAPH_FORMATS)
@click.option("--all", "everything", is_flag=True, help="In a table, show all rows of each section.")
@place_options
def show(thing: str, format_: str | None, everything: bool, place: DataSource) -> None:
    """Show everything known about THING: an identifier, a prefixed name, an IRI, or a name in any script.

    What is stated of it, what refers to it, and the evidence of all that with its sources. Programs get one table, in
    which "part" tells these apart; --format turtle gives the statements themselves.
    """
    from graph.stores.store import Triples
    from queries.run import run
    from webapp.cli.output import write, write_triples
    from webapp.models.resolve import find

    store = place.open()
    node = find(store, thing)
    if format_ in GRAPH_FORMATS:
        answer = run(store, "thing-data", {"thing": node.value})
        assert isinstance(answer, Triples)  # noqa: S101 - the query is a CONSTRUCT
        write_triples(answer, format_)
        return
    sections = _sections(store, node)
    if format_ == "table" or (format_ is None and sys.stdout.isatty()):
        click.echo(_drawn(node, sections, _LINES if not everything else None), nl=False)
        return
    write(_joined(sections), OutputFormat(format_))


def _sections(store: Store, node: ox.NamedNode) -> dict[str, Rows]:
    """Query the parts of what is known, each with columns among `_COLUMNS` without `part`."""
    from graph.stores.store import Rows
    from queries.run import run

    names = {"subject": "value", "subjectLabel": "valueLabel", "statement": "value", "statementLabel": "valueLabel"}
    found = {}
    for part, query in (
        ("statement", "thing-statements"),
        ("mention", "thing-mentions"),
        ("evidence", "evidence-behind"),
    ):
        answer = run(store, query, {"thing": node.value})
        assert isinstance(answer, Rows)  # noqa: S101 - the queries are SELECTs
        found[part] = Rows(tuple(names.get(name, name) for name in answer.variables), answer.rows)
    return found


def _joined(sections: dict[str, Rows]) -> Rows:
    """Put the sections under each other."""
    import pyoxigraph as ox

    from graph.stores.store import Rows

    rows = []
    for part, section in sections.items():
        places = {name: place for place, name in enumerate(section.variables)}
        for row in section.rows:
            cells = (row[places[name]] if name in places else None for name in _COLUMNS[1:])
            rows.append((ox.Literal(part), *cells))
    return Rows(_COLUMNS, tuple(rows))


def _drawn(node: ox.NamedNode, sections: dict[str, Rows], limit: int | None) -> str:
    """Return the sections as tables: one text, so that all of it is written, or nothing."""
    from webapp.cli.output import table

    parts = [click.style(f"{prefixed_name(node.value, ALL_PREFIXES)}  {node.value}\n", bold=True)]
    titles = {"statement": "Stated of it", "mention": "What refers to it", "evidence": "Evidence of all this"}
    columns = {
        "statement": "property,propertyLabel,value,valueLabel",
        "mention": "property,propertyLabel,value,valueLabel",
        "evidence": "value,valueLabel,note,source,sourceLabel,published,url",
    }
    for part, section in sections.items():
        if not section.rows:
            continue
        parts.append(click.style(f"\n{titles[part]}\n", bold=True))
        parts.append(table(replace(section, rows=section.rows[:limit]), columns[part]))
        if limit is not None and len(section) > limit:
            parts.append(f"… and {len(section) - limit} more (--all shows them)\n")
    return "".join(parts)
