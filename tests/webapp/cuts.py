"""Data of every sort, made from the real snapshot: a small part of it, and that part with something missing or odd.

Every predicate and every class that occurs gives several stores: without it, with nothing else, with values that nobody
expects, with references that lead nowhere or back, and with everything said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

import pyoxigraph as ox

from graph.stores.store import EmbeddedStore, Term
from ontology.namespaces import (
    CURATED_GRAPH,
    DERIVED_GRAPH,
    GRAPH_BASE,
    ID_BASE,
    ONTOLOGY_NAMESPACE,
    PREFIXES,
)
from tests.some import some

Quads = list[ox.Quad]
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_TELLING = (ONTOLOGY_NAMESPACE, PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "broader", PREFIXES["dct"], GRAPH_BASE)
"""What the IRIs of graphs, classes and predicates begin with that pages are made of."""

_XSD = PREFIXES["xsd"]

ODD: tuple[Term, ...] = (
    ox.Literal(""),
    ox.Literal("soon"),
    ox.Literal("\x01\x0b<b>&\"'"),
    ox.Literal("9" * 60),
    ox.Literal("-1"),
    ox.Literal("0"),
    ox.Literal("NaN", datatype=ox.NamedNode(_XSD + "double")),
    ox.Literal("1E999999", datatype=ox.NamedNode(_XSD + "decimal")),
    ox.Literal("twelve", datatype=ox.NamedNode(_XSD + "integer")),
    ox.Literal("12345-06-07", datatype=ox.NamedNode(_XSD + "date")),
    ox.Literal("2017-13-45", datatype=ox.NamedNode(_XSD + "date")),
    ox.Literal("-0776", datatype=ox.NamedNode(_XSD + "gYear")),
    ox.Literal("9999-12-31", datatype=ox.NamedNode(_XSD + "date")),
    ox.Literal("مرحبا بالعالم", language="ar"),
    ox.NamedNode("urn:odd"),
    ox.BlankNode("odd"),
)
"""Values that may stand where others are expected."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is done to the data, and to what of it, which is a graph, a class or a predicate.

    `odd` says that values are changed, so that a page may show what looks like nothing.
    """

    name: str
    make: Callable[[], Iterable[ox.Quad]]
    about: str = ""
    odd: bool = False
    default_graph: bool = False
    """Whether all of it is in the unnamed graph, as in a file that knows no others."""

    def store(self) -> EmbeddedStore:
        """Return a store of the data, as it would be opened from a file."""
        found = EmbeddedStore.of(self.make(), f"version of {self.name}")
        found.union = not self.default_graph
        return found


def everything(nquads: Path) -> Quads:
    """Return the statements of a snapshot."""
    return list(ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS))


def part(quads: Quads, starts: Iterable[str]) -> Quads:
    """Return the statements about some things and about everything that these lead to, with the vocabulary.

    A start is a kind and a slug. What is derived is kept, and not followed: it leads from a partner to everything else.

    Raises:
        AssertionError: the data says nothing of a start.
    """
    about: dict[Subject, Quads] = {}
    rest: Quads = []
    for quad in quads:
        if graph_of(quad) in {CURATED_GRAPH, DERIVED_GRAPH}:
            about.setdefault(quad.subject, []).append(quad)
        else:
            rest.append(quad)
    wanted: list[object] = [ox.NamedNode(ID_BASE + start) for start in starts]
    assert all(thing in about for thing in some(wanted)), "a start is not in the data"
    kept: dict[object, Quads] = {}
    while wanted:
        thing = wanted.pop()
        if thing in about and thing not in kept:
            kept[thing] = about[thing]  # type: ignore[index]
            wanted += [quad.object for quad in kept[thing] if graph_of(quad) == CURATED_GRAPH]
    return [*rest, *(quad for own in kept.values() for quad in own)]


def graph_of(quad: ox.Quad) -> str:
    """Return the name of a statement's graph, or an empty string for the unnamed one."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def cuts(quads: Quads) -> list[Cut]:
    """Return every cut of some data, the wildest first."""
    return [*_graphs(quads), *_classes(quads), *_predicates(quads)]


def sample(found: list[Cut]) -> list[Cut]:
    """Return one cut of everything, by turns of every sort; only the first of what pages are not made of."""
    by_subject: dict[str, list[Cut]] = {}
    for cut in found:
        by_subject.setdefault(cut.about or cut.name, []).append(cut)
    return [
        own[place % len(own) if about.startswith(_TELLING) else 0]
        for place, (about, own) in enumerate(by_subject.items())
    ]


