"""Conditional requests (RFC 9110, sections 8.8 and 13). A response is good until its entity tag changes."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import PreconditionFailed

_CONDITIONS = {
    f"HTTP_{name}" for name in ("IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE", "IF_RANGE")
}
"""Where a request holds its conditions; without any, there is nothing that Werkzeug must compare."""


def install(app: Flask, refuse: Callable[[PreconditionFailed], Response]) -> None:
    """Have `app` check the preconditions of requests; `refuse` makes the response where one does not hold."""

    def check(response: Response) -> Response:
        if not has_condition() or not _fails(response):
            return response
        response.close()
        return refuse(PreconditionFailed("What is here now is not what If-Match or If-Unmodified-Since ask for."))

    app.before_request(_accept_any)
    app.after_request(check)


def has_condition() -> bool:
    """Tell whether the current request has a condition."""
    return not _CONDITIONS.isdisjoint(request.environ)


def is_current(tag: str) -> bool:
    """Tell whether the client has the response with this tag, so that there is no need to make it.

    Check first what the request asks for: a bad request has no response that a client could have.
    """
    return has_condition() and request.if_none_match.contains_weak(tag)


def not_modified(tag: str) -> Response:
    """Answer that the client's copy is still good."""
    return revalidated(Response(), tag)


def revalidated(response: Response, tag: str) -> Response:
    """Let caches store the response, but ask each time whether it has this tag. Answer 304 if the client has it."""
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.set_etag(tag, weak=True)
    if has_condition():
        response.make_conditional(request)
    return response


def _accept_any() -> None:
    """Leave out `If-Match: *`, which holds for everything that exists; werkzeug would compare it as a tag."""
    if has_condition() and request.if_match.star_tag:
        del request.environ["HTTP_IF_MATCH"]


def _fails(response: Response) -> bool:
    """Tell whether a precondition rules the response out; werkzeug looks at If-Match alone, and leaves the body in."""
    if request.environ.get("HTTP_IF_MATCH"):
        return response.status_code == HTTPStatus.PRECONDITION_FAILED
    ours, theirs = response.last_modified, request.if_unmodified_since
    return response.status_code == HTTPStatus.OK and bool(ours and theirs and ours > theirs)
