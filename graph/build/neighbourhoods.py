"""The statements of a dataset in parts. Each has some things whole, and what shapes look at beside them.

A shape looks at a thing, and at what its statements name. Rules also look further. What they compare is listed here,
and a test holds the parts to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeAlias

from graph.build.external_sort import Sorter
from graph.build.line_index import LineIndex
from graph.iris import term
from ontology.namespaces import DERIVED_GRAPH

_TYPE: Final = str(term("rdf:type")).encode()
_SOURCE: Final = str(term("dct:source")).encode()
_SUBCLASS: Final = str(term("rdfs:subClassOf")).encode()
_DERIVED: Final = f"<{DERIVED_GRAPH}> .\n".encode()
_END: Final = b" .\n"


def _terms(*names: str) -> frozenset[bytes]:
    return frozenset(str(term(name)).encode() for name in names)


_EVERYWHERE: Final = _terms("rdfs:subClassOf")
"""Properties whose statements belong to every part."""

_UNIQUE: Final = _terms("op:isoAlpha2", "op:isoAlpha3", "op:nocCode")
"""Properties whose value only one thing may have. All their statements belong to every part that has one of them."""

_CHAINS: Final = _terms("skos:broader", "op:parent", "op:successor")
"""Properties that rules follow from thing to thing, to the end."""

_OF_NAMED: Final = _terms(
    "rdf:type", "rdfs:label", "skos:inScheme", "op:source", "op:tierOf", "op:from", "op:until", "op:partOf",
    "op:programme", "op:partner", "op:coversGames",
)  # fmt: skip
"""Properties that shapes look at of what a thing names."""

_FURTHER: Final = _terms("op:programme")
"""Properties of what a thing names that lead to another thing that a rule looks at."""

_OF_NAMING: Final = {
    property_: _terms(*of)
    for name, of in {
        "op:evidence": (),
        "op:holds": (),
        "op:concerns": ("op:eventKind", "op:date"),
        "op:coversGames": ("op:partner",),
    }.items()
    for property_ in _terms(name)
}
"""Properties by which others name a thing, each with those that shapes look at of the others."""

_SHARED: Final = _terms("op:programme", "op:refersTo")
"""Properties whose value several things share. Rules compare these with each other."""

_COMPARED: Final = _terms("op:category", "op:jointWith", "op:refersTo")
"""Properties of the things that rules compare."""


Split: TypeAlias = tuple[bytes, bytes, bytes]
"""A statement: its subject, property and value, or in their place the whole of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some things of a dataset, by their terms in N-Triples, with their classes and properties; and all statements."""

    things: frozenset[bytes]
    classes: frozenset[bytes]
    properties: frozenset[bytes]
    triples: bytes


class Neighbourhoods:
    """The statements of a file of sorted N-Quads that have a property of some, looked up by either end."""

    def __init__(self, nquads: Path, folder: Path, properties: frozenset[bytes]) -> None:
        """Index a file in an empty folder."""
        self._properties = properties
        self._everywhere: list[bytes] = []
        self._unique: list[bytes] = []
        self.classes: set[bytes] = set()
        """Classes with subclasses: their shapes look at things of which only the subclass is stated."""
        back, sources = Sorter(folder, "back"), Sorter(folder, "sources")
        self._statements = LineIndex(folder / "statements", self._read(nquads, back, sources))
        self._back = LineIndex(folder / "back", back.merged())
        self._sources = LineIndex(folder / "sources", sources.merged())
        self.count, self.size = self._statements.count, self._statements.size
        """How many things have statements that shapes look at, and how many statements."""

    def __enter__(self) -> Neighbourhoods:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        with ExitStack() as files:
            for index in (self._statements, self._back, self._sources):
                files.callback(index.close)

    def parts(self, most: int) -> Iterator[Part]:
        """Yield parts that together have each thing once; a part has at most so many statements of things, or one."""
        part: dict[bytes, list[bytes]] = {}
        size = 0
        for thing, lines in self._statements.all():
            if part and size + len(lines) > most:
                yield self._part(part)
                part, size = {}, 0
            part[thing] = lines
            size += len(lines)
        if part:
            yield self._part(part)

    def sources(self, thing: str) -> list[str]:
        """Return the sources of a thing, by its term in N-Triples."""
        return [_split(line)[2][1:-1].decode() for line in self._sources.find(thing.encode())]

    def _read(self, nquads: Path, back: Sorter, sources: Sorter) -> Iterator[bytes]:
        """Yield the triples that shapes look at, and sort what else is looked up."""
        with nquads.open("rb") as lines:
            for line in lines:
                subject, property_, rest = line.split(b" ", 2)
                if property_ == _SOURCE and rest.endswith(_DERIVED):
                    sources.add([line[: line.rindex(b" <")] + _END])
                if property_ not in self._properties:
                    continue
                value = rest[: rest.rindex(b" <")]
                triple = line[: len(subject) + len(property_) + len(value) + 2] + _END
                if property_ in _SHARED or property_ in _OF_NAMING:
                    back.add([b"%b %b" % (value, triple)])
                if property_ in _EVERYWHERE:
                    self._everywhere.append(triple)
                if property_ in _UNIQUE:
                    self._unique.append(triple)
                if property_ == _SUBCLASS:
                    self.classes.add(value)
                yield triple

    def _part(self, things: dict[bytes, list[bytes]]) -> Part:
        own = list(chain.from_iterable(things.values()))
        statements = list(map(_split, own))
        properties = frozenset(property_ for _, property_, _ in statements)
        classes = frozenset(value for _, property_, value in statements if property_ == _TYPE)
        named = {value for _, _, value in statements if not value.startswith(b'"')}
        beside = {*self._everywhere, *self._naming(things), *self._named(named - things.keys())}
        if not _UNIQUE.isdisjoint(properties):
            beside.update(self._unique)
        for property_ in _CHAINS & properties:
            beside.update(self._chain(property_, {value for _, one, value in statements if one == property_}))
        for thing in self._compared(statements) - things.keys():
            beside.update(self._statements.find(thing))
        triples = b"".join((*own, *sorted(beside.difference(own))))
        return Part(frozenset(things), classes, properties, triples)

    def _chain(self, property_: bytes, things: set[bytes]) -> Iterator[bytes]:
        """Yield the statements with a property that lead on from things."""
        known, ahead = set(things), list(things)
        while ahead:
            for line in self._statements.find(ahead.pop()):
                _, other, value = _split(line)
                if other == property_:
                    yield line
                    if value not in known:
                        known.add(value)
                        ahead.append(value)

    def _named(self, things: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what shapes look at of things that others name."""
        further = set()
        for thing in things:
            for line in self._statements.find(thing):
                _, property_, rest = line.split(b" ", 2)
                if property_ in _OF_NAMED:
                    yield line
                if property_ in _FURTHER:
                    further.add(rest[: -len(_END)])
        for thing in further:
            yield from self._statements.find(thing)

    def _naming(self, things: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the statements that name things, and what shapes look at beside them."""
        for thing in things:
            for subject, property_, triple in self._leading_to(thing):
                if property_ in _OF_NAMING:
                    yield triple
                    wanted = _OF_NAMING[property_]
                    if wanted:
                        found = self._statements.find(subject)
                        yield from (line for line in found if line.split(b" ", 2)[1] in wanted)

    def _compared(self, statements: Iterable[Split]) -> set[bytes]:
        """Return the things that rules compare with some of those that these statements are about."""
        shared: set[bytes] = set()
        for _, group in groupby(statements, itemgetter(0)):
            some = list(group)
            if any(property_ in _COMPARED for _, property_, _ in some):
                shared.update(value for _, property_, value in some if property_ in _SHARED)
        leading = (one for value in shared for one in self._leading_to(value))
        return {subject for subject, property_, _ in leading if property_ in _SHARED}

    def _leading_to(self, thing: bytes) -> Iterator[Split]:
        """Yield subject, property and whole of each triple that leads to a thing, as far as they are looked up."""
        for line in self._back.find(thing):
            triple = line[len(thing) + 1 :]
            subject, property_, _ = triple.split(b" ", 2)
            yield subject, property_, triple


def _split(triple: bytes) -> Split:
    """Take a line of N-Triples apart."""
    subject, property_, rest = triple.split(b" ", 2)
    return subject, property_, rest[: -len(_END)]
