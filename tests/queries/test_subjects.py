"""The subjects of queries have titles and an order; a new folder needs no line anywhere."""

from __future__ import annotations

from queries import registry, subjects


def test_subjects_stand_in_their_order_and_new_ones_last() -> None:
    new = registry.parse("#+ summary: A\n#+ description: B\n#+ tags:\n#+   - c\nASK {}", "sports-venues/new.rq")
    ordered = sorted([new, *registry.public()], key=subjects.order)
    titles = list(dict.fromkeys(map(subjects.title, ordered)))
    assert titles == [*subjects.SUBJECTS.values(), "Sports venues"]
