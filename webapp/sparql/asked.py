"""What a request asks of the endpoint: the query operation of the SPARQL 1.1 Protocol, section 2.1."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore, Thread
from typing import IO
from urllib.parse import parse_qsl

import pyoxigraph as ox
from flask import Request
from werkzeug.datastructures import MultiDict

from webapp.http import query_string
from webapp.settings import Settings
from webapp.sparql.formats import Choice, named, negotiated
from webapp.sparql.problems import BAD_REQUEST, BUSY, READ_ONLY, TOO_LONG, TOO_SLOW, WRONG_TYPE, QueryProblem

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_KILOBYTE = 1_000
_ESCAPED = 3
"""Bytes that a byte of a query takes in a form, at most."""

_OTHERS = 50_000
"""Bytes that the other fields of a form may take."""

_DRAINED = 16_000_000
"""Bytes of a body too long that are read all the same."""

_PATIENCE = 5.0
"""Seconds in which the body of a request must arrive."""

_READERS = BoundedSemaphore(4)
"""Bodies that may arrive at the same time."""

_FIELDS = 1_000
"""Fields that a form may have."""

_GRAPHS = 100
"""Graphs that a request may name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that is well formed: `query` is None where it only wants to know about the service."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    choice: Choice


def read(request: Request, settings: Settings) -> Asked:
    """Return what the request asks.

    Raises:
        QueryProblem: it is no request of the protocol, or one for an update.
    """
    longest, query = settings.query_kb * _KILOBYTE, None
    fields = _fields(request, longest)
    if "update" in fields or any(name.startswith("using-") for name in fields):
        raise QueryProblem(READ_ONLY, "This is a request for an update.")
    queries = fields.getlist("query")
    if len(queries) > 1:
        raise QueryProblem(BAD_REQUEST, f"It holds {len(queries)} queries; there must be one.")
    if queries:
        query = queries[0]
    elif request.method == "POST":
        raise QueryProblem(BAD_REQUEST, "The form has no field “query”.")
    if query is not None and len(query.encode("utf-8", "replace")) > longest:
        raise QueryProblem(TOO_LONG, f"The most is {settings.query_kb} kilobytes.")
    if query is not None and "\0" in query:
        raise QueryProblem(BAD_REQUEST, "The query holds the character U+0000.")
    default, explicit = _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    if default or explicit:
        return Asked(query, default, explicit, _choice(request, fields))
    return Asked(query, None, None, _choice(request, fields))


def _fields(request: Request, longest: int) -> MultiDict[str, str]:
    """Return the fields of the address and of the body together; the body of a direct POST is the field `query`."""
    fields = MultiDict(query_string.parsed(request.query_string))
    if request.method != "POST":
        return fields
    media_type = request.mimetype
    body = _body(request, longest if media_type == DIRECT else _ESCAPED * longest + _OTHERS, longest)
    if media_type == _UPDATE:
        raise QueryProblem(READ_ONLY, "This is a request for an update.")
    if media_type not in {FORM, DIRECT}:
        raise QueryProblem(WRONG_TYPE, f"This was sent as {media_type or 'no media type at all'}.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise QueryProblem(WRONG_TYPE, f"This was sent in {request.mimetype_params['charset']}, which is not UTF-8.")
    try:
        text = body.decode("utf-8")
        sent = _decoded(text) if media_type == FORM else [("query", text)]
    except UnicodeDecodeError as error:
        raise QueryProblem(BAD_REQUEST, f"The body is not UTF-8, from byte {error.start} on.") from error
    except ValueError as error:
        raise QueryProblem(BAD_REQUEST, f"The form has more than {_FIELDS} fields.") from error
    fields.update(MultiDict(sent))
    return fields


def _decoded(form: str) -> list[tuple[str, str]]:
    return parse_qsl(form, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")


def _body(request: Request, most: int, longest: int) -> bytes:
    """Return the body, which may have `most` bytes, so that the query may have `longest`.

    It is read by a thread of its own, as nothing else can end the wait for a client that sends no more. There are few
    such threads, and each is taken until its client has gone, so that such clients cannot hold up those who read pages.
    """
    if not _READERS.acquire(blocking=False):
        raise QueryProblem(BUSY, "Too many requests are still arriving.", retry_after=_PATIENCE)
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, _DRAINED)
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        left = most + 1
    parts: list[bytes] = []
    reader = Thread(target=_read, args=(stream, left, parts), daemon=True)
    reader.start()
    reader.join(_PATIENCE)
    if reader.is_alive():
        raise QueryProblem(TOO_SLOW, f"It did not arrive within {_PATIENCE:g} seconds.")
    body = b"".join(parts)
    if max(len(body), request.content_length or 0) > most:
        raise QueryProblem(TOO_LONG, f"The most is {longest // _KILOBYTE} kilobytes.")
    return body


def _read(stream: IO[bytes], left: int, parts: list[bytes]) -> None:
    """Read so many bytes; also more than are wanted, for many clients hear no refusal before they have sent all."""
    try:
        while left > 0 and (part := stream.read(min(left, _KILOBYTE * 64))):
            parts.append(part)
            left -= len(part)
    except (OSError, EOFError):
        parts.clear()  # the client has gone
    finally:
        _READERS.release()


def _graphs(fields: MultiDict[str, str], name: str) -> tuple[str, ...]:
    iris = tuple(fields.getlist(name))
    if len(iris) > _GRAPHS:
        raise QueryProblem(BAD_REQUEST, f"It names {len(iris)} graphs by {name}; the most is {_GRAPHS}.")
    for iri in iris:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise QueryProblem(BAD_REQUEST, f"{name} is “{iri}”, which is no absolute IRI.") from error
    return iris


def _choice(request: Request, fields: MultiDict[str, str]) -> Choice:
    name = fields.get("format")
    if name:
        return named(name)
    return negotiated(request.accept_mimetypes)
