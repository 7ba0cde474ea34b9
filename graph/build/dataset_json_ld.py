"""The dataset as JSON-LD, each named graph apart, whatever its size.

It is compacted with the context of the ontology. rdflib decides how each statement is written. It would hold the graphs
in memory, and ask the context anew for each term. So it gets one thing at a time, and what the context says is
remembered. A graph with blank nodes goes to rdflib as a whole, since its things lead to each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from json.encoder import encode_basestring
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyoxigraph as ox
from rdflib import RDF, Graph
from rdflib.plugins.serializers.jsonld import Converter
from rdflib.plugins.shared.jsonld.context import Context

from graph.build.external_sort import Sorter
from graph.build.swap import HALF
from graph.named_errors import naming
from graph.serialize import json_ld_context, rdflib_term

Read = Callable[[], Iterable[ox.Quad]]
Write = Callable[[bytes], object]

_LISTS: Final = frozenset({ox.NamedNode(RDF.first), ox.NamedNode(RDF.nil)})
_BREAK: Final = "\x01"
"""A line break within a thing while things are sorted; JSON has no such character."""

_THINGS: Final = "\x02"
"""The place of the things of a graph in a document without them."""


def write_json_ld(read: Read, write: Write, scratch: Path | None = None) -> None:
    """Write quads in the order of their subjects, which can be read twice; those of the unnamed graph are left out.

    The things are sorted in a temporary folder within `scratch`, or in one of the system.
    """
    with TemporaryDirectory(prefix=HALF, dir=scratch) as folder:
        graphs = _Graphs(Path(folder))
        with naming(Path(folder).parent):
            graphs.add(read)
        for piece in graphs.document():
            write(piece.encode())


class _Graphs:
    """The things of each graph as texts, sorted by their identifiers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        context = Context(json_ld_context())
        context.find_term = lru_cache(maxsize=None)(context.find_term)  # type: ignore[method-assign]
        context.to_symbol = lru_cache(maxsize=10_000)(context.to_symbol)  # type: ignore[method-assign]
        context.shrink_iri = lru_cache(maxsize=10_000)(context.shrink_iri)  # type: ignore[method-assign]
        self._converter = Converter(context, use_native_types=False, use_rdf_type=False)
        self._names: Callable[[str], str] = context.shrink_iri
        self._id = str(context.id_key)
        self._sorters: dict[str, Sorter] = {}

    def add(self, read: Read) -> None:
        """Sort the things of all graphs."""
        linked: set[ox.NamedNode] = set()
        for subject, quads in groupby(read(), key=lambda quad: quad.subject):
            graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
            for quad in quads:
                if isinstance(quad.graph_name, ox.NamedNode):
                    graphs.setdefault(quad.graph_name, []).append(quad)
            for graph, some in graphs.items():
                if graph in linked or any(map(_leads_on, some)):
                    linked.add(graph)
                else:
                    self._sort(graph, [self._thing(subject, some)])
        whole = {graph: Graph() for graph in linked}
        for quad in read() if linked else ():
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name in whole:
                terms = rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)
                whole[quad.graph_name].add(terms)
        for graph, statements in whole.items():
            self._sorters.pop(self._name(graph), None)
            self._sort(graph, self._converter.from_graph(statements))

    def document(self) -> Iterator[str]:
        """Yield the document in pieces."""
        names = sorted(self._sorters)
        graphs = [{self._id: name, "@graph": [_THINGS]} for name in names]
        content = graphs[0] if len(graphs) == 1 else {"@graph": graphs}
        document = {**content, "@context": json_ld_context()}
        text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
        first, *others = text.split(json.dumps(_THINGS))
        yield first
        before = first
        for name, following in zip(names, others, strict=True):
            indent = before[before.rindex("\n") :]
            yield from self._written(name, indent)
            yield following
            before = following if "\n" in following else before

    def _written(self, name: str, indent: str) -> Iterator[str]:
        """Yield the things of a graph, on lines that begin so."""
        separator = ""
        for line in self._sorters[name].merged():
            text = line.decode().removesuffix("\n").partition("\t")[2]
            yield separator + text.replace(_BREAK, indent)
            separator = f",{indent}"

    def _sort(self, graph: ox.NamedNode, things: Iterable[dict[str, Any]]) -> None:
        name = self._name(graph)
        sorter = self._sorters.setdefault(name, Sorter(self._folder, f"graph-{len(self._sorters)}"))
        sorter.add(f"{thing[self._id]}\t{_text(thing, _BREAK)}\n".encode() for thing in things)

    def _name(self, graph: ox.NamedNode) -> str:
        return str(self._names(graph.value))

    def _thing(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, quads: Iterable[ox.Quad]) -> dict[str, Any]:
        """Return a thing of which nothing leads on."""
        about = rdflib_term(subject)
        thing: dict[str, Any] = {self._id: self._names(str(about))}
        for quad in quads:
            terms = about, rdflib_term(quad.predicate), rdflib_term(quad.object)
            self._converter.add_to_node(_NOTHING, *terms, thing, {})  # type: ignore[arg-type]
        return thing


class _NoLists:
    """A graph without lists, in which rdflib looks for them at each statement."""

    def value(self, *_: object) -> None:
        """Return nothing."""


_NOTHING: Final = _NoLists()


def _leads_on(quad: ox.Quad) -> bool:
    """Tell whether a statement is about a blank node, or names one or a list."""
    return not (isinstance(quad.subject, ox.NamedNode) and _ends(quad.object)) or quad.predicate in _LISTS


def _ends(value: object) -> bool:
    return isinstance(value, ox.Literal) or (isinstance(value, ox.NamedNode) and value not in _LISTS)


def _text(value: Any, start: str) -> str:  # noqa: ANN401 - JSON of any shape
    """Return JSON with each member on a line of its own; the lines begin so, and then with two spaces more."""
    inner = f"{start}  "
    if isinstance(value, str):
        return str(encode_basestring(value))
    if isinstance(value, dict) and value:
        members = [f"{encode_basestring(key)}: {_text(item, inner)}" for key, item in sorted(value.items())]
        return f"{{{inner}{f',{inner}'.join(members)}{start}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join(_text(item, inner) for item in value)}{start}]"
    return json.dumps(value)
