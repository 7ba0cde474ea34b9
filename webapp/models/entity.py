"""The thing that a page is about. It has the statements about itself, from the query `thing-statements`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.namespaces import ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import QueryClient, language_of, stated
from webapp.models.rows import ThingStatementsRow
from webapp.text.english import ENGLISH

RDF_TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
COMMENT = PREFIXES["rdfs"] + "comment"
REPLACED_BY = PREFIXES["dct"] + "isReplacedBy"
OP = ONTOLOGY_NAMESPACE
NAMES = ("alternativeName", "shortName", "formerName", "brandName", "transliteratedName", "otherName")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name with its language and what kind of name it is."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing and the rows of its statements; properties of `op:` are asked for by local name."""

    iri: str
    rows: Sequence[ThingStatementsRow]

    @classmethod
    def load(cls, ask: QueryClient, iri: str) -> Entity | None:
        """Return the thing, or None where the graph says nothing about it."""
        rows = ask.rows(ThingStatementsRow, thing=iri)
        return cls(iri, rows) if rows else None

    def _of(self, property_: str) -> list[ThingStatementsRow]:
        iri = property_ if ":" in property_ else OP + property_
        return [row for row in self.rows if row.property == iri]

    @property
    def label(self) -> str:
        """Its label, or the end of its IRI."""
        return next((row.value for row in self._labels), "") or self.iri.rpartition("/")[2]

    @property
    def label_language(self) -> str:
        """The language of the label."""
        return next((language_of(row.value) for row in self._labels), "en")

    @property
    def _labels(self) -> list[ThingStatementsRow]:
        """The rows of its labels, an English one first."""
        return sorted(self._of(LABEL), key=lambda row: language_of(row.value) not in ENGLISH)

    @property
    def comment(self) -> str:
        """The note on it, if there is one."""
        return self.text(COMMENT)

    def text(self, property_: str) -> str:
        """Return the first value of a property as text, or an empty string."""
        return next((row.value for row in self._of(property_)), "")

    def texts(self, property_: str) -> list[str]:
        """Return all values of a property as text."""
        return [row.value for row in self._of(property_)]

    def thing(self, property_: str) -> LabelledIri | None:
        """Return the first value of a property as a thing."""
        return next(iter(self.things(property_)), None)

    def things(self, property_: str) -> list[LabelledIri]:
        """Return all values of a property as things."""
        return list(dict.fromkeys(LabelledIri(row.value, row.valueLabel) for row in self._of(property_)))

    @property
    def types(self) -> list[LabelledIri]:
        """Its classes; those of other vocabularies have no label."""
        return [LabelledIri(row.value, stated(row.valueLabel)) for row in self._of(RDF_TYPE)]

    @property
    def aliases(self) -> list[Alias]:
        """Its other names, those in other languages last; not the one that it goes by here already."""
        found = [
            Alias(row.value, language_of(row.value), name)
            for name in NAMES
            for row in self._of(name)
            if row.value != self.label
        ]
        return sorted(found, key=lambda alias: (alias.language not in {"", "en"}, alias.language))


def words(iri: str) -> str:
    """Return the words in the name of a term of another vocabulary, whose labels are not in the graph.

    >>> words("http://www.w3.org/2004/02/skos/core#hasTopConcept")
    'has top concept'
    """
    name = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()
