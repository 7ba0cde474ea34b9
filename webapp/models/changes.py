"""The changes of the data, in words as pages have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graph.releases.changes import LABEL, NOTE, OP, SOURCE, FormChange, PropertyChange, ThingChange
from graph.releases.difference import Difference
from ontology.namespaces import ID_BASE, PREFIXES
from webapp.models.entity import words
from webapp.text.dates import format_date, period

_XSD = PREFIXES["xsd"]
_DATES = frozenset(_XSD + name for name in ("date", "gYearMonth", "gYear"))
_CATEGORY, _MAIN_CATEGORY = OP + "category", OP + "mainCategory"
_START, _END = OP + "start", OP + "end"
_NAMES = {SOURCE: "sources", NOTE: "what the sources say", LABEL: "name"}
_LABEL = f" <{LABEL}> ".encode()

KINDS = {
    "partnership": ("partnership", "partnerships"),
    "organization": ("organization", "organizations"),
    "relation": ("relation between organizations", "relations between organizations"),
    "identifier": ("identifier in another register", "identifiers in other registers"),
    "programme": ("programme", "programmes"),
    "tier": ("tier", "tiers"),
    "games": ("Games", "Games"),
    "category": ("category", "categories"),
    "country": ("country", "countries"),
    "person": ("person", "people"),
    "role": ("role of a person", "roles of people"),
    "event": ("event", "events"),
    "contribution": ("contribution", "contributions"),
    "coverage": ("coverage of Games", "coverages of Games"),
    "reported-value": ("reported amount of money", "reported amounts of money"),
    "statistic": ("published figure", "published figures"),
    "source": ("source", "sources"),
    "release": ("release", "releases"),
}
"""What a thing of each kind is called, and what several are."""


@dataclass(frozen=True, slots=True)
class ChangedProperty:
    """A property in words, with the values that were lost and those that came."""

    name: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A change of a thing in words: its name, and its properties."""

    change: ThingChange
    name: str
    properties: tuple[ChangedProperty, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it: values as terms of N-Triples."""
        return {
            "id": self.change.thing.iri,
            "kind": self.change.thing.kind,
            "label": self.name,
            "state": self.change.state,
            "properties": [
                {"id": one.property, "removed": list(one.removed), "added": list(one.added)}
                for one in self.change.properties
            ],
        }


def kinds(kind: str) -> str:
    """Return what several things of a kind are called.

    >>> kinds("role"), kinds("")
    ('roles of people', 'things of others')
    """
    return KINDS[kind][1] if kind in KINDS else f"{kind}s" if kind else "things of others"


class Wording:
    """The words for the changes between two states of the data, which have the names."""

    def __init__(self, difference: Difference) -> None:
        self._labels: dict[str, bytes] = {}
        for lines in (difference.before, difference.after):
            for line in lines:
                if _LABEL in line:
                    subject, _, rest = line.partition(_LABEL)
                    self._labels[subject[1:-1].decode()] = rest[:-3].rpartition(b" ")[0]

    def name(self, iri: str) -> str:
        """Return the name of a thing or property, or else the words of its IRI; an IRI of others stays as it is."""
        if iri in self._labels:
            term = _term(self._labels[iri].decode())
            return term.value if isinstance(term, ox.Literal) else iri
        return words(iri) if iri.startswith((ID_BASE, OP)) or iri in _NAMES or "#" in iri else iri

    def property(self, iri: str) -> str:
        """Return what a property is called."""
        return _NAMES.get(iri) or (self.name(iri) if iri in self._labels else words(iri))

    def value(self, text: str) -> str:
        """Say a term of N-Triples."""
        term = _term(text)
        if isinstance(term, ox.NamedNode):
            return self.name(term.value)
        if not isinstance(term, ox.Literal):
            return text
        if term.datatype.value in _DATES:
            return format_date(term.value)
        return f"{term.value} ({term.language})" if term.language not in (None, "en") else term.value

    def thing(self, change: ThingChange) -> ChangedThing:
        """Say what happened to a thing."""
        return ChangedThing(change, self.name(change.thing.iri), tuple(self._properties(change)))

    def form(self, form: FormChange) -> str:
        """Say a change of form."""
        state = "new" if form.state == "added" else "gone"
        return f"{kinds(form.kind)}: “{self.property(form.property)}” is {state}, on {form.things:,} that stay"

    def _properties(self, change: ThingChange) -> Iterator[ChangedProperty]:
        """Say what differs; of a thing that came or went, start and end are one period."""
        whole = change.state != "changed"
        dates = [one for one in change.properties if whole and one.property in (_START, _END)]
        if dates:
            removed, added = ({one.property: one.removed for one in dates}, {one.property: one.added for one in dates})
            yield ChangedProperty("period", _period(removed), _period(added))
        for one in change.properties:
            if one not in dates and not (whole and (one.property == LABEL or _repeats(one, change))):
                yield ChangedProperty(self.property(one.property), self._values(one.removed), self._values(one.added))

    def _values(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.value(text) for text in texts)


def _repeats(one: PropertyChange, change: ThingChange) -> bool:
    """Tell whether a property is the main category of what has only one."""
    if one.property != _MAIN_CATEGORY:
        return False
    return any(
        (one.removed, one.added) == (it.removed, it.added) for it in change.properties if it.property == _CATEGORY
    )


def _period(values: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Say from when to when, from the terms for start and end."""
    start, end = (next((_term(text) for text in values.get(name, ())), None) for name in (_START, _END))
    said = period(*(term.value if isinstance(term, ox.Literal) else "" for term in (start, end)))
    return (said,) if said else ()


def _term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    document = f"<urn:x> <urn:x> {text} ."
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    term = next(iter(ox.parse(document, format=ox.RdfFormat.N_TRIPLES))).object
    return term
