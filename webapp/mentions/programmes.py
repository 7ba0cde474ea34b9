"""The worldwide programme and its terms, as texts name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_TOP: Final = re.compile(
    r"(?<![A-Za-z0-9])TOP(?:[\s-]*(?P<term>XII|XI|IX|IV|X|VI{0,3}|I{1,3}|1[0-2]|[1-9](?!\d)))?"
    r"(?P<word>[\s-]*(?:[Pp]rogramme|[Pp]rogram|[Pp]rogramm|[Pp]rograma|[Ss]ponsor(?:s|en)?|[Pp]artner(?:s|n|ship|schaft)?|计划|計画|プログラム|赞助商|合作伙伴|スポンサー|パートナー))?"
    r"(?![A-Za-z0-9])"
)
_CAPITALS: Final = re.compile(r"[A-Z]{4,}\s+$|^\s+[A-Z]{4,}")


def find_programmes(text: str, terms: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and IRI of each term of TOP that a text names.

    `terms` has them by number; 0 is the whole.
    """
    for match in _TOP.finditer(text):
        around = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
        if not match["term"] and not match["word"] and any(map(_CAPITALS.search, around)):
            continue
        number = _number(match["term"] or "")
        if number in terms:
            word = match["word"] or ""
            keep = match.end() if re.search("rogra|计划|計画|プログラム", word) else match.end() - len(word)
            yield match.start(), keep, terms[number]


def _number(text: str) -> int:
    """Return the number that Roman or Arabic digits write.

    >>> _number("IX"), _number("10"), _number("")
    (9, 10, 0)
    """
    if not text or text.isdigit():
        return int(text or 0)
    values = [_ROMAN[ch] for ch in text.lower()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
