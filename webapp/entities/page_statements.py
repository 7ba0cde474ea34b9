"""The statements of a page about a thing, each with its sources.

Sources belong to rows of the tables. So all properties of a partnership have the same ones, and nothing finer is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ontology.namespaces import DERIVED_GRAPH, ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.entity import LABEL, RDF_TYPE, REPLACED_BY, Entity, words
from webapp.models.evidence import CitationNumbers, Source
from webapp.models.partnership import LabelledIri
from webapp.models.query_client import datatype_of, language_of, stated
from webapp.models.rows import StatementsAboutRow

OP = ONTOLOGY_NAMESPACE
CLASSIFICATION: Final = "classification"
"""The basis of what this project decided: categories, and ranks of tiers."""

DERIVED: Final = "derived"
"""The basis of what follows from other statements: the Games within the time of a partnership."""

_DATES: Final = {OP + "from": OP + "fromBasis", OP + "until": OP + "untilBasis"}
"""The days that follow from the tables, and what says on what each rests."""

_FOLLOWING: Final = {*_DATES, OP + "coversGames"}
"""What pages say of all that follows by rules."""

_REPEATED: Final = {OP + "start": OP + "from", OP + "end": OP + "until"}
"""What a table has, and the day that follows from it, which stands in its place where there is one."""

_WITHOUT: Final = {
    LABEL,
    RDF_TYPE,
    REPLACED_BY,
    PREFIXES["dct"] + "source",
    PREFIXES["schema"] + "identifier",
    *(
        OP + name
        for name in ("evidence", "mainCategory", "pluralLabel", "holds", "reading", "publishedAmount", "unitScale")
    ),
}
"""Properties that say nothing of their own: labels, classes, ways to sources, and what other properties repeat."""

_OURS: Final = {OP + "category", OP + "rank", PREFIXES["skos"] + "broader"}
_SOURCED: Final = {OP + "Organization": {OP + "organizationKind", OP + "country"}}
"""The properties that a row's sources are for, where they are not for all of them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its subject, property and value, on what it rests, and the sources that are recorded.

    `basis` is that of a date, or `classification` for what this project decided. It is `derived` for what follows from
    other statements, else `stated` where there is a source.
    """

    subject: LabelledIri
    property: LabelledIri
    value: str
    value_label: str
    language: str
    basis: str
    sources: tuple[Source, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it: things with `id` and `label`; `sources` are identifiers, or null for none."""
        value: object = {"id": self.value, "label": self.value_label} if self.value_label else self.value
        return {
            "subject": _thing(self.subject),
            "property": _thing(self.property),
            "value": value,
            **({"language": self.language} if self.language else {}),
            "basis": self.basis or ("stated" if self.sources else None),
            "sources": [source.iri for source in self.sources] or None,
        }


@dataclass(frozen=True, slots=True)
class _Row:
    """A property of a subject with its value, as any of the queries give it."""

    graph: str
    property: str
    value: str


def own_statements(subject: Entity, refs: CitationNumbers | None, itself: Source | None = None) -> list[Statement]:
    """Return the statements about the thing itself; those of a document rest on it `itself`."""
    names = {row.property: stated(row.propertyLabel) for row in subject.rows}
    names |= {row.value: stated(row.valueLabel) for row in subject.rows if not datatype_of(row.value)}
    rows = [_Row(row.graph, row.property, row.value) for row in subject.rows]
    found = _statements(LabelledIri(subject.iri, subject.label), rows, names, refs)
    return [replace(statement, sources=(itself,)) for statement in found] if itself else list(found)


def further_statements(thing: str, rows: Sequence[StatementsAboutRow], refs: CitationNumbers) -> Iterator[Statement]:
    """Return the statements about all else that a page about a thing tells of, from the rows of `statements-about`.

    Of other things there are those that have sources, and who owns them where that is the thing.
    """
    names = {row.named: row.namedLabel for row in rows if row.named}
    by_subject: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.property:
            by_subject[row.subject].append(_Row(row.graph, row.property, row.value))
    for iri, parts in by_subject.items():
        label = next((part.value for part in parts if part.property == LABEL), "")
        found = _statements(LabelledIri(iri, label), parts, names, refs)
        yield from (
            found
            if _is_row(parts)
            else (item for item in found if item.sources or (item.property.iri, item.value) == (OP + "owner", thing))
        )


def without_source(statements: Iterable[Statement], basis: str = "") -> list[str]:
    """Return the names of the properties, of a basis, for which no source is recorded; each once."""
    return list(dict.fromkeys(item.property.label for item in statements if not item.sources and item.basis == basis))


def _statements(
    subject: LabelledIri, rows: Sequence[_Row], names: Mapping[str, str], refs: CitationNumbers | None
) -> Iterator[Statement]:
    sources = tuple(refs.sources(subject.iri)) if refs else ()
    classes = {row.value for row in rows if row.property == RDF_TYPE}
    only = next((properties for class_, properties in _SOURCED.items() if class_ in classes), None)
    bases = {row.property: row.value.rpartition("/")[2] for row in rows if row.property in _DATES.values()}
    properties = {row.property for row in rows}
    shown = (row for row in rows if _is_shown(row) and _REPEATED.get(row.property) not in properties)
    for row in {(row.property, row.value): row for row in shown}.values():
        is_thing = not datatype_of(row.value)
        yield Statement(
            subject,
            LabelledIri(row.property, names.get(row.property) or words(row.property)),
            row.value,
            (names.get(row.value) or words(row.value)) if is_thing else "",
            language_of(row.value),
            bases.get(_DATES.get(row.property, "")) or _basis(row),
            sources if only is None or row.property in only else (),
        )


def _is_row(parts: Sequence[_Row]) -> bool:
    """Tell whether something is a row of a table about others, rather than a thing of its own."""
    return OP + "Organization" not in {part.value for part in parts} and any(
        part.property in {OP + "evidence", OP + "relationOf"} for part in parts
    )


def _basis(row: _Row) -> str:
    if row.property in _OURS:
        return CLASSIFICATION
    return DERIVED if row.graph == DERIVED_GRAPH else ""


def _is_shown(row: _Row) -> bool:
    if row.property in _FOLLOWING:
        return True
    return row.graph != DERIVED_GRAPH and row.property not in _WITHOUT and not _is_name_in_skos(row.property)


def _is_name_in_skos(property_: str) -> bool:
    """Tell whether a property of SKOS repeats what one of ours says: labels, and the scheme of a concept."""
    return property_.startswith(PREFIXES["skos"]) and property_ not in {*_OURS, PREFIXES["skos"] + "scopeNote"}


def _thing(thing: LabelledIri) -> dict[str, str]:
    return {"id": thing.iri, "label": thing.label}


def cited(statements: Iterable[Statement]) -> list[dict[str, str]]:
    """Return what is known of the sources that statements rest on, each once."""
    sources = {source.iri: source for statement in statements for source in statement.sources}
    return [_source(source) for source in sources.values()]


def _source(source: Source) -> dict[str, str]:
    return {
        "id": source.iri,
        "label": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }
