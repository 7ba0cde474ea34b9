"""The index of identifiers in other registers.

Things are found by them as by names. Three ways to write one are understood: `wikidata:Q159433`, an address of the
register, and a bare identifier. The form of a bare one, such as an LEI, must be that of one register alone. Case and
spaces make no difference.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox
from cachetools import LRUCache, cached

from graph.registers import REGISTERS, ExternalId, read_address
from graph.stores.store import Rows, Store
from ontology.namespaces import ALL_PREFIXES
from queries import registry

_BARE: Final = ("wikidata", "lei", "isin", "isni", "ror", "sec-cik", "ticker", "opencorporates")
"""The registers whose identifiers are known by their form."""

_TITLES: Final = frozenset({"wikipedia", "dbpedia"})
"""Registers that write underscores for spaces."""

CONFIRMED: Final = "confirmed"
STATUSES: Final = (CONFIRMED, "ambiguous", "brand-item")
"""How sure an identifier is, the surest first."""

_NAMESPACES: Final = (*ALL_PREFIXES, "http", "https", "<http", "<https")
_VERSIONS: Final = 2


@dataclass(frozen=True, slots=True)
class IdentifiedThing:
    """A thing with one of its identifiers; `name` is the register's name, `status` how sure it is."""

    iri: str
    scheme: str
    name: str
    value: str
    status: str


class Identifiers(ABC):
    """All identifiers of other registers, wherever they are."""

    @property
    @abstractmethod
    def things(self) -> Sequence[IdentifiedThing]:
        """Every thing with each of its identifiers."""

    @abstractmethod
    def of(self, external: ExternalId) -> list[IdentifiedThing]:
        """Return the things that have an identifier, the surest first."""

    @abstractmethod
    def _of_thing(self, iri: str) -> Sequence[IdentifiedThing]: ...

    def find(self, text: str) -> list[IdentifiedThing]:
        """Return the things that `text` identifies, the surest first; mostly none, as texts are names."""
        return next((found for external in read_identifier(text) if (found := self.of(external))), [])

    def confirmed(self, iri: str, scheme: str = "") -> list[IdentifiedThing]:
        """Return the confirmed identifiers of a thing in a register, or in all."""
        own = self._of_thing(iri)
        return [thing for thing in own if thing.status == CONFIRMED and scheme in ("", thing.scheme)]


class IdentifierIndex(Identifiers):
    """All identifiers of other registers in memory, by register and value."""

    def __init__(self, things: Iterable[IdentifiedThing]) -> None:
        self._things = tuple(things)
        self._found: defaultdict[ExternalId, list[IdentifiedThing]] = defaultdict(list)
        for thing in sorted(self.things, key=lambda thing: (STATUSES.index(thing.status), thing.iri)):
            self._found[key_of(ExternalId(thing.scheme, thing.value))].append(thing)
        self._by_thing: defaultdict[str, list[IdentifiedThing]] = defaultdict(list)
        for thing in self.things:
            self._by_thing[thing.iri].append(thing)

    @property
    def things(self) -> Sequence[IdentifiedThing]:
        """Every thing with each of its identifiers."""
        return self._things

    def of(self, external: ExternalId) -> list[IdentifiedThing]:
        """Return the things that have an identifier, the surest first."""
        return list(self._found.get(key_of(external), ()))

    def _of_thing(self, iri: str) -> Sequence[IdentifiedThing]:
        return self._by_thing.get(iri, ())


def read_identifier(text: str) -> list[ExternalId]:
    """Return what identifiers a text may be; no store is asked whether there are such things.

    >>> read_identifier("wikidata:Q42"), read_identifier("Visa")
    ([ExternalId(scheme='wikidata', value='Q42')], [])
    """
    text = text.strip()
    prefix, colon, rest = text.partition(":")
    scheme = prefix.lower()
    if colon and rest and scheme in REGISTERS:
        return [ExternalId(scheme, rest.strip())]
    namespace = ALL_PREFIXES.get(scheme, "") if rest else ""
    address = namespace + rest if namespace else text
    if "://" in address:
        found = read_address(address)
        return [found] if found else []
    return _bare(text) if any(map(str.isdigit, text)) or colon else []


def _bare(text: str) -> list[ExternalId]:
    from graph.build.identifier_forms import FORMS

    value = "".join(text.split())
    forms = {value} if ":" in value else {value, value.upper(), value.lower()}  # op:Games is no ticker
    fitting = (scheme for scheme in _BARE if any(re.fullmatch(FORMS[scheme].pattern, form) for form in forms))
    return [ExternalId(scheme, value) for scheme in fitting]


def key_of(external: ExternalId) -> ExternalId:
    """Return what an identifier is found by, however it is written."""
    value = unquote(external.value).casefold()
    return ExternalId(external.scheme, ("_" if external.scheme in _TITLES else "").join(value.split()))


def is_explicit(text: str) -> bool:
    """Tell whether a text names a register, by scheme or address, so that it can be no name."""
    return bool(read_identifier(text)) and (text.strip().partition(":")[0].lower() in {*REGISTERS, *_NAMESPACES})


def identifiers_of(store: Store) -> IdentifierIndex:
    """Return the index of every identifier in a store, made once for each version."""
    return _for_version(store) if store.version else _made(store)


@cached(LRUCache(_VERSIONS), key=lambda store: store.version, lock=Lock())
def _for_version(store: Store) -> IdentifierIndex:
    return _made(store)


def _made(store: Store) -> IdentifierIndex:
    answer = store.query(registry.get("identifiers").text)
    rows = answer.rows if isinstance(answer, Rows) else ()
    return IdentifierIndex(identified([text_of(term) for term in row] for row in rows))


def identified(rows: Iterable[Sequence[str]]) -> Iterator[IdentifiedThing]:
    """Yield the things of rows of the query `identifiers`, but for those whose status says nothing."""
    for thing, scheme, name, value, status in rows:
        if _end(status) in STATUSES:
            yield IdentifiedThing(thing, _end(scheme), name, value, _end(status))


def text_of(term: object) -> str:
    """Return the text of a term; nothing for one without."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _end(iri: str) -> str:
    return iri.rpartition("/")[2]
