"""The requests of the SPARQL 1.1 Protocol (section 2.1), read as query operations."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from queries.sparql_text.foreign_characters import without_mark
from webapp.config import Settings
from webapp.http import query_string
from webapp.http.negotiation import accept_header
from webapp.http.problem_types import BAD_SPARQL_REQUEST, READ_ONLY, TOO_LONG, WRONG_TYPE
from webapp.sparql.problems import QueryProblem
from webapp.sparql.result_formats import NegotiatedFormats, named, negotiated

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FIELDS = 1_000
"""Fields that a form may have."""

_GRAPHS = 100
"""Graphs that a request may name."""


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A request that is well formed: `query` is None where it only wants to know about the service."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    choice: NegotiatedFormats


def read(request: Request, settings: Settings) -> ProtocolRequest:
    """Return what the request asks.

    Raises:
        QueryProblem: it is no request of the protocol, or one for an update.
    """
    query = None
    fields = _fields(request, settings)
    if "update" in fields or any(name.startswith("using-") for name in fields):
        raise QueryProblem(READ_ONLY, "This is a request for an update.")
    queries = fields.getlist("query")
    if len(queries) > 1:
        raise QueryProblem(BAD_SPARQL_REQUEST, f"It holds {len(queries)} queries; there must be one.")
    if queries:
        query = without_mark(queries[0])
    elif request.method == "POST":
        raise QueryProblem(BAD_SPARQL_REQUEST, "The form has no field “query”.")
    if query is not None and len(query.encode("utf-8", "replace")) > settings.query_bytes:
        raise QueryProblem(TOO_LONG, f"The most is {settings.query_kb} kilobytes.")
    if query is not None and "\0" in query:
        raise QueryProblem(BAD_SPARQL_REQUEST, "The query holds the character U+0000.")
    default, explicit = _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    name = fields.get("format")
    choice = named(name) if name else negotiated(accept_header())
    if default or explicit:
        return ProtocolRequest(query, default, explicit, choice)
    return ProtocolRequest(query, None, None, choice)


def _fields(request: Request, settings: Settings) -> MultiDict[str, str]:
    """Return the fields of the address and of the body together; the body of a direct POST is the field `query`."""
    fields = MultiDict(query_string.parsed(request.query_string))
    if request.method != "POST":
        return fields
    media_type = request.mimetype
    body = _body(request, settings)
    if media_type == _UPDATE:
        raise QueryProblem(READ_ONLY, "This is a request for an update.")
    if media_type not in {FORM, DIRECT}:
        raise QueryProblem(WRONG_TYPE, f"This was sent as {media_type or 'no media type at all'}.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise QueryProblem(WRONG_TYPE, f"This was sent in {request.mimetype_params['charset']}, which is not UTF-8.")
    try:
        text = body.decode("utf-8-sig")
        sent = [("query", text)]
        if media_type == FORM:
            sent = parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError as error:
        raise QueryProblem(BAD_SPARQL_REQUEST, f"The body is not UTF-8, from byte {error.start} on.") from error
    except ValueError as error:
        raise QueryProblem(BAD_SPARQL_REQUEST, f"The form has more than {_FIELDS} fields.") from error
    fields.update(MultiDict(sent))
    return fields


def _body(request: Request, settings: Settings) -> bytes:
    """Return the body: the query itself, or a form, in which it takes more bytes."""
    request.max_content_length = settings.query_bytes if request.mimetype == DIRECT else settings.body_bytes
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise QueryProblem(TOO_LONG, f"The most is {settings.query_kb} kilobytes.") from error


def _graphs(fields: MultiDict[str, str], name: str) -> tuple[str, ...]:
    iris = tuple(filter(None, fields.getlist(name)))  # forms send the field empty where nothing is chosen
    if len(iris) > _GRAPHS:
        raise QueryProblem(BAD_SPARQL_REQUEST, f"It names {len(iris)} graphs by {name}; the most is {_GRAPHS}.")
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise QueryProblem(BAD_SPARQL_REQUEST, f"{name} is “{iri}”, which is no absolute IRI.") from error
    return iris
