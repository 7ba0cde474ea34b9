"""The sources of the statements that an answer names. Statements are rows of the tables: partnerships, events …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.iris import parse
from webapp.mcp import answers
from webapp.models.query_client import grouped
from webapp.models.reference_data import ReferenceData, once_per_version
from webapp.models.rows import StatementSourcesRow

_NO_STATEMENTS = frozenset(("organization", "country", "games", "category", "person", "programme", "tier"))
"""Kinds of things whose sources are for some of their properties; `describe` says for which."""

_NOTE = "The graph tells what its sources tell. A count is one of its rows, not of all that there is in the world."
_UNSOURCED = " These rows name no statement with sources of its own; describe tells those of each thing named in them."


def of_rows(catalogue: ReferenceData, rows: Iterable[dict[str, Any]]) -> list[answers.Evidence]:
    """Return the evidence of the statements that rows name, each once, in their order."""
    known = _by_statement(catalogue)
    named = dict.fromkeys(iri for row in rows for iri in _things(row))
    return [_evidence(known[iri]) for iri in named if iri in known]


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


@once_per_version
def _by_statement(catalogue: ReferenceData) -> dict[str, list[StatementSourcesRow]]:
    rows = catalogue.ask.rows(StatementSourcesRow)
    return grouped(row for row in rows if (found := parse(row.statement)) and found.kind not in _NO_STATEMENTS)


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
