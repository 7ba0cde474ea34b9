"""Data extension: the values that things have for properties.

A day is a date. A month or a year alone stays a text: the API has no form for it, and a day would be made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from graph.iris import parse
from graph.registers import REGISTERS
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_RECONCILIATION
from webapp.models.entity import NAMES, Entity
from webapp.models.evidence import Source
from webapp.models.joins import Deal, deals_of
from webapp.models.query_client import datatype_of
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import ThingStatementsRow
from webapp.reconcile.entity_types import id_of, iri_of, type_of
from webapp.reconcile.evidence import facts
from webapp.reconcile.properties import Property, find
from webapp.reconcile.reading import Deadline, Extension

Value = dict[str, Any]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS: Final = ("integer", "nonNegativeInteger", "int")
_SHOWN: Final = 3
"""Unknown properties that a message names."""


def extended(catalogue: ReferenceData, wanted: Extension, deadline: Deadline) -> dict[str, Any]:
    """Return the values of things for properties, and what the properties are.

    Raises:
        Problem: there is no property of some id, or it takes too long.
    """
    columns = [(id_, _property(catalogue, id_), settings) for id_, settings in wanted.properties]
    meta = [
        {"id": id_, "name": column.name, **({"type": type_of(column.values)} if column.values else {})}
        for id_, column, _ in columns
    ]
    rows: dict[str, dict[str, list[Value]]] = {}
    for id_ in dict.fromkeys(wanted.ids):
        deadline.check()
        thing = _Thing(catalogue, iri_of(id_))
        rows[id_] = {name: _limited(thing.values(column), settings) for name, column, settings in columns}
    return {"meta": meta, "rows": rows}


def _property(catalogue: ReferenceData, id_: str) -> Property:
    found = find(catalogue, id_)
    if found is None:
        detail = f"There is no property “{id_[:60]}”; /reconcile/properties lists them."
        raise Problem(BAD_RECONCILIATION, detail.encode("utf-8", "replace").decode(), {"parameter": "extend"})
    return found


def _limited(values: list[Value], settings: Mapping[str, object]) -> list[Value]:
    """Return as many values as the settings allow: 0 stands for all."""
    limit = settings.get("limit")
    try:
        most = int(str(limit)[:9]) if limit not in (None, "") else 0
    except ValueError as error:
        right = "a whole number, or 0 for all, is expected."
        raise Problem(BAD_RECONCILIATION, f"settings.limit: {right}", {"parameter": "extend"}) from error
    return values[:most] if most > 0 else values


class _Thing:
    """A thing whose values are wanted; statements are asked for once, and only where a property needs them."""

    def __init__(self, catalogue: ReferenceData, iri: str) -> None:
        self._catalogue, self._iri = catalogue, iri
        self._entity: Entity | None = None
        deals = deals_of(catalogue)
        self._deals = [deals.all[deal] for deal in sorted(deals.of.get(iri, ()))]
        self._ways: dict[str, Callable[[], Iterable[Value]]] = {
            "name": lambda: self._texts("label"),
            "alias": lambda: ({"str": alias} for name in NAMES for alias in self._subject.texts(name)),
            "partnership": lambda: self._things(self._by_time(deal.iri for deal in self._deals)),
            "partner": lambda: self._things(deal.partner for deal in self._deals),
            "programme": lambda: self._things(deal.programme for deal in self._deals),
            "category": lambda: self._things(self._categories(self._deals)),
            "games": lambda: self._things(self._games()),
            "year": self._years,
            "link": lambda: ({"str": thing.iri} for thing in self._subject.things(PREFIXES["skos"] + "exactMatch")),
            "source": lambda: ({"id": id_of(source.iri), "name": source.title} for source in self._sources()),
            "source-address": lambda: ({"str": source.url} for source in self._sources() if source.url),
        }

    def values(self, property_: Property) -> list[Value]:
        """Return the values that the thing has, each once; none for what the graph does not know."""
        if not self._iri or property_.id == id_of(self._iri).partition("/")[0]:
            return []
        if property_.id in REGISTERS:
            own = self._catalogue.names.identifiers.confirmed(self._iri, property_.id)
            return [{"str": thing.value} for thing in own]
        own_rows = [] if property_.id in {"name", "alias"} else self._stated(property_.id)
        gathered = self._ways[property_.id]() if property_.id in self._ways and not own_rows else ()
        found = [*(self._value(row) for row in own_rows), *gathered]
        return list({repr(value): value for value in found}.values())

    @property
    def _subject(self) -> Entity:
        if self._entity is None:
            self._entity = Entity.load(self._catalogue.ask, self._iri) or Entity(self._iri, [])
        return self._entity

    def _stated(self, name: str) -> list[ThingStatementsRow]:
        """Return the rows in which the thing itself has the property; a partnership has its own year and category."""
        return [row for row in self._subject.rows if row.property == ONTOLOGY_NAMESPACE + name]

    def _texts(self, _name: str) -> Iterable[Value]:
        if self._subject.rows:
            yield {"str": self._subject.label}

    def _value(self, row: ThingStatementsRow) -> Value:
        datatype = datatype_of(row.value)
        if not datatype:
            id_ = id_of(row.value)
            return {"id": id_, "name": str(row.valueLabel)} if id_ else {"str": str(row.value)}
        kind = datatype.rpartition("#")[2]
        if kind == "date" and _DAY.fullmatch(row.value):
            return {"date": f"{row.value}T00:00:00Z"}
        if kind in _NUMBERS:
            return {"int": int(row.value)}
        return {"float": float(row.value)} if kind in {"decimal", "double", "float"} else {"str": str(row.value)}

    def _things(self, iris: Iterable[str]) -> Iterable[Value]:
        return ({"id": id_of(iri), "name": self._label(iri)} for iri in iris if iri != self._iri and id_of(iri))

    def _label(self, iri: str) -> str:
        found = parse(iri)
        if found and found.kind == "partnership":
            deal = deals_of(self._catalogue).all[iri]
            return f"{self._catalogue.label(deal.partner)} in {self._catalogue.label(deal.programme)}"
        return self._catalogue.label(iri)

    def _by_time(self, deals: Iterable[str]) -> list[str]:
        years = facts(self._catalogue).years
        return sorted(deals, key=lambda deal: (years.get(deal, (9999, 0)), deal))

    def _categories(self, deals: Iterable[Deal]) -> Iterable[str]:
        """Yield the categories of partnerships, of which a group of categories itself is none."""
        return dict.fromkeys(category for deal in deals for category in deal.categories)

    def _games(self) -> list[str]:
        deals, own = deals_of(self._catalogue), {deal.iri for deal in self._deals}
        return [iri for iri in self._catalogue.games if own & deals.of.get(iri, frozenset())]

    def _years(self) -> Iterable[Value]:
        """Yield the years of the Games at which it was in force; Games themselves state theirs."""
        years = facts(self._catalogue).games_years
        return ({"int": int(years[iri])} for iri in self._games() if iri in years)

    def _sources(self) -> list[Source]:
        """Return the sources of the thing itself, and those of its partnerships."""
        own = [thing.iri for thing in self._subject.things(PREFIXES["dct"] + "source")]
        deals = (self._catalogue.evidence_by_partnership.get(deal.iri, ()) for deal in self._deals)
        return [
            self._catalogue.sources[iri]
            for iri in dict.fromkeys([*own, *(row.source for rows in deals for row in rows)])
        ]
