"""The routes of the reconciliation service.

Manifest, batches and extensions have one address. Others help people who use a client.

Answers are JSON, which scripts of any origin may read. With `callback` they are a script: OpenRefine asks for that
where it cannot read another origin.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import parse_qsl

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import escape
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.components import responses
from webapp.components.site_pages import SitePage
from webapp.http.common_headers import EMBED_POLICY
from webapp.http.errors import Problem, UnknownThing
from webapp.http.formats import JSON
from webapp.http.negotiation import accept_header, prefers_page
from webapp.http.problem_types import BAD_PARAMETER, BAD_RECONCILIATION
from webapp.http.site_address import example_root
from webapp.models.entity import Entity
from webapp.models.search_results import LONGEST, describe_things
from webapp.models.site import current_site
from webapp.reconcile import suggest
from webapp.reconcile.candidates import answer
from webapp.reconcile.entity_types import TYPES, iri_of, known_type, type_of
from webapp.reconcile.evidence import EVIDENCE, Judge
from webapp.reconcile.extension import extended
from webapp.reconcile.manifest import manifest
from webapp.reconcile.properties import find, of_type
from webapp.reconcile.reading import BATCH, Deadline, Query, read_batch, read_extension

area = Blueprint("reconcile", __name__, url_prefix="/reconcile")
PAGES = (SitePage("/reconcile", "Reconciliation", "Match a table of names with the graph, in OpenRefine."),)

_FORM: Final = "application/x-www-form-urlencoded"
_FIELDS: Final = 20
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*|\[\d+\])*", re.ASCII)
_LONGEST_CALLBACK: Final = 100
_SCRIPT: Final = "application/javascript; charset=utf-8"
_MOST_BYTES: Final = 1_000_000
_PROPOSED: Final = 200


@area.route("", methods=("GET", "POST"))
def service() -> Response:
    """Answer a batch of queries or a data extension; without either, send the manifest, or a page to people."""
    fields = _fields()
    if "queries" in fields:
        return _sent(_answers(fields["queries"]))
    if "extend" in fields:
        return _sent(extended(current_site().catalogue, read_extension(fields["extend"]), Deadline()))
    if request.method == "POST":
        raise Problem(BAD_RECONCILIATION, "The form has neither the field “queries” nor “extend”.")
    if not request.args and prefers_page(accept_header(), usual=False):
        return responses.rendered(
            "reconcile/reconcile.html",
            address=f"{example_root()}/reconcile",
            types=TYPES,
            evidence=EVIDENCE,
            batch=BATCH,
        )
    return _sent(manifest())


def _answers(text: str) -> dict[str, Any]:
    catalogue = current_site().catalogue
    judge, deadline = Judge(catalogue), Deadline()
    found: dict[Query, list[dict[str, Any]]] = {}
    batch = read_batch(text)
    for query in dict.fromkeys(batch.values()):
        deadline.check()
        found[query] = answer(catalogue, query, judge)
    return {key: {"result": found[query]} for key, query in batch.items()}


@area.get("/suggest/entity")
def suggest_entities() -> Response:
    """Suggest things by name; `type` leaves out those of others, `cursor` the first ones."""
    found = suggest.entities(current_site().catalogue, _text("prefix"), _text("type"), _number("cursor"))
    return _sent({"result": found})


@area.get("/suggest/type")
def suggest_types() -> Response:
    """Suggest types."""
    return _sent({"result": suggest.types(_text("prefix"))})


@area.get("/suggest/property")
def suggest_properties() -> Response:
    """Suggest properties; `type` leaves out those that its things cannot have."""
    kind, start = _text("type"), _number("cursor")
    return _sent({"result": suggest.suggested_properties(current_site().catalogue, _text("prefix"), kind, start)})


@area.get("/properties")
def propose() -> Response:
    """Propose properties to fetch for things of a type."""
    kind, limit = _text("type"), _number("limit") or _PROPOSED
    found = [property_.as_json() for property_ in of_type(current_site().catalogue, known_type(kind))[:limit]]
    known = {"type": known_type(kind)} if known_type(kind) else {}
    return _sent({"properties": found, "limit": limit, **known})


@area.get("/preview")
def preview() -> Response:
    """Show a thing on a small page, which a page of any site may have in a frame."""
    response = responses.rendered("reconcile/preview.html", **_previewed(_text("id")))
    response.headers["Content-Security-Policy"] = EMBED_POLICY
    return response


@area.get("/flyout/entity")
def flyout_entity() -> Response:
    """Send a thing as a piece of HTML within JSON."""
    id_ = _text("id")
    return _sent({"id": id_, "html": render_template("reconcile/flyout.html", **_previewed(id_))})


@area.get("/flyout/type")
def flyout_type() -> Response:
    """Send a type as a piece of HTML within JSON."""
    kind = known_type(_text("id"))
    if not kind:
        raise UnknownThing(f"There is no type “{_text('id')[:60]}”, but {', '.join(TYPES)}.")
    return _flyout(_text("id"), *TYPES[kind])


@area.get("/flyout/property")
def flyout_property() -> Response:
    """Send a property as a piece of HTML within JSON."""
    found = find(current_site().catalogue, _text("id"))
    if found is None:
        raise UnknownThing(f"There is no property “{_text('id')[:60]}”; /reconcile/properties lists them.")
    return _flyout(_text("id"), found.name, found.description)


def _flyout(id_: str, name: str, description: str) -> Response:
    return _sent({"id": id_, "html": f"<p><strong>{escape(name)}</strong><br>{escape(description)}</p>"})


def _previewed(id_: str) -> dict[str, Any]:
    """Return what a preview shows of a thing.

    Raises:
        UnknownThing: the graph says nothing of it.
    """
    catalogue, iri = current_site().catalogue, iri_of(id_)
    subject = Entity.load(catalogue.ask, iri) if iri else None
    if subject is None:
        raise UnknownThing(f"Nothing here has the identifier “{id_[:80]}”; organization/visa would be one.")
    result = next(iter(describe_things(catalogue, [iri])), None)
    names = [alias.text for alias in subject.aliases][:6]
    kind = type_of(iri_of(id_).partition("/id/")[2])["name"]
    return {"subject": subject, "kind": kind, "note": result.note if result else "", "names": names}


def _fields() -> dict[str, str]:
    """Return the fields of the address and of the form.

    Raises:
        Problem: the form is none, or too large.
    """
    fields = dict(request.args.items())
    if request.method != "POST":
        return fields
    if request.mimetype == "multipart/form-data":
        return fields | dict(request.form.items())
    if request.mimetype != _FORM:
        raise Problem(
            BAD_RECONCILIATION, f"The request was sent as {request.mimetype or 'nothing'}; {_FORM} is expected."
        )
    request.max_content_length = _MOST_BYTES
    try:
        sent = parse_qsl(request.get_data(cache=False).decode(), keep_blank_values=True, max_num_fields=_FIELDS)
    except RequestEntityTooLarge as error:
        raise Problem(BAD_RECONCILIATION, f"A form may have {_MOST_BYTES // 1_000} kilobytes.") from error
    except UnicodeDecodeError as error:
        raise Problem(BAD_RECONCILIATION, "The form is not in UTF-8.") from error
    except ValueError as error:
        raise Problem(BAD_RECONCILIATION, f"A form has at most {_FIELDS} fields.") from error
    return fields | dict(sent)


def _text(name: str) -> str:
    return request.args.get(name, "").strip()[:LONGEST]


def _number(name: str) -> int:
    text = _text(name)
    if text and not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise Problem(BAD_PARAMETER, f"{name}={text[:40]!r}: a whole number is expected.", {"parameter": name})
    return int(text or 0)


def _sent(content: dict[str, Any]) -> Response:
    """Send JSON, or a script that calls a function with it where the request names one (JSONP)."""
    callback = request.args.get("callback", "")
    if callback and not (_CALLBACK.fullmatch(callback) and len(callback) <= _LONGEST_CALLBACK):
        raise Problem(BAD_PARAMETER, "callback: the name of a function is expected.", {"parameter": "callback"})
    text = json.dumps(content)
    response = make_response(f"/**/{callback}({text});" if callback else text)
    response.content_type = _SCRIPT if callback else JSON.media_type
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
        return response
    return responses.fresh(response, JSON.suffix, request.full_path)
