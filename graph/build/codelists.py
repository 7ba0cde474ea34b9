"""The code lists of the ontology, with a name for each notation. A coded column may hold these notations."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from graph.iris import parse
from ontology.files import CONCEPTS

_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"


@cache
def code_lists() -> dict[str, dict[str, str]]:
    """Return, by the name of each list such as `status`, its notations with their English labels."""
    return _texts(_LABEL)


@cache
def definitions() -> dict[str, dict[str, str]]:
    """Return, by the name of each list, its notations with what they mean."""
    return _texts(_DEFINITION)


def _texts(predicate: str) -> dict[str, dict[str, str]]:
    lists: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for triple in ox.parse(path=str(CONCEPTS), format=ox.RdfFormat.TURTLE):
        if triple.predicate.value != predicate or not isinstance(triple.subject, ox.NamedNode):
            continue
        concept = parse(triple.subject.value)
        if concept and isinstance(triple.object, ox.Literal):
            lists[concept.kind][concept.slug] = triple.object.value
    return dict(lists)
