"""The options and cells that several lists share. They are made of things, decades, and places in the alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from graph.collation import CollationKey, collation_key
from webapp.listings.definition import CellPart, Option
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import slug
from webapp.text.dates import dated
from webapp.text.english import capital


def option(thing: LabelledIri) -> Option:
    """Return a thing as an option."""
    return Option(slug(thing.iri), capital(thing.label))


def decades(first: str, last: str) -> list[Option]:
    """Return the decades from one date to another; where either is unknown, that of the other.

    >>> [option.label for option in decades("1998", "2004-08-29")]
    ['1990s', '2000s']
    """
    years = [int(text[:4]) for text in (first, last) if dated(text)]
    if not years:
        return []
    # the latest comes first
    return [
        Option(f"{year:04}s", f"{year:04}s", str(9999 - year // 10))
        for year in range(min(years) // 10 * 10, max(years) + 1, 10)
    ]


def by_label(thing: LabelledIri) -> tuple[CollationKey, str]:
    """Return what sorts by label, the same in any run."""
    return collation_key(thing.label), thing.iri


def unique(options: Iterable[Option]) -> list[Option]:
    """Return the options, each once."""
    return list({item.slug: item for item in options}.values())


def linked(thing: LabelledIri | None, address: str) -> tuple[CellPart, ...]:
    """Return a cell with a link to a thing, empty without one."""
    return (CellPart(thing.label, address, iri=thing.iri),) if thing else ()
