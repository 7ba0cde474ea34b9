"""The properties that are evidence, and those that can be fetched.

Those of the vocabulary are there by their names. A few more gather what several partnerships say, or come from another
register. They are made from the graph, so that none is offered which nothing has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from graph.iris import parse
from graph.registers import REGISTERS
from ontology.namespaces import ONTOLOGY_NAMESPACE
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import PropertiesOfClassesRow
from webapp.reconcile.entity_types import TYPES
from webapp.reconcile.evidence import EVIDENCE, property_name

PARTNER: Final = "partner"
_WITH_PARTNERSHIPS: Final = ("organization", "games", "programme", "category", "country")
_LINKED: Final = "link"
_ADDED: Final = {
    "name": ("name", "What the thing is called", (), ""),
    "alias": ("other names", "Every other name, in any language", (), ""),
    "partnership": ("partnership", "Each partnership that it has a part in", _WITH_PARTNERSHIPS, "partnership"),
    PARTNER: ("partner", "The partners of these partnerships", _WITH_PARTNERSHIPS[1:], "organization"),
    "category": ("category", "The product categories of its partnerships", _WITH_PARTNERSHIPS, "category"),
    "games": ("Games", "The Games at which its partnerships were in force", _WITH_PARTNERSHIPS, "games"),
    "programme": ("programme", "The programmes of its partnerships", _WITH_PARTNERSHIPS, "programme"),
    _LINKED: ("link", "The IRIs of the same thing in other registers (skos:exactMatch)", (), ""),
    "source": ("source", "The sources of what is stated about it", (), "source"),
    "source-address": ("address of a source", "Where each of these sources can be read", (), ""),
}
"""Properties that the vocabulary does not have: label, description, types (none for all), type of the values."""

_KINDS_OF_VALUES: Final = {"partnerOf": "games", "participatesIn": "programme", "successor": "organization"}


@dataclass(frozen=True, slots=True)
class Property:
    """A property; `types` are kinds of things that have it, empty for all; `values` is the type of its values."""

    id: str
    name: str
    description: str
    types: frozenset[str]
    values: str = ""

    def is_of(self, kind: str) -> bool:
        """Tell whether things of a kind can have it."""
        return not kind or not self.types or kind in self.types

    def as_json(self) -> dict[str, Any]:
        """Return it as the API writes it."""
        return {"id": self.id, "name": self.name, "description": self.description}


@once_per_version
def properties(catalogue: ReferenceData) -> dict[str, Property]:
    """Return every property by its id, evidence first."""
    found = {
        id_: Property(id_, name, description, frozenset(types), values)
        for id_, (name, description, types, values) in _ADDED.items()
    }
    found["country"] = Property(
        "country", "country", EVIDENCE["country"], frozenset({"organization", "games"}), "country"
    )
    found["year"] = Property("year", "year", EVIDENCE["year"], frozenset({"organization", "games", "programme"}))
    order = [*EVIDENCE, *(id_ for id_ in found if id_ not in EVIDENCE)]
    found = {id_: found[id_] for id_ in order}
    for property_ in (*_of_registers(catalogue), *_of_vocabulary(catalogue)):
        found.setdefault(property_.id, property_)
    return found


def find(catalogue: ReferenceData, id_: str) -> Property | None:
    """Return the property with an id, in any case, or with the IRI of one of the vocabulary; None for others."""
    known = properties(catalogue)
    bare = id_.removeprefix(ONTOLOGY_NAMESPACE).removeprefix("op:").strip()
    by_case = {key.lower(): key for key in reversed(known)}
    return known.get(bare) or known.get(by_case.get(bare.lower(), "")) or known.get(property_name(id_))


def of_type(catalogue: ReferenceData, kind: str) -> list[Property]:
    """Return the properties of a type, or all."""
    return [property_ for property_ in properties(catalogue).values() if property_.is_of(kind)]


def _of_registers(catalogue: ReferenceData) -> Iterable[Property]:
    """Yield a property for each register that has confirmed identifiers."""
    kinds: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for thing in catalogue.names.identifiers.things:
        names[thing.scheme] = thing.name
        if found := parse(thing.iri):
            kinds.setdefault(thing.scheme, set()).add(found.kind)
    for scheme in (scheme for scheme in REGISTERS if scheme in names):
        description = f"Its confirmed identifiers of the register “{names[scheme]}”; also evidence"
        yield Property(scheme, names[scheme], description, frozenset(kinds[scheme]))


def _of_vocabulary(catalogue: ReferenceData) -> Iterable[Property]:
    """Yield the properties of the vocabulary that things have."""
    kinds: dict[str, set[str]] = {}
    rows = {}
    for row in catalogue.ask.rows(PropertiesOfClassesRow):
        name = row.property.removeprefix(ONTOLOGY_NAMESPACE)
        rows[name] = row
        kinds.setdefault(name, set()).add(_kind(row.class_.removeprefix(ONTOLOGY_NAMESPACE)))
    for name, row in rows.items():
        values = name if name in TYPES else _KINDS_OF_VALUES.get(name, "")
        yield Property(name, row.label, row.definition, frozenset(kinds[name]), values)


def _kind(class_: str) -> str:
    """Return the kind of IRIs of a class.

    >>> _kind("ReportedValue")
    'reported-value'
    """
    return (
        "".join(f"-{ch.lower()}" if ch.isupper() else ch for ch in class_)
        .removeprefix("-")
        .replace("organization-relation", "relation")
    )
