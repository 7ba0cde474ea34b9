"""The subjects of the public queries, in one order everywhere. A subject is a folder, with a title for people."""

from __future__ import annotations

from typing import Final

from queries.registry import Query

SUBJECTS: Final = {
    "partners": "Partners",
    "programmes": "Programmes and terms",
    "games": "Games",
    "categories": "Product categories",
    "countries": "Countries",
    "money": "Money and figures",
    "events": "Announcements and events",
    "people": "People",
    "evidence": "Evidence and coverage",
    "things": "Anything by name",
    "dataset": "The dataset",
}
"""Titles of the folders, in their order; a folder that is not here comes last, by its own name."""


def title(query: Query) -> str:
    """Return the title of the query's subject."""
    return SUBJECTS.get(query.subject) or query.subject.replace("-", " ").capitalize()


def order(query: Query) -> tuple[int, str, str]:
    """Return what sorts queries by subject, and within one by title."""
    subjects = list(SUBJECTS)
    place = subjects.index(query.subject) if query.subject in subjects else len(subjects)
    return place, query.subject, query.title
