"""The addresses of the API: `/api`, `/api/queries`, `/api/queries/<name>`, and the queries as RDF."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from flask import Blueprint, Response, json, make_response, request
from werkzeug.http import quote_etag

from queries import registry, subjects
from queries.errors import quoted
from queries.examples import examples
from queries.registry import Parameter, Query
from webapp import documents, replies
from webapp.api import openapi
from webapp.api.answers import answer
from webapp.api.formats import JSON, UNKNOWN_FORMAT, of
from webapp.asked import BAD_PARAMETER
from webapp.errors import Problem, Suggestion, UnknownThing
from webapp.formats import DATA, HTML, TURTLE, Format, by_suffix
from webapp.http.site_address import site_address, site_root
from webapp.site import site
from webapp.sparql.problems import NO_FORMAT

area = Blueprint("api", __name__)

KINDS = (BAD_PARAMETER, UNKNOWN_FORMAT)
"""The failures that only the API has."""

_DAY = "86400"
_EXPOSED = "Content-Disposition, ETag, Link"


@area.get("/api")
def describe() -> Response:
    """Describe the API: in a browser as a page, else in OpenAPI 3.1."""
    best = request.accept_mimetypes.best_match((JSON.media_type, HTML.media_type)) if request.accept_mimetypes else ""
    if best == HTML.media_type:
        return replies.page(
            "api/description.html",
            queries=sorted(registry.public(), key=subjects.order),
            formats_of=of,
            typed=openapi.typed,
        )
    if best is None:
        raise Problem(NO_FORMAT, f"The description is available as {JSON.media_type} and as a web page.")
    return _json(openapi.document(site_root()))


@area.get("/api/openapi.json")
def description() -> Response:
    """Describe the API in OpenAPI 3.1."""
    return _json(openapi.document(site_root()))


@area.get("/api/queries")
def listing() -> Response:
    """List the named queries."""
    return _json([_described(query) for query in registry.public()])


@area.get("/api/queries/<name>")
def query(name: str) -> Response:
    """Answer a named query; the name may end in a suffix that says in which format."""
    stem, _, suffix = name.partition(".")
    return answer(known(stem), suffix)


@area.get("/queries.<suffix>")
def as_rdf(suffix: str) -> Response:
    """Give the queries as RDF, for editors that show examples."""
    format_ = by_suffix(suffix)
    if format_ is HTML:
        return Response(status=301, headers={"Location": "/queries"})
    return replies.document("/queries", f"{site_address()}/queries", _examples(format_), format_)


@area.get("/.well-known/sparql-examples")
def well_known() -> Response:
    """Give the queries as RDF where SIB's tools look for examples, in Turtle unless Accept says otherwise."""
    types = {name: format_ for format_ in DATA for name in format_.media_types}
    best = request.accept_mimetypes.best_match(types, default=TURTLE.media_type)
    return replies.document("/queries", f"{site_address()}/queries", _examples(types[best]), types[best])


@area.after_request
def _open_to_all(response: Response) -> Response:
    """Let scripts of any origin read, without credentials (the Fetch standard, section 3.2)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response.headers["Access-Control-Max-Age"] = _DAY
    return response


def known(name: str) -> Query:
    """Return the public query of this name.

    Raises:
        UnknownThing: there is none; it suggests the nearest.
    """
    public = {query.name: query for query in registry.public()}
    if name in public:
        return public[name]
    near = get_close_matches(name, public, n=3, cutoff=0.5)
    suggestions = [Suggestion(public[found].title, f"/queries/{found}") for found in near]
    raise UnknownThing(f"There is no question {quoted(name)}; /queries lists them all.", suggestions)


def _examples(format_: Format) -> bytes:
    endpoint = f"{site_address()}/sparql" if site_address() else ""
    return documents.write(examples(site().store, endpoint), format_)


def _described(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "subject": query.subject,
        "tags": query.tags,
        "form": query.form,
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "formats": [format_.suffix for format_ in of(query)],
        "address": f"{request.script_root}/api/queries/{query.name}",
        "page": f"{request.script_root}/queries/{query.name}",
        "sparql": query.text,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "types": parameter.types,
        "description": parameter.description,
        "default": parameter.default,
        "optional": parameter.optional,
    }


def _json(content: Any) -> Response:  # noqa: ANN401 - JSON of any shape
    response = make_response(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    response.content_type = JSON.media_type
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["ETag"] = quote_etag(f"{site().edition}-{site().store.version[:16]}", weak=True)
    response.make_conditional(request)
    return response
