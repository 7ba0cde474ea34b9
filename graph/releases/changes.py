"""The changes between two states of the data, thing by thing.

They are those of the curated graph, which the tables state. What follows from them is counted, and not listed. That is
derived statements, labels that a build composes, and links that repeat each other. Evidence belongs to what it is for.
A property that only one of the two states has for things of a kind is a change of form. It is listed once, with the
number of things.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from graph.releases.difference import Difference, Line
from graph.version_digest import states_digest
from ontology.namespaces import CURATED_GRAPH, DATASET_IRI, GRAPHS, ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES

State: TypeAlias = Literal["added", "removed", "changed"]
STATES: Final[tuple[State, ...]] = ("added", "removed", "changed")

OP: Final = ONTOLOGY_NAMESPACE
SOURCE: Final = OP + "source"
NOTE: Final = OP + "note"
LABEL: Final = PREFIXES["rdfs"] + "label"
TYPE: Final = PREFIXES["rdf"] + "type"

TABLES: Final = {
    "partnership": "partnerships",
    "organization": "organizations",
    "relation": "organization_relations",
    "identifier": "identifiers",
    "programme": "programmes",
    "tier": "tiers",
    "games": "games",
    "category": "categories",
    "country": "countries",
    "person": "people",
    "role": "people",
    "event": "events",
    "contribution": "contributions",
    "coverage": "games_covered",
    "reported-value": "reported_values",
    "statistic": "statistics",
    "source": "sources",
    "release": "releases",
}
"""The table whose rows describe things of a kind, in the order in which kinds are listed."""

_TABLES_OF_PROPERTIES: Final = {
    **dict.fromkeys(
        (
            OP + name
            for name in (
                "alternativeName", "shortName", "formerName", "brandName", "transliteratedName", "otherName"
            )
        ),
        "aliases",
    ),
    PREFIXES["dct"] + "isReplacedBy": "replaced",
    OP + "replacementReason": "replaced",
    OP + "withdrawn": "withdrawn",
}  # fmt: skip
"""Properties that have a table of their own."""

_ONCE_A_ROW: Final = {OP + "replacementReason"}
"""Properties of such tables beside the one that their rows are counted by."""

_COMPOSED: Final = frozenset(
    ("partnership", "relation", "identifier", "role", "contribution", "coverage", "reported-value", "statistic")
)
"""Kinds whose labels a build composes from other things."""

_REPEATING: Final = frozenset(
    (
        TYPE,
        OP + "evidence",
        OP + "holds",
        OP + "reading",
        OP + "isCopy",
        PREFIXES["schema"] + "identifier",
        PREFIXES["dct"] + "title",
        PREFIXES["dcat"] + "hasVersion",
        PREFIXES["dcat"] + "previousVersion",
        PREFIXES["owl"] + "versionInfo",
        *(PREFIXES["skos"] + name for name in ("prefLabel", "inScheme", "topConceptOf", "hasTopConcept")),
    )
)
"""Properties that repeat what another one says, or that count others."""

_PERIOD: Final = "period"
"""The kind of what published figures refer to, which is there with them."""

_STATES: Final[dict[tuple[bool, bool], State]] = {(False, True): "added", (True, False): "removed"}
"""What happened to a thing by whether it was there before, and whether it is after."""

_EVIDENCE: Final = re.compile(re.escape(f"<{ID_BASE}evidence/") + "([a-z-]+?)--([^>]+)>")
_THING: Final = re.compile(re.escape(f"<{ID_BASE}") + "([a-z-]+)/([^>]+)>")
_RELEASE: Final = re.compile(re.escape(f"<{DATASET_IRI}/") + r"(\d[\d.]*)>")
_CURATED: Final = f"<{CURATED_GRAPH}>".encode()


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A thing by its kind, such as `partnership`, and its slug.

    What is not ours has no kind, and its whole IRI as slug.
    """

    kind: str
    slug: str

    @property
    def iri(self) -> str:
        """The IRI, or the label of a blank node."""
        if self.kind == "release":
            return f"{DATASET_IRI}/{self.slug}"
        return f"{ID_BASE}{self.kind}/{self.slug}" if self.kind else self.slug


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property of a thing, with the values that it lost and those that it got, as terms of N-Triples."""

    property: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing that was added, removed or changed, with all properties that differ."""

    thing: Thing
    state: State
    properties: tuple[PropertyChange, ...]

    def rows(self) -> Iterator[tuple[str, State, int]]:
        """Yield the tables that this comes from, with what happened there to how many rows."""
        own = [change for change in self.properties if change.property not in _TABLES_OF_PROPERTIES]
        if own or self.state != "changed":
            yield TABLES.get(self.thing.kind, ""), self.state, 1
        for change in self.properties:
            table = _TABLES_OF_PROPERTIES.get(change.property)
            if table and change.property not in _ONCE_A_ROW:
                yield table, "added", len(change.added)
                yield table, "removed", len(change.removed)


