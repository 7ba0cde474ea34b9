"""The targets of the shapes, and the terms that shapes name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.iris import term

_CLASS: Final = term("sh:targetClass")
_SUBJECTS: Final = term("sh:targetSubjectsOf")
_NAME: Final = re.compile(r"\b([a-z][a-z-]*):([A-Za-z][\w-]*)")


class TargetError(ValueError):
    """A shape that names its things in a way that a check in parts does not know."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The shapes by the classes and properties of their things, and all terms that shapes name, as in N-Triples."""

    classes: dict[bytes, list[str]]
    properties: dict[bytes, list[str]]
    terms: frozenset[bytes]

    @classmethod
    def read(cls, shapes: str) -> Targets:
        """Read a Turtle document of shapes.

        Raises:
            TargetError: a shape has another kind of target.
        """
        triples = list(ox.parse(shapes, format=ox.RdfFormat.TURTLE))
        found: dict[ox.NamedNode, dict[bytes, list[str]]] = {_CLASS: {}, _SUBJECTS: {}}
        for triple in triples:
            if triple.predicate in found and isinstance(triple.subject, ox.NamedNode):
                known = found[triple.predicate]
                known.setdefault(str(triple.object).encode(), []).append(triple.subject.value)
            elif triple.predicate.value.startswith(_CLASS.value.removesuffix("Class")):
                raise TargetError(f"{triple.subject} has {triple.predicate}: {_CLASS} or {_SUBJECTS} is expected")
        return cls(found[_CLASS], found[_SUBJECTS], frozenset(_named(triples)))

    def shapes(self, classes: Collection[bytes], properties: Collection[bytes]) -> list[str]:
        """Return the shapes that look at things of these classes, or with these properties."""
        of_classes = (name for class_ in classes for name in self.classes.get(class_, ()))
        of_properties = (name for property_ in properties for name in self.properties.get(property_, ()))
        return sorted({*of_classes, *of_properties})


def _named(triples: Collection[ox.Triple]) -> set[bytes]:
    """Return the terms of triples, and those that the queries in them name by the prefixes declared there."""
    namespaces = dict(_declared(triples))
    found = {str(term("rdf:type")).encode()}
    for triple in triples:
        found |= {str(part).encode() for part in (triple.subject, triple.predicate, triple.object)}
        if isinstance(triple.object, ox.Literal):
            names = _NAME.findall(triple.object.value)
            found |= {f"<{namespaces[prefix]}{name}>".encode() for prefix, name in names if prefix in namespaces}
    return found


def _declared(triples: Collection[ox.Triple]) -> list[tuple[str, str]]:
    prefixes = {t.subject: t.object for t in triples if t.predicate == term("sh:prefix")}
    spaces = {t.subject: t.object for t in triples if t.predicate == term("sh:namespace")}
    pairs = ((prefixes[node], spaces[node]) for node in prefixes if node in spaces)
    return [(a.value, b.value) for a, b in pairs if isinstance(a, ox.Literal) and isinstance(b, ox.Literal)]
