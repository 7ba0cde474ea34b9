"""A position in the text of a query, and its display."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDTH = 76
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Position:
    """A place: line and column, both counted from 1 in characters, and that line with a caret below it."""

    line: int
    column: int
    excerpt: str

    @classmethod
    def at(cls, text: str, offset: int) -> Position:
        """Return the place of the character at `offset`."""
        lines = _LINE.split(text[:offset])
        return cls.of(text, len(lines), len(lines[-1]) + 1)

    @classmethod
    def of(cls, text: str, line: int, column: int) -> Position:
        """Return the place at a line and column; those of the end of the text are good, too."""
        lines = _LINE.split(text)
        whole = lines[min(line, len(lines)) - 1]
        column = min(column, len(whole) + 1)
        start = max(0, column - _WIDTH // 2) if len(whole) > _WIDTH else 0
        shown = whole[start : start + _WIDTH].replace("\t", " ")
        return cls(line, column, f"{shown}\n{' ' * (column - 1 - start)}^")

    def members(self) -> dict[str, object]:
        """Return what problem details say of it."""
        return {"line": self.line, "column": self.column, "excerpt": self.excerpt}
