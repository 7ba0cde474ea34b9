"""The page about a product category and its holders. It shows them programme by programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.components.page_pictures import CategoryPicture, category_picture, category_timeline
from webapp.entities.entity_page import EntityPage, entity_page, numbered, part_asked_for
from webapp.models.colour_families import Family, legend
from webapp.models.entity import Entity
from webapp.models.once import once_per_build
from webapp.models.partnership import LabelledIri, Partnership, partnerships_about, years_of
from webapp.models.reference_data import ReferenceData
from webapp.models.result_file import OneByOne
from webapp.models.rows import CategoriesListRow
from webapp.models.site import SiteData
from webapp.models.succession import Slot, lines, lines_of
from webapp.svg.timeline import Timeline
from webapp.text.english import count_phrase, join_words, small

_BROADER = "http://www.w3.org/2004/02/skos/core#broader"
_SCOPE = "http://www.w3.org/2004/02/skos/core#scopeNote"
_ROWS = 60
"""Partnerships in a part of the page of a group; links lead to the other parts."""

_WHOLE = 50
"""Partnerships up to which the page of a category shows all of them."""

_DRAWN = 20
"""Partnerships in a part where there are more: a part is also drawn, which takes longer than its rows do."""

_NAMED = 4
"""Holders that a summary names; of more it gives the number."""


def render(here: SiteData, subject: Entity) -> EntityPage:
    """Return the page; two queries besides the one of the subject."""
    catalogue, iri = here.catalogue, subject.iri
    named = LabelledIri(iri, subject.label)
    whole = overview(catalogue, named)
    parts = numbered(whole.parts)
    part = part_asked_for(parts)
    shown = whole.parts[int(part) - 1] if whole.parts else PartOfPage([], [])
    begins = part == parts[0]
    broader = subject.text(_BROADER)
    siblings = [row for row in catalogue.category_rows if broader and row.group == broader and row.partnerships != "0"]
    pictures = whole.pictures or pictures_of(catalogue, named, shown.deals)
    pictured = begins or not whole.narrower
    return entity_page(
        subject,
        "entities/category.html",
        every_ref=lambda: catalogue.citations(iri),
        broader=subject.thing(_BROADER),
        scope=subject.text(_SCOPE),
        summary=whole.summary,
        narrower=whole.narrower,
        siblings=siblings,
        every_deal=whole.partnerships,
        shown=shown.deals,
        first=1 + sum(len(group.deals) for group in whole.parts[: int(part) - 1]),
        parts=parts,
        part=part,
        begins=begins,
        timeline=pictures.timeline if pictured else None,
        lines=shown.lines,
        fields=whole.fields,
        network=pictures.network if pictured else None,
        families=pictures.families,
        refs=catalogue.citations_of(iri, (deal.iri for deal in shown.deals)),
    )


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a category, or of a part of its page, with their legend."""

    timeline: Timeline | None
    network: CategoryPicture | None
    families: tuple[Family, ...]


