"""The first page, and the small pages about the site itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, json, request

from webapp import replies
from webapp.api import area as api
from webapp.asking import Row
from webapp.catalogue import Catalogue, Programme
from webapp.downloads import FILES
from webapp.drawing.families import legend
from webapp.errors import KINDS
from webapp.explorer.asked import BAD_VIEW
from webapp.listing.selection import UNKNOWN_FILTER
from webapp.meta import structured
from webapp.networks import top_network
from webapp.pages.search import UNKNOWN_KIND
from webapp.partnerships import Partnership, Thing, read
from webapp.site import site
from webapp.sparql import problems
from webapp.urls import identifier

area = Blueprint("home", __name__)

_TOP = identifier("programme", "top")
_COUNTED = ("Partnership", "Games", "Programme", "Category", "Source")


@dataclass(frozen=True, slots=True)
class Leaver:
    """A partner whose partnership was terminated, that partnership, and its programme in few letters."""

    partner: Thing
    partnership: str
    programme_name: str
    end: str


@area.get("/")
def home() -> Response:
    """Show what this is, how much there is, the network of TOP, and some questions with their answers."""
    here = site()
    deals = read(here.ask.rows("partnerships-about", about=_TOP), here.catalogue)
    terms = [term for term in here.catalogue.programmes.values() if term.whole == _TOP]
    origin = request.url_root.rstrip("/")
    return replies.page(
        "home.html",
        structured=structured.written([_dataset(origin), structured.website(origin)]),
        counts=_counts(here.ask.rows("counts")),
        partners=sum(name.partner for name in here.catalogue.names.entries if name.preferred),
        drawing=top_network(here.catalogue, deals),
        families=legend({here.catalogue.families[deal.category.iri] for deal in deals}),
        terms=_membership(deals, terms),
        top_partners=len({deal.partner.iri for deal in deals}),
        always=_always(deals, terms),
        widest=_widest(here.catalogue),
        leavers=[_leaver(row, here.catalogue) for row in reversed(here.ask.rows("partnerships-ended-early"))],
    )


def _dataset(origin: str) -> dict[str, object]:
    files = {item.file: item.media_type for item in FILES.values()} if site().snapshot else {}
    return structured.dataset(origin, site().store.version[:12], files)


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    found = {row["what"].rpartition("#")[2]: row.whole("count") for row in rows}
    return {name: found.get(name, 0) for name in _COUNTED}


def _membership(deals: Sequence[Partnership], terms: Sequence[Programme]) -> list[tuple[Programme, list[Thing]]]:
    """Return the partners of each term, by name: the picture in words."""
    return [
        (
            term,
            sorted(
                {deal.partner for deal in deals if deal.programme.iri == term.iri}, key=lambda it: it.label.casefold()
            ),
        )
        for term in terms
    ]


def _always(deals: Sequence[Partnership], terms: Sequence[Programme]) -> list[Thing]:
    found: dict[Thing, set[str]] = {}
    for deal in deals:
        found.setdefault(deal.partner, set()).add(deal.programme.iri)
    return sorted((partner for partner, own in found.items() if len(own) == len(terms)), key=lambda it: it.label)


def _widest(catalogue: Catalogue) -> Row:
    """Return the Games with the most partners recorded."""
    return max(catalogue.games_rows, key=lambda row: (row.whole("partners"), row["games"]))


def _leaver(row: Row, catalogue: Catalogue) -> Leaver:
    name = catalogue.programmes[row["programme"]].short.removesuffix(" domestic")
    return Leaver(Thing(row["partner"], row["partnerLabel"]), row["partnership"], name, row["end"])


@area.get("/about")
def about() -> Response:
    """Tell what this is, under which licence it is, and how to cite it."""
    return replies.page("about.html", version=site().store.version)


@area.get("/errors")
def errors() -> Response:
    """Explain the kinds of errors, which problem details point to."""
    return replies.page(
        "errors.html", kinds=(*KINDS, *problems.KINDS, *api.KINDS, BAD_VIEW, UNKNOWN_FILTER, UNKNOWN_KIND)
    )


@area.get("/health")
def health() -> Response:
    """Run a query and say that the site is well; monitors ask this."""
    site().ask.rows("counts")
    response = Response(json.dumps({"status": "ok", "version": site().store.version}) + "\n")
    response.content_type = "application/json"
    response.headers["Cache-Control"] = "no-store"
    return response
