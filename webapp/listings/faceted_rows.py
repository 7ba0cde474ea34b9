"""The rows of a list, with those of each facet's options.

A set of rows is a whole number whose bits are the rows. `&` narrows ten thousand rows in a microsecond. An
option has the places of its rows instead: most options have few. Everything here is made once for each version of the
data.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from typing import Any, Final, Generic, overload

from graph.collation import collation_key
from queries.search.folding import fold
from webapp.listings.definition import Facet, ListDefinition, Option, T
from webapp.listings.searched_texts import SearchedTexts
from webapp.models.result_file import ByKey, OneByOne

_VALUES: Final = bytes.maketrans(b"01", b"\0\1")

_LATEST: Final = 8
"""Words of which the rows are remembered: each facet of a page asks for the same ones."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An option with the number of rows that it would leave, or leaves."""

    option: Option
    rows: int


@dataclass
class RowsByFacet(Generic[T]):
    """All rows of a list in their first order, and what is worked out of all of them.

    `places` has those of each option by facet and slug, as they rise. `texts` has one member: the texts in which words
    are looked for, joined. `orders` has the places of the rows in the order of each column, rising and falling.
    """

    rows: Sequence[T]
    texts: Sequence[str]
    orders: Mapping[str, array[int]]
    options: dict[str, dict[str, Option]] = field(default_factory=dict)
    places: dict[str, dict[str, array[int]]] = field(default_factory=dict)
    counted: dict[str, list[Counted]] = field(default_factory=dict)

    @classmethod
    def of(cls, listing: ListDefinition[T], rows: Sequence[T], *, in_all_orders: bool) -> RowsByFacet[T]:
        """Return rows with what is worked out of them; with each order, or without them."""
        texts = SearchedTexts.joined(fold(listing.searched(row)) for row in rows)
        columns = [column for column in listing.columns if column.key and in_all_orders]
        names = (sign + column.name for column in columns for sign in ("", "-"))
        orders = ByKey({name: _order(listing, rows, name) for name in names})
        found = cls(OneByOne(rows), OneByOne((texts,)), orders)
        for facet in listing.facets:
            found._sort_in(facet)
        return found

    def _sort_in(self, facet: Facet[T]) -> None:
        """Share the rows out to the options of a facet, and put these in the order of their names."""
        options: dict[str, Option] = {}
        places: dict[str, array[int]] = {}
        for place, row in enumerate(self.rows):
            for option in facet.options(row):
                options.setdefault(option.slug, option)
                own = places.setdefault(option.slug, array("L"))
                if not own or own[-1] != place:  # a row may have an option twice
                    own.append(place)
        by_name = sorted(options.values(), key=lambda option: collation_key(option.order or option.label))
        self.options[facet.name] = {option.slug: option for option in by_name}
        self.places[facet.name] = places
        everything = [Counted(option, len(places[option.slug])) for option in by_name]
        self.counted[facet.name] = _ranked(everything) if facet.ranked else everything


class FacetedRows(Generic[T]):
    """The rows of a list, as a visitor narrows and sorts them."""

    def __init__(self, listing: ListDefinition[T], rows: Sequence[T] | RowsByFacet[T]) -> None:
        self.listing = listing
        all_rows = rows if isinstance(rows, RowsByFacet) else RowsByFacet.of(listing, rows, in_all_orders=False)
        self.rows, self.options, self.places = all_rows.rows, all_rows.options, all_rows.places
        self._all = all_rows
        self._orders: dict[str, array[int]] = {}
        self._having = lru_cache(_LATEST)(self._texts_having)
        self._everything = (1 << len(self.rows)) - 1

    def narrowed(self, chosen: Mapping[str, Sequence[str]], text: str, without: str = "") -> int:
        """Return the rows that have one of the chosen options of each facet, but for the facet `without`."""
        found = self._with_words(text)
        for name, slugs in chosen.items():
            if slugs and name != without:
                found &= reduce(int.__or__, (_set_of(self.places[name][slug]) for slug in slugs))
        return found

    def _with_words(self, text: str) -> int:
        wanted = fold(text).split()
        if not wanted:
            return self._everything
        return reduce(int.__and__, map(self._having, wanted))

    def _texts_having(self, word: str) -> int:
        return _set_of(self._texts.having(word))

    @cached_property
    def _texts(self) -> SearchedTexts:
        return SearchedTexts(self._all.texts[0])

    def counted(self, facet: Facet[T], chosen: Mapping[str, Sequence[str]], text: str) -> Sequence[Counted]:
        """Return the options of a facet that the other facets leave, and the chosen ones, each with its rows."""
        others = self.narrowed(chosen, text, without=facet.name)
        if others == self._everything:
            return self._all.counted[facet.name]
        has, places, own = self._digits(others), self.places[facet.name], chosen.get(facet.name, ())
        found = [
            Counted(option, sum(map(has.__getitem__, places[slug])))
            for slug, option in self.options[facet.name].items()
        ]
        offered = [item for item in found if item.rows or item.option.slug in own]
        return _ranked(offered) if facet.ranked else offered

    def picked(self, rows: int, sort: str) -> Picked[T]:
        """Return the rows of a set in the order of a column."""
        order = self._order(sort)
        if rows == self._everything:
            return Picked(self.rows, order)
        has = self._digits(rows)
        return Picked(self.rows, [place for place in order if has[place]])

    def _digits(self, rows: int) -> bytes:
        """Return a number for each row: 1 if a set has it, else 0."""
        return f"{rows:0{len(self.rows)}b}"[::-1].encode().translate(_VALUES)

    def _order(self, sort: str) -> Sequence[int]:
        if sort == self.listing.first_order:
            return range(len(self.rows))
        if sort not in self._orders:
            self._orders[sort] = self._all.orders.get(sort) or _order(self.listing, self.rows, sort)
        return self._orders[sort]


@dataclass(frozen=True, slots=True)
class Picked(Sequence[T]):
    """Rows at some places, in the order of these; a row is read when it is used."""

    rows: Sequence[T]
    places: Sequence[int]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Picked[T]: ...
    def __getitem__(self, index: int | slice) -> T | Picked[T]:
        """Return a row, or a part."""
        return Picked(self.rows, self.places[index]) if isinstance(index, slice) else self.rows[self.places[index]]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.places)


def _order(listing: ListDefinition[T], rows: Sequence[T], sort: str) -> array[int]:
    """Return the places of rows in the order of a column."""
    column = listing.column(sort.removeprefix("-"))
    if column is None or column.key is None:
        raise KeyError(sort)
    return array("L", _sorted(rows, column.key, falling=sort.startswith("-")))


def _ranked(found: Sequence[Counted]) -> list[Counted]:
    """Return options by their number of rows, equals in the order of their names."""
    return sorted(found, key=lambda item: -item.rows)


def _sorted(rows: Sequence[T], key: Callable[[T], Any], *, falling: bool) -> list[int]:
    """Return the places of rows by a key, what has none last either way, equals in their first order."""
    keys = [key(row) for row in rows]
    known = [place for place, value in enumerate(keys) if value not in ("", None)]
    known.sort(key=lambda place: keys[place], reverse=falling)
    return known + [place for place, value in enumerate(keys) if value in ("", None)]


def _set_of(places: Sequence[int]) -> int:
    """Return the set of rows at these places, which rise."""
    bits = bytearray((places[-1] >> 3) + 1 if places else 0)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")
