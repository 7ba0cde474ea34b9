"""The programmes that belong to one Games, or to one committee."""

from __future__ import annotations

from typing import Final

from graph.iris import mint
from webapp.models.reference_data import ReferenceData, slug

PROGRAMMES: Final = {"ioc": "top", "ipc": "ipc-worldwide"}
"""Organizations whose partners are those of one programme."""

OWNERS: Final = {programme: organization for organization, programme in PROGRAMMES.items()}


def owner_of(iri: str) -> str:
    """Return the organization whose partners a programme has, or else the same identifier."""
    owner = OWNERS.get(slug(iri), "")
    return mint("organization", owner).value if owner else iri


def domestic_programme(catalogue: ReferenceData, games: str) -> str:
    """Return the domestic programme for a Games; nothing where there is none for it alone."""
    return _own(catalogue, games, "domestic")


def bid_programme(catalogue: ReferenceData, games: str) -> str:
    """Return the programme of the bid for a Games; nothing where there is none."""
    return _own(catalogue, games, "bid")


def _own(catalogue: ReferenceData, games: str, ending: str) -> str:
    found = [one.iri for one in catalogue.programmes.values() if one.kind == "domestic" and one.games == (games,)]
    own = [iri for iri in found if iri.endswith(f"/{slug(games)}-{ending}")]
    return own[0] if own else ""
