"""The routes of the search: a page, suggestions, and the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, json, request

from webapp.components import responses
from webapp.components.site_pages import SitePage
from webapp.http.errors import Problem
from webapp.http.formats import JSON
from webapp.http.negotiation import negotiate
from webapp.http.problem_types import BAD_PARAMETER, UNKNOWN_KIND
from webapp.models.grouping import grouped_by
from webapp.models.search_results import (
    FOUND,
    LONGEST,
    MOST_FOUND,
    THING_KINDS,
    SearchAnswer,
    SearchResult,
    kind_of,
    search,
)
from webapp.models.site import current_site
from webapp.questions.answer import Answer, ask
from webapp.text.english import join_words

area = Blueprint("search", __name__)
PAGES = (SitePage("/search", "Search", indexed=False),)

SUGGESTED = 8
_EACH = 10


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one kind, as many as are shown, and how many there are."""

    kind: str
    title: str
    results: Sequence[SearchResult]
    total: int


@area.get("/search")
def page() -> Response:
    """Show the things with names like `q`, by kind. `kind` asks for all of one kind. Without `q` there is a form."""
    text, kind, catalogue = _text(), _kind(), current_site().catalogue
    answer = search(catalogue, text, kind=kind)
    rest = answer.results[len(answer.joined) :]
    may_ask = (" " in text or not text.isascii()) and not (kind or any(one.step == "whole" for one in answer.results))
    return responses.page(
        "search/search.html",
        text=text,
        kind=kind,
        answer=answer,
        joined=Group("", "", answer.joined if kind else answer.joined[:_EACH], len(answer.joined)),
        groups=_groups(rest, everything=bool(kind)),
        total=len(answer.results),
        join_words=join_words,
        asked=_asked(text) if may_ask and not catalogue.is_large else None,
        may_be_asked=may_ask and catalogue.is_large,  # its answer may take the whole of a large graph
    )


@area.get("/search/suggest")
def suggest() -> Response:
    """Answer with the best results as JSON, for fields in which somebody types; eight, unless `limit` is given."""
    negotiate((JSON,))
    answer = search(current_site().catalogue, _text(), _limit(SUGGESTED))
    return _json([_listed(result) for result in answer.results])


@area.get("/api/search")
def api() -> Response:
    """Answer with results, and with how the text was read, as JSON."""
    negotiate((JSON,))
    return _json(_answered(search(current_site().catalogue, _text(), _limit(FOUND), _kind())))


def _answered(answer: SearchAnswer) -> dict[str, Any]:
    return {
        "query": answer.text,
        "near": bool(answer.results) and answer.near,
        "results": [_listed(result) for result in answer.results],
        "joined": [result.id for result in answer.joined],
        "named": [{"words": part.words, "ids": [result.id for result in part.results]} for part in answer.named],
        "unknown": answer.unknown,
    }


def _listed(result: SearchResult) -> dict[str, Any]:
    return asdict(result) | {"href": request.script_root + result.href}


def _json(content: Any) -> Response:  # noqa: ANN401 - JSON of any shape
    response = Response(json.dumps(content, ensure_ascii=False), content_type=JSON.content_type)
    return responses.fresh(response, JSON.suffix, request.full_path)


def _asked(text: str) -> Answer | None:
    """Return the answer to a text that reads as a question; None where it has none."""
    found = ask(current_site().catalogue, text, datetime.now(UTC).date())
    return found if found.reading else None


def _text() -> str:
    return request.args.get("q", "").strip()[:LONGEST]


def _kind() -> str:
    kind = request.args.get("kind", "")
    if kind and kind not in THING_KINDS:
        raise Problem(UNKNOWN_KIND, f"The search knows no kind “{kind[:40]}”, but {join_words(list(THING_KINDS))}.")
    return kind


def _limit(usual: int) -> int:
    given = request.args.get("limit", "")
    if not given:
        return usual
    if not (given.isascii() and given.isdecimal() and len(given) < 5 and 1 <= int(given) <= MOST_FOUND):
        raise Problem(
            BAD_PARAMETER, f"limit={given[:40]!r}: a number from 1 to {MOST_FOUND} is expected.", {"parameter": "limit"}
        )
    return int(given)


def _groups(results: Sequence[SearchResult], *, everything: bool) -> list[Group]:
    """Group results by kind, the kind of the best one first."""
    return [
        Group(kind, THING_KINDS[kind][1], own if everything else own[:_EACH], len(own))
        for kind, own in grouped_by(results, kind_of).items()
    ]
