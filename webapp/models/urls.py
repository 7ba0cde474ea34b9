"""The addresses of pages, made from identifiers. No other module knows how a page or document is addressed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

from graph.iris import is_slug, mint, parse
from ontology.namespaces import BASE, CODE_LIST_KINDS, ENTITY_KINDS, ID_BASE, ONTOLOGY_NAMESPACE

PAGE_KINDS = frozenset((*ENTITY_KINDS, *CODE_LIST_KINDS, "scheme"))
"""The kinds of things that have pages, by the part of the identifier that names the kind."""

_EXTERNAL = ("http://", "https://")

_MOST_KNOWN: Final = 20_000
"""Addresses that are remembered."""


def subject_of(kind: str, slug: str) -> str:
    """Return the IRI of what the page `/<kind>/<slug>` is about; nothing where no such page can be.

    >>> subject_of("partner", "alibaba")
    'https://w3id.org/olympic-partnerships/id/organization/alibaba'
    """
    kind = "organization" if kind == "partner" else kind
    return mint(kind, slug).value if kind in PAGE_KINDS and is_slug(slug) else ""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses within the site; `partners` holds the IRIs of the organizations that have a partner page."""

    partners: Container[str]
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def page(self, iri: str) -> str:
        """Return the address of the page about a thing, the IRI itself for a web page elsewhere, or nothing.

        Only `http` and `https` become links: an IRI from the data may be anything. A page asks a thousand times, and
        often for the same.
        """
        if (known := self._known.get(iri)) is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[iri] = self._page(iri)
        return known

    def _page(self, iri: str) -> str:
        if iri.startswith(ID_BASE):
            found = parse(iri)
            if found is None or found.kind not in PAGE_KINDS:
                return ""
            partner = found.kind == "organization" and iri in self.partners
            return f"/{'partner' if partner else found.kind}/{found.slug}"
        if iri.startswith(ONTOLOGY_NAMESPACE):
            return "/ontology#" + iri.removeprefix(ONTOLOGY_NAMESPACE)
        if iri.startswith(BASE):
            return "/" + iri.removeprefix(BASE).lstrip("/")
        return iri if iri.lower().startswith(_EXTERNAL) else ""

    def on_day(self, programme: str, day: str) -> str:
        """Return the address of who was in a programme on a day."""
        return f"/queries/partners-on-date?programme={programme.rpartition('/')[2]}&date={day}"

    def kind(self, iri: str) -> str:
        """Return the kind of page that a thing has here, as its address says it; nothing where it has none."""
        address = self.page(iri)
        return address.split("/")[1] if address.startswith("/") else ""
