"""The registry of the eight lists."""

from typing import Any

from webapp.listings.categories import CATEGORIES
from webapp.listings.countries import COUNTRIES
from webapp.listings.definition import ListDefinition
from webapp.listings.events import EVENTS
from webapp.listings.games import GAMES
from webapp.listings.partners import PARTNERS
from webapp.listings.people import PEOPLE
from webapp.listings.programmes import PROGRAMMES
from webapp.listings.sources import SOURCES

LISTS: dict[str, ListDefinition[Any]] = {
    listing.name: listing for listing in (PARTNERS, GAMES, PROGRAMMES, CATEGORIES, COUNTRIES, PEOPLE, EVENTS, SOURCES)
}
"""The lists by the name that stands in their address."""
