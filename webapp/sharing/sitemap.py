"""The addresses of all pages worth finding, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from webapp.components.site_pages import site_pages
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import ThingsWithPagesRow

LARGEST = 50_000
"""Addresses that one file may have, by the protocol."""


@once_per_version
def addresses(catalogue: ReferenceData) -> list[str]:
    """Return the addresses of all pages, the site's own first; worked out once for a version of the data."""
    things = (catalogue.urls.page(row.thing) for row in catalogue.ask.rows(ThingsWithPagesRow))
    return [*(page.path for page in site_pages() if page.indexed), *things]
