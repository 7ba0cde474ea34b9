"""The linksets of the description: links to each register (VoID, section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import VOID

from graph.build.codelists import code_lists
from graph.build.derived_graph import MATCHES
from graph.build.quad_builder import Statements, integer, plain, text
from graph.registers import REGISTERS, read_address
from ontology.namespaces import DATASET_IRI

LINKS: Final = {f"<{iri}>".encode(): iri for iri in MATCHES.values()}
"""The properties of links, by their terms in N-Quads."""


def describe_linksets(out: Statements, linked: Mapping[tuple[bytes, bytes], int]) -> None:
    """State each linkset with its register, its property and its number of links, which are given by their values."""
    amounts: Counter[tuple[str, str]] = Counter()
    for (property_, value), amount in linked.items():
        if register := read_address(value[1:-1].decode()):
            amounts[register.scheme, LINKS[property_]] += amount
    dataset, names = ox.NamedNode(DATASET_IRI), code_lists()["identifier-scheme"]
    for (scheme, predicate), amount in sorted(amounts.items()):
        target = _register(out, scheme, names[scheme])
        node = ox.NamedNode(f"{DATASET_IRI}#links-{scheme}-{predicate.rpartition('#')[2]}")
        out.add(dataset, str(VOID.subset), node)
        out.thing(node, str(VOID.Linkset), text(f"Links to {names[scheme]}"))
        out.add(node, str(VOID.subjectsTarget), dataset)
        out.add(node, str(VOID.objectsTarget), target)
        out.add(node, str(VOID.linkPredicate), ox.NamedNode(predicate))
        out.add(node, str(VOID.triples), integer(amount))


def _register(out: Statements, scheme: str, name: str) -> ox.NamedNode:
    """State what is known of a register as a dataset: its name, and how its IRIs begin."""
    node = ox.NamedNode(f"{DATASET_IRI}#register-{scheme}")
    begins, _, rest = REGISTERS[scheme].iri.partition("{}")
    out.thing(node, str(VOID.Dataset), text(name))
    out.add(node, str(VOID.uriSpace), plain(begins if "{}" not in rest else None))
    return node
