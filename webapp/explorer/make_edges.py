"""The making of edges from the statements about partnerships."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from graph.dates import PartialDate
from ontology.namespaces import ID_BASE
from webapp.explorer.network import NO_TIER, TOP_TIER, WORLDWIDE_TIER, PartnershipEdge, Period
from webapp.models.colour_families import NEUTRAL
from webapp.models.look_ups import Programme
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import ExplorerPartnershipsRow
from webapp.text.dates import dated, first_day

_UNRANKED = 99

_IDS: Final = 50_000
"""How many ids are remembered: thousands of partnerships share things."""


class EdgeMaker:
    """What makes edges: `has` tells whether there is a node, `openings` has the first day of each Games by IRI."""

    def __init__(self, catalogue: ReferenceData, has: Callable[[str], bool], openings: Mapping[str, str]) -> None:
        self.catalogue, self.has, self.openings = catalogue, has, openings
        self.id = lru_cache(_IDS)(self._page)

    def _page(self, iri: str) -> str:
        """Return what the explorer calls a thing: the path of its page."""
        return self.catalogue.urls.page(iri).removeprefix("/")

    def family(self, category: str) -> str:
        """Return the colour family of a category, by its IRI."""
        return self.catalogue.families.get(category, NEUTRAL.name)

    def edge(
        self, row: ExplorerPartnershipsRow, covered: Iterable[str], joint: Iterable[str], categories: Sequence[str]
    ) -> PartnershipEdge | None:
        """Return the edge of a partnership, or nothing where one of its ends is no node.

        `covered` are IRIs of Games, `joint` those of who holds it jointly, `categories` those of all of its categories.
        """
        ids = {iri: self.id(iri) for iri in (row.partner, row.programme, *categories)}
        fields = [iri for iri in categories if self.has(ids[iri])]
        if not (fields and all(self.has(ids[iri]) for iri in (row.partner, row.programme, row.category))):
            return None
        calendar = self.catalogue.games
        known = sorted((iri for iri in covered if self.has(self.id(iri))), key=lambda iri: calendar[iri].order)
        others = tuple(other for other in map(self.id, joint) if self.has(other))
        programme = self.catalogue.programmes[row.programme]
        tier = self.catalogue.tiers[row.tier] if row.tier else None
        name, order = tier_class(programme.kind, tier.rank if tier else 0)
        whole = self.id(programme.whole)
        groups = ((ids[iri], self.id(self.catalogue.groups[iri])) for iri in fields)
        return PartnershipEdge(
            id=row.partnership.removeprefix(ID_BASE),
            iri=row.partnership,
            partner=ids[row.partner],
            programme=ids[row.programme],
            whole=whole if self.has(whole) and programme.whole != programme.iri else "",
            categories=tuple(ids[iri] for iri in fields),
            groups=tuple(group if self.has(group) else own for own, group in groups),
            tier=name,
            tier_iri=row.tier if self.catalogue.urls.page(row.tier) else "",
            tier_label=tier.label if tier else "",
            order=order,
            status=slug(row.status),
            span=self._span(row, programme, known),
            games=tuple(map(self.id, known)),
            joint=others,
            family=self.family(fields[0]),
        )

    def _span(self, row: ExplorerPartnershipsRow, programme: Programme, covered: list[str]) -> Period:
        """Return when a partnership held; without a first day it counts from the opening of its first Games."""
        openings = filter(None, (self.openings.get(iri, "") for iri in covered))
        return Period(
            first_day(row.from_) or min(openings, default=""),
            last_day(row.until),
            row.start or row.announced or (row.from_ and (programme.start or row.from_[:4])),
            row.end or (row.until and (programme.end or row.until[:4])),
            slug(row.fromBasis) or "unknown",
            slug(row.untilBasis) or "unknown",
        )


def tier_class(programme_kind: str, rank: int) -> tuple[str, int]:
    """Return the class of `TIERS` of a tier and the place of this class, 0 being the highest."""
    classes = {"term": (TOP_TIER, 0), "worldwide": (WORLDWIDE_TIER, 1)}
    return classes.get(programme_kind, (str(rank), rank + 1) if rank else (NO_TIER, _UNRANKED))


def stated(start: str, end: str) -> Period:
    """Return the period between two dates that sources state, or do not."""
    bases = ("stated" if text else "" for text in (start, end))
    return Period(first_day(start), last_day(end), start, end, *bases)


def last_day(text: str) -> str:
    """Return the last day of a date, or nothing where the text is none."""
    return PartialDate.parse(text).last_day.isoformat() if dated(text) else ""