def pictures_of(catalogue: ReferenceData, category: LabelledIri, deals: Sequence[Partnership]) -> Pictures:
    """Draw these partnerships in a category."""
    return Pictures(
        category_timeline(catalogue, category, deals),
        category_picture(catalogue, category, deals),
        legend({catalogue.families[deal.category.iri] for deal in deals}),
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page about a category says of all its partnerships, and the parts in which it shows them.

    Only a category with narrower ones has pictures of them all.
    """

    partnerships: int
    narrower: Sequence[CategoriesListRow]
    parts: Sequence[PartOfPage]
    summary: Sequence[str]
    fields: Sequence[NarrowerCategory]
    pictures: Pictures | None


@once_per_build
def overview(catalogue: ReferenceData, category: LabelledIri) -> Overview:
    """Look at all partnerships in a category."""
    deals = partnerships_about(catalogue, category.iri)
    deals.sort(
        key=lambda deal: (catalogue.programmes[deal.programme.iri].order, collation_key(deal.partner.label), deal.iri)
    )
    narrower = [row for row in catalogue.category_rows if row.group == category.iri]
    return Overview(
        len(deals),
        narrower,
        OneByOne(_parts_of_group(deals) if narrower else _parts_of_lines(catalogue, category.iri, deals)),
        summary(category.label, deals, narrower, catalogue),
        _fields(deals, narrower),
        pictures_of(catalogue, category, deals) if narrower else None,
    )


def look_at_all(catalogue: ReferenceData) -> None:
    """Make the overview and the lines of each category, which take longer the more partnerships there are."""
    for row in catalogue.category_rows:
        overview(catalogue, LabelledIri(row.category, row.categoryLabel))
        if catalogue.writer is None:
            look_at_lines(catalogue, row.category)


def look_at_lines(catalogue: ReferenceData, category: str) -> None:
    """Follow the holders of a category, which pages of its partners and partnerships need, too."""
    lines_of(catalogue, category, partnerships_about(catalogue, category))


@dataclass(frozen=True, slots=True)
class PartOfPage:
    """A part of a long page: its partnerships, and for a category without narrower ones the programmes of each line."""

    deals: list[Partnership]
    lines: list[tuple[str, list[Slot]]]


def _parts_of_group(deals: Sequence[Partnership]) -> list[PartOfPage]:
    return [PartOfPage(list(deals[at : at + _ROWS]), []) for at in range(0, len(deals), _ROWS)]


def _parts_of_lines(catalogue: ReferenceData, iri: str, deals: Sequence[Partnership]) -> list[PartOfPage]:
    """Share the programmes of each line out to parts, as they come; a programme is whole in one part."""
    parts: list[PartOfPage] = []
    most = _WHOLE if len(deals) <= _WHOLE else _DRAWN
    for line in lines(catalogue, deals):
        if line.category.iri != iri:
            continue
        for slot in line.slots(catalogue, deals):
            if not parts or (parts[-1].deals and len(parts[-1].deals) + len(slot.deals) > most):
                parts.append(PartOfPage([], []))
            part = parts[-1]
            if not part.lines or part.lines[-1][0] != line.heading:
                part.lines.append((line.heading, []))
            part.lines[-1][1].append(slot)
            part.deals.extend(slot.deals)
    return parts


@dataclass(frozen=True, slots=True)
class NarrowerCategory:
    """A narrower category: how many partners and partnerships it has, and over which years."""

    category: LabelledIri
    partners: int
    partnerships: int
    years: str


def _fields(deals: Sequence[Partnership], narrower: Sequence[CategoriesListRow]) -> list[NarrowerCategory]:
    """Return the narrower categories, the one with the most partnerships first, those without any last."""
    held: dict[str, list[Partnership]] = {}
    for deal in deals:
        for category in deal.categories:
            held.setdefault(category.iri, []).append(deal)
    found = []
    for row in narrower:
        own = held.get(row.category, [])
        span = years_of(own) if own else ""
        found.append(
            NarrowerCategory(
                LabelledIri(row.category, row.categoryLabel), len({deal.partner for deal in own}), len(own), span
            )
        )
    return sorted(found, key=lambda item: (-item.partnerships, item.category.label))


def summary(
    label: str, deals: Sequence[Partnership], narrower: Sequence[CategoriesListRow], catalogue: ReferenceData
) -> list[str]:
    """Say how many partners have held the category, over which programmes, and who most often."""
    if not deals:
        return ["No partnership is recorded in this category."]
    partners: dict[LabelledIri, set[str]] = {}
    for deal in deals:
        partners.setdefault(deal.partner, set()).add(deal.programme.iri)
    programmes = list(dict.fromkeys(deal.programme.iri for deal in deals if deal.programme.iri))
    fields = f", in {count_phrase(len(narrower), 'narrower category', 'narrower categories')}" if narrower else ""
    where = fields
    if programmes:
        first, last = (catalogue.programmes[programmes[place]].short.removesuffix(" domestic") for place in (0, -1))
        where = f"{fields}, in {count_phrase(len(programmes), 'programme')} from {first} to {last}"
        if first == last:
            where = f"{fields}, in {first}"
    number = count_phrase(len(partners), "partner is", "partners are")
    sentences = [f"{number.capitalize()} recorded for {_in_a_sentence(label)}{where}."]
    most = max(map(len, partners.values()))
    ahead = [partner.label for partner, runs in partners.items() if len(runs) == most]
    if most > 1 and len(ahead) == 1 and len(partners) > 1:
        sentences.append(f"{ahead[0]} is recorded in the most of these programmes, {most} of {len(programmes)}.")
    return sentences if narrower else sentences + _now(deals, catalogue)


def _in_a_sentence(label: str) -> str:
    """Return the name of a category in small letters; in quotation marks where it names several things."""
    return f"“{label}”" if " or " in label else small(label)


def _now(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[str]:
    """Say who holds the category now, and in which programmes."""
    held: dict[str, dict[str, None]] = {}
    for deal in deals:
        if deal.status == "active":
            programme = catalogue.programmes[deal.programme.iri]
            held.setdefault(deal.partner.label, {})[programme.short.removesuffix(" domestic")] = None
    if not held or len(held) > _NAMED:
        return [f"{count_phrase(len(held), 'partner').capitalize()} hold it now."] if held else []
    if len(held) == 1:
        [(name, runs)] = held.items()
        return [f"{name} holds the category now, in {join_words(list(runs))}."]
    return [f"{join_words([f'{name} ({join_words(list(runs))})' for name, runs in held.items()])} hold it now."]
