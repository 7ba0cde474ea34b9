"""The metadata of a view. They say what it shows, its sources, its licence, and what its files hold."""

from __future__ import annotations

import json
from collections import Counter

from ontology.namespaces import DATA_LICENCE_IRI
from webapp.components.citations import AUTHORS, LICENCE, Citation
from webapp.explorer.network import KINDS
from webapp.explorer.titles import filters
from webapp.explorer.view import View
from webapp.models.evidence import Source
from webapp.models.reference_data import ReferenceData

_COLUMNS = {
    "Id": "the identifier in this network: the path of the page on the site",
    "Label": "the name of a thing, or what a line says",
    "Source": "the thing where a line begins, by its Id",
    "Target": "the thing where a line ends, by its Id",
    "Type": "Directed, for every line",
    "kind": "what sort of thing it is",
    "relation": "what sort of line it is",
    "short_name": "a shorter name, where there is one",
    "source_name": "the name of the thing where a line begins",
    "target_name": "the name of the thing where a line ends",
    "from": "the first day or year, as exact as the source",
    "fromBasis": "what it rests on: stated, announced, assumed or unknown",
    "until": "the last day or year, as exact as the source",
    "untilBasis": "what it rests on: stated, announced, assumed or unknown",
    "connections": "how many things of this view it has a line to",
    "status": "whether a partnership is in force, ended or announced",
    "tier": "the tier, as the organiser calls it",
    "categories": "the product categories of a partnership, by their Ids",
    "category_names": "their names",
    "iri": "the permanent address of the thing, or of the statement behind the line",
    "sources": "the sources of a line, by their permanent addresses",
    "source_titles": "their titles",
    "source_addresses": "where they can be read",
}
"""What the columns of the tables mean."""


def sources_of(view: View, catalogue: ReferenceData) -> list[Source]:
    """Return the sources of a view, those of most lines first."""
    cited = Counter(iri for edge in view.edges for iri in edge.sources)
    return [catalogue.sources[iri] for iri in sorted(cited, key=lambda iri: (-cited[iri], iri))]


def metadata(view: View, catalogue: ReferenceData, citation: Citation) -> bytes:
    """Return the metadata as JSON in UTF-8."""
    found = {
        "title": citation.title,
        "address": citation.address,
        "filters": filters(view),
        "creator": AUTHORS,
        "licence": {"name": LICENCE, "address": DATA_LICENCE_IRI},
        **citation.version.members,
        "citation": citation.text,
        "counts": {
            "things": {KINDS[kind]: number for kind, number in Counter(node.kind for node in view.nodes).items()},
            "lines": len(view.edges),
            "partnerships": len(view.deals),
            "beginnings": view.bases,
        },
        "columns": _COLUMNS,
        "sources": [_source(one) for one in sources_of(view, catalogue)],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _source(source: Source) -> dict[str, str]:
    members = {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "language": source.language,
        "address": source.url,
        "iri": source.iri,
    }
    return {name: text for name, text in members.items() if text}


def readme(view: View, citation: Citation, files: list[str]) -> bytes:
    """Return what a reader of the files needs to know, as plain text."""
    rest = ", ".join(f"{number:,} {basis}" for basis, number in view.bases.items() if number)
    said = (
        citation.title,
        f"{len(view.nodes):,} things and {len(view.edges):,} lines, with {len(view.deals):,} partnerships behind them.",
        *([f"Their beginnings are: {rest}. An assumed date is not a fact from a source."] if rest else []),
        f"View: {citation.address}",
        f"Cite as: {citation.text}",
        f"Licence: {LICENCE}, {DATA_LICENCE_IRI}. Name the source, and say what you changed.",
        "Files:\n" + "\n".join(f"  {name}" for name in files),
        "The metadata say what each column means, and list every source.",
    )
    return ("\n\n".join(said) + "\n").encode()
