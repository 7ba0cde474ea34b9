"""The networks that pages draw. They are made from what a page knows: nodes, edges, their order and their colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from webapp.models.colour_families import NEUTRAL
from webapp.models.event import Event
from webapp.models.grouping import grouped_by
from webapp.models.look_ups import programme_years
from webapp.models.partnership import LabelledIri, Partnership, Tier, grouped_by_partner, years_of
from webapp.models.reference_data import ReferenceData
from webapp.svg.layered_layout import LayerSpec
from webapp.svg.network import Edge, Network, Node, ResponsiveSvg
from webapp.svg.render import draw_axis, draw_flow, draw_force, draw_tree, draw_two_columns
from webapp.text.dates import format_date
from webapp.text.english import count_phrase, join_words

_FLOW = (
    LayerSpec("partner", "Partner"),
    LayerSpec("category", "Product category", free=True),
    LayerSpec("programme", "Programme"),
    LayerSpec("games", "Games"),
)


@dataclass
class _Builder:
    """Collects nodes and edges, each once, in the order of their first mention."""

    catalogue: ReferenceData
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)

    def node(self, node: Node) -> None:
        self.nodes.setdefault(node.key, node)

    def edge(self, edge: Edge) -> None:
        self.edges.setdefault((edge.source, edge.target), edge)

    def network(self) -> Network:
        return Network(tuple(self.nodes.values()), tuple(self.edges.values()))

    def partner(self, partner: LabelledIri, family: str, layer: str) -> None:
        label, href = self.catalogue.short(partner.iri, partner.label), self.href(partner.iri)
        self.node(Node(partner.iri, label, "partner", href, family, layer, title=partner.label))

    def partnership(self, source: str, target: str, deal: Partnership, family: str) -> None:
        self.edge(Edge(source, target, line_kind(deal), family, describe_partnership(deal), self.href(deal.iri)))

    def href(self, iri: str) -> str:
        return self.catalogue.urls.page(iri)

    def family(self, partnership: Partnership) -> str:
        return self.catalogue.families.get(partnership.category.iri, NEUTRAL.name)


def edge_kind(partnership: Partnership) -> str:
    """Return how a partnership is drawn: what is special about it, or `partnership`."""
    if partnership.status in {"announced", "terminated"}:
        return {"announced": "announced", "terminated": "ended"}[partnership.status]
    return "joint" if partnership.joint else "partnership"


def line_kind(partnership: Partnership) -> str:
    """Return how the line of a partnership is drawn: as `edge_kind` says, or as one of an assumed beginning."""
    kind = edge_kind(partnership)
    return "assumed" if kind == "partnership" and partnership.assumed_start else kind


def describe_partnership(partnership: Partnership) -> str:
    """Describe a partnership in one line, for the tooltip of its edge."""
    words = f"{partnership.partner.label}, {partnership.programme.label}: {partnership.fields}"
    if partnership.joint:
        words += f", jointly with {join_words([other.label for other in partnership.joint])}"
    when = f", {partnership.dates}"
    return f"{words}{when} ({partnership.status or 'status not stated'})"


def partner_network(
    catalogue: ReferenceData,
    partner: LabelledIri,
    partnerships: Sequence[Partnership],
    covered: Iterable[tuple[str, str]],
    stated: set[str],
) -> ResponsiveSvg | None:
    """Draw one partner: its categories, the programmes in which it had them, and the Games of those.

    `covered` pairs partnerships with Games; `stated` are the Games that a source says the agreement covers.
    """
    build = _Builder(catalogue)
    build.node(Node(partner.iri, catalogue.short(partner.iri, partner.label), "partner", layer="partner", marked=True))
    for deal in sorted(partnerships, key=lambda deal: catalogue.programmes[deal.programme.iri].order):
        programme = catalogue.programmes[deal.programme.iri]
        note = programme_years(programme)
        href = build.href(programme.iri)
        build.node(
            Node(programme.iri, programme.short, "programme", href, layer="programme", note=note, title=programme.label)
        )
        for one in deal.by_category():
            family, category = build.family(one), one.category
            build.node(Node(category.iri, category.label, "category", build.href(category.iri), family, "category"))
            build.edge(Edge(partner.iri, category.iri, "field", family))
            build.partnership(category.iri, programme.iri, deal, family)
    _games_column(build, {deal.iri: deal for deal in partnerships}, covered, stated)
    title = f"The network of {partner.label}: categories, programmes and Games"
    return draw_flow(build.network(), _FLOW, title)


def _games_column(
    build: _Builder, deals: dict[str, Partnership], covered: Iterable[tuple[str, str]], stated: set[str]
) -> None:
    calendar = build.catalogue.games
    pairs = sorted(covered, key=lambda pair: calendar[pair[1]].order)
    for deal, games in pairs:
        label = calendar[games].label.replace(" (Youth Olympic Games)", " Youth")
        is_stated = games in stated
        title = (
            f"{calendar[games].label}, which the agreement is stated to cover" if is_stated else calendar[games].label
        )
        build.node(Node(games, label, "games", build.href(games), layer="games", title=title, marked=is_stated))
        build.edge(Edge(deals[deal].programme.iri, games, "stated" if is_stated else "covers"))


def top_network(catalogue: ReferenceData, partnerships: Sequence[Partnership]) -> ResponsiveSvg | None:
    """Draw the whole TOP programme: its partners around the line of its terms."""
    build = _Builder(catalogue)
    terms = dict.fromkeys(deal.programme.iri for deal in partnerships)
    for iri in sorted(terms, key=lambda iri: catalogue.programmes[iri].order):
        programme = catalogue.programmes[iri]
        numeral, span = programme.label.removeprefix("TOP "), programme_years(programme)
        title = f"{programme.label}: {count_phrase(programme.partners, 'partner')}"
        build.node(Node(iri, numeral, "term", build.href(iri), layer="axis", note=span, title=title))
    for deal in partnerships:
        build.partner(deal.partner, build.family(deal), "around")
        first = build.nodes[deal.partner.iri].family
        build.partnership(deal.partner.iri, deal.programme.iri, deal, first)
    columns = LayerSpec("around", "Partners", free=True), LayerSpec("axis", "Terms")
    return draw_axis(build.network(), *columns, "Partners of the TOP programme around its terms")


def root_node(thing: LabelledIri, kind: str, deals: Iterable[Partnership]) -> Node:
    """Return the root of a network with branches, with the number of partners in all these partnerships."""
    note = count_phrase(len({deal.partner.iri for deal in deals}), "partner")
    return Node(thing.iri, thing.label, f"root n-{kind}", layer="root", note=note)


def branch_network(
    catalogue: ReferenceData, root: Node, branches: Sequence[tuple[Node, Sequence[Partnership]]], by: str
) -> ResponsiveSvg | None:
    """Draw one thing with branches of partnerships. A leaf is a partner, its note what `by` names: field or years."""
    build = _Builder(catalogue)
    build.node(root)
    for branch, deals in branches:
        build.node(branch)
        build.edge(Edge(root.key, branch.key, "branch"))
        for partner, own in grouped_by_partner(deals).items():
            key = f"{branch.key} {partner.iri}"
            build.node(_leaf(build, branch, partner, own, by))
            words = "; ".join(describe_partnership(deal) for deal in own)
            href = build.href(own[0].iri)
            build.edge(Edge(branch.key, key, line_kind(own[0]), build.nodes[key].family, words, href))
    return draw_tree(build.network(), f"The network of {root.label}: {root.note}")


def _leaf(build: _Builder, branch: Node, partner: LabelledIri, own: list[Partnership], by: str) -> Node:
    fields = list(dict.fromkeys(category.label for deal in own for category in deal.categories))
    note = ", ".join(fields) if by == "field" else years_of(own)
    return Node(
        f"{branch.key} {partner.iri}",
        build.catalogue.short(partner.iri, partner.label),
        "partner",
        build.href(partner.iri),
        build.family(own[0]),
        branch.key,
        note,
        f"{partner.label}: {', '.join(fields)}",
    )


def category_network(
    catalogue: ReferenceData, category: LabelledIri, partnerships: Sequence[Partnership]
) -> ResponsiveSvg | None:
    """Draw who has held a category: partners on one side, the programmes in order of time on the other."""
    build = _Builder(catalogue)
    programmes = catalogue.programmes
    for iri in sorted({deal.programme.iri for deal in partnerships}, key=lambda iri: programmes[iri].order):
        programme = programmes[iri]
        label, note = programme.short.removesuffix(" domestic"), programme_years(programme)
        build.node(Node(iri, label, "programme", build.href(iri), "neutral", "programme", note, programme.label))
    for deal in sorted(partnerships, key=lambda deal: programmes[deal.programme.iri].order):
        family = build.family(deal)
        build.partner(deal.partner, family, "partner")
        build.partnership(deal.partner.iri, deal.programme.iri, deal, family)
    columns = LayerSpec("partner", "Partners", free=True), LayerSpec("programme", "Programmes")
    return draw_two_columns(build.network(), *columns, f"Partners in the category {category.label}, by programme")


def by_group(catalogue: ReferenceData, partnerships: Sequence[Partnership]) -> list[tuple[Node, list[Partnership]]]:
    """Share partnerships out to the groups of their categories, the largest group first."""
    return _branches(catalogue, partnerships, lambda deal: LabelledIri(deal.group, catalogue.label(deal.group)))


def by_category(catalogue: ReferenceData, partnerships: Sequence[Partnership]) -> list[tuple[Node, list[Partnership]]]:
    """Share partnerships out to their categories, the largest category first."""
    return _branches(catalogue, partnerships, lambda deal: deal.category)


def _branches(
    catalogue: ReferenceData, partnerships: Sequence[Partnership], of: Callable[[Partnership], LabelledIri]
) -> list[tuple[Node, list[Partnership]]]:
    ordered = sorted(grouped_by(partnerships, of).items(), key=lambda item: (-len(item[1]), item[0].label))
    return [
        (Node(f"branch {thing.iri}", thing.label, "category", catalogue.urls.page(thing.iri), layer="branch"), deals)
        for thing, deals in ordered
    ]


def tier_node(tier: Tier, catalogue: ReferenceData, *, name_programme: bool) -> Node:
    """Return the branch that stands for the tier in a picture."""
    number = count_phrase(tier.partners, "partner")
    programme = catalogue.programmes[tier.programme.iri]
    short = programme.short if programme.kind != "domestic" else "domestic"
    note = f"{short} · {number}" if name_programme else number
    iri = tier.tier.iri if tier.tier else tier.programme.iri
    key = f"{tier.programme.iri} {tier.label}"
    title = f"{tier.programme.label}: {tier.label}"
    return Node(key, tier.label, "tier", catalogue.urls.page(iri), layer="branch", note=note, title=title)


_MOST_EVENTS = 24
"""Events in one picture; the page says how many there are when it shows fewer."""


def event_network(catalogue: ReferenceData, subject: LabelledIri, events: Sequence[Event]) -> ResponsiveSvg | None:
    """Draw the latest events around a subject with everybody involved, or nothing where nobody else was."""
    latest = [event for event in events if event.people or event.organizations][-_MOST_EVENTS:]
    if not latest:
        return None
    kind = "person" if "/id/person/" in subject.iri else "partner"
    nodes = {subject.iri: Node(subject.iri, subject.label, kind, layer="root", marked=True)}
    edges = []
    for event in latest:
        words = ", ".join(filter(None, (event.kind.capitalize(), event.place, event.date[:4])))
        title = f"{event.label} ({event.kind}, {format_date(event.date)})" if event.date else event.label
        nodes[event.iri] = Node(event.iri, words, "event", catalogue.urls.page(event.iri), layer="branch", title=title)
        edges.append(Edge(subject.iri, event.iri, "event"))
        for other, role in (
            *((it, "person") for it in event.people),
            *((it, "organization") for it in event.organizations),
        ):
            label = catalogue.short(other.iri, other.label)
            href = catalogue.urls.page(other.iri)
            nodes.setdefault(other.iri, Node(other.iri, label, role, href, layer="leaf", title=other.label))
            edges.append(Edge(event.iri, other.iri, "event", title=f"{other.label}: {event.label}"))
    title = f"Events, people and organizations around {subject.label}"
    return draw_force(Network(tuple(nodes.values()), tuple(edges)), title)
