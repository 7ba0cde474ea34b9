"""The wording of choices in messages.

Every command loads it, so it needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable


def alternatives(names: Iterable[str]) -> str:
    """Join names for a sentence: `a`, `a or b`, `a, b or c`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} or {last}" if most else last
