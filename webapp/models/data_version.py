"""The number and the day of the data that the site shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.dates import PartialDate
from graph.releases.frozen import by_digest, releases
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.query_client import QueryClient
from webapp.models.rows import DataVersionRow, TermsInUseRow
from webapp.text.dates import dated, format_date

_FIT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{,39}")
"""A version that fits into a header. A digest is longer, and other texts may be anything."""

_UNFIT = re.compile(r"[^0-9A-Za-z]")
"""What does not fit into a header, or into the name of a file; a server may call its version anything."""

_DIGITS = 8
"""Digits of the digest that tell one build from another."""

_OURS = re.escape(ONTOLOGY_NAMESPACE) + "[A-Za-z]+"
_USED = re.compile(f" <{re.escape(PREFIXES['void'])}property> <({_OURS})> ".encode())
_LABELS = re.compile(f'^<({_OURS})> <{re.escape(PREFIXES["rdfs"])}label> "([^"]+)"@en '.encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DataVersion:
    """The version of a dataset.

    Attributes:
        number: that of a release, such as `1.1`, or for another build `1.1+0ca31b17`; empty if nothing is known.
        date: the day of the release in ISO 8601, such as `2026-11-27`; empty for data without releases.
        newest: the number of the newest release, where this is an older one.
    """

    number: str
    date: str = ""
    newest: str = ""

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


def not_stated(ask: QueryClient) -> list[str]:
    """Return the names of the properties of ours that the newest release has, and this data does not have.

    Pages ask for them. Where they find nothing they say so, though an older release may state it in another form.
    """
    newest = releases()[-1].content()
    used = {row.term for row in ask.rows(TermsInUseRow)}
    labels = {found[1].decode(): found[2].decode() for found in _LABELS.finditer(newest)}
    return sorted(
        labels[iri] for iri in {found[1].decode() for found in _USED.finditer(newest)} - used if iri in labels
    )


def data_version(ask: QueryClient) -> DataVersion:
    """Return the version of the data behind a store.

    A release is known by its digest. Any other build of ours says what it is; data of others has a digest alone.
    """
    digest = ask.store.version
    if release := by_digest(digest):  # the first one does not say its number itself
        newest = releases()[-1].version
        return DataVersion(release.version, release.date, newest if newest != release.version else "")
    stated = next((row for row in ask.rows(DataVersionRow) if _FIT.fullmatch(row.version)), None)
    if stated is None:
        return DataVersion(_UNFIT.sub("", digest)[:_DIGITS])
    return DataVersion(str(stated.version), dated(str(stated.date)))
