"""The addresses of identifiers in other registers: `/id/wikidata/Q…`, `/id/lei/…` and so on.

Each leads to what it identifies. Several things may have one identifier, as long as it is not known whose it is; then
they are listed.
"""

from __future__ import annotations

from flask import Response, json, make_response, render_template

from graph.build.identifier_forms import misfit
from graph.registers import ExternalId, page_of
from ontology.namespaces import BASE
from queries.search.identifier_index import IdentifiedThing
from webapp.components import responses
from webapp.http.errors import UnknownThing
from webapp.http.formats import HTML, JSON, THING_FORMATS
from webapp.http.negotiation import negotiate
from webapp.models.site import current_site

_SUFFIXES = frozenset(format_.suffix for format_ in THING_FORMATS)


def identify(scheme: str, value: str) -> Response:
    """Answer 303 with the thing that has an identifier, or 300 with all that have it.

    Raises:
        UnknownThing: nothing has it.
    """
    index = current_site().catalogue.names.identifiers
    found, suffix = index.of(ExternalId(scheme, value)), ""
    stem, _, last = value.rpartition(".")
    if not found and stem and last in _SUFFIXES:
        found, suffix = index.of(ExternalId(scheme, stem)), f".{last}"
    if not found:
        right = misfit(scheme, value)
        hint = f" An identifier of that register is {right}." if right else ""
        raise UnknownThing(f"Nothing here has the identifier “{value[:80]}” of the register “{scheme}”.{hint}")
    if len(found) == 1:
        return Response(status=303, headers={"Location": _address(found[0]) + suffix})
    return _choices(found, suffix)


def _address(thing: IdentifiedThing) -> str:
    return "/" + thing.iri.removeprefix(BASE)


def _choices(found: list[IdentifiedThing], suffix: str) -> Response:
    """Answer 300: a list for people, or the same as JSON (RFC 9110, section 15.4.1)."""
    catalogue, first = current_site().catalogue, found[0]
    format_ = negotiate((HTML, JSON))
    things = [(thing, catalogue.label(thing.iri)) for thing in found]
    if format_ is HTML:
        page = page_of(first.scheme, first.value)
        text = render_template(
            "entities/choices.html", register=first.name, value=first.value, page=page, things=things
        )
    else:
        text = json.dumps(
            {
                "scheme": first.scheme,
                "value": first.value,
                "choices": [{"id": thing.iri, "label": label, "status": thing.status} for thing, label in things],
            },
            ensure_ascii=False,
        )
    response = make_response(text, 300)
    response.content_type = format_.content_type
    response.headers["Link"] = ", ".join(f'<{_address(thing)}{suffix}>; rel="alternate"' for thing, _ in things)
    return responses.fresh(response, format_.suffix, f"/id/{first.scheme}/{first.value}")
