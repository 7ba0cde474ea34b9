"""The comparison of two things: what both have, or only one.

Two Games, terms or programmes have partners in common, as two categories do. Two partners have programmes, categories
and Games in common, and two countries categories, which their companies have held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.collation import collation_key
from webapp.comparison.naming import Thing
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about, partnerships_from
from webapp.models.reference_data import ReferenceData, slug

Side = Literal["a", "b"]
Part = Literal["both", "a", "b"]
PARTS: Final[tuple[Part, ...]] = ("both", "a", "b")
SIDES: Final[tuple[Side, ...]] = ("a", "b")


@dataclass(frozen=True, slots=True)
class Member:
    """Something that one or both of the compared things have, with the partnerships by which they have it."""

    thing: LabelledIri
    a: tuple[Partnership, ...]
    b: tuple[Partnership, ...]

    @property
    def part(self) -> Part:
        """Whether both have it, or which one."""
        return "both" if self.a and self.b else "a" if self.a else "b"

    def side(self, side: Side) -> tuple[Partnership, ...]:
        """Return the partnerships of one side."""
        return self.a if side == "a" else self.b

    @property
    def deals(self) -> tuple[Partnership, ...]:
        """All partnerships, each once."""
        return tuple({deal.iri: deal for deal in (*self.a, *self.b)}.values())

    @property
    def categories(self) -> tuple[LabelledIri, ...]:
        """The categories of the partnerships."""
        return tuple(dict.fromkeys(category for deal in self.deals for category in deal.categories))


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way to compare: by `partners`, `programmes`, `games` or `categories`."""

    name: str
    members: tuple[Member, ...]

    def part(self, part: Part) -> list[Member]:
        """Return the members that both have, or only one."""
        return [member for member in self.members if member.part == part]

    @property
    def counts(self) -> dict[Part, int]:
        """How many members each part has."""
        return {part: len(self.part(part)) for part in PARTS}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category with the members that have it, by part."""

    category: LabelledIri
    members: tuple[Member, ...]

    def part(self, part: Part) -> list[Member]:
        """Return the members of a part."""
        return [member for member in self.members if member.part == part]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two things; the first of `aspects` is told in full."""

    a: Thing
    b: Thing
    aspects: tuple[Aspect, ...]

    @property
    def main(self) -> Aspect:
        """What is told in full."""
        return self.aspects[0]

    def thing(self, side: Side) -> Thing:
        """Return the compared thing of a side."""
        return self.a if side == "a" else self.b

    def of_side(self, side: Side) -> dict[str, Partnership]:
        """Return all partnerships of a side by IRI."""
        return {deal.iri: deal for member in self.main.members for deal in member.side(side)}


_Members = Callable[[Partnership], Iterable[LabelledIri]]


def compare(catalogue: ReferenceData, a: Thing, b: Thing) -> Comparison:
    """Compare two things of one group."""
    ones, others = _partnerships(catalogue, a), _partnerships(catalogue, b)
    aspects = _ASPECTS[a.group]
    return Comparison(a, b, tuple(_aspect(catalogue, name, ones, others) for name in aspects))


def _partnerships(catalogue: ReferenceData, thing: Thing) -> Sequence[Partnership]:
    read = partnerships_from if thing.kind == "country" else partnerships_about
    return read(catalogue, thing.iri)


_ASPECTS: Final = {
    "time": ("partners",),
    "partner": ("programmes", "games", "categories"),
    "category": ("partners", "programmes"),
    "country": ("categories", "programmes"),
}


def _aspect(catalogue: ReferenceData, name: str, a: Iterable[Partnership], b: Iterable[Partnership]) -> Aspect:
    of: dict[str, _Members] = {
        "partners": lambda deal: (deal.partner,),
        "programmes": lambda deal: (deal.programme,),
        "games": lambda deal: (LabelledIri(games, catalogue.label(games)) for games in deal.games),
        "categories": lambda deal: deal.categories,
    }
    found: dict[LabelledIri, tuple[list[Partnership], list[Partnership]]] = {}
    for place, deals in enumerate((a, b)):
        for deal in deals:
            for thing in of[name](deal):
                found.setdefault(thing, ([], []))[place].append(deal)
    members = (Member(thing, tuple(ones), tuple(others)) for thing, (ones, others) in found.items())
    return Aspect(name, tuple(sorted(members, key=lambda member: _order(catalogue, name, member.thing))))


def _order(catalogue: ReferenceData, name: str, thing: LabelledIri) -> tuple[tuple[str, ...], str]:
    """Return the place of a member: programmes and Games by time, all else by name."""
    if name == "programmes":
        return (catalogue.programmes[thing.iri].order,), thing.iri
    if name == "games":
        return (catalogue.games[thing.iri].order,), thing.iri
    return collation_key(thing.label), thing.iri


def by_category(catalogue: ReferenceData, aspect: Aspect) -> list[CategoryRow]:
    """Return the members of an aspect by category, categories of one field together.

    Who held several categories stands in each of them.
    """
    found: dict[LabelledIri, list[Member]] = {}
    for member in aspect.members:
        for category in member.categories:
            found.setdefault(category, []).append(member)
    rows = (CategoryRow(category, tuple(members)) for category, members in found.items())
    return sorted(
        rows, key=lambda row: (collation_key(field_label(catalogue, row.category)), collation_key(row.category.label))
    )


def field_label(catalogue: ReferenceData, category: LabelledIri) -> str:
    """Return the name of the field, or group, that a category is in."""
    group = catalogue.groups[category.iri]
    return catalogue.label(group) if slug(group) != "other" else "Other"


def main_category(aspect: Aspect, member: Member) -> LabelledIri:
    """Return the category by which a member is coloured: itself, or that of its first partnership."""
    return member.thing if aspect.name == "categories" else member.deals[0].category
