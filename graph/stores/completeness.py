"""The check that a server has sent a whole answer.

It says what it means if not. Virtuoso cuts answers by rows (ResultSetMaxRows) and by time (an "anytime" query) under
status 200 or 206. It marks them in headers of its own. Oxigraph ends the body within a row, as its reader finds.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final, NoReturn

from graph.rdf_formats import N_TRIPLES, RESULTS_XML, TURTLE
from graph.stores.http_client import Reply
from graph.stores.store import (
    AnswerTooLargeError,
    QuerySyntaxError,
    StoreAnswerError,
    StoreTimeoutError,
    StoreUnavailableError,
)

_GRAPH_TYPES: Final = (*N_TRIPLES.media_types, TURTLE.media_type)
_TIMED_OUT: Final = re.compile(r"time[d -]*out|S1T00|cancell?ed|deadline", re.IGNORECASE)
_PARTIAL: Final = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)


def check(reply: Reply, where: str, *, graph: bool) -> None:
    """Make sure that the server at `where` has sent a whole answer in a format that was asked for.

    That is one of triples where a `graph` was asked for, and else one of rows.

    Raises:
        QuerySyntaxError: the server takes the query for none.
        AnswerTooLargeError: the server gives fewer rows than there are.
        StoreError: anything else is wrong.
    """
    if reply.status in _PARTIAL:
        _check_cut(reply, where)
    if reply.status != HTTPStatus.OK:
        _refuse(reply, where)
    if graph:
        check_triples(reply, where)
    elif not (reply.media_type.endswith("json") or reply.media_type == RESULTS_XML.media_type):
        raise _other_format(reply, where)


def check_triples(reply: Reply, where: str) -> None:
    """Make sure that the server at `where` has sent a format of triples.

    Raises:
        StoreAnswerError: it has not.
    """
    if reply.media_type not in _GRAPH_TYPES:
        raise _other_format(reply, where)


def _other_format(reply: Reply, where: str) -> StoreAnswerError:
    return StoreAnswerError(f"{where} answered in a format that was not asked for: {reply.media_type or 'none'}.")


def out_of_time(message: str) -> bool:
    """Tell whether a server's words mean that time was over."""
    return _TIMED_OUT.search(message) is not None


def _check_cut(reply: Reply, where: str) -> None:
    """Refuse what Virtuoso marks as cut."""
    if reply.headers.get("x-sql-state"):
        message = reply.headers.get("x-sql-message", "")[:200]
        raise StoreTimeoutError(f"{where} ran out of time{f': {message}' if message else '.'}")
    if most := reply.headers.get("x-sparql-maxrows"):
        raise AnswerTooLargeError(f"The engine gives at most {most} rows of an answer; ask for less at a time.")


def _refuse(reply: Reply, where: str) -> NoReturn:
    """Say what it means that the server did not answer."""
    status, message, reason = reply.status, reply.message(300), reply.reason()
    late = out_of_time(message.partition(" SPARQL query:")[0])  # Virtuoso repeats the whole query
    if status in (408, 504) or (late and (status == 400 or status >= HTTPStatus.INTERNAL_SERVER_ERROR)):
        raise StoreTimeoutError(f"{where} ran out of time{reason}")
    if status == HTTPStatus.BAD_REQUEST:
        said = reply.message().partition(" SPARQL query:")[0]
        raise QuerySyntaxError(said or f"{where} takes it for no query (HTTP {status}), and does not say why.")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise StoreUnavailableError(f"{where} wants a user and a password: OPG_STORE_USER and OPG_STORE_PASSWORD.")
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED) or status // 100 == 3:
        raise StoreUnavailableError(f"There is no SPARQL endpoint at {where} (HTTP {status}).")
    if status in (429, 502, 503):
        raise StoreUnavailableError(f"{where} is not ready (HTTP {status}){reason}")
    raise StoreAnswerError(f"{where} failed (HTTP {status}){reason}")
