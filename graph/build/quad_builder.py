"""A builder of statements in one named graph. The data needs few kinds of term, which are all made in one way here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeVar

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD

from graph.dates import PartialDate
from graph.stores.store import Term

R = TypeVar("R")

_MOST: Final = 20_000
"""Statements after which they are handed over."""

_TYPE: Final = ox.NamedNode(RDF.type)
_LABEL: Final = ox.NamedNode(RDFS.label)


def text(value: str | None, language: str | None = "en") -> ox.Literal | None:
    """A string in a language; a plain one where the language is None; nothing for nothing."""
    return ox.Literal(value, language=language) if value else None


def plain(value: str | None) -> ox.Literal | None:
    """A string in no language: a code, or a wording whose language the source does not say."""
    return text(value, language=None)


def integer(value: int | None) -> ox.Literal | None:
    """An `xsd:integer`."""
    return None if value is None else ox.Literal(str(value), datatype=ox.NamedNode(XSD.integer))


def decimal(value: Decimal) -> ox.Literal:
    """An `xsd:decimal`, without exponent and without needless zeros."""
    digits = f"{value:f}"
    return ox.Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=ox.NamedNode(XSD.decimal))


def moment(value: PartialDate | None) -> ox.Literal | None:
    """A date at the precision of its source: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`."""
    return ox.Literal(value.text, datatype=ox.NamedNode(value.datatype)) if value else None


def day(value: date | None) -> ox.Literal | None:
    """An `xsd:date`."""
    return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD.date)) if value else None


class Statements:
    """The statements of one named graph, in the order in which they were made.

    Without `take` all are in `quads`. With it, they are handed over now and then.
    """

    def __init__(self, graph: str, take: Callable[[list[ox.Quad]], None] | None = None) -> None:
        self._graph = ox.NamedNode(graph)
        self._take = take
        self.quads: list[ox.Quad] = []

    def add(self, subject: ox.NamedNode, predicate: str, *objects: Term | None) -> None:
        """State `predicate` of the subject with each of the objects that is not None."""
        verb, graph = _property(predicate), self._graph
        for item in objects:
            if item is not None:
                self.quads.append(ox.Quad(subject, verb, item, graph))

    def thing(self, subject: ox.NamedNode, kind: str, label: Term | None) -> None:
        """State what the subject is and what it is called."""
        self.quads.append(ox.Quad(subject, _TYPE, _property(kind), self._graph))
        if label is not None:
            self.quads.append(ox.Quad(subject, _LABEL, label, self._graph))

    def each(self, rows: Iterable[R]) -> Iterator[R]:
        """Yield rows. What was stated of one is handed over with it, never half of it."""
        for row in rows:
            yield row
            if len(self.quads) > _MOST:
                self.hand_over()

    def hand_over(self) -> None:
        """Hand over the statements made so far."""
        if self._take:
            self._take(self.quads)
            self.quads = []


@lru_cache(maxsize=1_000)  # there are a few hundred
def _property(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
