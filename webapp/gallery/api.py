"""The routes of the API. They are `/api`, `/api/queries`, `/api/queries/<name>`, and the queries as RDF."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json, make_response, request

from graph.nearest import alike
from graph.rdf_formats import Format
from graph.serialize import serialize_pretty
from queries import registry, subjects
from queries.errors import quoted
from queries.registry import Query
from queries.shacl_examples import examples
from webapp.components import responses
from webapp.gallery import openapi
from webapp.gallery.answers import answer
from webapp.gallery.formats import formats_of
from webapp.http import conditional
from webapp.http.errors import Suggestion, UnknownThing
from webapp.http.formats import HTML, JSON, RDF
from webapp.http.negotiation import negotiate
from webapp.http.site_address import site_address, site_root
from webapp.models.site import current_site

area = Blueprint("api", __name__)


@area.get("/api")
def describe() -> Response:
    """Describe the API: in a browser as a page, else in OpenAPI 3.1."""
    if negotiate((JSON, HTML)) is JSON:
        return _json(openapi.document(site_root()))
    return responses.rendered(
        "gallery/api.html",
        queries=sorted(registry.public(), key=subjects.order),
        formats_of=formats_of,
        typed=openapi.typed,
    )


@area.get("/api/openapi.json")
def description() -> Response:
    """Describe the API in OpenAPI 3.1."""
    return _json(openapi.document(site_root()))


@area.get("/api/queries")
def listing() -> Response:
    """List the named queries."""
    negotiate((JSON,))
    return _json([_described(query) for query in registry.public()])


@area.get("/api/queries/<name>")
def query(name: str) -> Response:
    """Answer a named query; the name may end in a suffix that says in which format."""
    stem, _, suffix = name.partition(".")
    return answer(known(stem), suffix)


@area.get("/.well-known/sparql-examples")
def well_known() -> Response:
    """Send the queries as RDF where SIB's tools look for examples, in Turtle unless Accept says otherwise."""
    return document(negotiate(RDF))


def document(format_: Format) -> Response:
    """Send the queries as RDF, for editors that show examples."""
    endpoint = f"{site_address()}/sparql" if site_address() else ""
    body = serialize_pretty(examples(current_site().store, endpoint), format_)
    return responses.document("/queries", f"{site_address()}/queries", body, format_)


def known(name: str) -> Query:
    """Return the public query of this name.

    Raises:
        UnknownThing: there is none; it suggests the nearest.
    """
    public = {query.name: query for query in registry.public()}
    if name in public:
        return public[name]
    near = alike(name, public)
    suggestions = [Suggestion(public[found].title, f"/queries/{found}") for found in near]
    raise UnknownThing(f"There is no question {quoted(name)}; /queries lists them all.", suggestions)


def _described(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "subject": query.subject,
        "tags": query.tags,
        "form": query.form,
        "parameters": [
            {
                "name": parameter.name,
                "types": parameter.types,
                "description": parameter.description,
                "default": parameter.default,
                "optional": parameter.optional,
            }
            for parameter in query.parameters
        ],
        "formats": [format_.suffix for format_ in formats_of(query)],
        "address": f"{request.script_root}/api/queries/{query.name}",
        "page": f"{request.script_root}/queries/{query.name}",
        "sparql": query.text,
    }


def _json(content: Any) -> Response:  # noqa: ANN401 - JSON of any shape
    response = make_response(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    response.content_type = JSON.media_type
    return conditional.revalidated(response, f"{current_site().edition}-{current_site().store.version[:16]}")
