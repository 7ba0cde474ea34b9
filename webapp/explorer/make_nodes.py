"""The making of the nodes of a part of a large network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from webapp.explorer.make_edges import stated
from webapp.explorer.network import CATEGORY, GAMES, PARTNER, PROGRAMME, TIMELESS, NetworkNode, PartnershipEdge
from webapp.explorer.partner_records import PartnerLooks, looks_of
from webapp.models.once import once_per_version
from webapp.models.query_client import language_of
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import GamesListRow
from webapp.models.urls import subject_of


class NodeMaker:
    """What makes nodes; `edges_of` reads the partnerships of a partner that has none among `deals`."""

    def __init__(
        self,
        catalogue: ReferenceData,
        deals: Iterable[PartnershipEdge],
        edges_of: Callable[[str], Sequence[PartnershipEdge]],
    ) -> None:
        self._catalogue = catalogue
        self._looks = looks_of(deals)
        self._edges_of = edges_of

    def nodes(self, ids: Iterable[str]) -> dict[str, NetworkNode]:
        """Return the nodes of these ids."""
        return {id_: self._node(id_) for id_ in sorted(ids)}

    def _node(self, id_: str) -> NetworkNode:
        kind, _, name = id_.partition("/")
        iri = subject_of(kind, name)
        label = self._catalogue.label(iri)
        family, span = "", TIMELESS
        short = self._catalogue.short(iri, label)
        if kind == PARTNER:
            family, span = self._partner(id_, iri)
        elif kind == CATEGORY:
            family = self._catalogue.families[iri]
        elif kind == PROGRAMME:
            programme = self._catalogue.programmes[iri]
            short, span = programme.short, stated(programme.start, programme.end)
        elif kind == GAMES and (row := _games(self._catalogue).get(iri)):
            span = stated(row.opening, row.closing)
        return NetworkNode(id_, iri, kind, str(label), language_of(label), short, family, span)

    def _partner(self, id_: str, iri: str) -> PartnerLooks:
        return self._looks.get(id_) or looks_of(self._edges_of(iri)).get(id_, ("", TIMELESS))


@once_per_version
def _games(catalogue: ReferenceData) -> dict[str, GamesListRow]:
    return {row.games: row for row in catalogue.games_rows}
