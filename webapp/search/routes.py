"""The routes of the search: a page, and suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Blueprint, Response, json, make_response, request

from webapp.components import responses
from webapp.components.site_pages import SitePage
from webapp.http.errors import Problem
from webapp.http.formats import JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import UNKNOWN_KIND
from webapp.models.grouping import grouped_by
from webapp.models.search_results import THING_KINDS, SearchResult, search_results
from webapp.models.site import current_site
from webapp.text.english import join_words

area = Blueprint("search", __name__)
PAGES = (SitePage("/search", "Search", indexed=False),)

LONGEST = 200
"""Characters of a search text that count; names are shorter."""

SUGGESTED = 8

_EACH = 10
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one kind, as many as are shown, and how many there are."""

    kind: str
    title: str
    results: Sequence[SearchResult]
    total: int


@area.get("/search")
def search() -> Response:
    """Show the things with names like `q`, by kind. `kind` asks for all of one kind. Without `q` there is a form."""
    here, text, kind = current_site(), _text(), request.args.get("kind", "")
    if kind and kind not in THING_KINDS:
        raise Problem(UNKNOWN_KIND, f"The search knows no kind “{kind[:40]}”, but {join_words(list(THING_KINDS))}.")
    results = search_results(here, here.catalogue.names.search(text, _MOST))
    groups = _groups([result for result in results if kind in ("", _kind(result))], everything=bool(kind))
    return responses.page(
        "search/search.html",
        text=text,
        kind=kind,
        groups=groups,
        total=len(results),
        near=all(item.near for item in results),
    )


@area.get("/search/suggest")
def suggest() -> Response:
    """Answer with the eight best results as JSON, for the field in the head of every page."""
    negotiate((JSON,))
    here = current_site()
    results = search_results(here, here.catalogue.names.search(_text(), SUGGESTED))
    found = [asdict(result) | {"href": request.script_root + result.href} for result in results]
    response = make_response(json.dumps(found, ensure_ascii=False))
    response.content_type = JSON.content_type
    return responses.fresh(response, JSON.suffix, request.full_path)


def _text() -> str:
    return request.args.get("q", "").strip()[:LONGEST]


def _groups(results: Sequence[SearchResult], *, everything: bool) -> list[Group]:
    """Group results by kind, the kind of the best one first."""
    return [
        Group(kind, THING_KINDS[kind][1], own if everything else own[:_EACH], len(own))
        for kind, own in grouped_by(results, _kind).items()
    ]


def _kind(result: SearchResult) -> str:
    return result.id.partition("/")[0]
