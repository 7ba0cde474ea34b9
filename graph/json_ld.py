"""JSON-LD with the context of the ontology, the same bytes each time.

The converter of rdflib says what stands where. It reads a whole dataset from plain dictionaries, because to fill the
store of rdflib took half of the time. Python's own writer of indented JSON took a third of the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ontology.files import CONTEXT

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.shared.jsonld.context import Context
    from rdflib.term import Node

Statement = tuple["Node", "Node", "Node"]


def of_graph(graph: Graph) -> bytes:
    """Return a graph as JSON-LD."""
    return _document(graph)


def of_named_graphs(graphs: Iterable[tuple[str, Iterable[Statement]]]) -> bytes:
    """Return graphs, each with its IRI, as JSON-LD that keeps them apart."""
    return _document(_Dataset([_NamedGraph(name, statements) for name, statements in graphs]))


class _NamedGraph:
    """The statements of a graph, by subject, as far as the converter asks for them."""

    def __init__(self, name: str, statements: Iterable[Statement]) -> None:
        from rdflib import BNode, URIRef

        self.identifier = URIRef(name)
        self._by_subject: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._referred: set[Node] = set()
        for subject, predicate, value in statements:
            self._by_subject.setdefault(subject, {}).setdefault(predicate, {})[value] = None
            if isinstance(value, BNode):
                self._referred.add(value)

    def subjects(self, _predicate: None = None, blank: Node | None = None) -> Iterable[Node]:
        """Return all subjects; with a blank node, whatever tells that a statement leads to it."""
        if blank is None:
            return self._by_subject
        return self._referred & {blank}

    def predicate_objects(self, subject: Node) -> Iterator[tuple[Node, Node]]:
        """Give what is said of a subject."""
        for predicate, values in self._by_subject.get(subject, {}).items():
            for value in values:
                yield predicate, value

    def value(self, subject: Node, predicate: Node) -> Node | None:
        """Return the first value of a property."""
        found = self._by_subject.get(subject)
        return next(iter(found.get(predicate, ())), None) if found else None


class _Dataset:
    """Named graphs, as far as the converter asks for them."""

    context_aware = True

    def __init__(self, graphs: list[_NamedGraph]) -> None:
        self._graphs = graphs

    def contexts(self) -> list[_NamedGraph]:
        """Return the graphs."""
        return self._graphs


def _document(graph: object) -> bytes:
    from rdflib.plugins.serializers.jsonld import from_rdf

    document = from_rdf(graph, _remembering())  # type: ignore[no-untyped-call]
    document["@context"] = _context()
    _sort_things(document)
    parts: list[str] = []
    _write(document, "\n", parts)
    return "".join(parts).encode()


def _sort_things(document: dict[str, Any]) -> None:
    """Put the graphs of a JSON-LD document, and the things in each, in the order of their identifiers."""
    things = document.get("@graph", [])
    things.sort(key=lambda thing: thing.get("id") or thing.get("@id") or "")
    for thing in things:
        _sort_things(thing)


def _write(value: object, line: str, parts: list[str]) -> None:
    """Write JSON as `json.dumps` does with sorted keys and an indent of two; `line` begins a line."""
    if isinstance(value, str):
        parts.append(encode_basestring(value))
    elif isinstance(value, dict) and value:
        begin = "{" + line + "  "
        for key in sorted(value):
            parts += begin, encode_basestring(key), ": "
            _write(value[key], line + "  ", parts)
            begin = "," + line + "  "
        parts += line, "}"
    elif isinstance(value, list) and value:
        begin = "[" + line + "  "
        for item in value:
            parts.append(begin)
            _write(item, line + "  ", parts)
            begin = "," + line + "  "
        parts += line, "]"
    else:
        parts.append(json.dumps(value))


@lru_cache(maxsize=1)
def _context() -> Any:  # noqa: ANN401 - JSON of any shape
    return json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]


def _remembering() -> Context:
    """Return the context, which looks each IRI up once as long as a document takes."""
    from rdflib.plugins.shared.jsonld.context import Context

    context = Context(_context())
    for name in ("find_term", "shrink_iri", "to_symbol"):
        setattr(context, name, cache(getattr(context, name)))
    return context
