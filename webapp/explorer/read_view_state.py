"""The reading of a view's address, which names things of the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from werkzeug.datastructures import MultiDict

from graph.dates import Basis
from graph.wording import alternatives
from queries.errors import BadParameter
from queries.parameter_types import CHOICES
from queries.search.identifier_index import is_explicit
from queries.search.name_index import NameIndex
from webapp.explorer.network import CATEGORY, COUNTRY, KINDS
from webapp.explorer.network_parts import Network
from webapp.explorer.view_state import SHOWN, Expansion, ViewState
from webapp.explorer.view_state_values import choice, day, line_of_text, number_of_games, plain

_MANY = ("from", "open", "all", "hide", "kind", "tier", "category", "country", "season", "mark", "pin")
_ONE = (
    *("focus", "date", "basis", "path", "show", "shared", "title", "note", "layout", "colour", "size"),
    *("select", "play", "zoom"),
)
KEYS = (*_MANY, *_ONE)
"""What may stand in the query string of a view: the first ones several times."""

_PIN = re.compile(r"(?P<id>[a-z]+/[a-z0-9-]+)@-?\d{1,7}(?:\.\d{1,4})?,-?\d{1,7}(?:\.\d{1,4})?")
_MOST = 2_000
"""Values of one key; an address has no room for many more."""

LAYOUTS = ("meaning", "force", "timeline")
COLOURS = ("field", "country", "tier", "games")
SIZES = ("connections", "games", "same")
"""What an address may say of places, colours and sizes; which one holds otherwise depends on the view."""

LONGEST_TITLE, LONGEST_NOTE = 120, 600
"""Characters of the title and the note that an address gives a view."""


Names = Callable[[], NameIndex]
"""What gives all names. To read them takes long in a large graph, and most views need none."""


def read(arguments: MultiDict[str, str], network: Network, names: Names, besides: Iterable[str] = ()) -> ViewState:
    """Read a query string; `besides` are keys that belong to the page and not to the view.

    Raises:
        BadParameter: a key that there is not, or a value that does not fit; the message says what would.
    """
    reader = _Reader(network, names)
    besides = frozenset(besides)
    for key, values in arguments.lists():
        if key in besides:
            continue
        if key not in KEYS:
            raise BadParameter(key, values[0], f"the explorer has no such field; it has {alternatives(KEYS)}.")
        given = [value for value in values if value.strip()]
        if key in _ONE and len(given) > 1:
            raise BadParameter(key, given[1], "it is given more than once; one value is expected.")
        if len(given) > _MOST:
            raise BadParameter(key, given[_MOST], f"at most {_MOST} values are taken.")
    return reader.state(MultiDict((key, value) for key, value in arguments.items(multi=True) if value.strip()))


def read_node(key: str, value: str, network: Network, names: Names) -> str:
    """Return the id of the node that somebody names, by its id or by a name in any script.

    A part of a name is enough where nothing else has it.

    Raises:
        BadParameter: nothing is called that; the message says what may have been meant.
    """
    if not value.strip():
        raise BadParameter(key, value, "a node is expected, such as partner/visa.")
    return _Reader(network, names).node(key, value)


class _Reader:
    def __init__(self, network: Network, names: Names) -> None:
        self._network, self._names = network, names

    def state(self, given: MultiDict[str, str]) -> ViewState:
        def every(key: str, take: Callable[[str, str], str]) -> tuple[str, ...]:
            return tuple(sorted({take(key, value) for value in given.getlist(key)}))

        def one(key: str, take: Callable[[str, str], str]) -> str:
            return take(key, given[key]) if key in given else ""

        def parts(key: str) -> tuple[Expansion, ...]:
            return tuple(sorted({self._part(key, value) for value in given.getlist(key)}, key=str))

        return ViewState(
            start=every("from", self.node),
            open=parts("open"),
            all=parts("all"),
            hide=every("hide", self.node),
            focus=one("focus", self.node),
            kind=every("kind", choice(KINDS)),
            tier=every("tier", choice(self._network.totals.tiers)),
            category=every("category", self._slug(CATEGORY)),
            country=every("country", self._slug(COUNTRY)),
            season=every("season", choice(self._network.season_labels)),
            date=one("date", day),
            basis=one("basis", choice(CHOICES["basis"])).replace(Basis.ASSUMED, ""),
            path=self._path(given["path"]) if "path" in given else None,
            show=one("show", choice(SHOWN)),
            shared=one("shared", number_of_games),
            title=one("title", line_of_text(LONGEST_TITLE)),
            note=one("note", line_of_text(LONGEST_NOTE)),
            mark=every("mark", self.node),
            layout=one("layout", choice(LAYOUTS)),
            colour=one("colour", choice(COLOURS)),
            size=one("size", choice(SIZES)),
            pin=every("pin", self._pin),
            shown=tuple((key, plain(key, given[key])) for key in ("select", "play", "zoom") if key in given),
        ).canonical()

    def node(self, key: str, value: str) -> str:
        """Return the id of a node that is called by its id, or by a whole name."""
        found = self._network.resolve(value.strip()) or self._named(value)
        if not found:
            raise BadParameter(key, value, f"the network has nothing of this name{self._hint(value)}")
        return found

    def _named(self, value: str) -> str:
        """Return what has `value` as a whole name, or else the only thing that has it in a name.

        Of several with the same name it is the one with most about it: an address must show something.
        """
        hits = (
            self._names().meant(value, lambda iri: bool(self._called(iri)))
            if "/" not in value or is_explicit(value)
            else []
        )
        return self._called(hits[0].name.iri) if hits and (hits[0].whole or len(hits) == 1) else ""

    def _hint(self, value: str) -> str:
        """Say what may have been meant, or how a node is called."""
        words = value.rpartition("/")[2].replace("-", " ")
        hits = self._names().search(words, 5)
        near = [found for hit in hits if (found := self._called(hit.name.iri))][:3]
        return (
            f"; did you mean {alternatives(near)}?"
            if near
            else "; a kind and a slug are expected, such as partner/visa."
        )

    def _called(self, iri: str) -> str:
        return self._network.resolve("/".join(iri.rsplit("/", 2)[1:]))

    def _part(self, key: str, value: str) -> Expansion:
        text, dot, kind = value.strip().partition(".")
        if dot and kind not in KINDS:
            raise BadParameter(key, value, f"after the dot one of {alternatives(KINDS)} is expected.")
        return Expansion(self.node(key, text), kind)

    def _path(self, value: str) -> tuple[str, str]:
        ends = value.split("~")
        if len(ends) != 2:
            raise BadParameter("path", value, "two things are expected, such as partner/visa~partner/kodak.")
        return self.node("path", ends[0]), self.node("path", ends[1])

    def _pin(self, key: str, value: str) -> str:
        match = _PIN.fullmatch(value)
        if match is None:
            raise BadParameter(key, value, "a node and its place are expected, such as partner/visa@120,-40.")
        return f"{self.node(key, match['id'])}@{value.partition('@')[2]}"

    def _slug(self, kind: str) -> Callable[[str, str], str]:
        """Return a reader of slugs; the whole name of a node is taken, too."""

        def take(key: str, value: str) -> str:
            slug = value.strip().removeprefix(f"{kind}/")
            self.node(key, f"{kind}/{slug}")
            return slug

        return take
