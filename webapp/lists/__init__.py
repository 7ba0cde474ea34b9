"""The eight lists: what each row of them is, and by what it can be narrowed and sorted."""

from typing import Any

from webapp.listing.model import Listing
from webapp.lists.categories import CATEGORIES
from webapp.lists.countries import COUNTRIES
from webapp.lists.events import EVENTS
from webapp.lists.games import GAMES
from webapp.lists.partners import PARTNERS
from webapp.lists.people import PEOPLE
from webapp.lists.programmes import PROGRAMMES
from webapp.lists.sources import SOURCES

LISTS: dict[str, Listing[Any]] = {
    listing.name: listing for listing in (PARTNERS, GAMES, PROGRAMMES, CATEGORIES, COUNTRIES, PEOPLE, EVENTS, SOURCES)
}
"""The lists by the name that stands in their address."""
