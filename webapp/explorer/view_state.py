"""The state of a view, as an address holds it. It is read, checked and written again in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from graph.dates import Basis
from queries.errors import BadParameter, alternatives, quoted
from queries.parameter_types import CHOICES
from queries.search.identifier_index import is_explicit
from queries.search.name_index import NameIndex
from webapp.explorer.network import CATEGORY, COUNTRY, KINDS, NetworkModel

_MANY = ("from", "open", "all", "hide", "kind", "tier", "category", "country", "season", "mark", "pin")
_ONE = (
    *("focus", "date", "basis", "path", "show", "shared", "title", "note", "layout", "colour", "size"),
    *("select", "play", "zoom"),
)
KEYS = (*_MANY, *_ONE)
"""What may stand in the query string of a view: the first ones several times."""

_PLAIN = re.compile(r"[\w/~.:@,+-]{1,200}")
_PIN = re.compile(r"(?P<id>[a-z]+/[a-z0-9-]+)@-?\d{1,7}(?:\.\d{1,4})?,-?\d{1,7}(?:\.\d{1,4})?")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, those of the direction of writing among them: these could turn the words of the page around."""

_MOST = 2_000
"""Values of one key; an address has no room for many more."""

PARTNERS, NETWORK = "partners", "network"
SHOWN = {PARTNERS: "partners, joined by the Games they share", NETWORK: "things of every kind"}
"""What a view may show that begins with nothing in particular."""

SHARED = 8
"""Games that two partners share at least, where a line joins them and the address does not say how many."""

_MOST_SHARED = 30
LAYOUTS = ("meaning", "force", "timeline")
COLOURS = ("field", "country", "tier", "games")
SIZES = ("connections", "games", "same")
"""What an address may say of places, colours and sizes; which one holds otherwise depends on the view."""

LONGEST_TITLE, LONGEST_NOTE = 120, 600
"""Characters of the title and the note that an address gives a view."""


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


def read(
    arguments: MultiDict[str, str], model: NetworkModel, names: NameIndex, besides: Iterable[str] = ()
) -> ViewState:
    """Read a query string; `besides` are keys that belong to the page and not to the view.

    Raises:
        BadParameter: a key that there is not, or a value that does not fit; the message says what would.
    """
    reader = _Reader(model, names)
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


def read_node(key: str, value: str, model: NetworkModel, names: NameIndex) -> str:
    """Return the id of the node that somebody names, by its id or by a name in any script.

    A part of a name is enough where nothing else has it.

    Raises:
        BadParameter: nothing is called that; the message says what may have been meant.
    """
    if not value.strip():
        raise BadParameter(key, value, "a node is expected, such as partner/visa.")
    return _Reader(model, names).node(key, value)


class _Reader:
    def __init__(self, model: NetworkModel, names: NameIndex) -> None:
        self._model, self._names = model, names

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
            kind=every("kind", _choice(KINDS)),
            tier=every("tier", _choice(self._model.tiers)),
            category=every("category", self._slug(CATEGORY)),
            country=every("country", self._slug(COUNTRY)),
            season=every("season", _choice(self._model.season_labels)),
            date=one("date", _day),
            basis=one("basis", _choice(CHOICES["basis"])).replace(Basis.ASSUMED, ""),
            path=self._path(given["path"]) if "path" in given else None,
            show=one("show", _choice(SHOWN)),
            shared=one("shared", _number),
            title=one("title", line_of_text(LONGEST_TITLE)),
            note=one("note", line_of_text(LONGEST_NOTE)),
            mark=every("mark", self.node),
            layout=one("layout", _choice(LAYOUTS)),
            colour=one("colour", _choice(COLOURS)),
            size=one("size", _choice(SIZES)),
            pin=every("pin", self._pin),
            shown=tuple((key, _plain(key, given[key])) for key in ("select", "play", "zoom") if key in given),
        ).canonical()

    def node(self, key: str, value: str) -> str:
        """Return the id of a node that is called by its id, or by a whole name."""
        found = self._model.resolve(value.strip()) or self._named(value)
        if not found:
            raise BadParameter(key, value, f"the network has nothing of this name{self._hint(value)}")
        return found

    def _named(self, value: str) -> str:
        """Return what has `value` as a whole name, or else the only thing that has it in a name.

        Of several with the same name it is the one with most about it: an address must show something.
        """
        hits = (
            self._names.meant(value, lambda iri: bool(self._called(iri)))
            if "/" not in value or is_explicit(value)
            else []
        )
        return self._called(hits[0].name.iri) if hits and (hits[0].whole or len(hits) == 1) else ""

    def _hint(self, value: str) -> str:
        """Say what may have been meant, or how a node is called."""
        words = value.rpartition("/")[2].replace("-", " ")
        hits = self._names.search(words, 5)
        near = [found for hit in hits if (found := self._called(hit.name.iri))][:3]
        return (
            f"; did you mean {alternatives(near)}?"
            if near
            else "; a kind and a slug are expected, such as partner/visa."
        )

    def _called(self, iri: str) -> str:
        return self._model.resolve("/".join(iri.rsplit("/", 2)[1:]))

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


def _choice(choices: Iterable[str]) -> Callable[[str, str], str]:
    known = tuple(choices)

    def take(key: str, value: str) -> str:
        if value not in known:
            raise BadParameter(key, value, f"one of {alternatives(known)} is expected.")
        return value

    return take


def _number(key: str, value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,2}", value) or not 1 <= int(value) <= _MOST_SHARED:
        raise BadParameter(key, value, f"a number from 1 to {_MOST_SHARED} is expected.")
    return str(int(value))


def line_of_text(most: int) -> Callable[[str, str], str]:
    """Return a reader of a line of text, of so many characters at most."""

    def take(key: str, value: str) -> str:
        text = " ".join(value.split())
        if len(text) > most:
            raise BadParameter(key, value, f"at most {most} characters are taken, and these are {len(text)}.")
        if _UNFIT.search(text):
            raise BadParameter(key, value, "words without control characters are expected.")
        return text

    return take


def _day(key: str, value: str) -> str:
    try:
        if len(value) != len("YYYY-MM-DD"):
            raise ValueError(quoted(value))
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise BadParameter(key, value, "a day as YYYY-MM-DD, such as 2017-01-18, is expected.") from error


def _plain(key: str, value: str) -> str:
    if not _PLAIN.fullmatch(value):
        raise BadParameter(key, value, "letters, digits and - . / : ~ @ , + are expected, no more than 200 of them.")
    return value
