"""The graph as networks of networkx.

They are of partners and Games, of partners that share Games, and of what is around one thing. Nodes are identifiers.
Attributes are texts and whole numbers. So networkx can write every network for other programs, as GEXF for Gephi.

    >>> from queries.networks import open_graph, partner_games, shared_games
    >>> network = partner_games(open_graph("1.1"), programme="top-09")
    >>> sorted(data["label"] for _, data in network.nodes(data=True) if data["kind"] == "games")
    ['PyeongChang 2018', 'Tokyo 2020']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from queries.open_graph import open_graph

if TYPE_CHECKING:
    import networkx as nx

    from graph.stores.store import Store

__all__ = ["around", "open_graph", "partner_games", "relations", "shared_games"]

PARTNER: Final = "partner"
GAMES: Final = "games"
_NAMES: Final = "; "


def partner_games(graph: Store, programme: str | None = None) -> nx.Graph[str]:
    """Return the bipartite network of partners and the Games at which they were partners.

    `programme` keeps it to one programme, such as `top`, and its terms. Nodes have `label`, `kind` (`partner` or
    `games`) and `bipartite` (0 or 1, as networkx wants it); partners a `country`, Games a `year` and a `season`. Edges
    have `partnerships`, their number, and the names of `programmes`, `tiers` and `categories`.

    Raises:
        QueryError: there is no such programme; the message names what was probably meant.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for row in _rows(graph, "partner-games", {"programme": programme} if programme else {}):
        partner, games = row["partner"], row["games"]
        network.add_node(partner, label=row["partnerLabel"], kind=PARTNER, bipartite=0, country=row["countryLabel"])
        network.add_node(games, label=row["gamesLabel"], kind=GAMES, bipartite=1, season=row["season"], **_year(row))
        if not network.has_edge(partner, games):
            network.add_edge(partner, games, partnerships=0, programmes="", tiers="", categories="")
        edge = network.edges[partner, games]
        edge["partnerships"] += 1
        for name, value in (("programmes", "programmeLabel"), ("tiers", "tierLabel"), ("categories", "categories")):
            edge[name] = _joined(edge[name], row[value])
    return network


def shared_games(network: nx.Graph[str], at_least: int = 1) -> nx.Graph[str]:
    """Return the network of partners that were at the same Games; `weight` counts these, `games` names them.

    `network` is one that `partner_games` returns. Partners that share fewer than `at_least` Games are not joined; all
    of them stay nodes.
    """
    import networkx as nx

    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == PARTNER)
    editions = [node for node, data in network.nodes(data=True) if data["kind"] == GAMES]
    editions.sort(key=lambda node: (network.nodes[node].get("year", 0), node))
    for edition in editions:
        partners, label = sorted(network[edition]), network.nodes[edition]["label"]
        for place, one in enumerate(partners):
            for other in partners[place + 1 :]:
                before: dict[str, Any] = found.get_edge_data(one, other, {"weight": 0, "games": ""})
                found.add_edge(one, other, weight=before["weight"] + 1, games=_joined(before["games"], label))
    found.remove_edges_from([(one, other) for one, other, data in found.edges(data=True) if data["weight"] < at_least])
    return found


def relations(graph: Store) -> nx.MultiDiGraph[str]:
    """Return the network of all things that people know by name, and what joins them.

    Nodes are organizations, Games, programmes, categories, people and countries. They have `label` and `kind`. Edges
    have `label`, the property or the role that they stand for. A partnership goes from partner to programme. It has
    `category`, `status`, `begins` and `ends`, and in `beginsBasis` and `endsBasis` what these rest on.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _rows(graph, "explorer-things", {}):
        network.add_node(row["thing"], label=row["thingLabel"], kind=_end(row["class"]).lower())
    for row in _rows(graph, "explorer-links", {}):
        if row["thing"] in network and row["other"] in network:
            network.add_edge(row["thing"], row["other"], key=row["property"], label=_end(row["property"]))
    for row in _rows(graph, "explorer-partnerships", {}):
        begins, ends = {"begins": row["from"], "beginsBasis": _end(row["fromBasis"])}, _end(row["untilBasis"])
        said = {"category": _end(row["category"]), "status": _end(row["status"]), **begins, "ends": row["until"]}
        network.add_edge(
            row["partner"], row["programme"], key=row["partnership"], label="partnership", endsBasis=ends, **said
        )
    for row in _rows(graph, "explorer-roles", {}):
        network.add_edge(row["person"], row["organization"], key=row["role"], label=row["title"])
    return network


def around(graph: Store, thing: str, steps: int = 1) -> nx.MultiDiGraph[str]:
    """Return the part of `relations` that is within some steps of a thing, in either direction.

    `thing` is an identifier or a name, such as `organization:visa` or `Visa`. Each node has its `distance`.

    Raises:
        QueryError: there is no such thing; the message names what was probably meant.
        ValueError: fewer than no steps.
    """
    import networkx as nx

    from queries.parameter_types import ANY, Parameter
    from queries.parameters import read
    from queries.results import plain

    if steps < 0:
        raise ValueError(f"steps={steps}: a number of steps is expected, from 0 on.")
    parameter = Parameter("thing", (ANY,), "a thing of the graph", default=None, optional=False, line=0)
    node = plain(read(parameter, thing, graph))
    network = relations(graph)
    if node not in network:
        names = "organizations, Games, programmes, categories, people and countries"
        raise ValueError(f"thing={thing}: it is none of the nodes, which are {names}.")
    distances = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), node, cutoff=steps)
    found = network.subgraph(distances).copy()
    nx.set_node_attributes(found, distances, "distance")
    return found


def _rows(graph: Store, query: str, arguments: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a named query as texts by column; what is not stated is empty."""
    from queries.results import plain, tabular
    from queries.run import run

    answer = tabular(run(graph, query, arguments))
    for row in answer.rows:
        yield dict(zip(answer.variables, map(plain, row), strict=True))


def _year(row: Mapping[str, str]) -> dict[str, Any]:
    return {"year": int(row["year"])} if row["year"].isdecimal() else {}


def _joined(before: str, name: str) -> str:
    """Add a name to names that are joined, unless it is among them, or there is none."""
    names = before.split(_NAMES) if before else []
    return before if not name or name in names else _NAMES.join([*names, name])


def _end(iri: str) -> str:
    """Return the end of an identifier, for reading."""
    return iri.replace("#", "/").rpartition("/")[2]
