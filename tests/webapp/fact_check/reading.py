"""What a check of a text supports."""

from __future__ import annotations

from datetime import date

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData


def supported(catalogue: ReferenceData, text: str, day: str) -> list[str]:
    """Return the words of a text that are supported; `day` is its day in ISO 8601, or empty."""
    claims = check_text(catalogue, text, date.fromisoformat(day) if day else None).claims
    return [text[claim.start : claim.end] for claim in claims if claim.finding.verdict == "supported"]
