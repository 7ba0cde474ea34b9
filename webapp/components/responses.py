"""Responses with their headers. These say what a response is, what its other formats are, and when it is stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import Flask, Response, make_response, render_template, request

from graph.rdf_formats import Format
from graph.stores.store import StoreError
from ontology.namespaces import DATA_LICENCE_IRI
from webapp.http import conditional
from webapp.http.formats import CITATIONS, FORMATS, HTML
from webapp.http.negotiation import negotiate
from webapp.models.site import current_site

LICENCE_LINK = f'<{DATA_LICENCE_IRI}>; rel="license"'
"""What a Link header says of the licence of the data (RFC 8288, and RFC 4946 for the relation)."""


VERSION = "OPG-Version"
"""The field that names number and day of the data behind an answer, such as `"1.1";date="2026-11-27"` (RFC 9651).

No registered field does. `Last-Modified` and `ETag` are about one answer, which changes with the code, too.
`Content-Version` has left HTTP with RFC 2616. `Memento-Datetime` promises that the answer stays (RFC 7089).
"""

_WITHOUT = ("static", "home.health")
"""Endpoints whose answers do not name it: files of ours, and the state that monitors ask for, which says it itself."""


def install(app: Flask) -> None:
    """Have every answer of `app` that rests on data name its version."""
    app.after_request(_versioned)


def _versioned(response: Response) -> Response:
    if VERSION not in response.headers and request.endpoint not in _WITHOUT and response.status_code < 400:
        with suppress(StoreError, TypeError):  # a server may be away, or answer what nobody asked
            response.headers[VERSION] = current_site().catalogue.version.field
    return response


def cite_as(iri: str) -> str:
    """Return what a Link header says of the address under which an answer is to be cited (RFC 8574)."""
    return f'<{iri}>; rel="cite-as"'


def page(template: str, **context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
    """Render a page for those who accept one."""
    negotiate((HTML,))
    return rendered(template, **context)


def rendered(template: str, **context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
    """Render a page that has been chosen among its formats."""
    return fresh(make_response(render_template(template, **context)), HTML.suffix, request.path)


def document(address: str, iri: str, body: bytes, format_: Format, formats: Sequence[Format] = FORMATS) -> Response:
    """Send a document of data about a thing; `formats` are all that there are of it."""
    response = make_response(body)
    response.content_type = format_.content_type
    return described(response, address, iri, format_, formats)


def is_current(format_: Format, address: str) -> bool:
    """Tell whether the client already has the response in this format, so that no query needs to run."""
    return conditional.is_current(_tag(format_.suffix, address))


def not_modified(format_: Format, address: str) -> Response:
    """Answer that the client's copy is still good."""
    return conditional.not_modified(_tag(format_.suffix, address))


def fresh(response: Response, suffix: str, address: str) -> Response:
    """Say until when a response holds: until data, code or templates change, which its ETag tells."""
    return conditional.revalidated(response, _tag(suffix, address))


def described(response: Response, address: str, iri: str, format_: Format, formats: Sequence[Format]) -> Response:
    """Say of a response about a thing where it is, how to cite it, and where its other formats are."""
    response.headers["Content-Location"] = f"{address}.{format_.suffix}"
    links = [f'<{address}>; rel="canonical"', cite_as(iri), LICENCE_LINK]
    links += [
        f'<{address}.{other.suffix}>; rel="{_relation(other)}"; type="{other.media_type}"'
        for other in formats
        if other.suffix != format_.suffix
    ]
    response.headers["Link"] = ", ".join(links)
    return fresh(response, format_.suffix, address)


def data_response(
    write: Callable[[], bytes | str], content_type: str, *parts: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with what `write` gives, unless the client has it; `parts` are what it depends on."""
    tag = current_site().etag(content_type, *parts)
    if conditional.is_current(tag):
        return conditional.not_modified(tag)
    return conditional.revalidated(Response(write(), content_type=content_type, headers=headers), tag)


def _relation(format_: Format) -> str:
    """Return how a format of something relates to another one: a citation describes it, and is no form of it."""
    if format_ in CITATIONS:
        return "describedby"
    return "alternate" if format_ is HTML else "alternate describedby"


def _tag(suffix: str, address: str) -> str:
    return f"{current_site().edition}-{suffix}-{len(address)}"
