"""Who announced what with whom: the network of events, people and organizations around one of them."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.models.event import Event
from webapp.models.partnership import Thing
from webapp.models.reference_data import Catalogue
from webapp.svg import Drawing, Edge, Network, Node, web
from webapp.svg.layered_layout import Column
from webapp.text.dates import spoken

MOST = 24
"""Events in one picture; the page says how many there are when it shows fewer."""

_COLUMNS = (
    Column("subject", "Here"),
    Column("event", "Events"),
    Column("person", "People"),
    Column("organization", "Organizations"),
)


def meetings(catalogue: Catalogue, subject: Thing, events: Sequence[Event]) -> Drawing | None:
    """Draw the latest events around a subject with everybody involved, or nothing where nobody else was."""
    latest = [event for event in events if event.people or event.organizations][-MOST:]
    if not latest:
        return None
    kind = "person" if "/id/person/" in subject.iri else "partner"
    nodes = {subject.iri: Node(subject.iri, subject.label, kind, layer="subject", marked=True)}
    edges = []
    for event in latest:
        nodes[event.iri] = _event(catalogue, event)
        edges.append(Edge(subject.iri, event.iri, "event"))
        for other, layer in (
            *((it, "person") for it in event.people),
            *((it, "organization") for it in event.organizations),
        ):
            label = catalogue.short(other.iri, other.label)
            href = catalogue.urls.page(other.iri)
            nodes.setdefault(other.iri, Node(other.iri, label, layer, href, layer=layer, title=other.label))
            edges.append(Edge(event.iri, other.iri, "event", title=f"{other.label}: {event.label}"))
    title = f"Events, people and organizations around {subject.label}"
    return web(Network(tuple(nodes.values()), tuple(edges)), _COLUMNS, title)


def _event(catalogue: Catalogue, event: Event) -> Node:
    label = ", ".join(filter(None, (event.kind.capitalize(), event.place, event.date[:4])))
    title = f"{event.label} ({event.kind}, {spoken(event.date)})" if event.date else event.label
    return Node(event.iri, label, "event", catalogue.urls.page(event.iri), layer="event", title=title)
