"""The version of the data that is shown, as people name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.releases.frozen import by_digest, releases
from graph.version_digest import is_digest
from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.query_client import QueryClient
from webapp.models.rows import DataVersionRow, TermsInUseRow

_OURS = re.escape(ONTOLOGY_NAMESPACE) + "[A-Za-z]+"
_USED = re.compile(f" <{re.escape(PREFIXES['void'])}property> <({_OURS})> ".encode())
_LABELS = re.compile(f'^<({_OURS})> <{re.escape(PREFIXES["rdfs"])}label> "([^"]+)"@en '.encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DataVersion:
    """A version: its name, the date as of which it holds, whether it is a release, and the digest of the statements.

    The name is the number of a release, such as `1.1`. What came from a release is `1.1+` and letters of a digest. Data
    of others has the beginning of the digest as its name, and no date.
    """

    name: str
    date: str
    released: bool
    digest: str
    newest: str = ""
    """The number of the newest release, where this is an older one."""

    @property
    def number(self) -> str | None:
        """The name, if the data has one of its own."""
        return self.name if self.name != self.digest[:12] else None


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
    """Return the version of the data behind a store."""
    digest = ask.store.version
    if release := by_digest(digest):  # the first one does not say its number itself
        newest = releases()[-1].version
        older = newest if newest != release.version else ""
        return DataVersion(release.version, release.date, released=True, digest=digest, newest=older)
    stated = next((row for row in ask.rows(DataVersionRow) if not is_digest(row.version)), None)
    if stated is None:
        return DataVersion(digest[:12], "", released=False, digest=digest)
    return DataVersion(stated.version, stated.date, released=False, digest=digest)
