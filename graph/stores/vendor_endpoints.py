"""The addresses of a server, by the habit of each product. Queries go to one, graphs and updates to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a server: for queries, for the Graph Store HTTP Protocol, and for updates."""

    query: str
    graph_store: str
    update: str


_HABITS: Final = {
    # The last step of the query address, and what stands in its place for graphs and for updates.
    "query": ("store", "update"),  # Oxigraph
    "sparql": ("sparql-graph-crud-auth", "sparql-auth"),  # Virtuoso
    "sparql-auth": ("sparql-graph-crud-auth", "sparql-auth"),  # Virtuoso, with a password for queries too
}


def endpoints(query: str, graph_store: str | None = None, update: str | None = None) -> Endpoints:
    """Return the addresses of the server that answers queries at `query`; those not given are by its product's habit.

    >>> endpoints("http://localhost:8890/sparql").graph_store
    'http://localhost:8890/sparql-graph-crud-auth'
    >>> endpoints("http://localhost:3030/graph/query", graph_store="http://localhost:3030/graph/data").update
    'http://localhost:3030/graph/update'
    """
    store_habit, update_habit = _HABITS.get(urlsplit(query).path.rpartition("/")[2], _HABITS["query"])
    return Endpoints(query, graph_store or _beside(query, store_habit), update or _beside(query, update_habit))


def _beside(url: str, step: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rpartition('/')[0]}/{step}", "", ""))