@dataclass(frozen=True, slots=True, order=True)
class FormChange:
    """A property that things of a kind have only before, or only after, and how many that stay have it."""

    kind: str
    property: str
    state: State
    things: int


@dataclass(frozen=True)
class Changes:
    """What differs: things, changes of form, and the numbers of statements by graph that were added and removed."""

    things: tuple[ThingChange, ...]
    forms: tuple[FormChange, ...] = ()
    added: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)

    def by_kind(self) -> dict[str, Counter[State]]:
        """Count things by kind and by what happened to them."""
        found: defaultdict[str, Counter[State]] = defaultdict(Counter)
        for change in self.things:
            found[change.thing.kind][change.state] += 1
        return dict(found)

    def by_table(self) -> dict[str, Counter[State]]:
        """Count rows by table and by what happened to them, as far as statements tell."""
        found: defaultdict[str, Counter[State]] = defaultdict(Counter)
        for change in self.things:
            for table, state, number in change.rows():
                found[table][state] += number
        return {table: +counter for table, counter in found.items() if +counter}

    def of(self, iri: str) -> ThingChange | None:
        """Return what happened to a thing, or None."""
        return next((change for change in self.things if change.thing.iri == iri), None)

    def as_json(self, before: str, after: str) -> dict[str, Any]:
        """Return the list of changes as JSON: things by kind, without their statements."""
        kinds: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {state: [] for state in STATES})
        for change in self.things:
            kinds[change.thing.kind][change.state].append(change.thing.slug)
        return {
            "from": before,
            "to": after,
            "statements": {"added": self.added, "removed": self.removed},
            "tables": {
                table: {state: counter[state] for state in STATES} for table, counter in self.by_table().items()
            },
            "forms": [
                {"kind": form.kind, "property": form.property, "state": form.state, "things": form.things}
                for form in self.forms
            ],
            "things": dict(kinds),
        }


def changes(difference: Difference, *, fold_forms: bool = True) -> Changes:
    """Return what differs, thing by thing, in the order of kinds and slugs.

    Unless `fold_forms`, changes of form are listed with each thing too.
    """
    before, after = _Use.of(difference.before), _Use.of(difference.after)
    things, forms = [], Counter[tuple[str, str, State]]()
    for thing, properties in _values(difference).items():
        state = _STATES.get((thing in before.things, thing in after.things), "changed")
        listed = []
        for one in properties:
            if _follows(thing, one.property, state):
                continue
            form = _form(thing.kind, one.property, before, after) if state == "changed" else None
            if form:
                forms[thing.kind, one.property, form] += 1
            if form is None or not fold_forms:
                listed.append(one)
        if listed or state != "changed":
            things.append(ThingChange(thing, state, tuple(listed)))
    return Changes(
        tuple(sorted(things, key=lambda change: _order(change.thing))),
        tuple(sorted((FormChange(*key, number) for key, number in forms.items()), key=lambda form: _rank(form.kind))),
        _by_graph(difference.added),
        _by_graph(difference.removed),
    )


