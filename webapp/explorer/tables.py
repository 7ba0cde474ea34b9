"""The tables of nodes and edges under the picture. They are sorted by links, and show a page of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from graph.wording import alternatives
from queries.errors import BadParameter
from webapp.explorer.edges import RELATIONS, ViewEdge
from webapp.explorer.network import KINDS, NetworkNode
from webapp.explorer.view import View

FIRST_ROWS = 100
"""Rows of a table that are shown before somebody asks for all."""

T = TypeVar("T")
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SortHeading:
    """A column: its text, where a click leads, and how it is sorted now: `ascending`, `descending` or not at all."""

    text: str
    address: str
    sorted: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class ViewTable(Generic[T]):
    """Some rows of `total`; `more` is the address that has all."""

    headings: tuple[SortHeading, ...]
    rows: tuple[T, ...]
    total: int
    more: str


def things(view: View, sort: str, rows: str, address: str) -> ViewTable[NetworkNode]:
    """Return the table of the nodes."""
    columns: dict[str, tuple[str, Callable[[NetworkNode], _Key]]] = {
        "name": ("Name", lambda node: (node.label.casefold(),)),
        "kind": ("Kind", lambda node: (list(KINDS).index(node.kind),)),
        "begins": ("Since", lambda node: (node.span.since or "9999",)),
        "ends": ("Until", lambda node: (node.span.until or "9999",)),
        "connections": ("Connections", lambda node: (sum(view.shown[node.id].values()),)),
    }
    return _table(view, view.nodes, columns, _TableRequest(sort, rows, address), lambda node: node.id)


def lines(view: View, sort: str, rows: str, address: str) -> ViewTable[ViewEdge]:
    """Return the table of the edges."""
    names = view.model.nodes
    columns: dict[str, tuple[str, Callable[[ViewEdge], _Key]]] = {
        "line-from": ("From", lambda edge: (names[edge.source].label.casefold(),)),
        "line-relation": ("Relation", lambda edge: (RELATIONS[edge.kind],)),
        "line-to": ("To", lambda edge: (names[edge.target].label.casefold(),)),
        "line-what": ("What", lambda edge: (edge.label.casefold(),)),
        "line-begins": ("Since", lambda edge: (edge.span.since or "9999",)),
        "line-ends": ("Until", lambda edge: (edge.span.until or "9999",)),
    }
    return _table(view, view.edges, columns, _TableRequest(sort, rows, address), lambda edge: edge.id)


SORTS = (
    "name", "kind", "begins", "ends", "connections", "line-from", "line-relation", "line-to", "line-what",
    "line-begins", "line-ends",
)  # fmt: skip


def check(sort: str, rows: str) -> None:
    """Check what an address says of the tables.

    Raises:
        BadParameter: there is no such column, or no such number of rows.
    """
    if sort and sort.removeprefix("-") not in SORTS:
        raise BadParameter("sort", sort, f"one of {alternatives(SORTS)} is expected, a minus before it turns it round.")
    if rows not in {"", "all"}:
        raise BadParameter("rows", rows, "all is expected, or nothing.")


@dataclass(frozen=True, slots=True)
class _TableRequest:
    sort: str
    rows: str
    address: str


def _table(
    view: View,
    items: Sequence[T],
    columns: dict[str, tuple[str, Callable[[T], _Key]]],
    wanted: _TableRequest,
    identifier: Callable[[T], str],
) -> ViewTable[T]:
    name = wanted.sort.removeprefix("-")
    ordered = list(items)
    if name in columns:
        key = columns[name][1]
        ordered = sorted(ordered, key=identifier)
        ordered.sort(key=key, reverse=wanted.sort.startswith("-"))
    headings = tuple(_heading(view, wanted, column, text) for column, (text, _) in columns.items())
    shown = ordered if wanted.rows else ordered[:FIRST_ROWS]
    more = f"{wanted.address}?{urlencode([*view.state.pairs(), *_besides(wanted.sort, 'all')], safe='/~@,:.')}"
    return ViewTable(headings, tuple(shown), len(ordered), more)


def _heading(view: View, wanted: _TableRequest, column: str, text: str) -> SortHeading:
    state = {column: "ascending", f"-{column}": "descending"}.get(wanted.sort, "")
    target = f"-{column}" if state == "ascending" else column
    query = urlencode([*view.state.pairs(), *_besides(target, wanted.rows)], safe="/~@,:.")
    numeric = column == "connections"
    anchor = "lines" if column.startswith("line-") else "things"
    return SortHeading(text, f"{wanted.address}?{query}#{anchor}", state, numeric)


def _besides(sort: str, rows: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in (("sort", sort), ("rows", rows)) if value]
