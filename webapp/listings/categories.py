"""The list of product categories, under their groups."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from graph.collation import collation_key
from webapp.listings.definition import CellPart, Facet, ListColumn, ListDefinition, Option, count_column, named, words
from webapp.listings.helpers import by_label, linked, option
from webapp.models.colour_families import FAMILIES, NEUTRAL
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CategoriesListRow
from webapp.models.site import SiteData

_FAMILIES = {
    family.name: Option(family.name, family.label, str(place)) for place, family in enumerate((*FAMILIES, NEUTRAL))
}
_USED = {True: Option("yes", "With partners", "1"), False: Option("no", "Without", "2")}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A row; a group is its own group, and counts what is in all of it."""

    thing: LabelledIri
    href: str
    group: LabelledIri
    group_href: str
    family: str
    partners: int
    partnerships: int

    @property
    def is_group(self) -> bool:
        """Whether this is a group itself."""
        return self.thing == self.group


def _load(here: SiteData) -> list[CategoryRow]:
    catalogue = here.catalogue
    deals: dict[str, set[tuple[str, str]]] = {}
    for row in catalogue.partnership_rows:
        for category in {row.category, catalogue.groups[row.category]} - {""}:
            deals.setdefault(category, set()).add((row.partner, row.partnership))
    found = [_category(row, deals.get(row.category, set()), catalogue) for row in catalogue.category_rows]
    return sorted(found, key=lambda row: (collation_key(row.group.label), not row.is_group, *by_label(row.thing)))


def _category(row: CategoriesListRow, deals: Set[tuple[str, str]], catalogue: ReferenceData) -> CategoryRow:
    group = row.group or row.category
    page = catalogue.urls.page
    return CategoryRow(
        LabelledIri(row.category, row.categoryLabel),
        page(row.category),
        LabelledIri(group, catalogue.label(group)),
        page(group),
        catalogue.families[row.category],
        len({partner for partner, _ in deals}),
        len(deals),
    )


CATEGORIES = ListDefinition(
    "categories",
    "Product categories",
    "category",
    "categories",
    "The fields in which a partner can be the only one, from cloud services to milk, under the groups they belong to.",
    _load,
    lambda row: row.thing.iri,
    lambda row: f"{row.thing.label} {row.group.label}",
    (
        ListColumn(
            "name",
            "Category",
            lambda row: (CellPart(row.thing.label, row.href, family=row.family),),
            lambda row: collation_key(row.thing.label),
        ),
        ListColumn(
            "group",
            "Group",
            lambda row: words("the whole group") if row.is_group else linked(row.group, row.group_href),
            lambda row: collation_key(row.group.label),
            data=lambda row: None if row.is_group else named(row.group.iri, row.group.label),
        ),
        count_column("partners", "Partners", lambda row: row.partners),
        count_column("partnerships", "Partnerships", lambda row: row.partnerships),
    ),
    (
        Facet("group", "Group", lambda row: [option(row.group)]),
        Facet("colour", "Colour", lambda row: [_FAMILIES[row.family]], ranked=False),
        Facet("partners", "Partners", lambda row: [_USED[row.partners > 0]], ranked=False),
    ),
    "group",
)
