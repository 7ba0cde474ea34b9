"""The addresses of all pages worth finding, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from webapp.listings.registry import LISTS
from webapp.models.site import Site

LARGEST = 50_000
"""Addresses that one file may have, by the protocol."""

_PAGES = ("/", "/explore", "/queries", "/sparql", "/data", "/ontology", "/api", "/quality", "/about")


def addresses(here: Site) -> list[str]:
    """Return the addresses of all pages, those of the site itself first; worked out once for a version of the data."""
    return here.catalogue.keep("site map", lambda: _addresses(here))


def _addresses(here: Site) -> list[str]:
    page = here.catalogue.urls.page
    return [
        *_PAGES,
        *(f"/{name}" for name in LISTS),
        *(page(row["thing"]) for row in here.ask.rows("things-with-pages")),
    ]
