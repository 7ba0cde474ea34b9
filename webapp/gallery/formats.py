"""The formats that answers to named queries are offered in.

How one is chosen is in `webapp.http.negotiation`.
"""

from __future__ import annotations

from flask import Request

from graph.rdf_formats import CSV, RESULTS_JSON, RESULTS_XML, TSV, Format
from queries.registry import Query
from webapp.http.errors import Problem
from webapp.http.formats import DATA, JSON, RDF
from webapp.http.negotiation import choose
from webapp.http.problem_types import UNKNOWN_FORMAT

TABLES = (JSON, CSV, TSV, RESULTS_JSON, RESULTS_XML)
"""The formats of the answer to a SELECT, what a client gets without asking first."""


def formats_of(query: Query) -> tuple[Format, ...]:
    """Return the formats in which the answer to a query can be had."""
    return DATA if query.is_graph else TABLES


def chosen(request: Request, suffix: str, query: Query) -> Format:
    """Return the format that a request asks for; the suffix goes before `format=`, and that before `Accept`.

    Raises:
        Problem: there is no such format.
        NotAcceptable: the client accepts none.
    """
    known = {format_.suffix: format_ for format_ in formats_of(query)}

    def named(name: str) -> Format:
        if name not in known:
            names = ", ".join(known)
            raise Problem(UNKNOWN_FORMAT, f"The format “{name[:40]}” is not among those of this answer: {names}.")
        return known[name]

    return choose(RDF if query.is_graph else TABLES, named, suffix or None, request.args.get("format"))
