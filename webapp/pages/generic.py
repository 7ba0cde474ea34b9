"""The page about any other thing: what is stated about it, and what refers to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Response, request

from ontology.namespaces import BASE, DERIVED_GRAPH, ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from webapp import replies
from webapp.asking import Row
from webapp.evidence import References
from webapp.meetings import meetings
from webapp.pages.events import Event, events_of
from webapp.pages.subject import COMMENT, LABEL, RDF_TYPE, Subject
from webapp.partnerships import Thing
from webapp.site import Site
from webapp.wording import capital

_SHOWN = 40
_TITLES = {
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["dct"] + "title",
    LABEL,
    RDF_TYPE,
    COMMENT,
}
_DATES = ("date", "gYear", "gYearMonth")


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


def show(here: Site, subject: Subject) -> Response:
    """Render the page; three queries besides the one of the subject."""
    mentions = here.ask.rows("thing-mentions", thing=subject.iri)
    everything = "all" in request.args
    events = _events(here, subject)
    return replies.entity_page(
        "/" + subject.iri.removeprefix(ID_BASE).removeprefix(BASE),
        subject.iri,
        "thing.html",
        subject=subject,
        kind=_kind(subject),
        properties=_properties(subject),
        mentions=_mentions(mentions, None if everything else _SHOWN),
        everything=everything,
        meetings=meetings(here.catalogue, Thing(subject.iri, subject.label), events),
        events=len(events),
        refs=References(here.ask.rows("evidence-about", thing=subject.iri), here.catalogue.sources),
    )


def _events(here: Site, subject: Subject) -> list[Event]:
    """Return the events in which a person or an organization was involved; other things have none."""
    if not subject.iri.startswith((ID_BASE + "person/", ID_BASE + "organization/")):
        return []
    return events_of(here.ask.rows("events-about", thing=subject.iri), subject.iri)


def _kind(subject: Subject) -> str:
    own = [thing for thing in subject.types if thing.iri.startswith(ONTOLOGY_NAMESPACE)]
    labels = [thing.label for thing in (own or subject.types) if thing.label]
    return capital(labels[0]) if labels else "Thing"


def _properties(subject: Subject) -> list[Property]:
    found: dict[str, Property] = {}
    for row in subject.rows:
        iri = row["property"]
        if iri in _TITLES:
            continue
        label = row["propertyLabel"] or readable(iri)
        derived = row["graph"] == DERIVED_GRAPH
        found.setdefault(iri, Property(iri, label, derived)).values.append(_value(row))
    return sorted(
        found.values(), key=lambda item: (item.derived, not item.iri.startswith(ONTOLOGY_NAMESPACE), item.label)
    )


def _value(row: Row) -> Value:
    term = row.term("value")
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    is_thing = not hasattr(term, "datatype")
    text = row["valueLabel"] or (readable(row["value"]) if is_thing else row["value"])
    return Value(text, row.language("value"), row["value"] if is_thing else "", datatype.endswith(_DATES))


def _mentions(rows: list[Row], limit: int | None) -> list[Property]:
    found: dict[str, Property] = {}
    for row in rows:
        property_ = found.setdefault(
            row["property"], Property(row["property"], row["propertyLabel"] or readable(row["property"]), False)
        )
        property_.total += 1
        if limit is None or len(property_.values) < limit:
            text = row["subjectLabel"] or readable(row["subject"])
            property_.values.append(Value(text, row.language("subjectLabel"), row["subject"], False))
    return list(found.values())


def readable(iri: str) -> str:
    """Return an IRI as people read it: prefixed where the prefix is known.

    >>> readable("http://www.w3.org/2004/02/skos/core#inScheme")
    'skos:inScheme'
    """
    best = max(
        (item for item in PREFIXES.items() if iri.startswith(item[1])), key=lambda item: len(item[1]), default=None
    )
    return f"{best[0]}:{iri.removeprefix(best[1])}" if best else iri
