"""The colour and size of a node, as the address asks.

They say its field, country, tier or number of Games.
`webapp/browser/src/explore/looks.ts` says the same for the picture in the browser.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from webapp.explorer.appearance import MARKS, radius, tint
from webapp.explorer.network import PARTNER, TIERS, NetworkNode
from webapp.explorer.view import View
from webapp.models.colour_families import FAMILIES, NEUTRAL
from webapp.svg.standalone import mixture

_STEPS = (
    (10, "10 Games or more", 1.0), (5, "5 to 9", 0.75), (3, "3 or 4", 0.52), (2, "2", 0.36), (1, "1", 0.2),
    (0, "none recorded", 0.08),
)  # fmt: skip
"""Numbers of Games that have one colour: the least of them, in words, and how strong it is."""

_SIZES = {
    "connections": "Marks grow with the number of their lines here, as far as there is room.",
    "games": "Marks of partners grow with the number of their Games, as far as there is room.",
    "same": "",
}
_SAME = 4
"""The degree that every node is drawn with where sizes say nothing."""


class NodeLooks:
    """The sizes and colours of the nodes of a view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._colour = view.state.colour or "field"
        self._size = view.state.size or ("games" if view.state.partners else "connections")

    @property
    def recoloured(self) -> bool:
        """Whether colours say something else than the field; lines then have no colour of their own."""
        return self._colour != "field"

    @property
    def size_words(self) -> str:
        """What the size of a mark says, in a sentence; nothing where all have one size."""
        starts = " What the view begins with is larger." if self._view.starts else ""
        return _SIZES[self._size] + starts if _SIZES[self._size] else ""

    def games(self, node: NetworkNode) -> int:
        """Return how many Games a partner had over all times."""
        record = self._view.model.partners.get(node.id)
        return len(record.games) if record else 0

    def degree(self, node: NetworkNode) -> int:
        """Return how many of its neighbours are shown."""
        return sum(self._view.shown[node.id].values())

    def amount(self, node: NetworkNode) -> int:
        """Return the number that its size stands for."""
        if self._size == "same":
            return 1
        return max(1, self.games(node)) if self._size == "games" else 1 + self.degree(node)

    def radius(self, node: NetworkNode) -> float:
        """Return its radius in pixels, where there is room for it."""
        of = {"connections": self.degree(node), "same": _SAME, "games": self.games(node)}[self._size]
        return radius(node.kind, of, len(self._view.nodes), start=node.id in self._view.starts)

    def colour(self, node: NetworkNode, colours: dict[str, str]) -> str:
        """Return its colour as #rrggbb."""
        if MARKS[node.kind].colour != "family" or self._colour == "field":
            return colours[tint(node)]
        if node.kind != PARTNER:
            return colours[NEUTRAL.name]
        if self._colour == "country":
            return _hue(self._countries, self._view.model.countries.get(node.id, ""), colours)
        if self._colour == "tier":
            return _shade(self._strength(self._tier(node)), colours)
        return _shade(_step(self.games(node))[2], colours)

    def keys(self, colours: dict[str, str]) -> list[tuple[str, str]]:
        """Return each colour of partners with what it means; nothing where colours are those of the fields."""
        partners = [node for node in self._view.nodes if node.kind == PARTNER]
        if self._colour == "country":
            nodes, countries = self._view.model.nodes, self._countries
            found = [(colours[FAMILIES[at].name], nodes[country].label) for at, country in enumerate(countries)]
            others = any(self._view.model.countries.get(node.id, "") not in countries for node in partners)
            return found + ([(colours[NEUTRAL.name], "other country or not recorded")] if others else [])
        if self._colour == "tier":
            return [(_shade(self._strength(tier), colours), TIERS[tier]) for tier in self._tiers]
        if self._colour == "games":
            used = {_step(self.games(node)) for node in partners}
            return [(_shade(step[2], colours), step[1]) for step in _STEPS if step in used]
        return []

    @cached_property
    def _countries(self) -> list[str]:
        """The countries with most partners, as many as there are colours."""
        found = (self._view.model.countries.get(node.id, "") for node in self._view.nodes)
        counts = Counter(country for country in found if country)
        return sorted(counts, key=lambda country: (-counts[country], country))[: len(FAMILIES)]

    def _tier(self, node: NetworkNode) -> str:
        record = self._view.model.partners.get(node.id)
        return record.tier if record else ""

    @cached_property
    def _tiers(self) -> list[str]:
        found = {self._tier(node) for node in self._view.nodes}
        return [tier for tier in TIERS if tier in found]

    def _strength(self, tier: str) -> float:
        return 1 - 0.9 * self._tiers.index(tier) / max(1, len(self._tiers) - 1) if tier in self._tiers else 0.0


def _step(games: int) -> tuple[int, str, float]:
    return next(step for step in _STEPS if games >= step[0])


def _hue(countries: list[str], country: str, colours: dict[str, str]) -> str:
    return colours[FAMILIES[countries.index(country)].name if country in countries else NEUTRAL.name]


def _shade(strength: float, colours: dict[str, str]) -> str:
    return mixture(colours["accent"], strength, mixture(colours["neutral"], 0.35, colours["sheet"]))
