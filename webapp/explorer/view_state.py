"""The state of a view, as an address writes it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from urllib.parse import urlencode

PARTNERS, NETWORK = "partners", "network"
SHOWN = {PARTNERS: "partners, joined by the Games they share", NETWORK: "things of every kind"}
"""What a view may show that begins with nothing in particular."""

FIRST = 20
"""How many neighbours of a kind an expansion shows before it is asked for all."""

SHARED = 8
"""Games that two partners share at least, where a line joins them and the address does not say how many."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A node, or only its neighbours of one kind: `games/2012-summer` or `games/2012-summer.partner`."""

    node: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.node}.{self.kind}" if self.kind else self.node


@dataclass(frozen=True, slots=True)
class ViewState:
    """A view. Everything is in the order of its text, so that equal views have equal addresses.

    `basis` is what beginnings must rest on at least, `stated` or `announced`; nothing where everything counts.
    `show` is one of `SHOWN`, or nothing where it goes without saying. `shared` is a number other than `SHARED`.
    `title`, `note` and `mark` are what somebody adds to a view: words, and the nodes that they are about.
    `shown` holds what only the browser uses, such as which node is selected, by key.
    """

    start: tuple[str, ...] = ()
    open: tuple[Expansion, ...] = ()
    all: tuple[Expansion, ...] = ()
    hide: tuple[str, ...] = ()
    focus: str = ""
    kind: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    date: str = ""
    basis: str = ""
    path: tuple[str, str] | None = None
    show: str = ""
    shared: str = ""
    title: str = ""
    note: str = ""
    mark: tuple[str, ...] = ()
    layout: str = ""
    colour: str = ""
    size: str = ""
    pin: tuple[str, ...] = ()
    shown: tuple[tuple[str, str], ...] = field(default=())

    @property
    def whole(self) -> bool:
        """Whether the view begins with everything rather than with some nodes."""
        return not (self.start or self.open or self.path)

    @property
    def filtered(self) -> bool:
        """Whether some partnerships are left out."""
        return bool(self.tier or self.category or self.country or self.season or self.date or self.basis)

    @property
    def partners(self) -> bool:
        """Whether the view shows partners alone, as it does where nothing is chosen."""
        return self.show == PARTNERS or (not self.show and not self._chosen)

    @property
    def everything(self) -> bool:
        """Whether the view shows the whole network, with nothing left out."""
        left = replace(self.bare(), show="", title="", note="", mark=(), layout="", colour="", size="")
        return self.show == NETWORK and left == ViewState()

    @property
    def least(self) -> int:
        """How many Games two partners share at least that a line joins."""
        return int(self.shared or SHARED)

    @property
    def annotated(self) -> bool:
        """Whether somebody added words or marks to the view."""
        return bool(self.title or self.note or self.mark)

    @property
    def _chosen(self) -> bool:
        return not self.whole or self.filtered or bool(self.kind or self.focus)

    def canonical(self) -> ViewState:
        """Return the same view without what goes without saying.

        What a view begins with is open. Nothing else would be in sight.
        """
        state = self
        if state.start and not state.open and not state.path:
            state = replace(state, open=tuple(map(Expansion, state.start)))
        if not state.whole or state.kind or state.show == (NETWORK if state._chosen else PARTNERS):
            state = replace(state, show="")
        shared = "" if not state.partners or state.least == SHARED else state.shared
        return replace(state, shared=shared)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the fields of the canonical query string."""
        found: list[tuple[str, str]] = []
        for item in fields(self):
            value = getattr(self, item.name)
            name = "from" if item.name == "start" else item.name
            if item.name == "shown":
                found += value
            elif item.name == "path":
                found += [("path", "~".join(value))] if value else []
            elif isinstance(value, str):
                found += [(name, value)] if value else []
            else:
                found += [(name, str(part)) for part in value]
        return found

    def __str__(self) -> str:
        return urlencode(self.pairs(), safe="/~@,:.")

    def bare(self) -> ViewState:
        """Return the same view without what only the browser uses."""
        return replace(self, pin=(), shown=())

    def having(self, part: Expansion) -> ViewState:
        """Return the view in which the cut of an expansion is lifted."""
        return replace(self, all=tuple(sorted({*self.all, part}, key=str)))
