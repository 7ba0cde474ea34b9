"""Words between commas, which a condition beside them does not touch.

An example is "whether Atos, the French company, will go on".
"""

from __future__ import annotations

import re
from typing import Final

from webapp.fact_check.sentence import SentenceView

_COMMA: Final = re.compile("[,，、]")  # noqa: RUF001


def in_doubt(view: SentenceView, place: int) -> bool:
    """Tell whether the words between commas around a place are a question, a condition or a rumour."""
    if not view.strong_at(place):
        return False
    cues = view.cues("strong")
    first = max((view.start + m.end() for m in _COMMA.finditer(view.slice(view.start, place))), default=view.start)
    behind = _COMMA.search(view.slice(place, view.end))
    last = place + behind.start() if behind else view.end
    return not cues or any(first <= one < last for one, _ in cues)
