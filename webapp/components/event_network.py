"""The network of events, people and organizations around one of them. It shows who announced what with whom."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.models.event import Event
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData
from webapp.svg.network import Edge, Network, Node, ResponsiveSvg
from webapp.svg.render import draw_force
from webapp.text.dates import format_date

MOST = 24
"""Events in one picture; the page says how many there are when it shows fewer."""


def event_network(catalogue: ReferenceData, subject: LabelledIri, events: Sequence[Event]) -> ResponsiveSvg | None:
    """Draw the latest events around a subject with everybody involved, or nothing where nobody else was."""
    latest = [event for event in events if event.people or event.organizations][-MOST:]
    if not latest:
        return None
    kind = "person" if "/id/person/" in subject.iri else "partner"
    nodes = {subject.iri: Node(subject.iri, subject.label, kind, marked=True)}
    edges = []
    for event in latest:
        words = ", ".join(filter(None, (event.kind.capitalize(), event.place, event.date[:4])))
        title = f"{event.label} ({event.kind}, {format_date(event.date)})" if event.date else event.label
        nodes[event.iri] = Node(event.iri, words, "event", catalogue.urls.page(event.iri), title=title)
        edges.append(Edge(subject.iri, event.iri, "event"))
        for other, role in (
            *((it, "person") for it in event.people),
            *((it, "organization") for it in event.organizations),
        ):
            label = catalogue.short(other.iri, other.label)
            href = catalogue.urls.page(other.iri)
            nodes.setdefault(other.iri, Node(other.iri, label, role, href, title=other.label))
            edges.append(Edge(event.iri, other.iri, "event", title=f"{other.label}: {event.label}"))
    title = f"Events, people and organizations around {subject.label}"
    return draw_force(Network(tuple(nodes.values()), tuple(edges)), title)
