"""The statements behind a view with their sources.

Where things are marked, only the statements about these count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from webapp.explorer.details import CitedStatement
from webapp.explorer.edges import ViewEdge
from webapp.explorer.network import PartnershipEdge
from webapp.explorer.view import View
from webapp.models.evidence import CitationNumbers
from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import ReferenceData
from webapp.text.dates import format_date

T = TypeVar("T")
MOST = 60
"""Statements that are told; the exports have all."""


@dataclass(frozen=True, slots=True)
class ViewEvidence:
    """Some statements of `total`; `about` names the marked things, if it is these that they are about."""

    statements: tuple[CitedStatement, ...]
    total: int
    about: tuple[str, ...]


def evidence(view: View, catalogue: ReferenceData) -> ViewEvidence:
    """Return what a view states of its marked things, or where nothing is marked of all."""
    marks = set(view.state.mark)
    deals = _most_marked([(deal, _ends(deal)) for deal in view.deals], marks)
    recorded = [edge for edge in view.edges if edge.record and not edge.deal]
    links = _most_marked([(edge, {edge.source, edge.target}) for edge in recorded], marks) if marks else []
    shown = sorted(deals, key=lambda deal: (deal.span.since or deal.span.until, deal.id))[:MOST]
    told = [*_partnerships(view, shown, catalogue), *_links(view, links[: MOST - len(shown)], catalogue)]
    about = tuple(view.model.nodes[id_].label for id_ in view.state.mark)
    return ViewEvidence(tuple(told), len(deals) + len(links), about)


def _most_marked(items: list[tuple[T, set[str]]], marks: set[str]) -> list[T]:
    """Return the items that join marked things; else those that touch one; all where nothing is marked."""
    for least in (2, 1) if marks else (0,):
        if found := [item for item, ends in items if len(marks & ends) >= least]:
            return found
    return []


def _ends(deal: PartnershipEdge) -> set[str]:
    return {deal.partner, deal.programme, deal.whole, *deal.categories, *deal.groups, *deal.games}


def _partnerships(view: View, deals: Iterable[PartnershipEdge], catalogue: ReferenceData) -> Iterator[CitedStatement]:
    nodes = view.model.nodes
    for deal in deals:
        refs = CitationNumbers(catalogue.evidence_by_partnership.get(deal.iri, ()), catalogue.sources)
        categories = ", ".join(nodes[category].label for category in deal.categories)
        what = LabelledIri(deal.iri, f"{nodes[deal.partner].label} in {nodes[deal.programme].label}: {categories}")
        yield CitedStatement(what, deal.span.words, refs.note(deal.iri), tuple(refs.sources(deal.iri)), deal.tier_label)


def _links(view: View, edges: Iterable[ViewEdge], catalogue: ReferenceData) -> Iterator[CitedStatement]:
    for edge in edges:
        one, other = (view.model.nodes[end].label for end in (edge.source, edge.target))
        when = edge.span.words if edge.kind == "role" else format_date(edge.span.begins)
        sources = tuple(catalogue.sources[iri] for iri in edge.sources)
        yield CitedStatement(LabelledIri(edge.record, edge.label), when, "", sources, f"{one}, {other}")
