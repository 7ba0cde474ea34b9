"""The partitions of the dataset by classes and properties (VoID, section 4.4).

Query editors complete from them: a class has a partition for each property of its things. That has one for each class
of its values, and one for each datatype. VoID has no word for the latter. Editors read that of
http://ldf.fi/void-ext, which the generators of such descriptions write.

All is counted in lines of N-Quads: to make terms of 130,000 of them takes three times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

import pyoxigraph as ox
from rdflib import RDF, VOID, XSD

from graph.build.quad_builder import Statements, integer
from graph.build.survey import Classes, Survey
from ontology.namespaces import DATASET_IRI, PREFIXES, prefixed_name

_VOID_EXT = PREFIXES["void-ext"]
_CLASS = (str(VOID.classPartition), str(VOID["class"]))
_PROPERTY = (str(VOID.propertyPartition), str(VOID.property))
_DATATYPE = (f"{_VOID_EXT}datatypePartition", f"{_VOID_EXT}datatype")
"""For each kind of partition, what leads to it, and what says what it is about."""

_ENTITIES, _TRIPLES = str(VOID.entities), str(VOID.triples)
K = TypeVar("K")
_Words: TypeAlias = tuple[str, str]
_Shape: TypeAlias = tuple[Classes, str, tuple[tuple[_Words, str], ...]]
"""The classes of a subject, a property, and what the value is: its classes, or its datatype."""


def partition(out: Statements, survey: Survey) -> None:
    """State how often each class and each property is used, and each property within each class."""
    shapes: Counter[_Shape] = Counter(
        {(classes, _iri(verb), _kinds(kind)): size for (classes, verb, kind), size in survey.shapes.items()}
    )
    dataset = ox.NamedNode(DATASET_IRI)
    sizes = sorted(survey.entities.items())
    parts = {class_: _part(out, dataset, _CLASS, class_, (_ENTITIES, size)) for class_, size in sizes}
    for property_, size in sorted(_summed(shapes, lambda shape: [shape[1]]).items()):
        _part(out, dataset, _PROPERTY, property_, (_TRIPLES, size))
    uses = _summed(shapes, lambda shape: [(class_, shape[1]) for class_ in shape[0]])
    values = _summed(shapes, lambda shape: [(class_, shape[1], kind) for class_ in shape[0] for kind in shape[2]])
    nodes = {
        (class_, property_): _part(out, parts[class_], _PROPERTY, property_, (_TRIPLES, size))
        for (class_, property_), size in sorted(uses.items())
    }
    for (class_, property_, (words, kind)), size in sorted(values.items()):
        _part(out, nodes[class_, property_], words, kind, (_TRIPLES, size))


def _kinds(kind: bytes | Classes) -> tuple[tuple[_Words, str], ...]:
    if isinstance(kind, tuple):
        return tuple((_CLASS, class_) for class_ in kind)
    if kind == b"@":
        return ((_DATATYPE, str(RDF.langString)),)
    return ((_DATATYPE, _iri(kind.removeprefix(b"^^")) if kind else str(XSD.string)),)


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def _summed(shapes: Counter[_Shape], keys: Callable[[_Shape], Iterable[K]]) -> Counter[K]:
    """Return how many statements there are for each of the keys that a shape has."""
    found: Counter[K] = Counter()
    for shape, size in shapes.items():
        for key in keys(shape):
            found[key] += size
    return found


def _part(out: Statements, whole: ox.NamedNode, words: _Words, about: str, size: tuple[str, int]) -> ox.NamedNode:
    """State a part of a dataset or partition, and return its node, whose name begins with that of the whole.

    `about` is a class, a property or a datatype; `size` says what is counted, and how many there are. Of the values of
    a property triples are counted, since several may have the same.
    """
    link, verb = words
    kind = verb.replace("#", "/").rpartition("/")[2]
    name = "".join(char if char.isalnum() else "-" for char in prefixed_name(about))
    node = ox.NamedNode(f"{whole.value}{'--' if '#' in whole.value else '#'}{kind}-{name}")
    out.add(whole, link, node)
    out.thing(node, str(VOID.Dataset), None)
    out.add(node, verb, ox.NamedNode(about))
    out.add(node, size[0], integer(size[1]))
    return node
