"""The types and identifiers of the service.

Types are the kinds of our IRIs. An identifier is the end of an IRI, such as `organization/alibaba`.
"""

from __future__ import annotations

from typing import Any, Final

from graph.iris import parse
from ontology.namespaces import ID_BASE
from webapp.models.urls import subject_of

TYPES: Final = {
    "organization": ("Organization", "A company, a committee or another body; partners are organizations"),
    "games": ("Games", "An edition of the Olympic Games"),
    "programme": ("Programme", "A sponsorship programme, or a term of TOP"),
    "category": ("Product category", "A field of products or services"),
    "country": ("Country", "A country or territory"),
    "person": ("Person", "Somebody with a role in the story of partnerships"),
}
"""The types that have names to be matched: what each is called, and what it holds."""


def type_of(id_: str) -> dict[str, str]:
    """Return the type of an identifier of ours, as the API writes it."""
    kind = id_.partition("/")[0]
    return {"id": kind, "name": TYPES[kind][0] if kind in TYPES else kind.replace("-", " ").capitalize()}


def described_type(kind: str) -> dict[str, Any]:
    """Return a type with its description."""
    name, description = TYPES[kind]
    return {"id": kind, "name": name, "description": description}


def known_type(text: str) -> str:
    """Return the type that a text names: its id, in any case, or the IRI of its class; empty for no type of ours."""
    name = text.rpartition("#")[2].rpartition("/")[2].lower()
    return name if name in TYPES else ""


def id_of(iri: str) -> str:
    """Return the identifier of a thing, which follows `/id/` in its IRI; empty for other IRIs."""
    return iri.removeprefix(ID_BASE) if parse(iri) else ""


def iri_of(id_: str) -> str:
    """Return the IRI of an identifier, also of one that is the whole IRI; empty if it can be none."""
    kind, _, slug = id_.removeprefix(ID_BASE).partition("/")
    return subject_of(kind, slug)