def _graphs(quads: Quads) -> Iterator[Cut]:
    yield Cut("everything", partial(list, quads))
    yield Cut("nothing", tuple)
    yield Cut("the default graph alone", partial(_unnamed, quads), default_graph=True)
    for graph in sorted({graph_of(quad) for quad in quads}):
        name = graph.rpartition("/")[2]
        yield Cut(f"without the graph {name}", partial(_in_graph, quads, graph, inside=False), graph)
        yield Cut(f"only the graph {name}", partial(_in_graph, quads, graph, inside=True), graph)


def _unnamed(quads: Quads) -> Quads:
    return [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def _in_graph(quads: Quads, graph: str, *, inside: bool) -> Quads:
    return [quad for quad in quads if (graph_of(quad) == graph) is inside]


def _classes(quads: Quads) -> Iterator[Cut]:
    instances: dict[str, set[object]] = {}
    for quad in quads:
        if quad.predicate == TYPE and isinstance(quad.object, ox.NamedNode):
            instances.setdefault(quad.object.value, set()).add(quad.subject)
    for class_, things in sorted(instances.items()):
        name = short(class_)
        yield Cut(f"without any {name}", partial(_without, quads, things), class_)
        yield Cut(f"only {name}", partial(_about, quads, things), class_)
        ours = sorted(thing.value for thing in things if isinstance(thing, ox.NamedNode) and ID_BASE in thing.value)
        if ours:
            yield Cut(f"a single {name}", partial(part, quads, [ours[0].removeprefix(ID_BASE)]), class_)


def _without(quads: Quads, things: set[object]) -> Quads:
    return [quad for quad in quads if quad.subject not in things and quad.object not in things]


def _about(quads: Quads, things: set[object]) -> Quads:
    return [quad for quad in quads if quad.subject in things]


def _predicates(quads: Quads) -> Iterator[Cut]:
    leading = {quad.predicate.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    for predicate in sorted({quad.predicate.value for quad in quads}):
        name = short(predicate)
        yield Cut(f"without {name}", partial(_others, quads, predicate), predicate)
        yield Cut(f"odd {name}", partial(_odd, quads, predicate), predicate, odd=True)
        yield Cut(f"double {name}", partial(_doubled, quads, predicate), predicate, odd=True)
        if predicate in leading:
            yield Cut(f"broken {name}", partial(_broken, quads, predicate), predicate, odd=True)


def _others(quads: Quads, predicate: str) -> Quads:
    return [quad for quad in quads if quad.predicate.value != predicate]


def _own(quads: Quads, predicate: str) -> Quads:
    return [quad for quad in quads if quad.predicate.value == predicate]


def _odd(quads: Quads, predicate: str) -> Quads:
    values = zip(_own(quads, predicate), cycle(ODD), strict=False)
    odd = (ox.Quad(quad.subject, quad.predicate, value, quad.graph_name) for quad, value in values)
    return [*_others(quads, predicate), *odd]


def _doubled(quads: Quads, predicate: str) -> Iterator[ox.Quad]:
    """Give each subject the value of the next one, too; a text also in another language."""
    own = _own(quads, predicate)
    yield from quads
    for quad, following in zip(own, [*own[1:], *own[:1]], strict=True):
        yield ox.Quad(quad.subject, quad.predicate, following.object, quad.graph_name)
        if isinstance(quad.object, ox.Literal):
            foreign = ox.Literal(f"Autre {quad.object.value}", language="fr")
            yield ox.Quad(quad.subject, quad.predicate, foreign, quad.graph_name)


def _broken(quads: Quads, predicate: str) -> Iterator[ox.Quad]:
    """Give each subject another thing: itself, one of another kind, one that nobody describes, one from elsewhere."""
    own = _own(quads, predicate)
    yield from _others(quads, predicate)
    for place, quad in enumerate(own):
        own_kind = quad.object.value.removeprefix(ID_BASE) if isinstance(quad.object, ox.NamedNode) else ""
        choices: tuple[Term, ...] = (
            quad.subject,
            ox.NamedNode(f"{ID_BASE}{own_kind.partition('/')[0] if ':' not in own_kind else 'games'}/unheard-of"),
            ox.NamedNode("https://example.org/elsewhere"),
            ox.NamedNode(ID_BASE + "Not/Well%20formed"),
            ox.BlankNode("somebody"),
            own[place - 1].object,
        )
        yield ox.Quad(quad.subject, quad.predicate, choices[place % len(choices)], quad.graph_name)


def short(iri: str) -> str:
    """Return the end of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
