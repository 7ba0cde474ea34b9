"""The formats of answers to named queries. A client chooses one by suffix, by `format=`, or by `Accept`."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Request

from queries.registry import Query
from webapp.http.errors import Problem
from webapp.http.formats import CSV, DATA, JSON, SYNONYMS, Format
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import UNKNOWN_FORMAT

RESULTS_JSON = Format("srj", ("application/sparql-results+json",), "SPARQL results JSON")
RESULTS_XML = Format("srx", ("application/sparql-results+xml", "application/xml"), "SPARQL results XML")
TSV = Format("tsv", ("text/tab-separated-values",), "TSV")

TABLES = (JSON, CSV, TSV, RESULTS_JSON, RESULTS_XML)
"""The formats of the answer to a SELECT, what a client gets without asking first."""

GRAPHS = DATA
"""The formats of the answer to a CONSTRUCT or DESCRIBE."""


def of(query: Query) -> tuple[Format, ...]:
    """Return the formats in which the answer to a query can be had."""
    return GRAPHS if query.is_graph else TABLES


def offers(query: Query) -> tuple[Format, ...]:
    """Return the formats of a query under all their names: what its answer is negotiated among."""
    return (*GRAPHS, *SYNONYMS) if query.is_graph else TABLES


def chosen(request: Request, suffix: str, query: Query) -> Format:
    """Return the format that a request asks for; the suffix goes before `format=`, and that before `Accept`.

    Raises:
        Problem: there is no such format.
        NotAcceptable: the client accepts none.
    """
    if suffix or "format" in request.args:
        return _named(suffix or request.args["format"], of(query))
    return negotiate(offers(query)).offer


def _named(name: str, choices: Sequence[Format]) -> Format:
    for format_ in choices:
        if name == format_.suffix:
            return format_
    known = ", ".join(format_.suffix for format_ in choices)
    raise Problem(UNKNOWN_FORMAT, f"The format “{name[:40]}” is not among those of this answer: {known}.")