def _values(difference: Difference) -> dict[Thing, list[PropertyChange]]:
    """Return the curated statements that differ: things, and their properties with values in the order of names."""
    found: defaultdict[Thing, defaultdict[str, tuple[list[str], list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: ([], []))
    )
    for place, lines in enumerate((difference.removed, difference.added)):
        for line in map(Line.read, lines):
            if line.graph == _CURATED:
                thing, property_ = _placed(line.subject, line.property)
                found[thing][property_][place].append(line.value.decode())
    return {
        thing: [PropertyChange(name, tuple(removed), tuple(added)) for name, (removed, added) in sorted(parts.items())]
        for thing, parts in found.items()
        if thing.kind != _PERIOD
    }


def _form(kind: str, property_: str, before: _Use, after: _Use) -> State | None:
    """Return whether a property is new for things of a kind, or gone; None where it is neither."""
    if property_ in _TABLES_OF_PROPERTIES:
        return None
    if (kind, property_) not in before.properties:
        return "added"
    return "removed" if (kind, property_) not in after.properties else None


def _follows(thing: Thing, property_: str, state: State) -> bool:
    """Tell whether a statement follows from others, and is not listed."""
    if property_ in _REPEATING or (thing.kind == "organization" and property_ == NOTE):
        return True
    return property_ == LABEL and thing.kind in _COMPOSED and state == "changed"


@dataclass(frozen=True, slots=True)
class _Use:
    """The things that a curated graph describes, and which properties those of each kind have."""

    things: frozenset[Thing]
    properties: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> _Use:
        last, known = b"", Thing("", "")
        things, pairs = set(), set()
        for text in lines:
            if not text.endswith(_CURATED + b" .\n"):
                continue
            subject, property_, _ = text.split(b" ", 2)
            if subject != last:
                last, known = subject, _thing(subject.decode())[0]
            if property_ == _TYPE and not subject.startswith(_OF_EVIDENCE):
                things.add(known)
            pairs.add((known.kind, property_))
        properties = {(kind, property_[1:-1].decode()) for kind, property_ in pairs}
        return cls(frozenset(things), frozenset(properties))


_OF_EVIDENCE: Final = f"<{ID_BASE}evidence/".encode()
_TYPE: Final = f"<{TYPE}>".encode()


def _placed(subject: bytes, property_: bytes) -> tuple[Thing, str]:
    """Return the thing that a statement is listed under, and its property: evidence belongs to what it is for."""
    thing, evidence = _thing(subject.decode())
    name = property_[1:-1].decode()
    return thing, TYPE if evidence and name not in (SOURCE, NOTE) else name


def _thing(subject: str) -> tuple[Thing, bool]:
    """Return the thing that a subject belongs to, and whether the subject is its evidence."""
    if found := _EVIDENCE.fullmatch(subject):
        return Thing(found[1], found[2]), True
    if found := _THING.fullmatch(subject):
        return Thing(found[1], found[2]), False
    if found := _RELEASE.fullmatch(subject):
        return Thing("release", found[1]), False
    return Thing("", subject.strip("<>")), False


def _rank(kind: str) -> tuple[int, str]:
    kinds = list(TABLES)
    return (kinds.index(kind) if kind in kinds else len(kinds), kind)


def _order(thing: Thing) -> tuple[int, str, str]:
    return (*_rank(thing.kind), thing.slug)


def _by_graph(lines: Iterable[bytes]) -> dict[str, int]:
    """Count lines by the name of their graph; that of one's own digest is left out."""
    names = {f"<{iri}>".encode(): name for name, iri in GRAPHS.items()}
    found = Counter(line[:-3].rpartition(b" ")[2] for line in lines if not states_digest(line))
    return {names.get(graph, graph.decode().strip("<>")): number for graph, number in sorted(found.items())}
