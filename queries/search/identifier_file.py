"""The identifiers of other registers in the file of names.

Each is looked up when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from graph.iris import term
from graph.registers import ExternalId
from graph.stores.read_only_database import ReadOnlyDatabase
from graph.stores.statements_in_order import statements_about
from ontology.namespaces import ID_BASE
from queries.search.identifier_index import STATUSES, IdentifiedThing, Identifiers, identified, key_of, text_of

SCHEMA: Final = """
    CREATE TABLE identifiers (
        place INTEGER PRIMARY KEY, iri TEXT NOT NULL, scheme TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        status TEXT NOT NULL, key TEXT NOT NULL, sureness INTEGER NOT NULL
    );
    CREATE INDEX by_key ON identifiers (scheme, key);
    CREATE INDEX by_thing ON identifiers (iri);
"""
_COLUMNS: Final = "SELECT iri, scheme, name, value, status FROM identifiers"
_LABEL, _SCHEME, _VALUE, _STATUS = (
    term(name) for name in ("rdfs:label", "op:identifierScheme", "op:identifierValue", "op:identifierStatus")
)


class IdentifierFile(Identifiers):
    """The identifiers in a file."""

    def __init__(self, database: ReadOnlyDatabase) -> None:
        self._database = database

    @property
    def things(self) -> Sequence[IdentifiedThing]:
        """Every thing with each of its identifiers."""
        return self._rows(f"{_COLUMNS} ORDER BY place")

    def of(self, external: ExternalId) -> list[IdentifiedThing]:
        """Return the things that have an identifier, the surest first."""
        key = key_of(external)
        text = f"{_COLUMNS} WHERE scheme = ? AND key = ? ORDER BY sureness, iri, place"
        return self._rows(text, key.scheme, key.value)

    def _of_thing(self, iri: str) -> Sequence[IdentifiedThing]:
        return self._rows(f"{_COLUMNS} WHERE iri = ? ORDER BY place", iri)

    def _rows(self, text: str, *values: str) -> list[IdentifiedThing]:
        return [IdentifiedThing(*row) for row in self._database.rows(text, *values)]


def rows_of(things: Iterable[IdentifiedThing]) -> Iterable[tuple[int | str, ...]]:
    """Return the rows of the table."""
    for place, thing in enumerate(things):
        key = key_of(ExternalId(thing.scheme, thing.value)).value
        sureness = STATUSES.index(thing.status)
        yield place, thing.iri, thing.scheme, thing.name, thing.value, thing.status, key, sureness


def read(nquads: Path, of_things: Iterable[tuple[str, str]]) -> list[IdentifiedThing]:
    """Return the rows of the query `identifiers`, read from sorted N-Quads.

    Args:
        nquads: the file
        of_things: things with the IRIs of their identifiers
    """
    names = {
        scheme: sorted({text_of(quad.object) for quad in quads if quad.predicate == _LABEL})
        for scheme, quads in statements_about(nquads, f"{ID_BASE}identifier-scheme/")
    }
    known = {}
    for iri, quads in statements_about(nquads, f"{ID_BASE}identifier/"):
        values = {quad.predicate: text_of(quad.object) for quad in quads}
        if {_SCHEME, _VALUE, _STATUS} <= values.keys():
            known[iri] = values[_SCHEME], values[_VALUE], values[_STATUS]
    rows = [
        (thing, scheme, name, value, status)
        for thing, iri in of_things
        if iri in known
        for scheme, value, status in [known[iri]]
        for name in names.get(scheme, ())
    ]
    return list(identified(sorted(rows, key=lambda row: (row[0], row[1], row[3]))))
