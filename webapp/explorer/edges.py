"""The edges between the nodes that are shown, and their neighbours.

A partnership is an edge from its partner to its programme. It also makes its partner a neighbour of the Games it
covers, of its category and the category's group. A programme of which its own is a term is a neighbour too.

For a category there is always an edge. For the others there is one only where what lies between is not shown: the same
would be drawn twice otherwise. With the programme in sight, a partner is joined to the Games through it. So it is with
the Games of a programme that has terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from webapp.explorer.network import TIMELESS, NetworkModel, PartnershipEdge, Period, RelationEdge

PARTNERSHIP, COVERS, FIELD, JOINT = "partnership", "covers", "field", "joint"
SHARED_GAMES = "shared"

RELATIONS = {
    PARTNERSHIP: "partnership",
    COVERS: "Games covered",
    FIELD: "product category",
    "part-of": "part of",
    "country": "country",
    "host": "host country",
    "role": "role",
    "event": "event together",
    "parent": "parent organization",
    "successor": "successor",
    "owner": "owner or organiser",
    JOINT: "held jointly",
    SHARED_GAMES: "Games in common",
}
"""The kinds of line with what a legend calls them."""

Neighbours = dict[str, dict[str, int]]
"""For each node its neighbours, with the best rank (0 is the highest) of what joins the two."""


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """An edge of the picture.

    `deals` are the partnerships behind it; `record` is the IRI of what states it alone; `sources` are those of both.
    `games` are what two partners share, where it joins them for that.
    """

    id: str
    kind: str
    source: str
    target: str
    label: str
    family: str = ""
    span: Period = TIMELESS
    deals: tuple[PartnershipEdge, ...] = ()
    record: str = ""
    sources: tuple[str, ...] = ()
    games: tuple[str, ...] = ()

    @property
    def deal(self) -> PartnershipEdge | None:
        """The partnership that this edge is, if it is one."""
        return self.deals[0] if self.record and self.deals else None


def neighbours(deals: Iterable[PartnershipEdge], links: Iterable[RelationEdge]) -> Neighbours:
    """Return the neighbours of each node through these partnerships and links."""
    found: Neighbours = {}

    def join(one: str, other: str, order: int) -> None:
        for here, there in ((one, other), (other, one)):
            known = found.setdefault(here, {})
            known[there] = min(order, known.get(there, order))

    for deal in deals:
        for other in (deal.programme, *deal.categories, *deal.games, *deal.joint, deal.whole, *deal.groups):
            if other:
                join(deal.partner, other, deal.order)
    for link in links:
        join(link.source, link.target, 0)
    return found


def edges(
    model: NetworkModel, shown: Collection[str], deals: Iterable[PartnershipEdge], links: Iterable[RelationEdge]
) -> list[ViewEdge]:
    """Return every edge between nodes of `shown`, partnerships first, each group in the order of its identifiers."""
    gathered: dict[tuple[str, str, str], list[PartnershipEdge]] = {}
    found = []
    for deal in deals:
        if deal.partner not in shown:
            continue
        if deal.programme in shown:
            found.append(_partnership(model, deal))
        for kind, source, target in _implied(deal, shown):
            gathered.setdefault((kind, source, target), []).append(deal)
    found += [_gathered(model, *key, behind) for key, behind in sorted(gathered.items(), key=lambda item: item[0])]
    for link in links:
        if link.source not in shown or link.target not in shown:
            continue
        if any(term in shown for term in model.covering_terms.get(link.id, ())):
            continue  # a term of the programme says the same
        found.append(_plain(link))
    return found


def lasting(links: Iterable[RelationEdge], day: str) -> list[RelationEdge]:
    """Return the plain links that hold on the day that is asked for.

    A relation without dates always does. A role or an event without dates is of no day.
    """
    return [
        link
        for link in links
        if not day or (link.span.holds(day) and (link.span != TIMELESS or link.kind not in {"role", "event"}))
    ]


def _plain(link: RelationEdge) -> ViewEdge:
    return ViewEdge(
        id=link.id,
        kind=link.kind,
        source=link.source,
        target=link.target,
        label=link.label,
        span=link.span,
        record=link.record,
        sources=link.sources,
    )


def _implied(deal: PartnershipEdge, shown: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the edges of a partnership besides the one that it is itself: kind, source, target."""
    pairs = zip(deal.categories, deal.groups, strict=True)
    fields = (category if category in shown else group for category, group in pairs)
    yield from ((FIELD, deal.partner, field) for field in dict.fromkeys(fields) if field in shown)
    if deal.programme not in shown:
        yield from ((COVERS, deal.partner, games) for games in deal.games if games in shown)
        if deal.whole in shown:
            yield PARTNERSHIP, deal.partner, deal.whole
    for other in deal.joint:
        if other in shown:
            yield JOINT, min(deal.partner, other), max(deal.partner, other)


def _partnership(model: NetworkModel, deal: PartnershipEdge) -> ViewEdge:
    return ViewEdge(
        id=deal.id,
        kind=PARTNERSHIP,
        source=deal.partner,
        target=deal.programme,
        label=", ".join(model.nodes[category].label for category in deal.categories),
        family=deal.family,
        span=deal.span,
        deals=(deal,),
        record=deal.iri,
        sources=model.sources_of(deal),
    )


_WORDS = {PARTNERSHIP: "is a partner in", COVERS: "is a partner of", FIELD: "in the category", JOINT: "jointly with"}


def _gathered(model: NetworkModel, kind: str, source: str, target: str, behind: list[PartnershipEdge]) -> ViewEdge:
    return ViewEdge(
        id=f"{kind}~{source}~{target}",
        kind=kind,
        source=source,
        target=target,
        label=_WORDS[kind],
        family=model.nodes[target].family if kind == FIELD else "",
        span=Period.spanning([deal.span for deal in behind]),
        deals=tuple(behind),
        sources=tuple(sorted({source for deal in behind for source in model.sources_of(deal)})),
    )


def counted(model: NetworkModel, others: Mapping[str, int] | Collection[str]) -> dict[str, int]:
    """Return how many nodes of each kind are among `others`."""
    return dict(Counter(model.nodes[other].kind for other in others))
