"""The formats of answers to named queries, and the choice among them: by suffix, by `format=`, or by `Accept`."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Request

from queries.registry import Query
from webapp import formats
from webapp.errors import Kind, Problem
from webapp.formats import DATA, Format
from webapp.sparql.problems import NO_FORMAT

JSON = Format("json", ("application/json",), "JSON")
RESULTS_JSON = Format("srj", ("application/sparql-results+json",), "SPARQL results JSON")
RESULTS_XML = Format("srx", ("application/sparql-results+xml", "application/xml"), "SPARQL results XML")
CSV = Format("csv", ("text/csv",), "CSV")
TSV = Format("tsv", ("text/tab-separated-values",), "TSV")

TABLES = (JSON, CSV, TSV, RESULTS_JSON, RESULTS_XML)
"""The formats of the answer to a SELECT, what a client gets without asking first."""

GRAPHS = DATA
"""The formats of the answer to a CONSTRUCT."""

_TEXT = frozenset({CSV.suffix, TSV.suffix, formats.TURTLE.suffix, formats.N_TRIPLES.suffix})

UNKNOWN_FORMAT = Kind(400, "unknown-format", "There is no such format", "Ask for one of the formats that are named.")


def of(query: Query) -> tuple[Format, ...]:
    """Return the formats in which the answer to a query can be had."""
    return GRAPHS if query.form == "CONSTRUCT" else TABLES


def content_type(format_: Format) -> str:
    """Return the value of Content-Type: the media type, with the character set where the format does not fix it."""
    return f"{format_.media_type}; charset=utf-8" if format_.suffix in _TEXT else format_.media_type


def chosen(request: Request, suffix: str, choices: Sequence[Format]) -> Format:
    """Return the format that a request asks for; the suffix goes before `format=`, and that before `Accept`.

    Raises:
        Problem: there is no such format, or the client accepts none.
    """
    if suffix or "format" in request.args:
        return _named(suffix or request.args["format"], choices)
    if not request.accept_mimetypes:
        return choices[0]
    by_type = {media_type: format_ for format_ in choices for media_type in format_.media_types}
    best = request.accept_mimetypes.best_match(by_type)
    if best is None:
        known = ", ".join(format_.media_type for format_ in choices)
        raise Problem(NO_FORMAT, f"The answer is available as {known}; the Accept header allows none of them.")
    return by_type[best]


def _named(name: str, choices: Sequence[Format]) -> Format:
    for format_ in choices:
        if name == format_.suffix:
            return format_
    known = ", ".join(format_.suffix for format_ in choices)
    raise Problem(UNKNOWN_FORMAT, f"The format “{name[:40]}” is not among those of this answer: {known}.")
