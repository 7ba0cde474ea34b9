"""The colours of product fields.

Sixteen groups of categories share seven families, few enough to tell apart. The choice of groups with one colour is
made for readers, not by the data: readers think of these fields together. The colours themselves stand in
`webapp/static/style.css`, one custom property a family, for light and for dark. `webapp/sharing/og_image.py` repeats
them for pictures without a stylesheet. They follow Okabe and Ito's palette for colour-blind readers
(https://jfly.uni-koeln.de/color/).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A colour: its name in the stylesheet, what a legend calls it, and the category groups that have it."""

    name: str
    label: str
    groups: tuple[str, ...]


FAMILIES = (
    Family("technology", "Technology and telecoms", ("technology", "telecommunications")),
    Family("food", "Food and drink", ("food-and-drink",)),
    Family("finance", "Finance and professional services", ("financial-services", "professional-services")),
    Family("transport", "Transport, travel, logistics", ("transport-and-travel", "logistics")),
    Family("consumer", "Consumer goods, apparel, health", ("consumer-goods-and-retail", "apparel", "health")),
    Family(
        "media", "Media, events, sports equipment", ("media-and-entertainment", "event-services", "sports-equipment")
    ),
    Family("industry", "Industry and energy", ("industry-and-construction", "energy-and-utilities")),
)
NEUTRAL = Family("neutral", "Other or not stated", ("other",))

_BY_GROUP = {group: family for family in (*FAMILIES, NEUTRAL) for group in family.groups}


def family_of(group: str) -> str:
    """Return the name of the family of a category group, by the group's slug.

    >>> family_of("logistics")
    'transport'
    """
    return _BY_GROUP.get(group, NEUTRAL).name


def legend(used: set[str]) -> tuple[Family, ...]:
    """Return the families among `used`, in the order of the legend."""
    return tuple(family for family in (*FAMILIES, NEUTRAL) if family.name in used)
