"""The page about a thing of any other kind. It shows what is stated about the thing, and what refers to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

from flask import request

from ontology.namespaces import CODE_LIST_KINDS, DATASET_IRI, DERIVED_GRAPH, ONTOLOGY_NAMESPACE, PREFIXES, prefixed_name
from webapp.entities.entity_page import EntityPage, entity_page
from webapp.models.entity import COMMENT, LABEL, RDF_TYPE, Entity, words
from webapp.models.query_client import datatype_of, language_of, stated
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CodesListRow, ThingMentionsRow, ThingStatementsRow
from webapp.models.site import SiteData
from webapp.text.english import amount, capital, with_the

_SHOWN = 40
_TITLES = {
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["dct"] + "title",
    LABEL,
    RDF_TYPE,
    COMMENT,
}
_SAID_ELSEWHERE = {
    PREFIXES["dct"] + "source",
    *(ONTOLOGY_NAMESPACE + name for name in ("publishedAmount", "reading", "unitScale")),
}
"""What the page says in other words: its list of sources, and the value of a figure."""

_LABELS = {
    ONTOLOGY_NAMESPACE + name: label
    for name, label in {
        "basis": "kind of figure",
        "end": "until",
        "firstYear": "from",
        "lastYear": "until",
        "pluralLabel": "in the plural",
        "refersTo": "about",
        "roleHolder": "person",
        "roleIn": "organization",
        "roleTitle": "title",
        "start": "from",
        "tierOf": "programme",
    }.items()
}
"""What pages call a property, where its name in the ontology reads oddly beside a value."""

_MENTIONED = {"holds": "Who holds it", "season": "Games of this season", "tier": "In this tier"}
"""Headings of what refers to a thing by a property."""

_RANKS = ("", "first", "second", "third", "fourth", "fifth")
_LARGE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_DATES = ("date", "gYear", "gYearMonth")
_NUMBERS = ("decimal", "integer")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text and language, and the IRI where it is a thing."""

    text: str
    language: str
    iri: str
    is_date: bool


@dataclass
class Property:
    """A property with its values; `total` may be more than those shown."""

    iri: str
    label: str
    derived: bool
    values: list[Value] = field(default_factory=list)
    total: int = 0


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; two queries besides the one of the subject."""
    everything = "all" in request.args
    mentions = None if everything else _held(here.catalogue).get(subject.iri)
    if mentions is None:
        mentions = _mentions(here.ask.rows(ThingMentionsRow, thing=subject.iri), None if everything else _SHOWN)
    return entity_page(
        subject,
        "entities/generic.html",
        kind=_kind(subject),
        title=_LARGE.sub(lambda number: amount(number[0].replace(",", "")), subject.label),
        summary=_summary(subject),
        properties=_properties(subject),
        mentions=mentions,
        everything=everything,
        refs=here.catalogue.citations(subject.iri),
        downloads=subject.iri == DATASET_IRI and here.downloads is not None,
    )


def _summary(subject: Entity) -> str:
    """Say of a tier, a contribution or a report of money what it belongs to; nothing of other things."""
    programme, partner = subject.thing("tierOf") or subject.thing("programme"), subject.thing("partner")
    rank = subject.text("rank")
    if programme and rank.isdecimal():
        place = f" We rank it {_RANKS[int(rank)]}." if int(rank) in range(1, len(_RANKS)) else ""
        return f"{subject.label} is a tier of {with_the(programme.label)}.{place}"
    if programme and partner and subject.thing("contributionKind"):
        return f"{partner.label} contributes this as a partner in {with_the(programme.label)}."
    if programme and partner and subject.text("amount"):
        return f"A report of what {partner.label} pays for {with_the(programme.label)}."
    return ""


def _kind(subject: Entity) -> str:
    """Return what the thing is: one of its classes, ours if it can be. For a code, return what it is a code for."""
    schemes = subject.things(PREFIXES["skos"] + "inScheme")
    own = [thing for thing in subject.types if thing.iri.startswith(ONTOLOGY_NAMESPACE)]
    labels = [thing.label or words(thing.iri) for thing in own or schemes or subject.types]
    return capital(labels[0]) if labels else "Thing"


def _properties(subject: Entity) -> list[Property]:
    found: dict[str, Property] = {}
    for row in subject.rows:
        iri = row.property
        if iri in _TITLES or iri in _SAID_ELSEWHERE or row.value == subject.label:
            continue
        label = _LABELS.get(iri) or stated(row.propertyLabel) or words(iri)
        derived = row.graph == DERIVED_GRAPH
        found.setdefault(iri, Property(iri, label, derived)).values.append(_value(row))
    return sorted(
        found.values(), key=lambda item: (item.derived, not item.iri.startswith(ONTOLOGY_NAMESPACE), item.label)
    )


def _value(row: ThingStatementsRow) -> Value:
    datatype = datatype_of(row.value)
    is_thing = not datatype
    text = stated(row.valueLabel) or (prefixed_name(row.value) if is_thing else row.value)
    if row.property == ONTOLOGY_NAMESPACE + "evidence":
        text = "what the sources say"
    if datatype.endswith(_NUMBERS):
        text = amount(text)
    return Value(text, language_of(row.value), row.value if is_thing else "", datatype.endswith(_DATES))


def _mentioned(row: ThingMentionsRow) -> str:
    label = stated(row.propertyLabel) or words(row.property)
    return _MENTIONED.get(label, f"as “{label}”")


def _mentions(rows: list[ThingMentionsRow], limit: int | None) -> list[Property]:
    found: dict[str, Property] = {}
    for row in rows:
        property_ = found.setdefault(row.property, Property(row.property, _mentioned(row), False))
        property_.total += 1
        if limit is None or len(property_.values) < limit:
            text = stated(row.subjectLabel) or prefixed_name(row.subject)
            property_.values.append(Value(text, language_of(row.subjectLabel), row.subject, False))
    return list(found.values())


_CODES = ("what refers to codes",)
"""Where the reference data has that, among the results of its version."""


def hold_codes(catalogue: ReferenceData) -> None:
    """Read what pages about codes show of what refers to them. For some that is a large part of the graph."""
    codes = (row.code for row in catalogue.ask.rows(CodesListRow) if catalogue.urls.kind(row.code) in CODE_LIST_KINDS)
    catalogue.results[_CODES] = {
        code: _mentions(catalogue.ask.rows(ThingMentionsRow, thing=code), _SHOWN) for code in codes
    }


def _held(catalogue: ReferenceData) -> dict[str, list[Property]]:
    return cast("dict[str, list[Property]]", catalogue.results.get(_CODES, {}))
