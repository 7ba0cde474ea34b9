"""Relations between organizations, in the words of either page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.models.partnership import LabelledIri
from webapp.models.reference_data import slug
from webapp.models.rows import RelationsOfRow
from webapp.text.dates import format_date, on_date

_WORDS = {
    "parent": ("part of", "parent of"),
    "successor": ("succeeded by", "successor of"),
    "merged-into": ("merged into", "took in"),
    "renamed-to": ("renamed to", "formerly"),
    "acquired-by": ("acquired by", "acquired"),
    "division-of": ("division of", "has the division"),
    "brand-of": ("brand of", "has the brand"),
    "joint-venture-of": ("joint venture of", "has a share in the joint venture"),
}
"""What each kind of relation is called by its first and by its second organization."""

_LASTING = frozenset({"parent", "division-of", "brand-of", "joint-venture-of"})
"""The kinds that last from their day on; the others happen on it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another organization: `words` stand before its name, and `when` behind it."""

    iri: str
    words: str
    other: LabelledIri
    when: str


def relations(rows: Iterable[RelationsOfRow]) -> list[Relation]:
    """Return the relations of the rows of `relations-of`, in their order."""
    return [_relation(row) for row in rows]


def _relation(row: RelationsOfRow) -> Relation:
    kind = slug(row.kind)
    label = row.kindLabel or kind
    first, second = _WORDS.get(kind, (f"{label}:", f"{label} of this:"))
    lasting = kind in _LASTING
    when = "" if not row.start else f"since {format_date(row.start)}" if lasting else on_date(row.start)
    return Relation(
        row.relation, first if row.side == "first" else second, LabelledIri(row.other, row.otherLabel), when
    )
