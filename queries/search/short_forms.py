"""The names of which a text is a short form.

It is made of first letters ("SMFG"), of the beginnings of all words ("amex"), or of characters left over (全日空).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from queries.search.folding import Spelling
from queries.search.name_entries import SMALL_WORDS, Entry, NameEntries
from queries.search.name_match import Step
from queries.search.ranking import Ranking, closeness

_CONTRACTED: Final = range(3, 7)
"""Characters of a name from which others are left out: 全日空 for 全日本空輸."""

_INITIALS: Final = range(3, 7)


class ShortForms:
    """The names of organizations by their first letters, and those that may lose characters."""

    def __init__(self, entries: NameEntries) -> None:
        self._entries = entries

    def add(self, found: Ranking, wanted: Spelling) -> None:
        """Add the names of which a text is a short form."""
        if len(wanted.words) == 1 and len(wanted.dense) in _INITIALS:
            for entry in self._initials.get(wanted.dense, ()):
                found.add(entry, Step.INITIALS, 0.3)
            for entry in self._few_words:
                if _shortened(wanted.dense, entry.bare_words):
                    found.add(entry, Step.INITIALS, 0.2)
        if wanted.syllabic and len(wanted.composed) in _CONTRACTED:
            for entry in self._entries.syllabic:
                if _contracted(wanted.composed, entry.composed):
                    found.add(entry, Step.INITIALS, closeness(wanted.composed, entry.composed))

    @cached_property
    def _initials(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.all:
            if not entry.of_organization:
                continue
            for words in {entry.all_words, entry.bare_words}:
                for kept in {words, tuple(word for word in words if word not in SMALL_WORDS)}:
                    if len(kept) in _INITIALS:
                        found["".join(word[0] for word in kept)].append(entry)
        return dict(found)

    @cached_property
    def _few_words(self) -> list[Entry]:
        return [entry for entry in self._entries.all if 1 < len(entry.bare_words) < 4 and entry.of_organization]


def _contracted(typed: str, name: str) -> bool:
    """Tell whether a text is a name from which characters are left out, though not the first.

    >>> _contracted("全日空", "全日本空輸"), _contracted("三星電子", "三菱電機")
    (True, False)
    """
    rest = iter(name)
    return typed[:1] == name[:1] and all(ch in rest for ch in typed)


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
