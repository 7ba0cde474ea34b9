"""The domestic programme of a Games."""

from __future__ import annotations

from webapp.models.reference_data import ReferenceData, slug


def domestic_programme(catalogue: ReferenceData, games: str) -> str:
    """Return the one domestic programme for a Games; nothing where there is none, or are several."""
    found = [one.iri for one in catalogue.programmes.values() if one.kind == "domestic" and one.games == (games,)]
    own = [iri for iri in found if iri.endswith(f"/{slug(games)}-domestic")]
    return own[0] if own else ""
