"""The downloads of the tables behind the page about a thing. They are the answers of named queries."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class TableDownload:
    """A table: what it holds, and the fields of the query that answers with it."""

    title: str
    query: str
    fields: str

    @property
    def question(self) -> str:
        """The address of the named query's page."""
        return f"/queries/{self.query}?{self.fields}"

    def download(self, suffix: str) -> str:
        """Return the address of the table in a format."""
        return f"/api/queries/{self.query}.{suffix}?{self.fields}"


_EVIDENCE = ("Every statement with its sources", "evidence-behind", "thing")
_TABLES = {
    "partner": (("Its partnerships", "partner-history", "partner"), _EVIDENCE),
    "organization": (_EVIDENCE,),
    "games": (("Its partners by tier", "partners-of-games", "games"), _EVIDENCE),
    "programme": (("Its partners", "partners-of-programme", "programme"), _EVIDENCE),
    "category": (("Who has held it", "category-holders", "category"),),
    "country": (("Its partners", "partners-from-country", "country"),),
    "person": (("Announcements", "announcements", "who"), _EVIDENCE),
    "event": (("Its sources", "evidence-of", "statement"),),
    "partnership": (("Its sources", "evidence-of", "statement"),),
    "source": (("What rests on it", "statements-of-source", "source"),),
}
"""For each kind of page: what a table holds, the query, and the parameter that takes the thing."""


def table_downloads(address: str) -> list[TableDownload]:
    """Return the tables behind the page at an address, such as `/partner/alibaba`; none for other kinds of pages.

    The thing is named by its kind too, since one slug may name several.
    """
    kind, _, slug = address.strip("/").partition("/")
    thing = f"{'organization' if kind == 'partner' else kind}:{slug}"
    return [
        TableDownload(title, query, urlencode({parameter: thing}, safe=":"))
        for title, query, parameter in _TABLES.get(kind, ())
    ]
