"""The two things that somebody names, and which things can be compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.iris import parse
from graph.wording import alternatives
from queries.errors import BadParameter, MissingParameter, shortened
from queries.lookup import is_known
from queries.parameter_types import ANY, ENTITY_TYPES
from queries.parameters import by_slug, identifier, with_article
from queries.search.identifier_index import is_explicit
from webapp.models.reference_data import ReferenceData
from webapp.models.search_results import LONGEST, kind_of, notes, search
from webapp.models.urls import subject_of

KINDS: Final = {
    "games": ("Games", "time"),
    "programme": ("programme", "time"),
    "partner": ("partner", "partner"),
    "category": ("category", "category"),
    "country": ("country", "country"),
}
"""The kinds of things that can be compared: a noun, and the group within which they can.

Games, terms and programmes are one group: all have partners.
"""

_EXPECTED: Final = {
    "time": "Games, a term or another programme",
    "partner": "a partner",
    "category": "a category",
    "country": "a country",
}
_NEAREST: Final = 4
MOST_CHOICES: Final = 12


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be compared; `kind` is a key of `KINDS`, `note` a few words about it."""

    iri: str
    label: str
    kind: str
    note: str = ""

    @property
    def id(self) -> str:
        """Kind and slug, as in the address of its page."""
        return f"{self.kind}/{self.iri.rpartition('/')[2]}"

    @property
    def group(self) -> str:
        """The group within which it can be compared; nothing where it cannot."""
        return KINDS[self.kind][1] if self.kind in KINDS else ""


class SeveralThings(BadParameter):
    """A name that several things have; `choices` are those that could be compared."""

    def __init__(self, parameter: str, value: str, choices: Sequence[Thing]) -> None:
        listed = [f"{choice.id} ({choice.label})" for choice in choices[:MOST_CHOICES]]
        more = f" (and {len(choices) - MOST_CHOICES} more)" if len(choices) > MOST_CHOICES else ""
        super().__init__(parameter, value, f"several things are called that: {alternatives(listed)}{more}?")
        self.choices = tuple(choices)


def read_pair(catalogue: ReferenceData, first: str, second: str) -> tuple[Thing, Thing]:
    """Return the two things that somebody names: by slug, `kind:slug`, `kind/slug`, IRI, or a name in any script.

    Where a name has several meanings, those count that can be compared with the other thing.

    Raises:
        MissingParameter: one is not given.
        SeveralThings: it is not clear which thing is meant.
        BadParameter: nothing is meant, or the two cannot be compared.
    """
    for field, text in (("a", first), ("b", second)):
        if not text.strip():
            raise MissingParameter("The comparison", field, "a name, such as London 2012")
    ones, others = _meant(catalogue, "a", first), _meant(catalogue, "b", second)
    fitting = [(one, other) for one in ones for other in others if one.group == other.group != "" and one != other]
    if fitting:
        ones, others = (list(dict.fromkeys(side)) for side in zip(*fitting, strict=True))
    for field, text, found in (("a", first, ones), ("b", second, others)):
        if len(found) > 1:
            raise SeveralThings(field, text, found)
    _check("a", first, ones[0])
    _check("b", second, others[0])
    _match(second, ones[0], others[0])
    return ones[0], others[0]


def read_one(catalogue: ReferenceData, field: str, text: str) -> Thing:
    """Return the one thing that somebody names, of any kind that can be compared.

    Raises:
        SeveralThings: it is not clear which thing is meant.
        BadParameter: nothing is meant, or nothing that can be compared.
    """
    found = _meant(catalogue, field, text)
    if len(found) > 1:
        raise SeveralThings(field, text, found)
    _check(field, text, found[0])
    return found[0]


def _check(field: str, text: str, thing: Thing) -> None:
    if thing.kind == "organization":
        raise BadParameter(field, text, f"{thing.label} has no partnership that is recorded here.")
    if not thing.group:
        what = with_article(thing.kind.replace("-", " "))
        raise BadParameter(field, text, f"this is {what}; {alternatives(_EXPECTED.values())} is expected.")


def _match(text: str, one: Thing, other: Thing) -> None:
    if one == other:
        raise BadParameter("b", text, f"this is {one.label} again; name another thing to compare it with.")
    if one.group != other.group:
        what = "Games" if other.kind == "games" else with_article(KINDS[other.kind][0])
        expected = f"to compare with {one.label}, {_EXPECTED[one.group]} is expected"
        raise BadParameter("b", text, f"{other.label} is {what}; {expected}.")


def _meant(catalogue: ReferenceData, field: str, text: str) -> list[Thing]:
    """Return what a text may mean, of all kinds; at least one thing."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadParameter(field, text, "this is not valid Unicode text.") from error
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > LONGEST:
        raise BadParameter(field, text, f"this is too long; a name has at most {LONGEST} characters.")
    found = _identified(catalogue, field, text)
    if found is None:
        hits = catalogue.names.meant(text, lambda iri: catalogue.urls.kind(iri) in KINDS)
        found = [thing_of(catalogue, hit.name.iri) for hit in hits]
    if not found:
        found = [thing_of(catalogue, hit.name.iri) for hit in catalogue.names.meant(text)][:1]
    if not found:
        raise BadParameter(field, text, f"nothing is known by this identifier or name.{_nearest(catalogue, text)}")
    return found


def _identified(catalogue: ReferenceData, field: str, text: str) -> list[Thing] | None:
    """Return what has the text as its identifier; None where it is none, and may be a name."""
    if is_explicit(text):
        return None
    kind, slash, slug = text.removeprefix("/").replace("partner:", "partner/", 1).partition("/")
    try:
        node = identifier(subject_of(kind, slug) if slash and subject_of(kind, slug) else text)
    except ValueError as error:
        raise BadParameter(field, text, f"this is no identifier ({shortened(str(error))}).") from error
    store = catalogue.ask.store
    if node is not None:
        return [thing_of(catalogue, node.value)] if is_known(store, node) and _is_shown(catalogue, node) else []
    known = [thing_of(catalogue, found.value) for found in by_slug(ENTITY_TYPES[ANY], text, store)]
    return [thing for thing in known if thing.group] or known or None


def _is_shown(catalogue: ReferenceData, node: ox.NamedNode) -> bool:
    return bool(parse(node.value) and catalogue.urls.kind(node.value))


def thing_of(catalogue: ReferenceData, iri: str) -> Thing:
    """Return a thing by its IRI."""
    return Thing(iri, catalogue.label(iri), catalogue.urls.kind(iri), notes(catalogue).get(iri, ""))


def _nearest(catalogue: ReferenceData, text: str) -> str:
    words = text.rpartition("/")[2].rpartition(":")[2].replace("-", " ")
    near = search(catalogue, words).results
    known = [f"{result.id} ({result.label})" for result in near if kind_of(result) in KINDS][:_NEAREST]
    return f" Did you mean {alternatives(known)}?" if known else ""
