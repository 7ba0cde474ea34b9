"""The sources of the statements that an answer names.

Statements are rows of the tables: partnerships, events, roles, figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.iris import parse
from ontology.namespaces import ENTITY_KINDS
from webapp.mcp import answers
from webapp.models.once import once_per_version
from webapp.models.query_client import grouped
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import StatementSourcesRow

_NO_STATEMENTS = frozenset(
    ("organization", "country", "games", "category", "person", "programme", "tier", "source", "evidence", "period")
)
"""Kinds of things whose sources are for some of their properties; `describe` says for which."""

_NOTE = "The graph tells what its sources tell. A count is one of its rows, not of all that there is in the world."
_UNSOURCED = " These rows name no statement with sources of its own; describe tells those of each thing named in them."


def of_rows(catalogue: ReferenceData, rows: Iterable[dict[str, Any]]) -> list[answers.Evidence]:
    """Return the evidence of the statements that rows name, each once, in their order."""
    named = dict.fromkeys(iri for row in rows for iri in _things(row))
    found = (_by_statement(catalogue, _kind(iri)).get(iri) for iri in named)
    return [_evidence(own) for own in found if own]


def sources(catalogue: ReferenceData, iris: Iterable[str]) -> list[answers.Source]:
    """Return what is known of sources, each once."""
    found = (catalogue.sources[iri] for iri in dict.fromkeys(iris) if iri in catalogue.sources)
    return [
        answers.Source(id=item.iri, label=item.title, publisher=item.publisher, published=item.published, url=item.url)
        for item in found
    ]


def cited(catalogue: ReferenceData, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the members of an answer that are about the sources of its rows."""
    evidence = of_rows(catalogue, rows)
    named = (iri for row in rows for iri in _things(row))
    rest = [*(iri for item in evidence for iri in item.sources), *named]
    found = sources(catalogue, rest)
    return {"evidence": evidence, "sources": found, "note": _NOTE + ("" if found else _UNSOURCED)}


def _kind(iri: str) -> str:
    """Return the kind of the statement that an identifier is of; nothing for things."""
    found = parse(iri)
    return found.kind if found and found.kind in ENTITY_KINDS and found.kind not in _NO_STATEMENTS else ""


@once_per_version
def _by_statement(catalogue: ReferenceData, kind: str) -> dict[str, list[StatementSourcesRow]]:
    """Return the sources of each statement of a kind. Those of all kinds are more than some servers answer at once."""
    return grouped(catalogue.ask.rows(StatementSourcesRow, kind=kind)) if kind else {}


def _evidence(rows: list[StatementSourcesRow]) -> answers.Evidence:
    first = rows[0]
    return answers.Evidence.model_validate(
        {
            "statement": first.statement,
            "sources": list(dict.fromkeys(row.source for row in rows)),
            "fromBasis": first.fromBasis or None,
            "untilBasis": first.untilBasis or None,
        }
    )


def _things(row: dict[str, Any]) -> Iterator[str]:
    """Yield the identifiers in a row."""
    for cell in row.values():
        if isinstance(cell, dict) and isinstance(iri := cell.get("id"), str):
            yield iri
