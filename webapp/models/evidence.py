"""Numbered references to sources on a page. The page lists them in the order in which statements cite them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import TypeAlias

from webapp.models.query_client import language_of
from webapp.models.rows import (
    EvidenceAboutRow,
    EvidenceInCountryRow,
    EvidenceOfPartnershipsRow,
    EvidenceOfThingRow,
    ExplorerEvidenceRow,
    SourcesListRow,
)

EvidenceRow: TypeAlias = (
    EvidenceAboutRow | EvidenceInCountryRow | EvidenceOfPartnershipsRow | EvidenceOfThingRow | ExplorerEvidenceRow
)
"""A statement, one of its sources, and a note on both."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the list of sources shows it."""

    iri: str
    title: str
    title_language: str
    publisher: str
    published: str
    language: str
    url: str

    @classmethod
    def read(cls, row: SourcesListRow) -> Source:
        """Read a row of `sources-list`; texts are plain, and equal ones are one object, as many stay in memory."""
        publisher, published, language = (intern(str(text)) for text in (row.publisher, row.published, row.language))
        title = str(row.title) or _untitled(row.source)
        return cls(row.source, title, language_of(row.title), publisher, published, language, str(row.url))

    @classmethod
    def unknown(cls, iri: str) -> Source:
        """Return what can be said of a source that the graph names and does not describe."""
        return cls(iri, _untitled(iri), "", "", "", "", "")


def _untitled(iri: str) -> str:
    return f"Source {iri.rpartition('/')[2]}"


class CitationNumbers:
    """The evidence of a page. Numbers are given out as statements are cited, so they rise down the page."""

    def __init__(self, rows: Iterable[EvidenceRow], sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._by_statement: dict[str, dict[str, None]] = {}
        self._notes: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        for row in rows:
            self._by_statement.setdefault(row.statement, {})[row.source] = None
            self._notes[row.statement] = row.note

    def cite(self, *statements: str) -> list[tuple[int, Source]]:
        """Return number and source of everything that these statements rest on."""
        iris = dict.fromkeys(source for statement in statements for source in self._in_time(statement))
        for iri in iris:
            self._numbers.setdefault(iri, len(self._numbers) + 1)
        return sorted(((self._numbers[iri], self._sources[iri]) for iri in iris), key=lambda cited: cited[0])

    def sources(self, statement: str) -> list[Source]:
        """Return the sources of a statement by their dates, without giving out numbers."""
        return [self._sources[iri] for iri in self._in_time(statement)]

    def _in_time(self, statement: str) -> list[str]:
        return sorted(self._by_statement.get(statement, ()), key=lambda iri: self._sources[iri].published or "9999")

    def lacks(self, *statements: str) -> bool:
        """Tell whether any of these statements has no source."""
        return not all(self._by_statement.get(statement) for statement in statements)

    @property
    def some(self) -> bool:
        """Whether there is any evidence."""
        return bool(self._by_statement)

    def note(self, statement: str) -> str:
        """Return what the sources of a statement say, in the words of this project."""
        return self._notes.get(statement, "")

    def cited(self) -> list[tuple[int, Source]]:
        """Return all cited sources by number; ask for it after everything has been cited."""
        return [(number, self._sources[iri]) for iri, number in self._numbers.items()]
