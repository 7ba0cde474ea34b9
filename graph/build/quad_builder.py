"""A builder of statements in one named graph. The data needs few kinds of term, which are all made in one way here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD

from graph.dates import PartialDate
from graph.stores.store import Term

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
    """The statements of one named graph, in the order in which they were made."""

    def __init__(self, graph: str) -> None:
        self._graph = ox.NamedNode(graph)
        self.quads: list[ox.Quad] = []

    def add(self, subject: ox.NamedNode, predicate: str, *objects: Term | None) -> None:
        """State `predicate` of the subject with each of the objects that is not None."""
        verb = ox.NamedNode(predicate)
        self.quads.extend(ox.Quad(subject, verb, item, self._graph) for item in objects if item is not None)

    def thing(self, subject: ox.NamedNode, kind: str, label: Term | None) -> None:
        """State what the subject is and what it is called."""
        self.quads.append(ox.Quad(subject, _TYPE, ox.NamedNode(kind), self._graph))
        if label is not None:
            self.quads.append(ox.Quad(subject, _LABEL, label, self._graph))
