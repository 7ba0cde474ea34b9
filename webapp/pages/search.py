"""The search: a plain form over all names, and what to try when nothing is found."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request

from webapp import replies
from webapp.search import Hit
from webapp.site import site

area = Blueprint("search", __name__)

LONGEST = 200
"""Characters of a search text that count; names are shorter."""

_SHOWN = 50
_KINDS = {
    "organization": "Organization",
    "games": "Games",
    "programme": "Programme",
    "category": "Product category",
    "person": "Person",
    "country": "Country",
}


@dataclass(frozen=True, slots=True)
class Result:
    """A thing that was found: `also` is the name that matched, where that is not its label."""

    label: str
    address: str
    kind: str
    also: str
    also_language: str


@area.get("/search")
def search() -> Response:
    """Show what is called like `q`; without `q`, the form alone."""
    text = request.args.get("q", "").strip()[:LONGEST]
    names = site().catalogue.names
    hits = names.find(text)
    near = [] if hits or not text else names.near(text)
    everything = "all" in request.args
    shown = hits if everything else hits[:_SHOWN]
    return replies.page(
        "search.html",
        text=text,
        results=[_result(hit) for hit in shown],
        total=len(hits),
        near=[_result(hit) for hit in near],
    )


def _result(hit: Hit) -> Result:
    name = hit.name
    kind = name.iri.rsplit("/", 2)[1]
    also = name.text if name.text != hit.label else ""
    word = "Partner" if name.partner else _KINDS.get(kind, kind)
    return Result(hit.label, site().catalogue.urls.page(name.iri), word, also, name.language)
