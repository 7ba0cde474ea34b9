"""The attributes of things and lines in files for network tools. They are labels instead of identifiers."""

from __future__ import annotations

from dataclasses import dataclass

from graph.xml_text import UNWRITABLE
from webapp.explorer.edges import RELATIONS, ViewEdge
from webapp.explorer.network import GAMES, ONE, PARTNER, NetworkNode, Period
from webapp.explorer.view import View
from webapp.models.colour_families import FAMILIES, NEUTRAL
from webapp.models.reference_data import ReferenceData

Value = str | int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name in code, what a table calls it, and its type in GEXF and GraphML."""

    name: str
    title: str
    type: str = "string"


_DATES = (
    Attribute("from", "From"),
    Attribute("fromBasis", "From: basis"),
    Attribute("until", "Until"),
    Attribute("untilBasis", "Until: basis"),
)
NODE_ATTRIBUTES = (
    Attribute("kind", "Kind"),
    Attribute("short", "Short name"),
    Attribute("field", "Product field"),
    Attribute("country", "Country"),
    Attribute("games", "Number of Games", "int"),
    Attribute("connections", "Connections", "int"),
    *_DATES,
    Attribute("iri", "IRI"),
    Attribute("page", "Page"),
)
EDGE_ATTRIBUTES = (
    Attribute("relation", "Relation"),
    *_DATES,
    Attribute("status", "Status"),
    Attribute("tier", "Tier"),
    Attribute("categories", "Categories"),
    Attribute("partnerships", "Partnerships", "int"),
    Attribute("iri", "IRI"),
    Attribute("sources", "Sources"),
    Attribute("sourceAddresses", "Source addresses"),
)

_FIELDS = {family.name: family.label for family in (*FAMILIES, NEUTRAL)}


def of_node(view: View, node: NetworkNode, root: str) -> dict[str, Value]:
    """Return the attributes of a thing by name, without empty ones; `root` is what addresses of pages begin with."""
    country = view.model.nodes.get(view.model.countries.get(node.id, ""))
    games = (
        {id_ for deal in view.deals if deal.partner == node.id for id_ in deal.games} if node.kind == PARTNER else ()
    )
    return _filled({
        "kind": ONE[node.kind],
        "short": node.short if node.short != node.label else "",
        "field": _FIELDS.get(node.family, ""),
        "country": country.label if country else "",
        "games": len(games) or view.shown[node.id].get(GAMES, 0) if node.kind == PARTNER else 0,
        "connections": sum(view.shown[node.id].values()),
        **_dates(node.span),
        "iri": node.iri,
        "page": f"{root}/{node.id}",
    })  # fmt: skip


def of_edge(view: View, edge: ViewEdge, catalogue: ReferenceData) -> dict[str, Value]:
    """Return the attributes of a line by name, without empty ones."""
    deal, names = edge.deal, view.model.nodes
    sources = [catalogue.sources[iri] for iri in edge.sources]
    return _filled({
        "relation": RELATIONS[edge.kind],
        **_dates(edge.span),
        "status": deal.status.replace("-", " ") if deal else "",
        "tier": deal.tier_label if deal else "",
        "categories": "; ".join(names[category].label for category in deal.categories) if deal else "",
        "partnerships": len(edge.deals),
        "iri": edge.record,
        "sources": "; ".join(source.title for source in sources),
        "sourceAddresses": " ".join(source.url or source.iri for source in sources),
    })  # fmt: skip


def _dates(span: Period) -> dict[str, str]:
    return {"from": span.begins, "fromBasis": span.from_basis, "until": span.ends, "untilBasis": span.until_basis}


def _filled(attributes: dict[str, Value]) -> dict[str, Value]:
    """Leave out what is empty; what XML cannot hold becomes U+FFFD."""
    return {name: writable(value) if isinstance(value, str) else value for name, value in attributes.items() if value}


def writable(text: str) -> str:
    """Return a text as XML can hold it."""
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
