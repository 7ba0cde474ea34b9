"""The handlers of failed requests, and the one shape of their responses.

Browsers get a page. Programs, and requests for a data format, get problem details as JSON (RFC 9457). Nothing that a
visitor sends produces a traceback: an error that is not foreseen here is logged and answered as 500.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, json, make_response, redirect, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import (
    BadGateway,
    GatewayTimeout,
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    ServiceUnavailable,
)

from graph.stores.store import StoreError, StoreTimeoutError, StoreUnavailableError
from graph.xml_text import UnwritableError
from webapp.http import conditional, request_id
from webapp.http.formats import HTML
from webapp.http.negotiation import accept_header, prefers_page
from webapp.http.problem_types import BROKEN_BODY, HTTP_PROBLEM_TYPES, TOO_MANY_BODIES, ProblemType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


PROBLEM_MEDIA_TYPE = "application/problem+json"

_BY_STATUS = {kind.status: kind for kind in HTTP_PROBLEM_TYPES if kind not in {BROKEN_BODY, TOO_MANY_BODIES}}
_BAD_REQUEST = _BY_STATUS[HTTPStatus.BAD_REQUEST]
_PATH = re.compile(r"(/[\w.-]+)+")
"""What the path of an address of the site looks like. It leads to no other host, as `//host` would."""

_FOR_PROGRAMS = ("/sparql", "/api", "/.well-known/", "/explore/facts", "/explore/expand", "/explore/find", "/reconcile")
"""Where programs ask; also addresses below these."""

_BACK_SOON = 5
"""Seconds after which it is worth asking again for what is away."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page that the visitor may have meant."""

    label: str
    address: str


class Problem(HTTPException):
    """A failure of a kind of its own; `members` are further members of its problem details."""

    def __init__(
        self,
        kind: ProblemType,
        detail: str,
        members: Mapping[str, object] | None = None,
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(detail)
        self.code = kind.status
        self.kind, self.members, self.headers = kind, dict(members or {}), tuple(headers)

    def get_headers(self, *arguments: Any, **named: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as in werkzeug
        """Return the headers of the response."""
        return [*super().get_headers(*arguments, **named), *self.headers]


class UnknownThing(NotFound):
    """An address in the right form for which the graph has nothing; knows what may have been meant."""

    def __init__(self, description: str, suggestions: Sequence[Suggestion] = ()) -> None:
        super().__init__(description)
        self.suggestions = tuple(suggestions)


def install(app: Flask) -> None:
    """Answer every failure of `app` in the one shape."""
    conditional.install(app, _answer)
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(StoreError, _engine_failed)
    app.register_error_handler(UnwritableError, lambda error: _answer(NotAcceptable(str(error))))
    app.register_error_handler(Exception, _unforeseen)


def _engine_failed(error: StoreError) -> Response:
    """Say that the engine behind the site did not answer; only the log says which, and what it said."""
    current_app.logger.error("the store did not answer at %r: %s", request.path, error)
    if isinstance(error, StoreUnavailableError):
        gone = ServiceUnavailable("The engine that holds the graph cannot be reached.", retry_after=_BACK_SOON)
        return _answer(gone)
    slow = isinstance(error, StoreTimeoutError)
    return _answer(GatewayTimeout() if slow else BadGateway())


def _unforeseen(error: Exception) -> Response:
    current_app.logger.error("unforeseen error at %r", request.path, exc_info=error)
    return _answer(InternalServerError("The site met an error of its own."))


def _answer(error: HTTPException) -> Response:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())  # a redirection is no failure
    if unslashed := _unslashed(error):
        return make_response(redirect(unslashed, HTTPStatus.MOVED_PERMANENTLY))
    kind = error.kind if isinstance(error, Problem) else _BY_STATUS.get(error.code)
    kind = kind or ProblemType(error.code, "error", error.name, "")
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        kind = replace(kind, remedy=f"Use {', '.join(sorted(error.valid_methods))}.")
    if kind is _BAD_REQUEST and _detail(error):
        kind = replace(kind, remedy="")  # the message says what to do, which need not be about the address
    response = _page(kind, error) if wants_page() else _problem(kind, error)
    response.status_code = kind.status
    response.headers["Cache-Control"] = "no-store" if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "no-cache"
    for name, value in error.get_headers(request.environ):
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _unslashed(error: HTTPException) -> str:
    """Return the address asked for without the slash at its end, if that is an address here; else nothing."""
    path = request.path.removesuffix("/")
    unrouted = request.url_rule is None and isinstance(error, NotFound) and request.method in {"GET", "HEAD"}
    adapter = request_ctx.url_adapter
    if not unrouted or adapter is None or path == request.path or not _PATH.fullmatch(path) or not adapter.test(path):
        return ""
    query = request.query_string.decode("utf-8", "replace")
    return f"{path}?{query}" if query else path


def wants_page() -> bool:
    """Tell whether the client wants a page to look at rather than data.

    Programs that do not name a page get none. The same holds where an address ends in the suffix of a file.
    """
    _, dot, suffix = request.path.rpartition("/")[2].rpartition(".")
    file = bool(dot) and suffix != HTML.suffix
    return prefers_page(accept_header(), usual=not (file or request.path.startswith(_FOR_PROGRAMS)))


def _detail(error: HTTPException) -> str:
    standard = type(error).description
    return error.description if error.description and error.description != standard else ""


def _page(kind: ProblemType, error: HTTPException) -> Response:
    suggestions = error.suggestions if isinstance(error, UnknownThing) else ()
    return make_response(
        render_template(
            "http/error.html",
            kind=kind,
            detail=_detail(error),
            suggestions=suggestions,
            request_id=request_id.current() if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
        )
    )


def _problem(kind: ProblemType, error: HTTPException) -> Response:
    root = request.script_root
    members: dict[str, object] = {}
    if isinstance(error, UnknownThing) and error.suggestions:
        members["suggestions"] = [{"label": item.label, "address": root + item.address} for item in error.suggestions]
    if isinstance(error, Problem):
        members |= error.members
    return Response(problem_details(kind, _detail(error), root, members), content_type=PROBLEM_MEDIA_TYPE)


def problem_details(kind: ProblemType, detail: str, root: str, members: Mapping[str, object] | None = None) -> str:
    """Return a failure as a JSON object with a member for the request, by which the logs know it (RFC 9457).

    `root` is the path of the site, without a slash at its end.
    """
    problem: dict[str, object] = {"type": f"{root}/errors#{kind.name}", "title": kind.title, "status": kind.status}
    problem["detail"] = " ".join(filter(None, (detail, kind.remedy)))
    problem |= members or {}
    if identifier := request_id.current():
        problem["request_id"] = identifier
    return json.dumps(problem, ensure_ascii=False, indent=2) + "\n"
