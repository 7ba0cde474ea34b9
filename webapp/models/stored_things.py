"""The statements about single things.

They are read from an embedded store without a query. A page shows a few of many things, and reading these takes less
than reading all that the graph has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final, TypeVar

import pyoxigraph as ox

from graph.stores.statements_in_order import statements_about, values_in
from graph.stores.store import EmbeddedStore, Term
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.evidence import Source
from webapp.models.query_client import cell, language_of
from webapp.models.rows import EvidenceOfPartnershipsRow, SourcesListRow
from webapp.text.english import ENGLISH

T = TypeVar("T")

_LABEL: Final = PREFIXES["rdfs"] + "label"
_TYPE: Final = PREFIXES["rdf"] + "type"
_PARTNERSHIP: Final = ONTOLOGY_NAMESPACE + "Partnership"
_PARTNER: Final = ONTOLOGY_NAMESPACE + "partner"
_CATEGORY: Final = ONTOLOGY_NAMESPACE + "Category"
_SOURCE: Final = ONTOLOGY_NAMESPACE + "Source"
_COUNTRY: Final = ONTOLOGY_NAMESPACE + "country"
_BROADER: Final = PREFIXES["skos"] + "broader"
_NAMED: Final = frozenset(
    ONTOLOGY_NAMESPACE + name for name in ("Organization", "Games", "Programme", "Category", "Person", "Country")
)
"""The classes of things that the query `names` has the names of."""

_OF_SOURCE: Final = {
    "title": PREFIXES["dct"] + "title",
    "publisher": PREFIXES["dct"] + "publisher",
    "published": ONTOLOGY_NAMESPACE + "published",
    "language": PREFIXES["dct"] + "language",
    "url": ONTOLOGY_NAMESPACE + "url",
}


class ReadSingly(dict[str, T]):
    """A look-up by IRI that reads each thing when it is first asked for; `unknown` makes what is not there.

    Its order and its length are those of what has been asked for.
    """

    def __init__(self, read: Callable[[str], T | None], unknown: Callable[[str], T]) -> None:
        super().__init__()
        self._read, self._unknown = read, unknown

    def __missing__(self, iri: str) -> T:
        """Read what is known of a thing."""
        found = self._read(iri)
        self[iri] = known = self._unknown(iri) if found is None else found
        return known

    def __contains__(self, iri: object) -> bool:
        """Tell whether the graph knows a thing."""
        return isinstance(iri, str) and self._read(iri) is not None

    def get(self, iri: str, _: object = None) -> T:
        """Return what is known of a thing, which always is something."""
        return self[iri]


class StoredThings:
    """The statements of an embedded store, by thing and property; the order of values is that of their texts."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        nquads = store.folder.parent / "dataset.nq" if store.folder else None
        self._nquads = nquads if nquads and nquads.exists() else None

    def label(self, iri: str) -> str:
        """Return the label of a thing that people search for: the English one if there are several; or nothing."""
        if not _NAMED.intersection(self._values(iri, _TYPE)):
            return ""
        return next(iter(sorted(self._values(iri, _LABEL), key=lambda text: language_of(text) not in ENGLISH)), "")

    def short_name(self, iri: str) -> str:
        """Return the short English name of a thing, or nothing."""
        names = self._values(iri, ONTOLOGY_NAMESPACE + "shortName")
        found = next((name for name in names if language_of(name) == "en"), "")
        return found if found and self.label(iri) else ""

    def is_partner(self, iri: str) -> bool:
        """Tell whether an organization has a partnership."""
        subjects = self._subjects(_PARTNER, iri)
        return any(_PARTNERSHIP in self._values(subject, _TYPE) for subject in subjects)

    def partners(self) -> set[str]:
        """Return all organizations that have a partnership."""
        found = self.values_of(_TYPE, _PARTNER, kind="partnership")
        return {iri for _, values in found if _PARTNERSHIP in values.get(_TYPE, ()) for iri in values.get(_PARTNER, ())}

    def country(self, iri: str) -> str | None:
        """Return the country of a thing, if it has one."""
        return next(iter(self._values(iri, _COUNTRY)), None)

    def groups(self) -> dict[str, str]:
        """Return the group of each category; a group is its own."""
        return {
            iri: next(iter(self._values(iri, _BROADER)), iri) for iri in sorted(set(self._subjects(_TYPE, _CATEGORY)))
        }

    def partnerships(self) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Yield each partnership with its values, by the local names of the properties.

        Equal texts are one object, since many partnerships share days and other things.
        """
        shared: dict[str, str] = {}
        for iri, quads in self._all_of(_PARTNERSHIP, "partnership"):
            values: dict[str, set[str]] = {}
            for quad in quads:
                text = cell(quad.object)
                values.setdefault(quad.predicate.value.rpartition("#")[2], set()).add(
                    shared.setdefault(text, str(text))
                )
            yield iri, {name: sorted(texts) for name, texts in values.items()}

    def source(self, iri: str) -> Source | None:
        """Return a source, if the graph describes one of this IRI."""
        if _SOURCE not in self._values(iri, _TYPE):
            return None
        return _source(iri, {name: self._values(iri, property_) for name, property_ in _OF_SOURCE.items()})

    def sources(self) -> Iterator[Source]:
        """Yield every source."""
        for iri, quads in self._all_of(_SOURCE, "source"):
            found = {
                property_: {quad.object for quad in quads if quad.predicate.value == property_}
                for property_ in _OF_SOURCE.values()
            }
            yield _source(iri, {name: _texts(found[property_]) for name, property_ in _OF_SOURCE.items()})

    def _all_of(self, class_: str, kind: str) -> Iterator[tuple[str, list[ox.Quad]]]:
        """Yield each thing of a class with its statements; `kind` is how their IRIs begin in a snapshot."""
        if self._nquads:
            of_class = ox.NamedNode(class_)
            for iri, quads in statements_about(self._nquads, f"{ID_BASE}{kind}/"):
                if any(quad.object == of_class and quad.predicate.value == _TYPE for quad in quads):
                    yield iri, quads
        else:
            for iri in sorted(set(self._subjects(_TYPE, class_))):
                yield iri, list(self._store.matching(ox.NamedNode(iri), None, None))

    def sources_by_publisher(self) -> dict[str, list[tuple[str, str]]]:
        """Return the sources of each publisher in the order of their days, with these; those without one come last."""
        sources = set(self._subjects(_TYPE, _SOURCE))
        days: dict[str, str] = {}
        for source, day in self.pairs(_OF_SOURCE["published"]):
            days[source] = min(day, days.get(source, day))
        found: dict[str, set[tuple[str, str]]] = {}
        for source, publisher in self.pairs(_OF_SOURCE["publisher"]):
            if source in sources:
                found.setdefault(publisher, set()).add((days.get(source) or "9999", source))
        return {publisher: sorted(own) for publisher, own in found.items()}

    def evidence_of_partnership(self, iri: str) -> list[EvidenceOfPartnershipsRow]:
        """Return the evidence of a partnership; nothing for other things."""
        return self.evidence(iri) if _PARTNERSHIP in self._values(iri, _TYPE) else []

    def evidence(self, thing: str) -> list[EvidenceOfPartnershipsRow]:
        """Return the evidence of a thing, one row for each of its sources."""
        found = [
            EvidenceOfPartnershipsRow(thing, note, source)
            for evidence in self._values(thing, ONTOLOGY_NAMESPACE + "evidence")
            for source in self._values(evidence, ONTOLOGY_NAMESPACE + "source")
            for note in self._values(evidence, ONTOLOGY_NAMESPACE + "note") or [""]
        ]
        return sorted(found, key=lambda row: row.source)

    def _values(self, iri: str, property_: str) -> list[str]:
        with suppress(ValueError):  # what is no IRI has no statements
            found = {quad.object for quad in self._store.matching(ox.NamedNode(iri), ox.NamedNode(property_), None)}
            return _texts(found)
        return []

    def first(self, iri: str, property_: str) -> str:
        """Return the first value of a property, or nothing."""
        return next(iter(self._values(iri, property_)), "") if iri else ""

    def number(self, class_: str) -> int:
        """Return how many things there are of a class."""
        return len(self.all_of_class(class_))

    def classes(self) -> list[str]:
        """Return the classes that an ontology in the graph describes."""
        kinds = (PREFIXES["owl"] + "Class", PREFIXES["rdfs"] + "Class")
        return sorted({iri for kind in kinds for iri in self._subjects(_TYPE, kind)})

    def all_of_class(self, class_: str) -> set[str]:
        """Return all things of a class."""
        return set(self._subjects(_TYPE, class_))

    def any_label(self, iri: str) -> str:
        """Return the label of a thing of any class: the English one if there are several; or the end of its IRI."""
        labels = sorted(self._values(iri, _LABEL), key=lambda text: language_of(text) not in ENGLISH)
        return next(iter(labels), "") or iri.rpartition("/")[2]

    def pairs(self, property_: str) -> Iterator[tuple[str, str]]:
        """Yield each thing that has a property, with each of its values."""
        for quad in self._store.matching(None, ox.NamedNode(property_), None):
            yield cell(quad.subject), str(cell(quad.object))

    def values_of(self, *properties: str, kind: str = "") -> Iterator[tuple[str, Mapping[str, set[str]]]]:
        """Yield each thing that has some of these properties, with its values of them that are IRIs.

        With a `kind`, only things of that kind need be there: those whose IRIs begin so in a snapshot.
        """
        if self._nquads:
            yield from values_in(self._nquads, properties, f"{ID_BASE}{kind}/" if kind else "")
            return
        found: dict[str, dict[str, set[str]]] = {}
        for property_ in properties:
            for quad in self._store.matching(None, ox.NamedNode(property_), None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                    found.setdefault(quad.subject.value, {}).setdefault(property_, set()).add(quad.object.value)
        yield from found.items()

    def _subjects(self, property_: str, iri: str) -> Iterator[str]:
        with suppress(ValueError):
            for quad in self._store.matching(None, ox.NamedNode(property_), ox.NamedNode(iri)):
                yield cell(quad.subject)


def _texts(terms: Iterable[Term]) -> list[str]:
    return sorted(map(cell, terms), key=lambda text: (text, language_of(text)))


def _source(iri: str, values: dict[str, list[str]]) -> Source:
    """Return the source that has these values, by the columns of its row; an English title comes first."""
    values["title"].sort(key=lambda text: language_of(text) not in ENGLISH)
    return Source.read(SourcesListRow(iri, **{name: found[0] if found else "" for name, found in values.items()}))
