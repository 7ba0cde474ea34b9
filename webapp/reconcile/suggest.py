"""Suggestions for things, types and properties, while somebody types."""

from __future__ import annotations

from typing import Any, Final

from queries.search.folding import fold
from webapp.models.reference_data import ReferenceData
from webapp.models.search_results import JOINED, search
from webapp.models.urls import subject_of
from webapp.reconcile.entity_types import TYPES, described_type, id_of, known_type, type_of
from webapp.reconcile.properties import of_type

SUGGESTED: Final = 10


def entities(catalogue: ReferenceData, prefix: str, kind: str, start: int) -> list[dict[str, Any]]:
    """Return things by name, from the one at the place `start` on; `kind` leaves out those of other types."""
    wanted, found = known_type(kind), []
    for result in search(catalogue, prefix).results:
        id_ = id_of(subject_of(*result.id.split("/", 1)))
        if result.step != JOINED and (not kind or id_.startswith(f"{wanted}/")):
            description = " · ".join(filter(None, (result.note, result.why)))
            found.append({"id": id_, "name": result.label, "description": description, "notable": [type_of(id_)]})
    return found[start : start + SUGGESTED]


def types(prefix: str) -> list[dict[str, Any]]:
    """Return the types with a word that begins so; all of them for nothing."""
    return [described_type(kind) for kind, (name, _) in TYPES.items() if _begins(prefix, name, kind)]


def suggested_properties(catalogue: ReferenceData, prefix: str, kind: str, start: int) -> list[dict[str, Any]]:
    """Return the properties with a word that begins so; `kind` leaves out those that its things cannot have."""
    own = of_type(catalogue, known_type(kind))
    found = [property_.as_json() for property_ in own if _begins(prefix, property_.name, property_.id)]
    return found[start : start + SUGGESTED * 2]


def _begins(prefix: str, *texts: str) -> bool:
    wanted = fold(prefix)
    return any(fold(text).startswith(wanted) or f" {wanted}" in fold(text) for text in texts)
