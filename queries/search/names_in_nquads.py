"""Names, and weights of things, in a file of sorted N-Quads.

They are those of `names_in_store`. The file is read once, and most of its statements are passed over. Where there are
very many, that takes a fraction of the time of looking names up in a store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.iris import term
from graph.stores.store import Term
from queries.search.names_in_store import CLASSES, NAMES, PARTNERSHIP, TYPE, WEIGHED, weighed

_PART: Final = 1 << 22
"""Bytes that are read at a time."""

_PARSED: Final = 10_000
"""Statements that are parsed at a time."""


_CLASSES: Final = b"|".join(re.escape(str(term(name)).encode()) for name in (*CLASSES, PARTNERSHIP))
_TYPE: Final = str(term(TYPE)).encode()
_OF_CLASS: Final = re.compile(b"> " + re.escape(_TYPE) + b" (?:" + _CLASSES + b") ")
"""What is within a line that says that a thing has names, or is a partnership."""

_IDENTIFIED: Final = term("schema:identifier")

_COUNTING: Final = frozenset((_TYPE, *(str(term(name)).encode() for name in (*NAMES, *WEIGHED, "schema:identifier"))))
"""The properties of classes, names and identifiers, and what things have to do with partnerships."""


@dataclass(frozen=True, slots=True)
class NamesRead:
    """Names that were read, in their order; how much there is about each thing; and which things are partners.

    A name is the thing, the property, the text and its language. `identified` has things with the IRIs of their
    identifiers in other registers.
    """

    names: list[tuple[str, str, str, str]]
    weights: dict[str, int]
    partners: set[str]
    identified: set[tuple[str, str]]


def read(nquads: Path) -> NamesRead:
    """Read the names in a file.

    Raises:
        OSError: it cannot be read.
    """
    classes, deal = {term(name) for name in CLASSES}, term(PARTNERSHIP)
    properties, weighing = {term(name) for name in NAMES}, {term(name): name for name in WEIGHED}
    values: dict[str, dict[Term, set[Term]]] = defaultdict(dict)
    things, deals, names, identified = set(), set(), set(), set()
    for quad in _counting(nquads):
        thing, property_, value = quad.subject, quad.predicate, quad.object
        if property_ in weighing:
            values[weighing[property_]].setdefault(thing, set()).add(value)
        elif property_ == _IDENTIFIED:
            identified.add((str(thing)[1:-1], str(value)[1:-1]))
        elif value in classes:
            things.add(thing)
        elif value == deal:
            deals.add(thing)
        elif property_ in properties and thing in things and isinstance(value, ox.Literal):  # classes come first
            names.add((str(thing)[1:-1], property_.value, value.value, value.language or ""))
    weights, partners = weighed(lambda name: values.get(name, {}), deals)
    return NamesRead(sorted(names), weights, partners, identified)


def _counting(nquads: Path) -> Iterator[ox.Quad]:
    lines = (line for part in _parts(nquads) for line in _lines(part) if line.split(b" ", 2)[1] in _COUNTING)
    while some := b"".join(islice(lines, _PARSED)):
        yield from ox.parse(some, format=ox.RdfFormat.N_QUADS, lenient=True)


def _lines(part: bytes) -> Iterator[bytes]:
    """Yield the lines about each thing that counts, from the one on that says so."""
    end = 0
    for found in _OF_CLASS.finditer(part):
        if found.start() < end:
            continue  # it has another class as well
        start = part.rfind(b"\n", 0, found.start()) + 1
        about = part[start : found.start() + 2]
        while part.startswith(about, start):
            end = part.find(b"\n", start) + 1
            yield part[start:end]
            start = end


def _parts(nquads: Path) -> Iterator[bytes]:
    """Yield the file in parts that have all lines about a thing together."""
    rest = b""
    with nquads.open("rb") as file:
        while read := file.read(_PART):
            part = rest + read
            last = part.rfind(b"\n", 0, part.rfind(b"\n")) + 1  # the last whole line
            about = part[last : part.find(b" ", last) + 1]
            cut = 0 if part.startswith(about) else part.find(b"\n" + about) + 1
            yield part[:cut]
            rest = part[cut:]
    yield rest
