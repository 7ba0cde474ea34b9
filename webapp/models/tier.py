"""The partnerships of a Games or a programme, by tier. The worldwide programme and the highest tiers come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.models.grouping import grouped_by
from webapp.models.partnership import LabelledIri, Partnership, grouped_by_partner

KINDS = ("term", "worldwide", "domestic")
"""The kinds of programmes, in the order in which they are shown."""

_UNRANKED = 99


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of one programme with its partnerships; `tier` is None for those whose tier no source names."""

    programme: LabelledIri
    programme_kind: str
    tier: LabelledIri | None
    rank: int
    partnerships: tuple[Partnership, ...]

    @property
    def label(self) -> str:
        """The name of the tier, as the organiser gave it."""
        return self.tier.label if self.tier else "Tier not stated"

    @property
    def partners(self) -> int:
        """How many organizations are in it."""
        return len({deal.partner.iri for deal in self.partnerships})

    def by_partner(self) -> list[tuple[LabelledIri, list[Partnership]]]:
        """Return each partner with its partnerships in this tier."""
        return list(grouped_by_partner(self.partnerships).items())


def by_tier(partnerships: Sequence[Partnership]) -> list[Tier]:
    """Share partnerships out to the tiers of their programmes."""
    groups = grouped_by(
        partnerships, lambda deal: (deal.programme, deal.programme_kind, deal.tier, deal.rank or _UNRANKED)
    )
    tiers = [Tier(*key, tuple(deals)) for key, deals in groups.items()]
    return sorted(
        tiers,
        key=lambda tier: (
            kind_order(tier.programme_kind),
            tier.programme.label,
            tier.tier is None,
            tier.rank,
            tier.label,
        ),
    )


def kind_order(kind: str) -> int:
    """Return the place of a kind of programmes among `KINDS`; others come last."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
