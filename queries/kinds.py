"""The types that a parameter may have, and how grlc marks the kind of term in the name of its variable."""

from __future__ import annotations

from typing import Final

from ontology.namespaces import CODE_LIST_KINDS, ENTITY_KINDS

ANY: Final = "thing"
"""A parameter of this type takes an identifier of any kind that the graph knows."""

IDENTIFIER: Final = "iri"
"""A parameter of this type takes any identifier, known or not."""

NAMED_KINDS: Final = ("organization", "programme", "games", "category", "person", "country")
"""The kinds of things that people know by name."""

ENTITY_TYPES: Final[dict[str, tuple[str, ...]]] = {
    **{kind: (kind,) for kind in (*ENTITY_KINDS, *CODE_LIST_KINDS)},
    "partner": ("organization",),
    ANY: (*ENTITY_KINDS, *CODE_LIST_KINDS, "scheme"),
    IDENTIFIER: (),
}
"""The kinds of entity (see `ontology.namespaces`) that a parameter type stands for."""

SUFFIXES: Final[dict[str, str]] = {
    **dict.fromkeys(ENTITY_TYPES, "_iri"),
    "text": "",
    "integer": "_integer",
    "year": "_integer",
    "date": "_xsd_date",
    "first-day": "_xsd_date",
    "last-day": "_xsd_date",
}
"""Every type, with the end of the variable's name that says the kind of term."""
