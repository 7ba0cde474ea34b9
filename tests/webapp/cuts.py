"""Data of every sort, made from the real snapshot: a small part of it, and that part with something missing or odd.

Every predicate and every class that occurs gives several stores: without it, with nothing else, with values that nobody
expects, with references that lead nowhere or back, and with everything said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

import pyoxigraph as ox

from ontology.namespaces import CURATED_GRAPH, DERIVED_GRAPH, ID_BASE, PREFIXES

Quads = list[ox.Quad]
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
XSD = PREFIXES["xsd"]

ODD = (
    ox.Literal(""),
    ox.Literal("soon"),
    ox.Literal("\x01\x0b<b>&\"'"),
    ox.Literal("9" * 60),
    ox.Literal("-1"),
    ox.Literal("0"),
    ox.Literal("NaN", datatype=ox.NamedNode(XSD + "double")),
    ox.Literal("1E999999", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("12345-06-07", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2017-13-45", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("-0776", datatype=ox.NamedNode(XSD + "gYear")),
    ox.Literal("9999-12-31", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("مرحبا بالعالم", language="ar"),
    ox.NamedNode("urn:odd"),
    ox.BlankNode("odd"),
)
"""Values that may stand where others are expected."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A store: what is done to the data, and how."""

    name: str
    make: Callable[[], Iterable[ox.Quad]]
    default_graph: bool = False
    """Whether all of it is in the unnamed graph, as in a file that knows no others."""


def everything(nquads: str) -> Quads:
    """Return the statements of a snapshot."""
    return list(ox.parse(path=nquads, format=ox.RdfFormat.N_QUADS))


def part(quads: Quads, starts: Iterable[str]) -> Quads:
    """Return the statements about some things and about everything that these lead to, with the vocabulary.

    What is derived is kept, and not followed: it leads from a partner to everything else.
    """
    about: dict[ox.NamedNode, Quads] = {}
    rest: Quads = []
    for quad in quads:
        if quad.graph_name.value in {CURATED_GRAPH, DERIVED_GRAPH} and isinstance(quad.subject, ox.NamedNode):
            about.setdefault(quad.subject, []).append(quad)
        else:
            rest.append(quad)
    kept: dict[ox.NamedNode, Quads] = {}
    wanted = [ox.NamedNode(ID_BASE + start) for start in starts]
    while wanted:
        thing = wanted.pop()
        if thing in about and thing not in kept:
            kept[thing] = about[thing]
            stated = (quad.object for quad in about[thing] if quad.graph_name.value == CURATED_GRAPH)
            wanted += [thing for thing in stated if isinstance(thing, ox.NamedNode)]
    return [*rest, *(quad for own in kept.values() for quad in own)]


def predicates(quads: Quads) -> list[ox.NamedNode]:
    """Return every predicate that occurs."""
    return sorted({quad.predicate for quad in quads}, key=str)


def instances(quads: Quads) -> dict[ox.NamedNode, set[object]]:
    """Return the instances of each class that occurs."""
    found: dict[ox.NamedNode, set[object]] = {}
    for quad in quads:
        if quad.predicate == TYPE and isinstance(quad.object, ox.NamedNode):
            found.setdefault(quad.object, set()).add(quad.subject)
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def cuts(quads: Quads) -> list[Cut]:
    """Return every cut of some data."""
    return [*_graphs(quads), *_classes(quads), *_single(quads), *_predicates(quads)]


def _graphs(quads: Quads) -> Iterator[Cut]:
    graphs = sorted({quad.graph_name.value for quad in quads})
    yield Cut("everything", lambda: quads)
    yield Cut("nothing", lambda: ())
    yield Cut("the default graph alone", lambda: map(_unnamed, quads), default_graph=True)
    for graph in graphs:
        name = graph.rpartition("/")[2]
        yield Cut(f"without the graph {name}", lambda graph=graph: [q for q in quads if q.graph_name.value != graph])
        yield Cut(f"only the graph {name}", lambda graph=graph: [q for q in quads if q.graph_name.value == graph])


def _unnamed(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _classes(quads: Quads) -> Iterator[Cut]:
    for class_, things in instances(quads).items():
        name = short(class_)
        yield Cut(
            f"without any {name}",
            lambda things=things: [q for q in quads if q.subject not in things and q.object not in things],
        )
        yield Cut(f"only {name}", lambda things=things: [q for q in quads if q.subject in things])


def _single(quads: Quads) -> Iterator[Cut]:
    """Give one thing of each kind with what it leads to, and without anything that leads to it."""
    for class_, things in instances(quads).items():
        ours = sorted(str(thing)[1:-1].removeprefix(ID_BASE) for thing in things if ID_BASE in str(thing))
        if ours:
            yield Cut(f"a single {short(class_)}", lambda first=ours[0]: part(quads, [first]))


def _predicates(quads: Quads) -> Iterator[Cut]:
    for predicate in predicates(quads):
        own = [quad for quad in quads if quad.predicate == predicate]
        others = [quad for quad in quads if quad.predicate != predicate]
        name = short(predicate)
        yield Cut(f"without {name}", lambda others=others: others)
        yield Cut(f"odd {name}", lambda own=own, others=others: [*others, *_odd(own)])
        yield Cut(f"double {name}", lambda own=own, others=others: [*others, *own, *_doubled(own)])
        if any(isinstance(quad.object, ox.NamedNode) for quad in own):
            yield Cut(f"broken {name}", lambda own=own, others=others: [*others, *_broken(own)])


def _odd(own: Quads) -> Iterator[ox.Quad]:
    for quad, value in zip(own, cycle(ODD), strict=False):
        yield ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _doubled(own: Quads) -> Iterator[ox.Quad]:
    """Give each subject the value of the next one, too; a text also in another language."""
    for quad, other in zip(own, [*own[1:], *own[:1]], strict=True):
        yield ox.Quad(quad.subject, quad.predicate, other.object, quad.graph_name)
        if isinstance(quad.object, ox.Literal):
            foreign = ox.Literal(f"Autre {quad.object.value}", language="fr")
            yield ox.Quad(quad.subject, quad.predicate, foreign, quad.graph_name)


def _broken(own: Quads) -> Iterator[ox.Quad]:
    """Give each subject another thing: itself, one of another kind, one that nobody describes, one from elsewhere."""
    targets = [quad.object for quad in own]
    for place, quad in enumerate(own):
        kind = (
            quad.object.value.removeprefix(ID_BASE).partition("/")[0] if isinstance(quad.object, ox.NamedNode) else ""
        )
        choices = (
            quad.subject,
            ox.NamedNode(f"{ID_BASE}{kind if kind.isalpha() else 'games'}/unheard-of"),
            ox.NamedNode("https://example.org/elsewhere"),
            ox.NamedNode(ID_BASE + "Not/Well%20formed"),
            ox.BlankNode("somebody"),
            targets[place - 1],
        )
        yield ox.Quad(quad.subject, quad.predicate, choices[place % len(choices)], quad.graph_name)


def short(node: ox.NamedNode) -> str:
    """Return the end of an IRI."""
    return node.value.rstrip("/#").replace("#", "/").rpartition("/")[2]


def every(items: Sequence[str], times: int, place: int) -> list[str]:
    """Return some of the items, others for each place, so that all have their turn as often."""
    return list(islice(cycle(items), place * times, (place + 1) * times))
