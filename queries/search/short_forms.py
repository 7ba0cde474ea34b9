"""The names of which a text is a short form.

It is made of first letters ("SMFG"), of the beginnings of all words ("amex"), or of characters left over (全日空).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from queries.search.folding import Spelling
from queries.search.name_entries import NameEntries
from queries.search.name_forms import INITIALS, Form
from queries.search.name_match import Step
from queries.search.ranking import Ranking, closeness

_CONTRACTED: Final = range(3, 7)
"""Characters of a name from which others are left out: 全日空 for 全日本空輸."""


class ShortForms:
    """The names of organizations by their first letters, and those that may lose characters."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def add(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names of which a text is a short form."""
        if len(wanted.words) == 1 and len(wanted.dense) in INITIALS:
            for entry in self._entries.at(self._entries.of(Form.INITIALS, wanted.dense)):
                found.add(entry, Step.INITIALS, 0.3)
            places = {place for key in _begun_keys(wanted.dense) for place in self._entries.of(Form.BEGUN, key)}
            for entry in self._entries.at(places):
                if _shortened(wanted.dense, entry.bare_words):
                    found.add(entry, Step.INITIALS, 0.2)
        if wanted.syllabic and len(wanted.composed) in _CONTRACTED:
            for key, named in self._entries.beginning(Form.COMPOSED, wanted.composed[0]):
                if _contracted(wanted.composed, key):
                    for entry in self._entries.at(named):
                        found.add(entry, Step.INITIALS, closeness(wanted.composed, key))


def _contracted(typed: str, name: str) -> bool:
    """Tell whether a text is a name from which characters are left out, though not the first.

    >>> _contracted("全日空", "全日本空輸"), _contracted("三星電子", "三菱電機")
    (True, False)
    """
    rest = iter(name)
    return typed[:1] == name[:1] and all(ch in rest for ch in typed)


def _begun_keys(typed: str) -> Iterator[str]:
    """Yield the first two letters of each word, wherever a text may be divided into beginnings of two or three.

    >>> list(_begun_keys("amexp")), list(_begun_keys("smartf"))
    (['amex', 'amxp'], ['smar', 'smrt', 'smtf', 'smartf'])
    """
    yield from (typed[:2] + typed[at : at + 2] for at in range(2, len(typed) - 1))
    if len(typed) == 6:
        yield typed


def _shortened(typed: str, words: Sequence[str]) -> bool:
    """Tell whether a text is made of the beginnings of all words, two letters or more of each: "amex".

    >>> _shortened("amex", ("american", "express")), _shortened("amer", ("american", "express"))
    (True, False)
    """
    if not words:
        return not typed
    most = next((n for n, (one, other) in enumerate(zip(typed, words[0], strict=False)) if one != other), None)
    longest = min(len(typed), len(words[0])) if most is None else most
    return any(_shortened(typed[size:], words[1:]) for size in range(2, longest + 1))
