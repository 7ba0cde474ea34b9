"""The number and the day of the data that the site shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.dates import PartialDate
from webapp.models.query_client import QueryClient
from webapp.models.rows import NewestReleaseRow
from webapp.text.dates import dated, format_date

_NUMBER = re.compile(r"\d+(\.\d+)*")
"""How the number of a release looks; any other text, of data from elsewhere, might not fit into a header."""

_UNFIT = re.compile(r"[^0-9A-Za-z]")
"""What does not fit into a header, or into the name of a file; a server may call its version anything."""

_DIGITS = 8
"""Digits of the digest that tell one build from another."""


@dataclass(frozen=True, slots=True)
class DataVersion:
    """The version of a dataset.

    Attributes:
        number: that of a release, such as `1.1`, or for another build `1.1+0ca31b17`; empty if nothing is known.
        date: the day of the release in ISO 8601, such as `2026-11-27`; empty for data without releases.
    """

    number: str
    date: str = ""

    @property
    def words(self) -> str:
        """The version in a sentence, such as `version 1.1 of 27 November 2026`."""
        day = f" of {format_date(self.date)}" if self.date else ""
        return f"version {self.number or 'unknown'}{day}"

    @property
    def is_release(self) -> bool:
        """Whether the data is that of a release, which stays, and not of a build between two."""
        return bool(self.date) and "+" not in self.number

    @property
    def field(self) -> str:
        """The value of the field `OPG-Version`: a string with a parameter, as in RFC 9651."""
        return f'"{self.number}"' + (f';date="{self.date}"' if self.date else "")

    @property
    def members(self) -> dict[str, str | None]:
        """The members that JSON has of it."""
        return {"version": self.number, "date": self.date or None}

    def rdf(self) -> Iterator[tuple[str, ox.Literal]]:
        """Yield the properties and values that a document has of it."""
        yield "owl:versionInfo", ox.Literal(self.number)
        if day := PartialDate.find(self.date):
            yield "dct:date", ox.Literal(day.text, datatype=ox.NamedNode(day.datatype))

    def file_name(self, stem: str, suffix: str) -> str:
        """Return the name of a file with this data, such as `partners-on-date-1.1-2026-11-27.csv`."""
        return "-".join(filter(None, (stem, self.number, self.date))) + f".{suffix}"


def data_version(ask: QueryClient) -> DataVersion:
    """Return the version of the data behind a store.

    The number is that of the newest release, with the first digits of the digest: the build may differ from it.
    Data without releases has the digest alone.
    """
    digest = _UNFIT.sub("", ask.store.version)[:_DIGITS]
    release = next(iter(ask.rows(NewestReleaseRow)), None)
    if release is None or not _NUMBER.fullmatch(release.number):
        return DataVersion(digest)
    return DataVersion(f"{release.number}+{digest}", dated(str(release.issued)))
