"""The network of a version. It is loaded as a whole where it is small, else in the parts that views need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from webapp.config import Settings
from webapp.explorer.large_network import LargeNetwork
from webapp.explorer.load_network import load
from webapp.explorer.network import NetworkModel, NetworkNode, NetworkTotals, PartnershipEdge
from webapp.explorer.view_state import ViewState
from webapp.models.once import once_per_version
from webapp.models.partnership import sizes
from webapp.models.reference_data import ReferenceData


class Network(Protocol):
    """What the explorer asks of a network, whether it is there as a whole or not."""

    @property
    def version(self) -> str:
        """The version of the graph."""

    @property
    def totals(self) -> NetworkTotals:
        """What holds of the whole network."""

    @property
    def season_labels(self) -> Mapping[str, str]:
        """What each season is called."""

    def resolve(self, text: str) -> str:
        """Return the id of a node as it is called here, or nothing."""

    def node(self, id_: str, /) -> NetworkNode | None:
        """Return a node by its id, if there is one."""

    def part(self, state: ViewState, /) -> NetworkModel:
        """Return what a view needs."""

    def about(self, id_: str, /) -> NetworkModel:
        """Return what is said of a node."""

    def neighbours_of(self, id_: str, /) -> Mapping[str, int]:
        """Return how many neighbours of each kind a node has."""

    def partnership(self, id_: str, /) -> tuple[NetworkModel, PartnershipEdge] | None:
        """Return a partnership by its id with the network that has its things, if there is one."""


@once_per_version
def network_of(catalogue: ReferenceData, version: str) -> Network:
    """Return the network of a version, which is made once for it."""
    if sizes(catalogue).get("Partnership", 0) > Settings.read().explorer_partnerships:
        return LargeNetwork(catalogue, version)
    return load(catalogue.ask, catalogue, version)
