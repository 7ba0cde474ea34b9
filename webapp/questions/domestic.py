"""The own programmes of one Games: domestic, and of its bid."""

from __future__ import annotations

from webapp.models.reference_data import ReferenceData, slug


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
