"""The routes of comparisons: a page, data, and the API."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, json, make_response, render_template, request

from graph.rdf_formats import CSV, Format
from queries.errors import BadParameter, QueryError, UnknownParameter
from queries.results import plain
from webapp.comparison.compare import PARTS, Comparison, by_category, compare, main_category
from webapp.comparison.naming import MOST_CHOICES, SeveralThings, Thing, read_one, read_pair
from webapp.comparison.picture import picture
from webapp.comparison.sentences import summary
from webapp.comparison.suggestions import others
from webapp.comparison.tables import document, evidence, table
from webapp.components import responses
from webapp.components.site_pages import SitePage
from webapp.http import csv_output
from webapp.http.errors import Problem
from webapp.http.formats import HTML, JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import BAD_PARAMETER
from webapp.http.site_address import site_root
from webapp.models.colour_families import legend
from webapp.models.partnership import grouped_by_partner, years_of
from webapp.models.site import SiteData, current_site
from webapp.text.english import capital

area = Blueprint("comparison", __name__)
PAGES = (
    SitePage(
        "/compare",
        "Compare two Games, partners or countries",
        "What two Games, partners, categories, countries or programmes have in common, and what only one of them has.",
        "Compare",
        menu=8,
    ),
)

_FIELDS = ("a", "b")
_TOLD = 190
"""Partnerships of which the page tells tier, dates and sources; of more it has years, and links to them."""

_EXAMPLES = (
    ("London 2012", "Tokyo 2020"),
    ("TOP VIII", "TOP IX"),
    ("Visa", "Omega"),
    ("Banking", "Insurance"),
    ("Japan", "South Korea"),
    ("Paris 2024", "TOP X"),
)


@dataclass(frozen=True, slots=True)
class NameField:
    """A field of the form: what was typed, what is wrong with it, and which things may be meant."""

    name: str
    label: str
    value: str
    error: str = ""
    choices: tuple[Thing, ...] = ()


@area.get("/compare")
def page() -> Response:
    """Show the comparison of two things, or the form to ask for it."""
    format_ = negotiate((HTML, JSON, CSV))
    if format_ is not HTML:
        return _data(format_)
    here = current_site()
    given = [name for name in _FIELDS if request.args.get(name, "").strip()]
    try:
        if len(given) < len(_FIELDS):
            one = _one(here, given)
            return responses.rendered("comparison/compare.html", **_form(here, one=one), found=None)
        found = _found(here)
    except QueryError as error:
        response = make_response(
            render_template("comparison/compare.html", **_form(here, error), found=None), _status(error)
        )
        response.headers["Cache-Control"] = "no-cache"
        return response
    return responses.rendered("comparison/compare.html", **_form(here, a=found.a, b=found.b), **_shown(here, found))


@area.get("/compare.json")
def as_json() -> Response:
    """Return a comparison as JSON."""
    return _data(JSON)


@area.get("/compare.csv")
def as_csv() -> Response:
    """Return a comparison as CSV, one row for each partnership of each side."""
    return _data(CSV)


@area.get("/api/compare")
def api() -> Response:
    """Return a comparison as JSON, or as CSV where Accept asks for it."""
    return _data(negotiate((JSON, CSV)))


def _data(format_: Format) -> Response:
    """Return a comparison as data.

    Raises:
        Problem: a name is missing, or means nothing that can be compared.
    """
    here = current_site()
    try:
        found = _found(here)
    except SeveralThings as error:
        return _choices(error)
    except QueryError as error:
        raise Problem(BAD_PARAMETER, str(error), {"parameter": error.parameter}) from error
    stem = f"compare-{found.a.iri.rpartition('/')[2]}-{found.b.iri.rpartition('/')[2]}"[:120]
    name = here.catalogue.version.file_name(stem, format_.suffix)
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Link": f'<{address(found.a.id, found.b.id)}>; rel="canonical", {responses.LICENCE_LINK}',
    }
    write = _csv if format_ is CSV else _json
    header = "; header=present" if format_ is CSV else ""
    return responses.data_response(
        lambda: write(here, found), format_.content_type + header, found.a.id, found.b.id, headers=headers
    )


def _csv(here: SiteData, found: Comparison) -> str:
    rows = table(here.catalogue, found)
    return csv_output.table(rows.variables, ([plain(term) for term in row] for row in rows.rows))


def _json(here: SiteData, found: Comparison) -> str:
    return json.dumps(document(here.catalogue, found), ensure_ascii=False) + "\n"


def _choices(error: SeveralThings) -> Response:
    """Answer that a name has several meanings, with an address for each (RFC 9110, section 15.4.1)."""
    choices = [
        {
            "id": choice.id,
            "iri": choice.iri,
            "label": choice.label,
            "note": choice.note,
            "address": f"{site_root()}{request.path}?{urlencode(_with(error.parameter, choice.id), safe='/')}",
        }
        for choice in error.choices
    ]
    body = {"parameter": error.parameter, "detail": str(error), "choices": choices}
    response = Response(json.dumps(body, ensure_ascii=False) + "\n", HTTPStatus.MULTIPLE_CHOICES)
    response.content_type = JSON.content_type
    response.headers["Cache-Control"] = "no-cache"
    return response


def _with(name: str, value: str) -> dict[str, str]:
    """Return the fields of the request with another value for one."""
    return {field: value if field == name else request.args.get(field, "") for field in _FIELDS}


def _status(error: QueryError) -> int:
    return HTTPStatus.MULTIPLE_CHOICES if isinstance(error, SeveralThings) else BAD_PARAMETER.status


def _one(here: SiteData, given: list[str]) -> Thing | None:
    """Return the one thing that is named, if one is.

    Raises:
        QueryError: a field does not fit.
    """
    _check_fields()
    return read_one(here.catalogue, given[0], request.args[given[0]]) if given else None


def _found(here: SiteData) -> Comparison:
    """Return the comparison that the request asks for.

    Raises:
        QueryError: a field does not fit.
    """
    _check_fields()
    first, second = (request.args.get(name, "") for name in _FIELDS)
    return compare(here.catalogue, *read_pair(here.catalogue, first, second))


def _check_fields() -> None:
    for name, values in request.args.lists():
        if name not in _FIELDS:
            raise UnknownParameter("The comparison", name, _FIELDS)
        if len(values) > 1:
            raise BadParameter(name, values[1], "it is given more than once; one value is expected.")


def address(first: str, second: str) -> str:
    """Return the address of a comparison."""
    return f"/compare?{urlencode({'a': first, 'b': second}, safe='/')}"


def _form(here: SiteData, error: QueryError | None = None, **things: Thing | None) -> dict[str, Any]:
    """Return what the form shows: the things that are known by field, or `one` that alone is named."""
    one = things.get("one")
    known = {name: things.get(name) or (one if request.args.get(name, "").strip() else None) for name in _FIELDS}
    fields = [_field(name, label, error, known[name]) for name, label in (("a", "Compare"), ("b", "with"))]
    general = str(error) if error and not any(field.error for field in fields) else ""
    return {
        "fields": fields,
        "problem": general,
        "one": one,
        "others": others(here.catalogue, one) if one else [],
        "examples": [pair for pair in _EXAMPLES if all(_is_label(here, name) for name in pair)],
        "address": address,
        "replaced": lambda name, id_: address(*_with(name, id_).values()),
        "most": MOST_CHOICES,
    }


def _is_label(here: SiteData, text: str) -> bool:
    return any(hit.label == text for hit in here.catalogue.names.meant(text))


def _field(name: str, label: str, error: QueryError | None, known: Thing | None) -> NameField:
    if known:
        return NameField(name, label, known.label)
    value = request.args.get(name, "").strip()[:200]
    if error is None or error.parameter != name:
        return NameField(name, label, value)
    choices = error.choices if isinstance(error, SeveralThings) else ()
    wrong = str(error).partition(": ")[2] or str(error)
    return NameField(name, label, value, "Which of these is meant?" if choices else capital(wrong), choices)


def _shown(here: SiteData, found: Comparison) -> dict[str, Any]:
    catalogue = here.catalogue
    coloured = () if found.main.name == "programmes" else found.main.members  # a programme is of no single field
    families = {catalogue.families[main_category(found.main, member).iri] for member in coloured}
    return {
        "found": found,
        "parts": PARTS,
        "sentences": summary(catalogue, found),
        "drawing": picture(catalogue, found),
        "families": legend(families),
        "categories": by_category(catalogue, found.main) if found.a.group == "time" else [],
        "refs": evidence(catalogue, found),
        "brief": sum(len(member.a) + len(member.b) for member in found.main.members) > _TOLD,
        "by_partner": lambda deals: grouped_by_partner(deals).items(),
        "years_of": years_of,
    }
