"""The one place that knows the addresses of pages: from an identifier to its page, and to its documents."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from graph.iris import SLUG
from ontology.namespaces import BASE, ID_BASE, ONTOLOGY_NAMESPACE

_EXTERNAL = ("http", "https")


def identifier(kind: str, slug: str) -> str:
    """Return the IRI of a thing by its kind and slug.

    >>> identifier("games", "2020-summer")
    'https://w3id.org/olympic-partnerships/id/games/2020-summer'
    """
    return f"{ID_BASE}{kind}/{slug}"


def well_formed(slug: str) -> bool:
    """Tell whether a slug can name anything at all."""
    return bool(SLUG.fullmatch(slug))


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses within the site; `partners` holds the IRIs of the organizations that have a partner page."""

    partners: Set[str]

    def page(self, iri: str) -> str:
        """Return the address of the page about a thing, the IRI itself for a web page elsewhere, or nothing.

        Only `http` and `https` become links: an IRI from the data may be anything.
        """
        if iri.startswith(ID_BASE):
            kind, _, slug = iri.removeprefix(ID_BASE).partition("/")
            return f"/{'partner' if iri in self.partners else kind}/{slug}"
        if iri.startswith(ONTOLOGY_NAMESPACE):
            return "/ontology#" + iri.removeprefix(ONTOLOGY_NAMESPACE)
        if iri.startswith(BASE):
            return "/" + iri.removeprefix(BASE).lstrip("/")
        return iri if urlsplit(iri).scheme in _EXTERNAL else ""
