"""The parameters of a query: their types and their variables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from graph.dates import Basis
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
    "basis": ("date-basis",),
    ANY: (*ENTITY_KINDS, *CODE_LIST_KINDS, "scheme"),
    IDENTIFIER: (),
}
"""The kinds of entity (see `ontology.namespaces`) that a parameter type stands for."""

CHOICES: Final[dict[str, tuple[str, ...]]] = {"basis": (Basis.STATED, Basis.ANNOUNCED, Basis.ASSUMED)}
"""What may be given for a type that does not take everything of its kind, by slugs."""

SUFFIXES: Final[dict[str, str]] = {
    **dict.fromkeys(ENTITY_TYPES, "_iri"),
    "text": "",
    "integer": "_integer",
    "year": "_integer",
    "date": "_xsd_date",
    "first-day": "_xsd_date",
    "last-day": "_xsd_date",
}
"""Every type, with the end of the variable's name by which grlc knows the kind of term."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a query asks for.

    `types` are alternatives: a slug is looked for in each, in that order. Without a default a parameter is required,
    unless it is `optional`. `line` is the line of the file where its declaration begins. `variable` stands for it in
    the query's text, here without `?`.
    """

    name: str
    types: tuple[str, ...]
    description: str
    default: str | None
    optional: bool
    line: int
    variable: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the variable: every run of the query asks for it."""
        variable = f"{'__' if self.optional else '_'}{self.name}{SUFFIXES[self.types[0]]}"
        object.__setattr__(self, "variable", variable)

    @property
    def required(self) -> bool:
        """Whether there is no answer without a value from the one who asks."""
        return self.default is None and not self.optional
